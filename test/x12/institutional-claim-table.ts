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
  inpatient,
  level,
  name,
  organization,
  outpatient,
  reference,
  sender,
  street,
  trailer,
} from './shared-segments.ts';
import { type ElementRule, loop, many, type SegmentRule, segment, times } from './table-notation.ts';

/**
 * What an 837I (005010X223A2) may look like, in the notation of `table-notation.ts`. Usage, repeats, codes, lengths and conditions
 * were held against the public 837I map of pyx12, line by line.
 */

const code = procedure('ER|HC|HP|IV|WK');
const methods = '00|01|02|03|04|05|06|07|08|09|10|11|12|13|14';

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

const otherSubscriber = loop(
  '2320',
  'S',
  10,
  cover(`R ID 2 18|${relationships}`, 'N'),
  otherAdjustments,
  amount('D'),
  amount('EAF'),
  amount('A8'),
  segment('OI', 'R', 1, ['N', 'N', 'R ID 1 N|W|Y', 'N', 'N', 'R ID 1 I|Y']),
  inpatient('N'),
  outpatient,
  otherInsured(2),
  otherPayer(organization('PR', 'R', 'PI|XV')),
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
    ['S', ...code],
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
  pricing({ methods, approved: ['S AN 1-48', 'S ID 2 ER|HC|HP|IV|WK', 'S AN 1-48', 'S ID 2 DA|UN', 'S UNITS 1-8'] }),
  drug,
  loop('2420A', 'S', 1, name('72', '1', 'R', 'S'), lineNumbers()),
  loop('2420B', 'S', 1, name('ZZ', '1', 'R', 'S'), lineNumbers()),
  loop('2420C', 'S', 1, name('82', '1', 'R', 'S'), lineNumbers()),
  loop('2420D', 'S', 1, name('DN', '1', 'R', 'S'), lineNumbers('0B|1G|G2')),
  lineDecision(['S', ...code], 'R AN 1-48'),
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
    ...times(10, 'N'),
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
  pricing({ methods, approved: ['S AN 1-48', 'N', 'N', 'S ID 2 DA|UN', 'S UNITS 1-8'] }),
  loop('2310A', 'S', 1, name('71', '1', 'R', 'S'), specialty('AT', 'R AN 1-50'), numbers(4)),
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
  level('23', 'R ID 1 0'),
  segment('PAT', 'R', 1, [`R ID 2 ${relationships}`, ...times(8, 'N')]),
  patient(),
  claim,
);

const subscriberLevel = loop(
  '2000B',
  'R',
  many,
  level('22', 'R ID 1 0|1'),
  cover('S ID 2 18', 'N'),
  insured(),
  payer(organization('PR', 'R', 'PI|XV'), 1),
  claim,
  patientLevel,
);

const billingLevel = loop(
  '2000A',
  'R',
  many,
  level('20', 'R ID 1 1', 'N'),
  specialty('BI', 'R AN 1-50'),
  segment('CUR', 'S', 1, ['R ID 2 85', 'R ID 3']),
  loop('2010AA', 'R', 1, organization('85', 'S'), ...street('R'), reference('EI', 'R', 1), contact),
  loop('2010AB', 'S', 1, organization('87', 'N', 'XX', 'N'), ...street('R')),
  payToPlan(organization('PE', 'R', 'PI|XV')),
  subscriberLevel,
);

/** ST … SE. */
export const institutionalClaimTable = loop(
  'ST',
  'R',
  1,
  header('837', '005010X223A2|005010X223A1|005010X223'),
  beginning('0019', '00|18', '31|CH|RP'),
  loop('1000A', 'R', 1, sender('41', 'R'), { ...contact, required: true }),
  loop('1000B', 'R', 1, organization('40', 'R', '46')),
  billingLevel,
  trailer,
);
