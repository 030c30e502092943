import { describe, expect, test } from 'vitest';
import { type InboundContent, readInbound } from './inbound.ts';
import { interchange, remittanceSegments } from './interchange.fixture.ts';

const remittance = (number: string, segments: readonly string[] = remittanceSegments) => [
  '835',
  number,
  '',
  ...segments,
];
const remittances = interchange('HP', '005010X221A1', [remittance('0001'), remittance('0002'), remittance('0003')]);
const acknowledgement = interchange('FA', '005010X231A1', [
  ['999', '0001', '005010X231A1', 'AK1*HC*17*005010X222A1', 'AK2*837*0001', 'IK5*A', 'AK9*A*1*1*1'],
]);
const statuses = interchange('HN', '005010X214', [
  [
    ...[
      '277',
      '0001',
      '005010X214',
      'BHT*0085*08*ACK1*20261123*1005*TH',
      'HL*1**20*1',
      'NM1*PR*2*PAYER X*****PI*99999',
    ],
    ...['TRN*1*ACK1', 'HL*2*1*21*1', 'NM1*41*2*RIVER*****46*TP123', 'TRN*2*B1', 'STC*A1:19*20261123*WQ*150'],
    ...['HL*3*2*19*1', 'NM1*85*2*RIVER CLINIC*****XX*1234567893', 'HL*4*3*PT', 'NM1*QC*1*DOE', 'TRN*2*C0000123'],
    ...['STC*A2:20*20261123*WQ*150', 'REF*1K*ICN1'],
  ],
]);
const ta1 = remittances.slice(0, 106).concat('TA1*000000905*261123*0915*A*000~IEA*0*000000905~');

function kinds(text: string): string[] {
  return readInbound(text).map((piece) =>
    piece.kind === 'unreadable' ? `${piece.kind} ${piece.reasonCode}` : piece.kind,
  );
}

function unreadable(text: string) {
  return readInbound(text).filter((piece) => piece.kind === 'unreadable');
}

describe('reading what arrives', () => {
  test('gives every piece of several files in one, in their order', () => {
    const pieces = readInbound(`${ta1}\n${acknowledgement}\r\n${statuses}${remittances}`);
    expect(pieces.map((piece) => piece.kind)).toEqual(['TA1', '999', '277CA', '835', '835', '835']);
    expect(pieces[0]).toMatchObject({
      acknowledgement: { interchangeControlNumber: '000000905', code: 'A', note: '000' },
    });
    expect(pieces[1]).toMatchObject({ acknowledgement: { groupControlNumber: '17', groupCode: 'A' }, warnings: [] });
    expect(pieces[2]).toMatchObject({
      acknowledgement: { claims: [{ patientControlNumber: 'C0000123', payerClaimControlNumber: 'ICN1' }] },
    });
    expect(pieces[3]).toMatchObject({
      remittance: { traceNumber: 'CHECK1' },
      origin: { transactionSetControlNumber: '0001' },
    });
  });

  test('parks a broken set with its text and reason and keeps its neighbours', () => {
    const bad = remittanceSegments.map((segment) => segment.replace('AMT*B6*100', 'AMT*B6*X'));
    const text = interchange('HP', '005010X221A1', [remittance('0001'), remittance('0002', bad), remittance('0003')]);
    expect(kinds(text)).toEqual(['835', 'unreadable element_malformed', '835']);
    expect(unreadable(text)).toMatchObject([
      {
        reason: 'AMT has an amount that cannot be read',
        segmentPosition: 48,
        interchangeControlNumber: '000000905',
        transactionSetControlNumber: '0002',
        content: ['ST*835*0002', ...bad, 'SE*24*0002', ''].join('~'),
      },
    ]);
  });

  test.each([
    ['a miscounted set', 'SE*24*0002', 'SE*23*0002', ['835', 'unreadable set_count_mismatch', '835']],
    [
      'a set that is closed with another number',
      'SE*24*0002',
      'SE*24*0009',
      ['835', 'unreadable set_number_mismatch', '835'],
    ],
    ['a set that is not closed', 'SE*24*0002~', '', ['835', 'unreadable set_not_closed', '835']],
    ['a miscounted group', 'GE*3*17', 'GE*2*17', ['835', '835', '835', 'unreadable group_count_mismatch']],
    [
      'an interchange closed with another number',
      'IEA*1*000000905',
      'IEA*1*1',
      ['835', '835', '835', 'unreadable interchange_number_mismatch'],
    ],
    [
      'an interchange that is not closed',
      'IEA*1*000000905~',
      '',
      ['835', '835', '835', 'unreadable interchange_not_closed'],
    ],
    [
      'another version',
      '005010X221A1',
      '004010X091A1',
      Array.from({ length: 3 }, () => 'unreadable group_version_unknown'),
    ],
    ['another transaction', 'ST*835*0002', 'ST*820*0002', ['835', 'unreadable set_unknown', '835']],
    ['segments outside a set', 'GE*3', 'ABC*1~DEF*2~GE*3', ['835', '835', '835', 'unreadable segment_outside_set']],
    ['text before it', 'ISA*', 'Dear Sir ISA*', ['unreadable not_x12', '835', '835', '835']],
    ['text after it', 'IEA*1*000000905~', 'IEA*1*000000905~and more', ['835', '835', '835', 'unreadable not_x12']],
  ])('parks %s', (_, from, to, expected) => {
    expect(remittances).toContain(from);
    expect(kinds(remittances.replace(from, to))).toEqual(expected);
  });

  test('tells a cut-off file in one piece: the set that was cut, with the lost ends of group and interchange', () => {
    const text = remittances.slice(0, remittances.indexOf('CLP*', remittances.indexOf('ST*835*0003')) + 12);
    expect(kinds(text)).toEqual(['835', '835', 'unreadable set_not_closed']);
    expect(unreadable(text)[0]?.defects.map((defect) => defect.code)).toEqual([
      'set_not_closed',
      'group_not_closed',
      'interchange_not_closed',
    ]);
    expect(text.endsWith(unreadable(text)[0]?.content ?? '?')).toBe(true);
  });

  test.each(['', ' \r\n\t', '\uFEFF'])('finds nothing in %j', (text) => {
    expect(readInbound(text)).toEqual([]);
  });

  test.each(['hello', '{"resourceType":"Bundle"}', 'ISA', 'ISA*00*', '\0\0\0', remittances.slice(106)])(
    'gives back what is no interchange at all',
    (text) => {
      const [piece, ...others] = readInbound(text);
      expect(others).toEqual([]);
      expect(piece).toMatchObject({ kind: 'unreadable', content: text });
      expect(piece && 'segmentPosition' in piece).toBe(false);
    },
  );

  test('says nothing of people in its reasons', () => {
    const text = remittances
      .replaceAll('CLP*C0000123', 'CLP*SECRET')
      .replaceAll('*150*80', '*SECRET*SECRET')
      .replaceAll('DOE', 'SECRET');
    const found = unreadable(text);
    expect(found.length).toBe(3);
    for (const piece of found) {
      expect(piece.content).toContain('SECRET');
      expect(JSON.stringify([piece.reason, piece.defects])).not.toContain('SECRET');
    }
  });
});

describe('no byte is dropped', () => {
  const whole = `${ta1}\n${acknowledgement}\n${statuses}\n${remittances}`;

  /** Segments that stand in no piece must be sound envelope: ISA, GS, GE, IEA, and TA1, ST … SE of pieces that were read. */
  function lost(text: string, pieces: InboundContent[]): string[] {
    const parked = pieces.map((piece) => (piece.kind === 'unreadable' ? piece.content : '')).join('\n');
    const read = pieces.filter((piece) => piece.kind !== 'unreadable').length;
    const sets = text.split('~').filter((segment) => /^\s*(ST|TA1)\*/.test(segment)).length;
    const parkedSets = parked.split(/[~\n]/).filter((segment) => /^\s*(ST|TA1)\*/.test(segment)).length;
    return read + parkedSets === sets ? [] : [`${sets} sets, ${read} read, ${parkedSets} parked`];
  }

  test('wherever a file is cut, each set is read whole or parked', () => {
    for (let end = 0; end < whole.length; end += 7) {
      const text = whole.slice(0, end);
      const pieces = readInbound(text);
      expect({ end, lost: lost(text, pieces) }).toEqual({ end, lost: [] });
      const good = pieces.filter((piece) => piece.kind === '835').length;
      const complete = text.split('SE*24*').length - 1;
      expect(good).toBeLessThanOrEqual(complete);
    }
  });

  test('whatever segment is lost, each other set is read whole or parked', () => {
    const segments = whole.split('~');
    for (let index = 0; index < segments.length - 1; index += 1) {
      const text = segments.toSpliced(index, 1).join('~');
      expect({ index, lost: lost(text, readInbound(text)) }).toEqual({ index, lost: [] });
    }
  });
});
