import {
  attachmentOf,
  condition,
  contract,
  cover,
  drug,
  fixedFormat,
  insured,
  lineDecision,
  otherAdjustments,
  otherInsured,
  otherPayer,
  patient,
  payer,
  payToPlan,
  pricing,
  procedure,
  relationships,
  specialty,
} from './claim-loops.ts';
import {
  amount,
  beginning,
  contact,
  date,
  header,
  level,
  name,
  outpatient,
  reference,
  street,
  trailer,
} from './shared-segments.ts';
import { type ElementRule, loop, many, type SegmentRule, segment, times } from './table-notation.ts';

/**
 * What an 837P (005010X222A1) may look like, in the notation of `table-notation.ts`. Usage, repeats, codes, lengths and conditions
 * were held against the public 837P map of pyx12, line by line.
 */

/** Whom to call about a casualty: one person, by telephone. */
const casualtyContact = segment(
  'PER',
  'S',
  1,
  ['K ID 2 IC', 'S AN 1-60', 'R ID 2 TE', 'R AN 1-256', 'S ID 2 EX', 'S AN 1-256', 'N', 'N', 'N'],
  'P0304',
  'P0506',
);

function patientFacts(relationship: string, usage: 'R' | 'S'): SegmentRule {
  const elements = [relationship, 'N', 'N', 'N', 'S ID 2 D8', 'S D8 8', 'S ID 2 01', 'S R 1-10', 'S ID 1 Y'];
  return segment('PAT', usage, 1, elements, 'P0506', 'P0708');
}

const transport = segment(
  'CR1',
  'S',
  1,
  ['S ID 2 LB', 'S R 1-10', 'N', 'R ID 1 A|B|C|D|E', 'R ID 2 DH', 'R R 1-15', 'N', 'N', 'S AN 1-80', 'S AN 1-80'],
  'P0102',
  'P0506',
);
const ambulanceCondition = condition('07', 3, '01|04|05|06|07|08|09|12', 5);
const claimPricing = pricing({
  methods: '00|01|02|03|04|05|07|08|09|10|11|12|13|14',
  approved: ['N', 'N', 'N', 'N', 'N'],
});
const linePricing = pricing({
  methods: '00|01|02|03|04|05|06|07|08|09|10|11|12|13|14',
  approved: ['N', 'S ID 2 ER|HC|IV|WK', 'S AN 1-48', 'S ID 2 MJ|UN', 'S UNITS 1-8'],
});

const diagnosis = (usage: 'K' | 'S', qualifiers: string): ElementRule => [
  usage === 'K' ? 'R' : 'S',
  `K ID 1-3 ${qualifiers}`,
  'R AN 1-30',
  ...times(7, 'N'),
];

const rendering = specialty('PE', 'R TAXONOMY 10');
const code = procedure('ER|HC|IV|WK');

const claimDates = [
  ...['431', '454', '304', '453', '484', '455', '471'].map((qualifier) => date(qualifier)),
  date('439'),
  date('314|360|361', 'D8|RD8'),
  ...['297', '296', '435', '096', '090', '091', '444', '050'].map((qualifier) => date(qualifier)),
];

const claimReferences = ['4N', 'F5', 'EW', '9F', 'G1', 'F8', 'X4', '9A', '9C', 'LX', 'D9', 'EA', 'P4', '1J'].map(
  (qualifier) => reference(qualifier, 'S', 1),
);

const insuranceTypes = '12|13|14|15|16|41|42|43|47';

const otherSubscriber = loop(
  '2320',
  'S',
  10,
  cover(`R ID 2 18|${relationships}`, `S ID 1-3 ${insuranceTypes}`),
  otherAdjustments,
  amount('D'),
  amount('A8'),
  amount('EAF'),
  segment('OI', 'R', 1, ['N', 'N', 'R ID 1 Y|N|W', 'S ID 1 P', 'N', 'R ID 1 Y|I']),
  outpatient,
  otherInsured(1),
  otherPayer(name('PR', '2', 'R', 'R', 'PI|XV')),
  loop('2330C', 'S', 2, name('DN|P3', '1', 'N', 'N'), reference('0B|1G|G2', 'R', 3)),
  loop('2330D', 'S', 1, name('82', '1|2', 'N', 'N'), reference('0B|1G|G2|LU', 'R', 3)),
  loop('2330E', 'S', 1, name('77', '2', 'N', 'N'), reference('0B|G2|LU', 'R', 3)),
  loop('2330F', 'S', 1, name('DQ', '1', 'N', 'N'), reference('0B|1G|G2|LU', 'R', 3)),
  loop('2330G', 'S', 1, name('85', '1|2', 'N', 'N'), reference('G2|LU', 'R', 2)),
);

const serviceLine = loop(
  '2400',
  'R',
  50,
  segment('LX', 'R', 1, ['R N0 1-6']),
  segment(
    'SV1',
    'R',
    1,
    [
      ['R', ...code],
      'R $ 1-18',
      'R ID 2 UN|MJ',
      'R UNITS 1-8',
      'S PLACE 1-2',
      'N',
      ['R', 'R N0 1-2 1|2|3|4|5|6|7|8|9|10|11|12', ...times(3, 'S N0 1-2 1|2|3|4|5|6|7|8|9|10|11|12')],
      'N',
      'S ID 1 Y',
      'N',
      'S ID 1 Y',
      'S ID 1 Y',
      'N',
      'N',
      'S ID 1 0',
      ...times(6, 'N'),
    ],
    'P0304',
  ),
  segment('SV5', 'S', 1, [
    ['R', 'R ID 2 HC', 'R AN 1-48', 'N', 'N', 'N', 'N', 'N', 'N'],
    'R ID 2 DA',
    'R R 1-15',
    'R $ 1-18',
    'R $ 1-18',
    'R ID 1 1|4|6',
    'N',
  ]),
  attachmentOf('K'),
  segment('PWK', 'S', 1, ['R ID 2 CT', 'K ID 2 AB|AD|AF|AG|NS', 'N', 'N', 'N', 'N', 'N', 'N', 'N']),
  transport,
  segment('CR3', 'S', 1, ['R ID 1 I|R|S', 'R ID 2 MO', 'R R 1-15', 'N', 'N'], 'P0203'),
  ambulanceCondition,
  condition('70', 1, '65', 1),
  condition('09', 1, '38|ZV', 2),
  date('472', 'D8|RD8', 1, 'R'),
  ...['471', '607', '463', '461', '304', '011', '455', '454'].map((qualifier) => date(qualifier)),
  date('738|739', 'D8', 2),
  segment('QTY', 'S', 1, ['K ID 2 PT', 'R R 1-15']),
  segment('QTY', 'S', 1, ['K ID 2 FL', 'R R 1-15']),
  segment('MEA', 'S', 5, ['R ID 2 OG|TR', 'R ID 1-3 HT|R1|R2|R3|R4', 'R R 1-20']),
  contract,
  reference('9B', 'S', 1),
  reference('9D', 'S', 1),
  reference('G1', 'S', 5, true),
  reference('6R', 'S', 1),
  reference('EW', 'S', 1),
  reference('X4', 'S', 1),
  reference('F4', 'S', 1),
  reference('BT', 'S', 1),
  reference('9F', 'S', 5, true),
  amount('T'),
  amount('F4'),
  fixedFormat,
  segment('NTE', 'S', 1, ['K ID 3 ADD|DCP', 'R AN 1-80']),
  segment('NTE', 'S', 1, ['K ID 3 TPO', 'R AN 1-80']),
  segment('PS1', 'S', 1, ['R AN 1-50', 'R $ 1-18', 'N']),
  linePricing,
  drug,
  loop('2420A', 'S', 1, name('82', '1|2', 'R', 'S'), rendering, reference('0B|1G|G2|LU', 'S', 20, true)),
  loop('2420B', 'S', 1, name('QB', '1|2', 'N', 'S'), reference('0B|1G|G2', 'S', 20, true)),
  loop('2420C', 'S', 1, name('77', '2', 'R', 'S'), ...street('R'), reference('G2|LU', 'S', 3, true)),
  loop('2420D', 'S', 1, name('DQ', '1', 'R', 'S'), reference('0B|1G|G2|LU', 'S', 20, true)),
  loop('2420E', 'S', 1, name('DK', '1', 'R', 'S'), ...street('S'), reference('0B|1G|G2', 'S', 20, true), {
    ...contact,
    max: 1,
  }),
  loop('2420F', 'S', 2, name('DN|P3', '1', 'R', 'S'), reference('0B|1G|G2', 'S', 20, true)),
  loop('2420G', 'S', 1, name('PW', '2', 'N', 'N'), ...street('R')),
  loop('2420H', 'S', 1, name('45', '2', 'S', 'N'), ...street('R')),
  lineDecision(['R', ...code], 'N'),
  loop(
    '2440',
    'S',
    many,
    segment('LQ', 'R', 1, ['R ID 1-3 AS|UT', 'R AN 1-30'], 'C0102'),
    segment('FRM', 'R', 99, ['R AN 1-20', 'S ID 1 Y|N|W', 'S AN 1-50', 'S D8 8', 'S R 1-6'], 'R02030405'),
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
    ['R', 'R PLACE 1-2', 'R ID 1 B', 'R ID 1 1|6|7|8'],
    'R ID 1 Y|N',
    'R ID 1 A|B|C',
    'R ID 1 Y|N|W',
    'R ID 1 Y|I',
    'S ID 1 P',
    ['S', 'R ID 2 AA|EM|OA', 'S ID 2 AA|EM|OA', 'N', 'S STATE 2', 'S COUNTRY 2'],
    'S ID 2 02|03|05|09',
    ...times(7, 'N'),
    'S ID 1-2 1|2|3|4|5|6|7|8|9|10|11|15',
  ]),
  ...claimDates,
  attachmentOf('R'),
  contract,
  amount('F5'),
  ...claimReferences,
  fixedFormat,
  segment('NTE', 'S', 1, ['R ID 3 ADD|CER|DCP|DGN|TPO', 'R AN 1-80']),
  transport,
  segment('CR2', 'S', 1, [...times(7, 'N'), 'R ID 1 A|C|D|E|F|G|M', 'N', 'S AN 1-80', 'S AN 1-80', 'N']),
  ambulanceCondition,
  condition('E1|E2|E3', 3, 'L1|L2|L3|L4|L5', 5),
  condition('75', 1, 'IH', 1, 'Y'),
  condition('ZZ', 1, 'AV|NU|S2|ST', 3),
  segment('HI', 'R', 1, [diagnosis('K', 'ABK|BK'), ...Array.from({ length: 11 }, () => diagnosis('S', 'ABF|BF'))]),
  segment('HI', 'S', 1, [diagnosis('K', 'BP'), diagnosis('S', 'BO')]),
  segment('HI', 'S', 2, [diagnosis('K', 'BG'), ...Array.from({ length: 11 }, () => diagnosis('S', 'BG'))]),
  claimPricing,
  loop('2310A', 'S', 2, name('DN|P3', '1', 'R', 'S'), reference('0B|1G|G2', 'S', 3)),
  loop('2310B', 'S', 1, name('82', '1|2', 'R', 'S'), rendering, reference('0B|1G|G2|LU', 'S', 4)),
  loop('2310C', 'S', 1, name('77', '2', 'R', 'S'), ...street('R'), reference('0B|G2|LU', 'S', 3), casualtyContact),
  loop('2310D', 'S', 1, name('DQ', '1', 'R', 'S'), reference('0B|1G|G2|LU', 'S', 4)),
  loop('2310E', 'S', 1, name('PW', '2', 'N', 'N'), ...street('R')),
  loop('2310F', 'S', 1, name('45', '2', 'S', 'N'), ...street('R')),
  otherSubscriber,
  serviceLine,
);

const patientLevel = loop(
  '2000C',
  'S',
  many,
  level('23', 'R ID 1 0'),
  patientFacts(`R ID 2 ${relationships}`, 'R'),
  patient(casualtyContact),
  claim,
);

const subscriberLevel = loop(
  '2000B',
  'R',
  many,
  level('22', 'R ID 1 0|1'),
  cover('S ID 2 18', `S ID 2 ${insuranceTypes}`),
  patientFacts('N', 'S'),
  insured(casualtyContact),
  payer(name('PR', '2', 'R', 'R', 'PI|XV'), 2),
  claim,
  patientLevel,
);

const billingLevel = loop(
  '2000A',
  'R',
  many,
  level('20', 'R ID 1 1', 'N'),
  specialty('BI', 'R TAXONOMY 10'),
  segment('CUR', 'S', 1, ['R ID 2 85', 'R ID 3']),
  loop(
    '2010AA',
    'R',
    1,
    name('85', '1|2', 'R', 'S'),
    ...street('R'),
    reference('EI|SY', 'R', 1),
    reference('0B|1G', 'S', 2),
    contact,
  ),
  loop('2010AB', 'S', 1, name('87', '1|2', 'N', 'N'), ...street('R')),
  payToPlan(name('PE', '2', 'R', 'R', 'PI|XV')),
  subscriberLevel,
);

/** ST … SE. */
export const professionalClaimTable = loop(
  'ST',
  'R',
  1,
  header('837', '005010X222A1|005010X222'),
  beginning('0019', '00|18', '31|CH|RP'),
  loop('1000A', 'R', 1, name('41', '1|2', 'R', 'R', '46'), { ...contact, required: true }),
  loop('1000B', 'R', 1, name('40', '2', 'R', 'R', '46')),
  billingLevel,
  trailer,
);
