import { jsonToX12 } from '@claimwright/x12/from-json';
import { write999 } from '@claimwright/x12/implementation-acknowledgement';
import { writeTA1 } from '@claimwright/x12/interchange-acknowledgement';
import { jsonTextStream } from '@claimwright/x12/json-text';
import { write837P } from '@claimwright/x12/professional-claim-write';
import { x12ToJson } from '@claimwright/x12/to-json';
import { validateX12, X12Validator } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { claimAcknowledgementText, remittanceText } from './answers.ts';
import { at, chance, numbersFor, randomSnapshot, route, variedSnapshots } from './snapshots.ts';

const next = chance(2026);
const random = Array.from({ length: 200 }, (_, index) => randomSnapshot(next, index + 1));
const parties = { ...route, interchangeControlNumber: 31, groupControlNumber: 32 };

function claimText(claims: Parameters<typeof write837P>[0]['claims'], claimsPerTransactionSet?: number): string {
  const numbers = numbersFor(claims.length, claimsPerTransactionSet);
  return write837P({ route, claims, at, numbers, ...(claimsPerTransactionSet ? { claimsPerTransactionSet } : {}) });
}

const texts = {
  '837P': claimText(random, 70),
  '835': remittanceText(random),
  '277CA': claimAcknowledgementText(random),
  '999': write999({
    parties,
    at,
    transactionSetControlNumber: 3,
    acknowledgement: {
      groupControlNumber: '17',
      functionalIdentifier: 'HC',
      groupCode: 'P',
      transactionSets: [
        { controlNumber: '0001', code: 'A', errors: [] },
        {
          controlNumber: '0002',
          code: 'R',
          errors: [
            {
              segment: 'CLM',
              position: 22,
              loop: '2300',
              code: '8',
              patientControlNumber: 'C0000123',
              elements: [
                { position: 2, code: '1' },
                { position: 5, component: 3, code: '7', value: 'Z' },
              ],
            },
          ],
        },
      ],
    },
  }),
  TA1: writeTA1({
    parties,
    at,
    acknowledgement: { interchangeControlNumber: '000000905', code: 'A', note: '000' },
    acknowledgedDate: '261123',
    acknowledgedTime: '0915',
  }),
};

describe('what our own writers write has no defect', () => {
  test.each(variedSnapshots())('837P: $name', ({ claim }) => {
    expect(validateX12(claimText([claim])).defects).toEqual([]);
  });

  test.each(Object.entries(texts))('%s', (name, text) => {
    const report = validateX12(text);
    expect(report.defects).toEqual([]);
    expect(report).toMatchObject({ valid: true, errors: 0, interchanges: 1 });
    expect(report.segments).toBe(text.split('~').length - 1);
    if (name !== 'TA1') expect(Object.keys(report.transactions)).toEqual([name]);
  });

  test.each(Object.entries(texts))('%s and comes back from JSON as it was', (_, text) => {
    const tree = x12ToJson(text);
    expect(jsonToX12(tree)).toBe(text);
    expect(JSON.stringify(tree)).not.toContain('"unplaced"');
  });
});

describe('the loss of one segment', () => {
  // What a guide leaves to the situation may go without a trace.
  const optional: Record<string, RegExp> = {
    '837P':
      /^(PRV|AMT|NTE|DTP\*(?!472)|REF\*(?!EI|SY|F8)|NM1\*(87|DN|P3|82|77|DQ|DK)|LIN|CTP|PER\*IC\*FRONT|SV5|CR|CRC|PAT\*\*|TA1)/,
    '835': /^(REF|DTM|AMT|LQ|NM1\*(IL|74|82|TT|PR|GB)|PER\*(CX|IC)|MOA|MIA|N3|N4\*RIVER|RDM|QTY)/,
    '277CA': /^(QTY|AMT|REF|DTP\*472|TRN\*1\*0|STC)/,
    '999': /^(CTX|IK4)/,
  };
  const small = {
    '837P': claimText(
      variedSnapshots()
        .slice(0, 6)
        .map(({ claim }) => claim),
    ),
    '835': remittanceText(random.slice(0, 3)),
    '277CA': claimAcknowledgementText(random.slice(0, 3)),
    '999': texts['999'],
  };

  test.each(Object.entries(small))('is noticed in a %s, also when SE01 is put right', (name, text) => {
    const segments = text.split('~').slice(0, -1);
    const unnoticed = segments.flatMap((lost, index) => {
      if (optional[name]?.test(lost)) return [];
      const rest = segments.filter((_, other) => other !== index);
      return validateX12(counted(rest)).valid ? [`${index + 1} ${lost}`] : [];
    });
    expect(unnoticed).toEqual([]);
  });
});

/** The segments with SE01 put right, so that only the loss itself can be noticed. */
function counted(segments: readonly string[]): string {
  const start = segments.findIndex((segment) => segment.startsWith('ST*'));
  const end = segments.findIndex((segment) => segment.startsWith('SE*'));
  const right = segments.map((segment, at) =>
    at === end ? segment.replace(/^SE\*\d+/, `SE*${end - start + 1}`) : segment,
  );
  return `${right.join('~')}~`;
}

describe('what segments ask of each other', () => {
  const line = 'LX*1~SV1*HC:G0463*150*UN*1***1~DTP*472*D8*20261120~REF*6R*C1-1~';
  const paid = `SVD*88888*80*HC:G0463**1~CAS*CO*45*50~CAS*PR*2*20~DTP*573*D8*20261121~`;
  const other = 'SBR*P*18*******CI~AMT*D*80~OI***Y***Y~NM1*IL*1*DOE*JANE****MI*W1~NM1*PR*2*FIRST PAYER*****PI*88888~';

  /** One claim for 150 that another payer has decided, in balance. */
  function secondary(change: (body: string) => string = (body) => body): string {
    const body = change(
      'BHT*0019*00*B1*20261123*0915*CH~NM1*41*2*RIVER*****46*TP123~PER*IC*EDI*TE*5555550100~NM1*40*2*PAYER*****46*99999~' +
        'HL*1**20*1~NM1*85*2*RIVER CLINIC*****XX*1234567893~N3*12 MAIN ST~N4*ATLANTA*GA*303011234~REF*EI*123456789~' +
        'HL*2*1*22*0~SBR*S*18*******CI~NM1*IL*1*DOE*JANE****MI*W2~N3*5 OAK AVE~N4*DECATUR*GA*30030~DMG*D8*19800102*F~' +
        'NM1*PR*2*SECOND PAYER*****PI*99999~CLM*C1*150***11:B:1*Y*A*Y*Y~HI*ABK:E119*ABF:I10~' +
        other +
        line +
        paid,
    );
    const header =
      'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261123*0915*^*00501*000000905*0*T*:~' +
      'GS*HC*SENDER*RECEIVER*20261123*0915*17*X*005010X222A1~ST*837*0001*005010X222A1~';
    return `${header}${body}SE*${body.split('~').length + 1}*0001~GE*1*17~IEA*1*000000905~`;
  }

  test('is kept by a secondary claim in balance', () => {
    expect(validateX12(secondary()).defects).toEqual([]);
  });

  test.each([
    ['a line that does not balance', 'CAS*CO*45*50', 'CAS*CO*45*40', 'balance', 'SVD'],
    ['a claim that does not balance', 'AMT*D*80', 'AMT*D*70', 'balance', 'SBR'],
    ['a total that is not the sum', 'CLM*C1*150', 'CLM*C1*151', 'balance', 'CLM'],
    ['a responsibility told twice', 'SBR*P*18', 'SBR*S*18', 'situation', 'SBR'],
    ['a subscriber without address who is the patient', 'N3*5 OAK AVE~N4*DECATUR*GA*30030~', '', 'situation', 'SBR'],
    ['a subscriber who is not the patient and has none', 'SBR*S*18', 'SBR*S*', 'situation', 'CLM'],
    ['a street without its city', 'N4*DECATUR*GA*30030~', '', 'situation', 'DMG'],
    ['a level said to have children', 'HL*2*1*22*0', 'HL*2*1*22*1', 'hierarchy', 'HL'],
    ['a parent that is not the level above', 'HL*2*1*22*0', 'HL*2*2*22*0', 'hierarchy', 'HL'],
    ['lines that are not counted from one', 'LX*1', 'LX*2', 'situation', 'LX'],
    ['a pointer to no diagnosis', 'UN*1***1~', 'UN*1***3~', 'situation', 'SV1'],
    ['a void without the number it voids', '11:B:1', '11:B:8', 'situation', 'CLM'],
    ['an automobile accident without date', '*Y*A*Y*Y~HI', '*Y*A*Y*Y**AA:::GA~HI', 'situation', 'CLM'],
    ['an automobile accident without state', '*Y*A*Y*Y~HI', '*Y*A*Y*Y**AA~DTP*439*D8*20261101~HI', 'situation', 'CLM'],
    ['a period that ends before it begins', 'D8*20261120', 'RD8*20261120-20261119', 'element_malformed', 'DTP'],
    ['a diagnosis with a dot', 'ABK:E119', 'ABK:E11.9', 'element_shape', 'HI'],
  ])('is noticed: %s', (_, sound, faulty, rule, segment) => {
    expect(secondary()).toContain(sound);
    const { defects } = validateX12(secondary((body) => body.replace(sound, faulty)));
    expect(defects).toContainEqual(expect.objectContaining({ rule, segment }));
  });

  test.each([
    ['a line', /SVC\*HC:(\w+)((?::\w+)*)\*([\d.]+)\*1\b/, 'SVC*HC:$1$2*$3*2', 'SVC'],
    ['a claim', /(CLP\*[^*]*\*1\*[\d.]+)\*[\d.]+/, '$1*7', 'CLP'],
    ['the payment', /BPR\*I\*[\d.]+/, 'BPR*I*7', 'BPR'],
    ['a provider adjustment', /(PLB\*.*\*)0?\.5~/, '$1.6~', 'BPR'],
  ])('is noticed in an 835 that does not balance: %s', (_, sound, faulty, segment) => {
    expect(texts['835']).toMatch(sound);
    const { defects } = validateX12(texts['835'].replace(sound, faulty));
    expect(defects).toContainEqual(expect.objectContaining({ rule: 'balance', severity: 'error', segment }));
  });
});

describe('a defect says where it is', () => {
  test('in the file, in its interchange, in its set, down to the component', () => {
    const two =
      texts['999'] +
      claimText(
        variedSnapshots()
          .slice(0, 1)
          .map(({ claim }) => claim),
      );
    const faulty = two.replace('HI*ABK:', 'HI*ABX:');
    const [defect, ...others] = validateX12(faulty).defects;
    expect(others).toEqual([]);
    const before = faulty.slice(0, faulty.indexOf('HI*ABX')).split('~').length;
    expect(defect).toMatchObject({
      rule: 'element_code',
      snipType: 2,
      severity: 'error',
      segment: 'HI',
      loop: '2300',
      element: 1,
      component: 1,
      filePosition: before,
      interchangePosition: before - (texts['999'].split('~').length - 1),
      setPosition: before - (texts['999'].split('~').length - 1) - 2,
      interchangeControlNumber: '000000905',
      transactionSetControlNumber: '0001',
      transaction: '837P',
    });
  });

  test('with more defects than asked for, the others are counted and told one by one', () => {
    const faulty = texts['837P'].replaceAll('*UN*', '*XX*');
    const told: string[] = [];
    const report = validateX12(faulty, { keepDefects: 5, onDefect: ({ rule }) => told.push(rule) });
    expect(report.defects).toHaveLength(5);
    expect(report.errors).toBe(faulty.match(/\*XX\*\d+(\.\d+)?\*/g)?.length);
    expect(report.defectsNotKept).toBe(report.errors + report.warnings - 5);
    expect(told).toHaveLength(report.errors + report.warnings);
  });

  test('a text that is no X12 has one', () => {
    for (const text of ['', '   \n', 'hello', '{"a":1}', 'ISA', 'ISA*00*']) {
      const report = validateX12(text);
      expect(report.valid).toBe(false);
      expect(report.defects[0]?.rule).toBe('not_x12');
    }
  });
});

describe('damaged text', () => {
  const all = Object.values(texts).map((text) => text.slice(0, 60_000));

  function judge(text: string): void {
    const report = validateX12(text);
    expect(report.defects.length).toBeLessThanOrEqual(1000);
    x12ToJson(text);
  }

  test('cut anywhere is never called valid', () => {
    for (const text of Object.values(texts)) {
      const step = Math.max(1, Math.floor(text.length / 150));
      for (let end = 0; end < text.length - 1; end += step) {
        const report = validateX12(text.slice(0, end));
        expect(report.valid, `${end}`).toBe(false);
      }
    }
  });

  test('with NULs, control characters, separators or openings strewn in', () => {
    const strange = [
      '\0',
      '\u001f',
      '\n',
      '\uFEFF',
      'é',
      '\uD800',
      '💊',
      '~',
      '*',
      ':',
      '^',
      '~~',
      'ISA',
      'ST*835*1~',
      'SE*1~',
      'HL*1~',
    ];
    for (const text of all) {
      for (const what of strange) {
        for (let round = 0; round < 4; round += 1) {
          const place = Math.floor(next() * text.length);
          judge(text.slice(0, place) + what + text.slice(place));
        }
      }
    }
  });

  test('with its delimiters changed half way or everywhere', () => {
    for (const text of all) {
      const half = text.length >> 1;
      for (const delimiter of ['*', '~', ':', '^']) {
        for (const other of ['|', '\n', '\0', 'A', ' ', '']) {
          judge(text.slice(0, half) + text.slice(half).replaceAll(delimiter, other));
          judge(text.replaceAll(delimiter, other));
        }
      }
    }
  });

  test('with segments shuffled', () => {
    for (const text of all) {
      const segments = text.split('~');
      for (let round = 0; round < 10; round += 1) {
        const shuffled = segments.slice(2).sort(() => next() - 0.5);
        judge([...segments.slice(0, 2), ...shuffled].join('~'));
      }
    }
  });

  const size = 2_000_000;
  const header = texts['837P'].slice(0, texts['837P'].indexOf('BHT'));
  const claim = texts['837P'].slice(0, texts['837P'].indexOf('~LX*') + 1);
  test.each([
    ['one element without an end', `${header}REF*G1*${'X'.repeat(size)}`],
    ['only element separators', `${header}REF${'*'.repeat(size)}`],
    ['only segment terminators', header + '~'.repeat(size)],
    ['only component separators', `${header}HI*${':'.repeat(size)}~`],
    ['only repetition separators', `${header}HI*${'^'.repeat(size)}~`],
    ['segments without elements', header + 'AB~'.repeat(size / 4)],
    ['the beginnings of interchanges', 'ISA*'.repeat(size / 4)],
    ['sets that never end', header + 'ST*835*0001~'.repeat(size / 20)],
    ['groups that never end', header + 'GS*HP*A*B~'.repeat(size / 20)],
    ['levels of a hierarchy', header + 'HL*1**22*1~'.repeat(size / 20)],
    ['claims without content', header + 'CLM*1~'.repeat(size / 20)],
    ['other payers without an end', claim + 'SBR*P*18~'.repeat(size / 20)],
    ['adjudications without an end', `${claim}LX*1~${'SVD*X*1~'.repeat(size / 20)}`],
    [
      'numbers that are all different',
      header + Array.from({ length: size / 20 }, (_, index) => `ST*837*${index}~`).join(''),
    ],
  ])(
    'made to take long: %s',
    (_, text) => {
      const start = performance.now();
      const validator = new X12Validator();
      for (let from = 0; from < text.length; from += 65_536) validator.push(text.slice(from, from + 65_536));
      expect(validator.end().valid).toBe(false);
      // Linear work on two megabytes takes less than a second here; quadratic work would take hours.
      expect(performance.now() - start).toBeLessThan(10_000);
    },
    20_000,
  );
});

test('a text in pieces of JSON is the tree', () => {
  for (const text of [...Object.values(texts), Object.values(texts).join('\n'), 'no X12']) {
    const pieces: string[] = [];
    const stream = jsonTextStream((piece) => pieces.push(piece));
    for (let from = 0; from < text.length; from += 4_096) stream.push(text.slice(from, from + 4_096));
    stream.end();
    expect(JSON.parse(pieces.join(''))).toEqual(x12ToJson(text));
  }
});
