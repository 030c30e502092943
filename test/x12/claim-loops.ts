import { adjustments, amount, date, demographics, name, reference, street } from './shared-segments.ts';
import { type ElementRule, type LoopRule, loop, type SegmentRule, segment, times } from './table-notation.ts';

// What 837P and 837I have alike, in the notation of `table-notation.ts`.

const reports = [
  '03|04|05|06|07|08|09|10|11|13|15|21|A3|A4|AM|AS|B2|B3|B4|BR|BS|BT|CB|CK|CT|D2|DA|DB|DG|DJ|DS|EB|HC|HR|I5|IR|LA',
  'M1|MT|NN|OB|OC|OD|OE|OX|OZ|P4|P5|PE|PN|PO|PQ|PY|PZ|RB|RR|RT|RX|SG|V5|XP',
].join('|');
export const attachmentOf = (told: 'R' | 'K'): SegmentRule =>
  segment(
    'PWK',
    'S',
    10,
    [`R ID 2 ${reports}`, `${told} ID 2 AA|BM|EL|EM|FT|FX`, 'N', 'N', 'S ID 2 AC', 'S AN 2-80', 'N', 'N', 'N'],
    'P0506',
  );
export const contract = segment('CN1', 'S', 1, [
  'R ID 2 01|02|03|04|05|06|09',
  'S $ 1-18',
  'S R 1-6',
  'S AN 1-50',
  'S R 1-6',
  'S AN 1-30',
]);
export const fixedFormat = segment('K3', 'S', 10, ['R AN 1-80', 'N', 'N']);
export const condition = (category: string, max: number, codes: string, most: number, answers = 'Y|N'): SegmentRule =>
  segment('CRC', 'S', max, [
    `K ID 2 ${category}`,
    `R ID 1 ${answers}`,
    ...Array.from({ length: 5 }, (_, index) => (index < most ? `${index === 0 ? 'R' : 'S'} ID 2-3 ${codes}` : 'N')),
  ]);

/** PRV. */
export function specialty(role: string, taxonomy: string): SegmentRule {
  return segment('PRV', 'S', 1, [`K ID 2 ${role}`, 'R ID 3 PXC', taxonomy, 'N', 'N', 'N']);
}

/** The composite of a procedure. */
export function procedure(qualifiers: string): string[] {
  return [`R ID 2 ${qualifiers}`, 'R AN 1-48', ...times(4, 'S AN 2'), 'S AN 1-80', 'N'];
}

interface Pricing {
  methods: string;
  /** HCP08 to HCP12: group, procedure and units approved. */
  approved: readonly [string, string, string, string, string];
}

/** HCP. */
export function pricing({ methods, approved }: Pricing): SegmentRule {
  return segment(
    'HCP',
    'S',
    1,
    [
      `R ID 2 ${methods}`,
      'R $ 1-18',
      'S $ 1-18',
      'S AN 1-50',
      'S R 1-9',
      'S AN 1-50',
      'S $ 1-18',
      ...approved,
      'S ID 2 T1|T2|T3|T4|T5|T6',
      'S ID 1-2 1|2|3|4|5',
      'S ID 1-2 1|2|3|4|5|6',
    ],
    'R0113',
    'P0910',
    'P1112',
  );
}

/** How the patient is related to the insured of another cover; the insured himself is 18. */
export const relationships = '01|19|20|21|39|40|53|G8';

/** SBR. */
export function cover(relationship: string, insuranceType: string): SegmentRule {
  return segment('SBR', 'R', 1, [
    'R ID 1 P|S|T|A|B|C|D|E|F|G|H|U',
    relationship,
    'S AN 1-50',
    'S AN 1-60',
    insuranceType,
    'N',
    'N',
    'N',
    'S ID 1-2 11|12|13|14|15|16|17|AM|BL|CH|CI|DS|FI|HM|LM|MA|MB|MC|OF|TV|VA|WC|ZZ',
  ]);
}

/** 2010AC. */
export function payToPlan(plan: SegmentRule): LoopRule {
  return loop('2010AC', 'S', 1, plan, ...street('R'), reference('2U|FY|NF', 'S', 1), reference('EI', 'R', 1));
}

/** 2010BA. */
export function insured(...more: SegmentRule[]): LoopRule {
  const numbers = [reference('SY', 'S', 1), reference('Y4', 'S', 1)];
  const birth = segment('DMG', 'S', 1, demographics);
  return loop('2010BA', 'R', 1, name('IL', '1|2', 'R', 'S', 'II|MI'), ...street('S'), birth, ...numbers, ...more);
}

/** 2010BB. */
export function payer(party: SegmentRule, billingNumbers: number): LoopRule {
  const numbers = [reference('2U|EI|FY|NF', 'S', 3), reference('G2|LU', 'S', billingNumbers)];
  return loop('2010BB', 'R', 1, party, ...street('S'), ...numbers);
}

/** 2010CA. */
export function patient(...more: SegmentRule[]): LoopRule {
  const numbers = [reference('Y4', 'S', 1), reference('1W|SY', 'S', 1)];
  const birth = segment('DMG', 'R', 1, demographics);
  return loop('2010CA', 'R', 1, name('QC', '1', 'R', 'N'), ...street('R'), birth, ...numbers, ...more);
}

/** CAS of a claim or line. */
export const otherAdjustments = adjustments('CO|CR|OA|PI|PR', 5);

/** 2330A. */
export function otherInsured(securityNumbers: number): LoopRule {
  const party = name('IL', '1|2', 'R', 'R', 'II|MI');
  return loop('2330A', 'R', 1, party, ...street('S'), reference('SY', 'S', securityNumbers));
}

/** 2330B. */
export function otherPayer(party: SegmentRule): LoopRule {
  const numbers = ['G1', '9F', 'T4', 'F8'].map((qualifier) => reference(qualifier, 'S', 1));
  return loop('2330B', 'R', 1, party, ...street('S'), date('573'), reference('2U|EI|FY|NF', 'S', 2), ...numbers);
}

export const drug = loop(
  '2410',
  'S',
  1,
  segment('LIN', 'R', 1, ['N', 'R ID 2 N4', 'R AN 1-48']),
  segment('CTP', 'R', 1, ['N', 'N', 'N', 'R R 1-15', ['R', 'R ID 2 F2|GR|ME|ML|UN']], 'P0405'),
  reference('VY|XZ', 'S', 1),
);

/** 2430: what another payer decided of a line. */
export function lineDecision(procedureCode: ElementRule, revenueCode: string): LoopRule {
  return loop(
    '2430',
    'S',
    15,
    segment('SVD', 'R', 1, ['R AN 2-80', 'R $ 1-18', procedureCode, revenueCode, 'R UNITS 1-8', 'S N0 1-6']),
    otherAdjustments,
    date('573', 'D8', 1, 'R'),
    amount('EAF'),
  );
}
