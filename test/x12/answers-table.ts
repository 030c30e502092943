import type { Guide } from './grammar.ts';
import { organization, sender } from './institutional-claim-table.ts';
import {
  type ElementRule,
  type LoopRule,
  loop,
  many,
  name,
  reference,
  type SegmentRule,
  segment,
  street,
  tripletConditions,
} from './professional-claim-table.ts';

/**
 * What answers and questions may look like: 999 (X231A1), 277CA (X214), 276 and 277 (X212), 835 (X221A1), in the notation of
 * `professional-claim-table.ts` and from nothing in packages/x12. Held against the public maps of pyx12 and the builders of Stupidedi;
 * the 276, of which pyx12 has no map of this version, against Stupidedi and LinuxForHealth.
 */

const trailer = segment('SE', 'R', 1, ['R N0 1-10', 'R AN 4-9']);
const header = (set: string, guide?: string) =>
  segment('ST', 'R', 1, [`R ID 3 ${set}`, 'R AN 4-9', guide ? `R AN 1-35 ${guide}` : 'N']);
const beginning = (structure: string, purpose: string, type?: string) =>
  segment('BHT', 'R', 1, [
    `R ID 4 ${structure}`,
    `R ID 2 ${purpose}`,
    'R AN 1-50',
    'R D8 8',
    'R TM 4-8',
    type ? `R ID 2 ${type}` : 'N',
  ]);
const level = (code: string, children: string, parent = 'R N0 1-12') =>
  segment('HL', 'R', 1, ['R N0 1-12', parent, `K ID 1-2 ${code}`, children]);
const trace = (type: string) => segment('TRN', 'R', 1, [`R ID 1 ${type}`, 'R AN 1-50', 'N', 'N']);
const served = (usage: 'R' | 'S') => segment('DTP', usage, 1, ['K ID 3 472', 'R ID 2-3 D8|RD8', 'R DATES 8-17']);

// 999 ------------------------------------------------------------------------------------------------------------------------

const place: ElementRule = ['S', 'R N0 1-2', 'S N0 1-2', 'S N0 1-4'];
const setErrors = Array.from(
  { length: 5 },
  () => 'S ID 1-3 1|2|3|4|5|6|7|8|9|10|11|12|13|15|16|17|18|19|23|24|25|26|27|I5|I6',
);
const groupErrors = Array.from({ length: 5 }, () => 'S ID 1-3 1|2|3|4|5|6|10|11|12|13|14|15|16|17|18|19|23|24|25|26');
const trigger = (max: number) =>
  segment('CTX', 'S', max, [
    ['R', 'K AN 1-35 SITUATIONAL_TRIGGER'],
    'R ID 2-3',
    'R N0 1-6',
    'S AN 1-4',
    place,
    ['S', 'R N0 1-4'],
  ]);
const implementationTable: LoopRule = loop(
  'ST',
  'R',
  1,
  header('999', '005010X231A1'),
  segment('AK1', 'R', 1, ['R ID 2 BE|HB|HC|HI|HN|HP|HR|HS|RA', 'R N0 1-9', 'R AN 1-12']),
  loop(
    '2000',
    'S',
    many,
    segment('AK2', 'R', 1, ['R ID 3 270|271|276|277|278|820|834|835|837', 'R AN 4-9', 'S AN 1-35']),
    loop(
      '2100',
      'S',
      many,
      segment('IK3', 'R', 1, ['R ID 2-3', 'R N0 1-6', 'S AN 1-4', 'S ID 1-3 1|2|3|4|5|6|7|8|I4|I6|I7|I8|I9']),
      trigger(9),
      segment('CTX', 'S', 1, [['R', 'K AN 1-35 TRN02|NM109|ENT01|CLM01', 'R AN 1-35'], 'N', 'N', 'N', place, 'N']),
      loop(
        '2110',
        'S',
        many,
        segment('IK4', 'R', 1, [
          ['R', 'R N0 1-2', 'S N0 1-2', 'S N0 1-4'],
          'S N0 1-4',
          'R ID 1-3 1|2|3|4|5|6|7|8|9|10|11|12|13|I6|I9|I10|I11|I12|I13',
          'S AN 1-99',
        ]),
        trigger(10),
      ),
    ),
    segment('IK5', 'R', 1, ['R ID 1 A|E|M|R|W|X', ...setErrors]),
  ),
  segment('AK9', 'R', 1, ['R ID 1 A|E|M|P|R|W|X', 'R N0 1-6', 'R N0 1-6', 'R N0 1-6', ...groupErrors]),
  trailer,
);

// 277CA ----------------------------------------------------------------------------------------------------------------------

const further: readonly ElementRule[] = [
  ['S', 'R AN 1-30', 'R AN 1-30', 'S ID 2-3', 'N'],
  ['S', 'R AN 1-30', 'R AN 1-30', 'S ID 2-3', 'N'],
];
const unused = Array.from({ length: 5 }, () => 'N');
const acknowledgedEntities =
  '03|1P|1Z|40|41|71|72|73|77|82|85|87|DK|DN|DQ|FA|GB|HK|IL|LI|MSC|PR|PRP|QB|QC|QD|SEP|TL|TTP|TU';
const verdict = (
  entities: string,
  dated: 'R' | 'N',
  max: number,
  action: string,
  charged: 'R' | 'N',
  text: 'S' | 'N',
) =>
  segment('STC', 'R', max, [
    ['R', 'R AN 2-3 A0|A1|A2|A3|A4|A5|A6|A7|A8', 'R AN 1-30', `S ID 2-3 ${entities}`, 'N'],
    dated === 'R' ? 'R D8 8' : 'N',
    `R ID 1-2 ${action}`,
    charged === 'R' ? 'R $ 1-18' : 'N',
    ...unused,
    ...further,
    text === 'S' ? 'S AN 1-264' : 'N',
  ]);
const counted = (qualifier: string) => segment('QTY', 'S', 1, [`K ID 2 ${qualifier}`, 'R R 1-15', 'N', 'N']);
const charged = (qualifier: string) => segment('AMT', 'S', 1, [`K ID 1-3 ${qualifier}`, 'R $ 1-18', 'N']);
const receipt = (qualifier: string) => segment('DTP', 'R', 1, [`K ID 3 ${qualifier}`, 'R ID 2 D8', 'R DATES 8']);
const service: ElementRule = [
  'R',
  'R ID 2 AD|ER|HC|HP|IV|N4|NU|WK',
  'R AN 1-48',
  'S AN 2',
  'S AN 2',
  'S AN 2',
  'S AN 2',
  'N',
  'N',
];

const claimAcknowledgementTable: LoopRule = loop(
  'ST',
  'R',
  1,
  header('277', '005010X214'),
  beginning('0085', '08', 'TH'),
  loop(
    '2000A',
    'R',
    1,
    level('20', 'R ID 1 1', 'N'),
    loop('2100A source', 'R', 1, organization('PR|AY', 'R', '46|FI|PI|XV')),
    loop('2200A receipt', 'R', many, trace('1'), receipt('050'), receipt('009')),
    loop(
      '2000B',
      'R',
      1,
      level('21', 'R ID 1 0|1'),
      loop('2100B', 'R', 1, sender('41', 'R')),
      loop(
        '2200B',
        'R',
        1,
        trace('2'),
        verdict('36|40|41|AY|PR', 'R', many, 'U|WQ', 'R', 'N'),
        counted('90'),
        counted('AA'),
        charged('YU'),
        charged('YY'),
      ),
      loop(
        '2000C',
        'S',
        many,
        level('19', 'R ID 1 1'),
        loop('2100C', 'R', 1, name('85', '1|2', 'R', 'R', 'FI|SV|XX')),
        loop(
          '2200C',
          'R',
          1,
          trace('1'),
          verdict('36|40|41|77|82|85|87|AY|PR', 'N', many, 'U|WQ', 'R', 'N'),
          reference('0B|1G|G2|LU|SY|TJ', 'S', 1),
          counted('QA'),
          counted('QC'),
          charged('YU'),
          charged('YY'),
        ),
        loop(
          '2000D',
          'R',
          many,
          level('PT', 'N'),
          loop('2100D', 'R', 1, name('QC', '1', 'R', 'R', 'II|MI')),
          loop(
            '2200D',
            'S',
            many,
            trace('2'),
            verdict(acknowledgedEntities, 'R', many, 'U|WQ', 'R', 'S'),
            ...['1K', 'D9', 'BLT'].map((qualifier) => reference(qualifier, 'S', 1)),
            served('R'),
            loop(
              '2220D',
              'S',
              many,
              segment('SVC', 'R', 1, [service, 'R $ 1-18', 'N', 'S AN 1-48', 'N', 'N', 'S R 1-15']),
              verdict(acknowledgedEntities, 'R', 1, 'U', 'N', 'N'),
              reference('FJ', 'S', 1),
              reference('XZ', 'S', 1),
              served('S'),
            ),
          ),
        ),
      ),
    ),
  ),
  trailer,
);

// 276 and 277 ----------------------------------------------------------------------------------------------------------------

const ofClaim = (entities: string, list: 'S' | 'N') => {
  const also = list === 'S' ? 'S ID 2 RX' : 'N';
  const more: ElementRule = ['S', 'R AN 1-30', 'R AN 1-30', 'S ID 2-3', also];
  return { first: ['R', 'R AN 1-30', 'R AN 1-30', `S ID 2-3 ${entities}`.trim(), also] as ElementRule, more };
};
function statusOf(entities: string, told: boolean, list: 'S' | 'N'): SegmentRule {
  const { first, more } = ofClaim(entities, list);
  const amounts = told
    ? ['S $ 1-18', 'S $ 1-18', 'S D8 8', 'N', 'S D8 8', 'S AN 1-16']
    : Array.from({ length: 6 }, () => 'N');
  return segment('STC', 'R', many, [first, 'R D8 8', 'N', ...amounts, more, more, 'N']);
}

const payer = organization('PR', 'R', 'PI|XV');
const extended = ['S ID 2 ED|EM|EX|FX|TE', 'S AN 1-256'];
const payerContact = segment(
  'PER',
  'S',
  1,
  ['R ID 2 IC', 'S AN 1-60', 'R ID 2 ED|EM|FX|TE', 'R AN 1-256', ...extended, ...extended, 'N'],
  'P0304',
  'P0506',
  'P0708',
);
const billed = loop('2100C', 'R', 2, name('1P', '1|2', 'S', 'R', 'FI|SV|XX'));
const subscriber = loop('2100D', 'R', 1, name('IL', '1|2', 'R', 'R', '24|II|MI'));
const dependant = loop('2100E', 'R', 1, name('QC', '1', 'R', 'N'));

const answeredLine = (loopName: string) =>
  loop(
    loopName,
    'S',
    many,
    segment('SVC', 'R', 1, [service, 'R $ 1-18', 'R $ 1-18', 'S AN 1-48', 'N', 'N', 'R R 1-15']),
    statusOf('', false, 'S'),
    reference('FJ', 'S', 1),
    served('R'),
  );
const answer = (loopName: string, lineName: string, usage: 'R' | 'S') =>
  loop(
    loopName,
    usage,
    many,
    trace('2'),
    statusOf('', true, 'S'),
    ...['1K', 'BLT', 'EJ', 'XZ', 'VV', 'D9'].map((qualifier) => reference(qualifier, 'S', 1)),
    served('S'),
    answeredLine(lineName),
  );

const statusResponseTable: LoopRule = loop(
  'ST',
  'R',
  1,
  header('277', '005010X212'),
  beginning('0010', '08', 'DG'),
  loop(
    '2000A',
    'R',
    many,
    level('20', 'R ID 1 1', 'N'),
    loop('2100A source', 'R', 1, payer, payerContact),
    loop(
      '2000B',
      'R',
      many,
      level('21', 'R ID 1 0|1'),
      loop('2100B', 'R', 1, sender('41', 'S')),
      loop('2200B', 'S', 1, trace('2'), statusOf('41|AY|PR', false, 'N')),
      loop(
        '2000C',
        'S',
        many,
        level('19', 'R ID 1 0|1'),
        billed,
        loop('2200C', 'S', 1, trace('1'), statusOf('1P', false, 'N')),
        loop(
          '2000D',
          'S',
          many,
          level('22', 'R ID 1 0|1'),
          subscriber,
          answer('2200D', '2220D', 'S'),
          loop('2000E', 'S', many, level('23', 'N'), dependant, answer('2200E', '2220E', 'R')),
        ),
      ),
    ),
  ),
  trailer,
);

const asked = (usage: 'R' | 'S') =>
  segment('DMG', usage, 1, ['R ID 2 D8', 'R D8 8', 'S ID 1 F|M', ...Array.from({ length: 8 }, () => 'N')]);
const question = (loopName: string, lineName: string, usage: 'R' | 'S') =>
  loop(
    loopName,
    usage,
    many,
    trace('1'),
    ...['1K', 'BLT', 'LU', '6P', 'EJ', 'XZ', 'D9'].map((qualifier) => reference(qualifier, 'S', 1)),
    segment('AMT', 'S', 1, ['R ID 2 T3', 'R $ 1-18', 'N']),
    served('S'),
    loop(
      lineName,
      'S',
      many,
      segment('SVC', 'R', 1, [service, 'R $ 1-18', 'N', 'S AN 1-48', 'N', 'N', 'R R 1-15']),
      reference('FJ', 'S', 1),
      served('R'),
    ),
  );

const statusRequestTable: LoopRule = loop(
  'ST',
  'R',
  1,
  header('276', '005010X212'),
  beginning('0010', '13'),
  loop(
    '2000A',
    'R',
    many,
    level('20', 'R ID 1 1', 'N'),
    loop('2100A source', 'R', 1, payer),
    loop(
      '2000B',
      'R',
      many,
      level('21', 'R ID 1 1'),
      loop('2100B', 'R', 1, sender('41', 'S')),
      loop(
        '2000C',
        'R',
        many,
        level('19', 'R ID 1 1'),
        billed,
        loop(
          '2000D',
          'R',
          many,
          level('22', 'R ID 1 0|1'),
          asked('S'),
          subscriber,
          question('2200D', '2210D', 'S'),
          loop('2000E', 'S', many, level('23', 'N'), asked('R'), dependant, question('2200E', '2210E', 'R')),
        ),
      ),
    ),
  ),
  trailer,
);

// 835 ------------------------------------------------------------------------------------------------------------------------

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
    ...unused,
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
const reasons = Array.from({ length: 6 }, (_, index) =>
  index === 0 ? ['R ID 1-5', 'R $ 1-18', 'S R 1-15'] : ['S ID 1-5', 'S $ 1-18', 'S R 1-15'],
);
const adjusted = segment('CAS', 'S', 99, ['R ID 2 CO|OA|PI|PR', ...reasons.flat()], ...tripletConditions);
const carrier = (entity: string) => ({ ...organization(entity, 'R', 'AD|FI|NI|PI|PP|XV'), required: false });
const person = (entity: string, types: string, usage: 'R' | 'S', identified: 'R' | 'S', qualifiers: string) => ({
  ...name(entity, types, 'S', identified, qualifiers),
  required: usage === 'R',
});
const remark = 'S AN 1-50';
const money = (count: number) => Array.from({ length: count }, () => 'S $ 1-18');
const amounts = (max: number, qualifiers: string) =>
  segment('AMT', 'S', max, [`R ID 1-3 ${qualifiers}`, 'R $ 1-18', 'N']);
const quantities = (max: number, qualifiers: string) =>
  segment('QTY', 'S', max, [`R ID 2 ${qualifiers}`, 'R R 1-15', 'N', 'N']);
const modifiers = ['S AN 2', 'S AN 2', 'S AN 2', 'S AN 2'];
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
  segment('MIA', 'S', 1, [
    'R R 1-15',
    'S $ 1-18',
    'S R 1-15',
    'S $ 1-18',
    remark,
    ...money(9),
    'S R 1-15',
    ...money(4),
    ...Array.from({ length: 4 }, () => remark),
    'S $ 1-18',
  ]),
  segment('MOA', 'S', 1, ['S R 1-10', 'S $ 1-18', ...Array.from({ length: 5 }, () => remark), ...money(2)]),
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
const remittanceTable: LoopRule = loop(
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
    segment('PER', 'S', 1, ['K ID 2 IC', 'N', 'R ID 2 UR', 'R AN 1-256', ...unused]),
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

const statusParents = { '21': '20', '19': '21', '22': '19', '23': '22' };

export const answerGuides: Readonly<Record<'999' | '277CA' | '276' | '277' | '835', Guide>> = {
  '999': { table: implementationTable, functionalIdentifier: 'FA', versions: ['005010X231A1'], parents: {} },
  '277CA': {
    table: claimAcknowledgementTable,
    functionalIdentifier: 'HN',
    versions: ['005010X214'],
    parents: { '21': '20', '19': '21', PT: '19' },
  },
  '276': { table: statusRequestTable, functionalIdentifier: 'HR', versions: ['005010X212'], parents: statusParents },
  '277': { table: statusResponseTable, functionalIdentifier: 'HN', versions: ['005010X212'], parents: statusParents },
  '835': { table: remittanceTable, functionalIdentifier: 'HP', versions: ['005010X221A1'], parents: {} },
};
