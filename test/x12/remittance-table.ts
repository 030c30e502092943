import {
  adjustments,
  header,
  inpatient,
  name,
  organization,
  outpatient,
  reference,
  street,
  trailer,
} from './shared-segments.ts';
import { type ElementRule, type LoopRule, loop, many, segment, times } from './table-notation.ts';

// 835 (X221A1), in the notation of `table-notation.ts`; held against the public map of pyx12.

const bank = ['S ID 2 01|04', 'S AN 3-12'];
const financial = segment(
  'BPR',
  'R',
  1,
  [
    'R ID 1-2 C|D|H|I|P|U|X',
    'R $ 1-18',
    'R ID 1 C|D',
    'R ID 3 ACH|BOP|CHK|FWT|NON',
    'S ID 1-10 CCP|CTX',
    ...bank,
    'S ID 1-3 DA',
    'S AN 1-35',
    'S AN 10',
    'S AN 9',
    ...bank,
    'S ID 1-3 DA|SG',
    'S AN 1-35',
    'R D8 8',
    ...times(5, 'N'),
  ],
  'P0607',
  'C0809',
  'P1213',
  'C1415',
);
const dated = (qualifiers: string, max: number) =>
  segment('DTM', 'S', max, [`K ID 3 ${qualifiers}`, 'R D8 8', 'N', 'N', 'N', 'N']);
const party = (entity: string, usage: 'R' | 'S', qualifiers: string) =>
  segment(
    'N1',
    'R',
    1,
    [`K ID 2 ${entity}`, 'R AN 1-60', `${usage} ID 1-2 ${qualifiers}`, `${usage} AN 2-80`, 'N', 'N'],
    'P0304',
  );
const reached = (role: string, usage: 'R' | 'S', max: number, first: string, second: string, third: string) =>
  segment(
    'PER',
    usage,
    max,
    [
      `K ID 2 ${role}`,
      'S AN 1-60',
      `S ID 2 ${first}`,
      'S AN 1-256',
      `S ID 2 ${second}`,
      'S AN 1-256',
      `S ID 2 ${third}`,
      'S AN 1-256',
      'N',
    ],
    'P0304',
    'P0506',
    'P0708',
  );
const adjusted = adjustments('CO|OA|PI|PR', 99);
const carrier = (entity: string) => ({ ...organization(entity, 'R', 'AD|FI|NI|PI|PP|XV'), required: false });
const person = (entity: string, types: string, usage: 'R' | 'S', identified: 'R' | 'S', qualifiers: string) => ({
  ...name(entity, types, 'S', identified, qualifiers),
  required: usage === 'R',
});
const amounts = (max: number, qualifiers: string) =>
  segment('AMT', 'S', max, [`R ID 1-3 ${qualifiers}`, 'R $ 1-18', 'N']);
const quantities = (max: number, qualifiers: string) =>
  segment('QTY', 'S', max, [`R ID 2 ${qualifiers}`, 'R R 1-15', 'N', 'N']);
const modifiers = times(4, 'S AN 2');
const renderingNumbers = '0B|1A|1B|1C|1D|1G|1H|1J|D3|G2';

const paidLine = loop(
  '2110',
  'S',
  999,
  segment('SVC', 'R', 1, [
    ['R', 'R ID 2 AD|ER|HC|HP|IV|N4|N6|NU|UI|WK', 'R AN 1-48', ...modifiers, 'N', 'N'],
    'R $ 1-18',
    'R $ 1-18',
    'S AN 1-48',
    'S R 1-15',
    ['S', 'R ID 2 AD|ER|HC|HP|IV|N4|NU|WK', 'R AN 1-48', ...modifiers, 'S AN 1-80', 'N'],
    'S R 1-15',
  ]),
  dated('150|151|472', 2),
  adjusted,
  reference('1S|APC|BB|E9|G1|G3|LU|RB', 'S', 8),
  reference('6R', 'S', 1),
  reference(`${renderingNumbers}|HPI|SY|TJ`, 'S', 10),
  reference('0K', 'S', 5),
  amounts(9, 'B6|KH|T|T2|ZK|ZL|ZM|ZN|ZO'),
  quantities(6, 'ZK|ZL|ZM|ZN|ZO'),
  segment('LQ', 'S', 99, ['R ID 1-3 HE|RX', 'R AN 1-30']),
);

const paidClaim = loop(
  '2100',
  'R',
  many,
  segment('CLP', 'R', 1, [
    'R AN 1-38',
    'R ID 1-2 1|2|3|4|19|20|21|22|23|25',
    'R $ 1-18',
    'R $ 1-18',
    'S $ 1-18',
    'R ID 1-2 12|13|14|15|16|17|AM|CH|DS|HM|LM|MA|MB|MC|OF|TV|VA|WC|ZZ',
    'R AN 1-50',
    'S AN 1-2',
    'S ID 1',
    'N',
    'S ID 1-4',
    'S R 1-15',
    'S R 1-10',
    'N',
  ]),
  adjusted,
  person('QC', '1', 'R', 'S', '34|HN|II|MI|MR'),
  person('IL', '1|2', 'S', 'R', 'FI|II|MI'),
  person('74', '1|2', 'S', 'S', 'C'),
  person('82', '1|2', 'S', 'R', 'BD|BS|FI|MC|PC|SL|UP|XX'),
  carrier('TT'),
  carrier('PR'),
  person('GB', '1|2', 'S', 'S', 'FI|II|MI'),
  inpatient('S $ 1-18'),
  outpatient,
  reference('1L|1W|28|6P|9A|9C|BB|CE|EA|F8|G1|G3|IG|SY', 'S', 5),
  reference(`${renderingNumbers}|LU`, 'S', 10),
  dated('232|233', 2),
  dated('036', 1),
  dated('050', 1),
  reached('CX', 'S', 2, 'EM|FX|TE', 'EM|EX|FX|TE', 'EX'),
  amounts(13, 'AU|D8|DY|F5|I|NL|T|T2|ZK|ZL|ZM|ZN|ZO'),
  quantities(14, 'CA|CD|LA|LE|NE|NR|OU|PS|VS|ZK|ZL|ZM|ZN|ZO'),
  paidLine,
);

const providerReasons = [
  '50|51|72|90|AH|AM|AP|B2|B3|BD|BN|C5|CR|CS|CT|CV|CW|DM|E3|FB|FC|GO|HM|IP|IR|IS|J1|L3|L6|LE|LS|OA|OB|PI|PL|RA|RE|SL|TL|WO|WU',
].join('|');
/** ST … SE. */
export const remittanceTable: LoopRule = loop(
  'ST',
  'R',
  1,
  header('835'),
  financial,
  segment('TRN', 'R', 1, ['R ID 1 1', 'R AN 1-50', 'R AN 10', 'S AN 1-50']),
  segment('CUR', 'S', 1, ['R ID 2 PR', 'R ID 3']),
  reference('EV', 'S', 1),
  reference('F2', 'S', 1),
  dated('405', 1),
  loop(
    '1000A',
    'R',
    1,
    party('PR', 'S', 'XV'),
    ...street('R'),
    reference('2U|EO|HI|NF', 'S', 4),
    reached('CX', 'S', 1, 'EM|FX|TE', 'EM|EX|FX|TE', 'EX'),
    reached('BL', 'R', many, 'EM|TE|UR', 'EM|EX|FX|TE|UR', 'EM|EX|FX|UR'),
    segment('PER', 'S', 1, ['K ID 2 IC', 'N', 'R ID 2 UR', 'R AN 1-256', ...times(5, 'N')]),
  ),
  loop(
    '1000B',
    'R',
    1,
    party('PE', 'R', 'FI|XV|XX'),
    ...street('S'),
    reference('0B|D3|PQ|TJ', 'S', many),
    segment('RDM', 'S', 1, ['R ID 1-2 BM|EM|FT|OL', 'S AN 1-60', 'S AN 1-256', 'N', 'N']),
  ),
  loop('2000', 'S', many, segment('LX', 'R', 1, ['R N0 1-6']), paidClaim),
  segment(
    'PLB',
    'S',
    many,
    [
      'R AN 1-50',
      'R D8 8',
      ['R', `R ID 2 ${providerReasons}`, 'S AN 1-50'],
      'R $ 1-18',
      ...Array.from({ length: 5 }, (): ElementRule[] => [
        ['S', `R ID 2 ${providerReasons}`, 'S AN 1-50'],
        'S $ 1-18',
      ]).flat(),
    ],
    'P0506',
    'P0708',
    'P0910',
    'P1112',
    'P1314',
  ),
  trailer,
);
