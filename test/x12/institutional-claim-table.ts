import {
  adjustments,
  amount,
  attachmentOf,
  condition,
  contact,
  contract,
  date,
  demographics,
  type ElementRule,
  fixedFormat,
  loop,
  many,
  name,
  reference,
  type SegmentRule,
  segment,
  street,
} from './professional-claim-table.ts';

/**
 * What an 837I (005010X223A2) may look like, in the notation of `professional-claim-table.ts` and like it written from the guide's
 * structure and from nothing in packages/x12. Usage, repeats, codes, lengths and conditions were held against the public 837I map of
 * pyx12, line by line.
 */

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

const filing = 'S ID 1-2 11|12|13|14|15|16|17|AM|BL|CH|CI|DS|FI|HM|LM|MA|MB|MC|OF|TV|VA|WC|ZZ';
const responsibility = 'R ID 1 P|S|T|A|B|C|D|E|F|G|H|U';

const procedure = ['R ID 2 ER|HC|HP|IV|WK', 'R AN 1-48', 'S AN 2', 'S AN 2', 'S AN 2', 'S AN 2', 'S AN 1-80', 'N'];

const pricing = (procedures: readonly string[]): SegmentRule =>
  segment(
    'HCP',
    'S',
    1,
    [
      'R ID 2 00|01|02|03|04|05|06|07|08|09|10|11|12|13|14',
      'R $ 1-18',
      'S $ 1-18',
      'S AN 1-50',
      'S R 1-9',
      'S AN 1-50',
      'S $ 1-18',
      'S AN 1-48',
      ...procedures,
      'S ID 2 DA|UN',
      'S UNITS 1-8',
      'S ID 2 T1|T2|T3|T4|T5|T6',
      'S ID 1 1|2|3|4|5',
      'S ID 1 1|2|3|4|5|6',
    ],
    'R0113',
    'P0910',
    'P1112',
  );

/** What the third to ninth components of an HI composite hold. */
type Holds = readonly [string, string, string, string, string, string, string];
const nothing: Holds = ['N', 'N', 'N', 'N', 'N', 'N', 'N'];
const presence: Holds = ['N', 'N', 'N', 'N', 'N', 'N', 'S ID 1 N|U|W|Y'];
const day: Holds = ['R ID 2 D8', 'R DATES 8', 'N', 'N', 'N', 'N', 'N'];
const period: Holds = ['R ID 3 RD8', 'R DATES 17', 'N', 'N', 'N', 'N', 'N'];
const value: Holds = ['N', 'N', 'R $ 1-18', 'N', 'N', 'N', 'N'];

function information(qualifiers: string, holds: Holds, codes: number, max = 1, usage: 'R' | 'S' = 'S'): SegmentRule {
  const composite = (use: 'R' | 'S'): ElementRule => [use, `K ID 1-3 ${qualifiers}`, 'R AN 1-30', ...holds];
  const elements = Array.from({ length: 12 }, (_, index) => {
    if (index >= codes) return 'N';
    return composite(index === 0 ? 'R' : 'S');
  });
  return segment('HI', usage, max, elements);
}

const numbers = (max: number, qualifiers = '0B|1G|G2|LU') => reference(qualifiers, 'S', max);
const lineNumbers = (qualifiers = '0B|1G|G2|LU') => reference(qualifiers, 'S', 20, true);
const otherProvider = (loopName: string, entity: string, type: '1' | '2', qualifiers: string, max: number) =>
  loop(
    loopName,
    'S',
    1,
    type === '1' ? name(entity, '1', 'N', 'N') : organization(entity, 'N', 'XX', 'N'),
    reference(qualifiers, 'R', max),
  );

const remark = 'S AN 1-50';
const otherSubscriber = loop(
  '2320',
  'S',
  10,
  segment('SBR', 'R', 1, [
    responsibility,
    'R ID 2 01|18|19|20|21|39|40|53|G8',
    'S AN 1-50',
    'S AN 1-60',
    'N',
    'N',
    'N',
    'N',
    filing,
  ]),
  adjustments,
  amount('D'),
  amount('EAF'),
  amount('A8'),
  segment('OI', 'R', 1, ['N', 'N', 'R ID 1 N|W|Y', 'N', 'N', 'R ID 1 I|Y']),
  segment('MIA', 'S', 1, [
    'R R 1-15',
    'N',
    'S R 1-15',
    'S $ 1-18',
    remark,
    ...Array.from({ length: 9 }, () => 'S $ 1-18'),
    'S R 1-15',
    ...Array.from({ length: 4 }, () => 'S $ 1-18'),
    ...Array.from({ length: 4 }, () => remark),
    'S $ 1-18',
  ]),
  segment('MOA', 'S', 1, ['S R 1-10', 'S $ 1-18', ...Array.from({ length: 5 }, () => remark), 'S $ 1-18', 'S $ 1-18']),
  loop('2330A', 'R', 1, name('IL', '1|2', 'R', 'R', 'II|MI'), ...street('S'), reference('SY', 'S', 2)),
  loop(
    '2330B',
    'R',
    1,
    organization('PR', 'R', 'PI|XV'),
    ...street('S'),
    date('573'),
    reference('2U|EI|FY|NF', 'S', 2),
    ...['G1', '9F', 'T4', 'F8'].map((qualifier) => reference(qualifier, 'S', 1)),
  ),
  otherProvider('2330C', '71', '1', '0B|1G|G2|LU', 4),
  otherProvider('2330D', '72', '1', '0B|1G|G2|LU', 4),
  otherProvider('2330E', 'ZZ', '1', '0B|1G|G2|LU', 4),
  otherProvider('2330F', '77', '2', '0B|G2|LU', 3),
  otherProvider('2330G', '82', '1', '0B|1G|G2|LU', 4),
  otherProvider('2330H', 'DN', '1', '0B|1G|G2', 3),
  otherProvider('2330I', '85', '2', 'G2|LU', 2),
);

const serviceLine = loop(
  '2400',
  'R',
  999,
  segment('LX', 'R', 1, ['R N0 1-6']),
  segment('SV2', 'R', 1, [
    'R AN 1-48',
    ['S', ...procedure],
    'R $ 1-18',
    'R ID 2 DA|UN',
    'R UNITS 1-8',
    'N',
    'S $ 1-18',
    'N',
    'N',
    'N',
  ]),
  attachmentOf('R'),
  date('472', 'D8|RD8'),
  ...['6R', '9B', '9D'].map((qualifier) => reference(qualifier, 'S', 1)),
  amount('GT'),
  amount('N8'),
  segment('NTE', 'S', 1, ['K ID 3 TPO', 'R AN 1-80']),
  pricing(['S ID 2 ER|HC|HP|IV|WK', 'S AN 1-48']),
  loop(
    '2410',
    'S',
    1,
    segment('LIN', 'R', 1, ['N', 'R ID 2 N4', 'R AN 1-48']),
    segment('CTP', 'R', 1, ['N', 'N', 'N', 'R R 1-15', ['R', 'R ID 2 F2|GR|ME|ML|UN']], 'P0405'),
    reference('VY|XZ', 'S', 1),
  ),
  loop('2420A', 'S', 1, name('72', '1', 'R', 'S'), lineNumbers()),
  loop('2420B', 'S', 1, name('ZZ', '1', 'R', 'S'), lineNumbers()),
  loop('2420C', 'S', 1, name('82', '1', 'R', 'S'), lineNumbers()),
  loop('2420D', 'S', 1, name('DN', '1', 'R', 'S'), lineNumbers('0B|1G|G2')),
  loop(
    '2430',
    'S',
    15,
    segment('SVD', 'R', 1, ['R AN 2-80', 'R $ 1-18', ['S', ...procedure], 'R AN 1-48', 'R UNITS 1-8', 'S N0 1-6']),
    adjustments,
    date('573', 'D8', 1, 'R'),
    amount('EAF'),
  ),
);

const claim = loop(
  '2300',
  'S',
  100,
  segment('CLM', 'R', 1, [
    'R AN 1-38',
    'R $ 1-18',
    'N',
    'N',
    ['R', 'R AN 2', 'R ID 1 A', 'R ID 1'],
    'N',
    'R ID 1 A|B|C',
    'R ID 1 N|W|Y',
    'R ID 1 I|Y',
    ...Array.from({ length: 10 }, () => 'N'),
    'S ID 1-2 1|2|3|4|5|6|7|8|9|10|11|15',
  ]),
  date('096', 'TM'),
  date('434', 'RD8', 1, 'R'),
  date('435', 'D8|DT'),
  date('050'),
  segment('CL1', 'R', 1, ['R ID 1', 'S ID 1', 'R ID 1-2', 'N']),
  attachmentOf('R'),
  contract,
  amount('F3'),
  ...['4N', '9F', 'G1', 'F8', '9A', '9C'].map((qualifier) => reference(qualifier, 'S', 1)),
  reference('LX', 'S', 5),
  ...['D9', 'LU', 'EA', 'P4', 'G4'].map((qualifier) => reference(qualifier, 'S', 1)),
  fixedFormat,
  segment('NTE', 'S', 10, ['K ID 3 ALG|DCP|DGN|DME|MED|NTR|ODT|RHB|RLH|RNH|SET|SFM|SPT|UPI', 'R AN 1-80']),
  segment('NTE', 'S', 1, ['K ID 3 ADD', 'R AN 1-80']),
  condition('ZZ', 1, 'AV|NU|S2|ST', 3),
  information('ABK|BK', presence, 1, 1, 'R'),
  information('ABJ|BJ', nothing, 1),
  information('APR|PR', nothing, 3),
  information('ABN|BN', presence, 12),
  information('DR', nothing, 1),
  information('ABF|BF', presence, 12, 2),
  information('BBR|BR|CAH', day, 1),
  information('BBQ|BQ', day, 12, 2),
  information('BI', period, 12, 2),
  information('BH', day, 12, 2),
  information('BE', value, 12, 2),
  information('BG', nothing, 12, 2),
  information('TC', nothing, 12, 2),
  pricing(['N', 'N']),
  loop(
    '2310A',
    'S',
    1,
    name('71', '1', 'R', 'S'),
    segment('PRV', 'S', 1, ['K ID 2 AT', 'R ID 3 PXC', 'R AN 1-50', 'N', 'N', 'N']),
    numbers(4),
  ),
  loop('2310B', 'S', 1, name('72', '1', 'R', 'S'), numbers(4)),
  loop('2310C', 'S', 1, name('ZZ', '1', 'R', 'S'), numbers(4)),
  loop('2310D', 'S', 1, name('82', '1', 'R', 'S'), numbers(4)),
  loop('2310E', 'S', 1, organization('77', 'S'), ...street('R'), numbers(3, '0B|G2|LU')),
  loop('2310F', 'S', 1, name('DN', '1', 'R', 'S'), numbers(3, '0B|1G|G2')),
  otherSubscriber,
  serviceLine,
);

const patientLevel = loop(
  '2000C',
  'S',
  many,
  segment('HL', 'R', 1, ['R N0 1-12', 'R N0 1-12', 'K ID 2 23', 'R ID 1 0']),
  segment('PAT', 'R', 1, ['R ID 2 01|19|20|21|39|40|53|G8', ...Array.from({ length: 8 }, () => 'N')]),
  loop(
    '2010CA',
    'R',
    1,
    name('QC', '1', 'R', 'N'),
    ...street('R'),
    segment('DMG', 'R', 1, demographics),
    reference('Y4', 'S', 1),
    reference('1W|SY', 'S', 1),
  ),
  claim,
);

const subscriberLevel = loop(
  '2000B',
  'R',
  many,
  segment('HL', 'R', 1, ['R N0 1-12', 'R N0 1-12', 'K ID 2 22', 'R ID 1 0|1']),
  segment('SBR', 'R', 1, [responsibility, 'S ID 2 18', 'S AN 1-50', 'S AN 1-60', 'N', 'N', 'N', 'N', filing]),
  loop(
    '2010BA',
    'R',
    1,
    name('IL', '1|2', 'R', 'S', 'II|MI'),
    ...street('S'),
    segment('DMG', 'S', 1, demographics),
    reference('SY', 'S', 1),
    reference('Y4', 'S', 1),
  ),
  loop(
    '2010BB',
    'R',
    1,
    organization('PR', 'R', 'PI|XV'),
    ...street('S'),
    reference('2U|EI|FY|NF', 'S', 3),
    reference('G2|LU', 'S', 1),
  ),
  claim,
  patientLevel,
);

const billingLevel = loop(
  '2000A',
  'R',
  many,
  segment('HL', 'R', 1, ['R N0 1-12', 'N', 'K ID 2 20', 'R ID 1 1']),
  segment('PRV', 'S', 1, ['K ID 2 BI', 'R ID 3 PXC', 'R AN 1-50', 'N', 'N', 'N']),
  segment('CUR', 'S', 1, ['R ID 2 85', 'R ID 3']),
  loop('2010AA', 'R', 1, organization('85', 'S'), ...street('R'), reference('EI', 'R', 1), contact),
  loop('2010AB', 'S', 1, organization('87', 'N', 'XX', 'N'), ...street('R')),
  loop(
    '2010AC',
    'S',
    1,
    organization('PE', 'R', 'PI|XV'),
    ...street('R'),
    reference('2U|FY|NF', 'S', 1),
    reference('EI', 'R', 1),
  ),
  subscriberLevel,
);

/** ST … SE. */
export const institutionalClaimTable = loop(
  'ST',
  'R',
  1,
  segment('ST', 'R', 1, ['R ID 3 837', 'R AN 4-9', 'R AN 1-35 005010X223A2|005010X223A1|005010X223']),
  segment('BHT', 'R', 1, ['R ID 4 0019', 'R ID 2 00|18', 'R AN 1-50', 'R D8 8', 'R TM 4-8', 'R ID 2 31|CH|RP']),
  loop('1000A', 'R', 1, sender('41', 'R'), { ...contact, required: true }),
  loop('1000B', 'R', 1, organization('40', 'R', '46')),
  billingLevel,
  segment('SE', 'R', 1, ['R N0 1-10', 'R AN 4-9']),
);
