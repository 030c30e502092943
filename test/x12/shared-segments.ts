import { type ElementRule, type SegmentRule, segment, times } from './table-notation.ts';

// Segments that several guides have alike, in the notation of `table-notation.ts`.

/** ST; `guide` is its third element. */
export function header(set: string, guide?: string): SegmentRule {
  return segment('ST', 'R', 1, [`R ID 3 ${set}`, 'R AN 4-9', guide ? `R AN 1-35 ${guide}` : 'N']);
}

export const trailer = segment('SE', 'R', 1, ['R N0 1-10', 'R AN 4-9']);

/** BHT. */
export function beginning(structure: string, purposes: string, types?: string): SegmentRule {
  return segment('BHT', 'R', 1, [
    `R ID 4 ${structure}`,
    `R ID 2 ${purposes}`,
    'R AN 1-50',
    'R D8 8',
    'R TM 4-8',
    types ? `R ID 2 ${types}` : 'N',
  ]);
}

/** HL; the highest level has no parent, the lowest may not name children. */
export function level(code: string, children: string, parent = 'R N0 1-12'): SegmentRule {
  return segment('HL', 'R', 1, ['R N0 1-12', parent, `K ID 1-2 ${code}`, children]);
}

/** NM1 of a party: which entity, which types (1 person, 2 organization), whether it is named, how it is identified. */
export function name(
  entity: string,
  types: string,
  named: 'R' | 'S' | 'N',
  identified: 'R' | 'S' | 'N',
  qualifiers = 'XX',
): SegmentRule {
  const text = named === 'N' ? 'N' : `${named} AN 1-60`;
  const rest = named === 'N' ? ['N', 'N', 'N', 'N'] : ['S AN 1-35', 'S AN 1-25', 'N', 'S AN 1-10'];
  const ids = identified === 'N' ? ['N', 'N'] : [`${identified} ID 1-2 ${qualifiers}`, `${identified} AN 2-80`];
  return segment(
    'NM1',
    'R',
    1,
    [`K ID 2-3 ${entity}`, `R ID 1 ${types}`, text, ...rest, ...ids, 'N', 'N', 'N'],
    'P0809',
    'C1110',
    'C1203',
  );
}

/** NM1 of a party that is an organization: no first name, no suffix. */
export function organization(entity: string, identified: 'R' | 'S' | 'N', qualifiers = 'XX', named = 'R'): SegmentRule {
  const ids = identified === 'N' ? ['N', 'N'] : [`${identified} ID 1-2 ${qualifiers}`, `${identified} AN 2-80`];
  const text = named === 'N' ? 'N' : `${named} AN 1-60`;
  return segment(
    'NM1',
    'R',
    1,
    [`K ID 2-3 ${entity}`, 'R ID 1 2', text, 'N', 'N', 'N', 'N', ...ids, 'N', 'N', 'N'],
    'P0809',
  );
}

/** Submitters and the like have no suffix. */
export function sender(entity: string, named: 'R' | 'S'): SegmentRule {
  const names = [`${named} AN 1-60`, 'S AN 1-35', 'S AN 1-25', 'N', 'N'];
  return segment('NM1', 'R', 1, [
    `K ID 2-3 ${entity}`,
    'R ID 1 1|2',
    ...names,
    'R ID 2 46',
    'R AN 2-80',
    'N',
    'N',
    'N',
  ]);
}

export function street(usage: 'R' | 'S'): SegmentRule[] {
  return [
    segment('N3', usage, 1, ['R AN 1-55', 'S AN 1-55']),
    segment(
      'N4',
      usage,
      1,
      ['R AN 2-30', 'S STATE 2', 'S ID 3-15', 'S COUNTRY 2', 'N', 'N', 'S ID 1-3'],
      'E0207',
      'C0605',
      'C0704',
    ),
  ];
}

/** REF02 where it is no number of the sender's own. */
const referenceValues: Readonly<Record<string, string>> = {
  SY: 'R SSN 9',
  '4N': 'R ID 1 1|2|3|4|5|6|7',
  F5: 'R ID 1 N|Y',
  T4: 'R ID 1 Y',
};

export function reference(qualifiers: string, usage: 'R' | 'S', max: number, ofPayer = false): SegmentRule {
  const payer: ElementRule = ofPayer ? ['S', 'R ID 2 2U', 'R AN 1-50'] : 'N';
  const number = referenceValues[qualifiers] ?? 'R AN 1-50';
  return segment('REF', usage, max, [`K ID 2-3 ${qualifiers}`, number, 'N', payer], 'R0203');
}

export function date(qualifiers: string, formats = 'D8', max = 1, usage: 'R' | 'S' = 'S'): SegmentRule {
  return segment('DTP', usage, max, [`K ID 3 ${qualifiers}`, `R ID 2-3 ${formats}`, 'R DATES 1-35']);
}

export function amount(qualifier: string): SegmentRule {
  return segment('AMT', 'S', 1, [`K ID 1-3 ${qualifier}`, 'R $ 1-18', 'N']);
}

export const contact = segment(
  'PER',
  'S',
  2,
  [
    'K ID 2 IC',
    'S AN 1-60',
    'R ID 2 TE|EM|FX',
    'R AN 1-256',
    'S ID 2 TE|EM|FX|EX',
    'S AN 1-256',
    'S ID 2 TE|EM|FX|EX',
    'S AN 1-256',
    'N',
  ],
  'P0304',
  'P0506',
  'P0708',
);

export const demographics = ['R ID 2 D8', 'R D8 8', 'R ID 1 F|M|U', ...times(8, 'N')];

const triplets = Array.from({ length: 6 }, (_, index) =>
  index === 0 ? ['R ID 1-5', 'R $ 1-18', 'S R 1-15'] : ['S ID 1-5', 'S $ 1-18', 'S R 1-15'],
);
const tripletConditions = [5, 8, 11, 14, 17].flatMap((first) => {
  const [reason = '', money = '', quantity = ''] = [first, first + 1, first + 2].map((at) =>
    String(at).padStart(2, '0'),
  );
  return [`L${reason}${money}${quantity}`, `C${money}${reason}`, `C${quantity}${reason}`];
});

/** CAS: six triplets of reason, amount and quantity. */
export function adjustments(groups: string, max: number): SegmentRule {
  return segment('CAS', 'S', max, [`R ID 2 ${groups}`, ...triplets.flat()], ...tripletConditions);
}

const remark = 'S AN 1-50';
const money = 'S $ 1-18';

/** MIA; the 837 does not use the second element. */
export function inpatient(second: string): SegmentRule {
  const counts = ['R R 1-15', second, 'S R 1-15', money];
  const amounts = [...times(9, money), 'S R 1-15', ...times(4, money)];
  return segment('MIA', 'S', 1, [...counts, remark, ...amounts, ...times(4, remark), money]);
}

export const outpatient = segment('MOA', 'S', 1, ['S R 1-10', money, ...times(5, remark), money, money]);
