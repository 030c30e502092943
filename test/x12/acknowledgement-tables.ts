import { amount, beginning, header, level, name, organization, reference, sender, trailer } from './shared-segments.ts';
import { served, service, trace } from './status-segments.ts';
import { type ElementRule, type LoopRule, loop, many, segment, times } from './table-notation.ts';

// 999 (X231A1) and 277CA (X214), in the notation of `table-notation.ts`; held against the public maps of pyx12.

const place: ElementRule = ['S', 'R N0 1-2', 'S N0 1-2', 'S N0 1-4'];
const setErrors = Array.from(
  { length: 5 },
  () => 'S ID 1-3 1|2|3|4|5|6|7|8|9|10|11|12|13|15|16|17|18|19|23|24|25|26|27|I5|I6',
);
const groupErrors = times(5, 'S ID 1-3 1|2|3|4|5|6|10|11|12|13|14|15|16|17|18|19|23|24|25|26');
const trigger = (max: number) =>
  segment('CTX', 'S', max, [
    ['R', 'K AN 1-35 SITUATIONAL_TRIGGER'],
    'R ID 2-3',
    'R N0 1-6',
    'S AN 1-4',
    place,
    ['S', 'R N0 1-4'],
  ]);
/** 999, ST … SE. */
export const implementationTable: LoopRule = loop(
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

const further: readonly ElementRule[] = [
  ['S', 'R AN 1-30', 'R AN 1-30', 'S ID 2-3', 'N'],
  ['S', 'R AN 1-30', 'R AN 1-30', 'S ID 2-3', 'N'],
];
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
    ...times(5, 'N'),
    ...further,
    text === 'S' ? 'S AN 1-264' : 'N',
  ]);
const counted = (qualifier: string) => segment('QTY', 'S', 1, [`K ID 2 ${qualifier}`, 'R R 1-15', 'N', 'N']);
const receipt = (qualifier: string) => segment('DTP', 'R', 1, [`K ID 3 ${qualifier}`, 'R ID 2 D8', 'R DATES 8']);

/** 277CA, ST … SE. */
export const claimAcknowledgementTable: LoopRule = loop(
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
        amount('YU'),
        amount('YY'),
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
          amount('YU'),
          amount('YY'),
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
