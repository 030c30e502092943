import { carriedBy837P } from '@claimwright/x12/professional-claim-carried';
import { read837P } from '@claimwright/x12/professional-claim-read';
import { transactionSetCount, write837P } from '@claimwright/x12/professional-claim-write';
import { describe, expect, test } from 'vitest';
import { checkProfessionalClaims, type GrammarProblem } from './grammar.ts';
import { samples, samplesArePresent } from './samples.ts';
import { at, chance, numbersFor, randomSnapshot, route, snapshot, variedSnapshots } from './snapshots.ts';

const aboutContent: readonly GrammarProblem['rule'][] = ['npi', 'pointer', 'balance'];

describe.skipIf(!samplesArePresent)('the grammar itself, on sample files beside the repository', () => {
  test('finds nothing against the syntax of valid 837P files', () => {
    const valid = samples('837p', 'valid');
    expect(valid.length).toBeGreaterThan(20);
    for (const { name, text } of valid) {
      const problems = checkProfessionalClaims(text).filter(({ rule }) => !aboutContent.includes(rule));
      expect({ name, problems }).toEqual({ name, problems: [] });
    }
  });

  test('catches every broken 837P file', () => {
    const broken = samples('837p', 'broken');
    expect(broken.length).toBeGreaterThan(30);
    expect(broken.filter(({ text }) => checkProfessionalClaims(text).length === 0).map(({ name }) => name)).toEqual([]);
  });
});

describe('the grammar itself, on text it calls sound', () => {
  const text = writeAll(variedSnapshots().map(({ claim }) => claim));

  test('catches the loss of any one segment', () => {
    const segments = text.split('~').slice(0, -1);
    const optional = /^(PRV|AMT|NTE|DTP\*(?!472)|REF\*(?!EI|SY)|NM1\*(87|DN|82|77|DQ|DK)|PER\*IC\*FRONT)/;
    const missed = segments.flatMap((lost, index) => {
      if (optional.test(lost)) return [];
      const without = withCount(segments.filter((_, other) => other !== index));
      return checkProfessionalClaims(without).length === 0 ? [`${index + 1} ${lost}`] : [];
    });
    expect(missed.filter((what) => !/ PAT\*\*/.test(what))).toEqual([]);
  });

  test.each([
    ['a qualifier no one knows', 'HI*ABK:', 'HI*ABX:'],
    ['a count', 'SE*', 'SE*1'],
    ['a control number', 'IEA*1*000000905', 'IEA*1*000000906'],
    ['a parent level', 'HL*2*1*22', 'HL*2*2*22'],
    ['a level that says it has no children', 'HL*1**20*1', 'HL*1**20*0'],
    ['a trailing separator', 'N3*5 OAK AVE', 'N3*5 OAK AVE*'],
    ['an element that is not used', 'CLM*C0000123*225.5***', 'CLM*C0000123*225.5**X*'],
    ['an amount with three decimals', '*225.5*', '*225.555*'],
    ['a date that is none', 'D8*20261120', 'D8*20261131'],
    ['a segment out of its order', 'LX*1~SV1*HC:G0463:25*150*UN*1***1~', 'SV1*HC:G0463:25*150*UN*1***1~LX*1~'],
    ['a wrong check digit', 'XX*1234567893', 'XX*1234567894'],
    ['a pointer to nothing', '*UN*1***1~', '*UN*1***9~'],
    ['a charge that does not add up', 'HC:J1885*75.5*', 'HC:J1885*75.4*'],
  ])('catches %s', (_, sound, faulty) => {
    expect(text).toContain(sound);
    expect(checkProfessionalClaims(text.replace(sound, faulty))).not.toEqual([]);
  });
});

describe('what write837P writes', () => {
  test.each(variedSnapshots())('keeps the grammar and comes back: $name', ({ claim }) => {
    const text = writeAll([claim]);
    expect(checkProfessionalClaims(text)).toEqual([]);
    const read = read837P(text);
    expect(read.defects).toEqual([]);
    expect(read.claims.map((each) => each.claim)).toEqual([carriedBy837P(claim)]);
  });

  test('loses nothing of a normalised snapshot but its encounter ids', () => {
    const { encounterIds: _, ...rest } = snapshot();
    expect(read837P(writeAll([snapshot()])).claims[0]?.claim).toEqual(rest);
  });

  test('keeps the grammar and comes back over a thousand random claims in sets of any size', () => {
    const next = chance(20261123);
    const claims = Array.from({ length: 1000 }, (_, index) => randomSnapshot(next, index + 1));
    for (const claimsPerTransactionSet of [1000, 333, 7]) {
      const text = writeAll(claims, claimsPerTransactionSet);
      expect(checkProfessionalClaims(text)).toEqual([]);
      const read = read837P(text);
      expect(read.defects).toEqual([]);
      expect(read.sets.length).toBe(transactionSetCount(1000, claimsPerTransactionSet));
      expect(read.claims.map((each) => each.claim)).toEqual(claims.map(carriedBy837P));
    }
  });

  test('gives each claim back with the set it stood in, and each set with its batch reference', () => {
    const claims = Array.from({ length: 5 }, (_, index) => snapshot({ patientControlNumber: `C${index}` }));
    const read = read837P(writeAll(claims, 2));
    expect(read.sets.map((set) => [set.origin.transactionSetControlNumber, set.batchReference])).toEqual([
      ['0001', 'B1'],
      ['0002', 'B2'],
      ['0003', 'B3'],
    ]);
    expect(read.claims.map((each) => each.transactionSetControlNumber)).toEqual([
      '0001',
      '0001',
      '0002',
      '0002',
      '0003',
    ]);
    expect(read.sets[0]).toMatchObject({ submitterId: 'TP123', receiverPayerId: '99999', purposeCode: '00' });
  });

  test('puts neighbours of one billing provider under one 2000A and starts another for the next', () => {
    const mine = snapshot().billingProvider;
    const other = { ...mine, taxId: '987654321' };
    const claims = [mine, structuredClone(mine), other, mine].map((billingProvider) => snapshot({ billingProvider }));
    const text = writeAll(claims);
    expect(checkProfessionalClaims(text)).toEqual([]);
    expect(text.match(/HL\*\d+\*\*20/g)).toHaveLength(3);
    expect(read837P(text).claims.map((each) => each.claim.billingProvider.taxId)).toEqual([
      '123456789',
      '123456789',
      '987654321',
      '123456789',
    ]);
  });

  test('is the same bytes for the same input', () => {
    const claims = variedSnapshots().map(({ claim }) => claim);
    expect(writeAll(structuredClone(claims))).toBe(writeAll(claims));
  });

  test('lets no value end an element, a segment or a line', () => {
    const hostile = 'A*B~C:D^E\r\nF\u0000G';
    const base = snapshot({
      note: hostile,
      medicalRecordNumber: '~~~',
      renderingProvider: { lastName: hostile, npi: '1234567893' },
    });
    const text = writeAll([base]);
    expect(text).not.toMatch(/[\r\n\0^].*~ISA/);
    expect(checkProfessionalClaims(text)).toEqual([]);
    expect(read837P(text).claims[0]?.claim.note).toBe('A B C D E F G');
    expect(read837P(text).claims[0]?.claim.medicalRecordNumber).toBeUndefined();
  });

  test('is refused, as a bug of the caller, when numbers and claims do not fit', () => {
    const claims = [snapshot()];
    const batch = { route, claims, at, numbers: numbersFor(1) };
    expect(() => write837P({ ...batch, claims: [] })).toThrow(RangeError);
    expect(() => write837P({ ...batch, numbers: numbersFor(2, 1) })).toThrow('1 transaction set');
    expect(() => write837P({ ...batch, numbers: { ...numbersFor(1), interchange: 0 } })).toThrow('ISA13');
    expect(() => write837P({ ...batch, numbers: { ...numbersFor(1), group: 1_000_000_000 } })).toThrow('GS06');
    expect(() => write837P({ ...batch, route: { ...route, senderId: 'SIXTEEN-LETTERS-' } })).toThrow('ISA06');
    expect(() => write837P({ ...batch, route: { ...route, applicationReceiver: 'X' } })).toThrow('GS03');
  });
});

function writeAll(claims: Parameters<typeof write837P>[0]['claims'], claimsPerTransactionSet?: number): string {
  return write837P({
    route,
    claims,
    at,
    claimsPerTransactionSet,
    numbers: numbersFor(claims.length, claimsPerTransactionSet),
  });
}

/** The same segments with SE01 put right, so that only the loss itself can be noticed. */
function withCount(segments: string[]): string {
  const start = segments.findIndex((segment) => segment.startsWith('ST*'));
  const end = segments.findIndex((segment) => segment.startsWith('SE*'));
  const counted = segments.map((segment, index) =>
    index === end ? segment.replace(/SE\*\d+/, `SE*${end - start + 1}`) : segment,
  );
  return `${counted.join('~')}~`;
}
