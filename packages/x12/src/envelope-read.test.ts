import { describe, expect, test } from 'vitest';
import { answeringParties } from './envelope.ts';
import { readEnvelopes } from './envelope-read.ts';
import { interchange, remittanceSegments } from './interchange.fixture.ts';

const set = (number: string) => ['835', number, '', ...remittanceSegments];
const sound = interchange('HP', '005010X221A1', [set('0001'), set('0002')]);

function codes(text: string): string[] {
  return readEnvelopes(text).defects.map((defect) => `${defect.code} ${defect.segment}`);
}

describe('reading envelopes', () => {
  test('finds nothing wrong in a sound interchange and says where its sets stand', () => {
    const { interchanges, defects, strays } = readEnvelopes(sound);
    expect([defects, strays]).toEqual([[], []]);
    const [first] = interchanges;
    expect(first).toMatchObject({ senderId: 'SENDER', controlNumber: '000000905', usageIndicator: 'T', start: 0 });
    expect(first?.end).toBe(sound.length);
    const sets = first?.groups[0]?.transactionSets ?? [];
    expect(sets.map((each) => [each.controlNumber, each.segmentPosition, each.segmentCount])).toEqual([
      ['0001', 3, 24],
      ['0002', 27, 24],
    ]);
    expect(sound.slice(sets[1]?.start, sets[1]?.end)).toMatch(/^ST\*835\*0002~.*SE\*24\*0002~$/s);
  });

  test.each(['~\n', '~\r\n', '\n', '\r\n'])('reads segments that end with %j', (end) => {
    const text = interchange('HP', '005010X221A1', [set('0001')], end);
    expect(codes(text)).toEqual([]);
  });

  test('reads several interchanges, each with its own delimiters', () => {
    const other = sound.replaceAll('*', '|').replaceAll(':', '>').replaceAll('~', "'");
    const { interchanges, defects } = readEnvelopes(`${sound}\n${other}\n`);
    expect(defects).toEqual([]);
    expect(interchanges.map((each) => each.delimiters.element)).toEqual(['*', '|']);
  });

  test.each([
    ['SE01', 'SE*24*0002', 'SE*23*0002', 'set_count_mismatch SE'],
    ['SE02', 'SE*24*0002', 'SE*24*0003', 'set_number_mismatch SE'],
    ['GE01', 'GE*2', 'GE*1', 'group_count_mismatch GE'],
    ['GE02', 'GE*2*17', 'GE*2*18', 'group_number_mismatch GE'],
    ['IEA01', 'IEA*1', 'IEA*2', 'interchange_count_mismatch IEA'],
    ['IEA02', 'IEA*1*000000905', 'IEA*1*000000906', 'interchange_number_mismatch IEA'],
    ['a missing GE', 'GE*2*17~', '', 'group_not_closed IEA'],
    ['a missing IEA', 'IEA*1*000000905~', '', 'interchange_not_closed GE'],
    ['a missing SE', 'SE*24*0001~', '', 'set_not_closed ST'],
    ['a date in ISA', '*261123*', '*261323*', 'isa_malformed ISA'],
    ['a time in ISA', '*0915*^', '*2515*^', 'isa_malformed ISA'],
    ['a width in ISA', 'SENDER         ', 'SENDER        ', 'isa_width ISA'],
    ['a date in GS', '*20261123*', '*20261131*', 'element_malformed GS'],
  ])('reports %s', (_, from, to, expected) => {
    expect(sound).toContain(from);
    expect(codes(sound.replace(from, to))).toEqual([expected]);
  });

  test('says where: segment in the interchange, position in the set, element', () => {
    const [defect] = readEnvelopes(sound.replace('SE*24*0002', 'SE*23*0002')).defects;
    expect(defect).toMatchObject({
      segmentPosition: 50,
      transactionSetPosition: 24,
      element: 1,
      transactionSetControlNumber: '0002',
      interchangeControlNumber: '000000905',
      severity: 'error',
    });
    expect(defect?.message).toBe('SE01 says 23 segments, the set has 24');
    expect(sound.slice(defect?.offset).startsWith('SE*24*0002')).toBe(true);
  });

  test('keeps text outside an interchange and segments outside a set', () => {
    const text = `HELLO~${sound.replace('GE*2', 'ZZZ*1~YYY*2~GE*2')}rest`;
    const { strays, defects } = readEnvelopes(text);
    expect(strays.map((stray) => text.slice(stray.start, stray.end))).toEqual(['HELLO~', 'ZZZ*1~YYY*2~', 'rest']);
    expect(defects.map((defect) => defect.code)).toEqual(['not_x12', 'segment_outside_set', 'not_x12']);
  });

  test('sees one interchange end where the next begins', () => {
    const cut = sound.slice(0, sound.indexOf('ST*835*0002'));
    const { interchanges, defects } = readEnvelopes(cut + sound);
    expect(interchanges.map((each) => each.groups[0]?.transactionSets.length)).toEqual([1, 2]);
    expect(defects.map((defect) => defect.code)).toEqual(['group_not_closed', 'interchange_not_closed']);
  });

  test('does not take an ISA whose delimiters cannot be used', () => {
    for (const text of ['', '   ', 'ISA', 'ISA*00*', 'ISAAAAAAA', sound.slice(0, 100), sound.replace('*:~', '***')]) {
      expect(readEnvelopes(text).interchanges).toEqual([]);
    }
    expect(readEnvelopes(sound.slice(0, 100)).defects[0]?.code).toBe('isa_malformed');
  });
});

test('an answer goes back where the question came from', () => {
  const [received] = readEnvelopes(sound).interchanges;
  if (!received) throw new Error('no interchange');
  expect(answeringParties(received, received.groups[0], { interchange: 1, group: 2 })).toEqual({
    senderQualifier: 'ZZ',
    senderId: 'RECEIVER',
    receiverQualifier: 'ZZ',
    receiverId: 'SENDER',
    applicationSender: 'RECEIVER',
    applicationReceiver: 'SENDER',
    usageIndicator: 'T',
    interchangeControlNumber: 1,
    groupControlNumber: 2,
  });
});
