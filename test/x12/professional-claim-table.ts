/**
 * What an 837P (005010X222A1) may look like, as data: written from the guide's structure and from nothing in packages/x12, so that
 * the writer is judged by something that does not share its mistakes. Usage, repeats, codes, lengths and conditions were held
 * against the public 837P map of pyx12, line by line.
 *
 * An element is `usage type length codes`. Usage: R required, S situational, N not used, K required and what tells this segment
 * from its namesakes. Types: AN text, ID code, N0 whole number, R decimal, $ money (two decimals), D8 date, TM time, DATES a
 * date or range as the element before it says, TAXONOMY/STATE/COUNTRY/PLACE/SSN as named. A composite is an array that begins with its own usage.
 */
export type ElementRule = string | readonly string[];

export interface SegmentRule {
  kind: 'segment';
  id: string;
  required: boolean;
  max: number;
  elements: readonly ElementRule[];
  /** Conditions between elements as X12 writes them: P0304 together or not at all, C0704, R0203, E0207, L050607. */
  conditions: readonly string[];
}

export interface LoopRule {
  kind: 'loop';
  name: string;
  required: boolean;
  max: number;
  /** In order; neighbours with the same segment id may stand in any order among themselves. */
  parts: readonly (SegmentRule | LoopRule)[];
}

export const many = 100_000;

export function segment(
  id: string,
  usage: 'R' | 'S',
  max: number,
  elements: readonly ElementRule[],
  ...conditions: readonly string[]
): SegmentRule {
  return { kind: 'segment', id, required: usage === 'R', max, elements, conditions };
}

export function loop(name: string, usage: 'R' | 'S', max: number, ...parts: (SegmentRule | LoopRule)[]): LoopRule {
  return { kind: 'loop', name, required: usage === 'R', max, parts };
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
/** Whom to call about a casualty: one person, by telephone. */
const casualtyContact = segment(
  'PER',
  'S',
  1,
  ['K ID 2 IC', 'S AN 1-60', 'R ID 2 TE', 'R AN 1-256', 'S ID 2 EX', 'S AN 1-256', 'N', 'N', 'N'],
  'P0304',
  'P0506',
);

export const demographics = ['R ID 2 D8', 'R D8 8', 'R ID 1 F|M|U', 'N', 'N', 'N', 'N', 'N', 'N', 'N', 'N'];

function patientFacts(relationship: string, usage: 'R' | 'S'): SegmentRule {
  const elements = [relationship, 'N', 'N', 'N', 'S ID 2 D8', 'S D8 8', 'S ID 2 01', 'S R 1-10', 'S ID 1 Y'];
  return segment('PAT', usage, 1, elements, 'P0506', 'P0708');
}

const procedure = [
  'R ID 2 HC|IV|ER|WK',
  'R AN 1-48',
  'S AN 2',
  'S AN 2',
  'S AN 2',
  'S AN 2',
  'S AN 1-80',
  'N',
] as const;

const triplets = Array.from({ length: 6 }, (_, index) =>
  index === 0 ? ['R ID 1-5', 'R $ 1-18', 'S R 1-15'] : ['S ID 1-5', 'S $ 1-18', 'S R 1-15'],
);
export const tripletConditions = [5, 8, 11, 14, 17].flatMap((first) => {
  const [reason = '', money = '', quantity = ''] = [first, first + 1, first + 2].map((at) =>
    String(at).padStart(2, '0'),
  );
  return [`L${reason}${money}${quantity}`, `C${money}${reason}`, `C${quantity}${reason}`];
});
export const adjustments = segment('CAS', 'S', 5, ['R ID 2 CO|CR|OA|PI|PR', ...triplets.flat()], ...tripletConditions);

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
const transport = segment(
  'CR1',
  'S',
  1,
  ['S ID 2 LB', 'S R 1-10', 'N', 'R ID 1 A|B|C|D|E', 'R ID 2 DH', 'R R 1-15', 'N', 'N', 'S AN 1-80', 'S AN 1-80'],
  'P0102',
  'P0506',
);
export const condition = (category: string, max: number, codes: string, most: number, answers = 'Y|N'): SegmentRule =>
  segment('CRC', 'S', max, [
    `K ID 2 ${category}`,
    `R ID 1 ${answers}`,
    ...Array.from({ length: 5 }, (_, index) => (index < most ? `${index === 0 ? 'R' : 'S'} ID 2-3 ${codes}` : 'N')),
  ]);
const ambulanceCondition = condition('07', 3, '01|04|05|06|07|08|09|12', 5);
const pricing = (methods: string, approved: readonly string[]): SegmentRule =>
  segment(
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
      'N',
      ...approved,
      'S ID 2 T1|T2|T3|T4|T5|T6',
      'S ID 1-2 1|2|3|4|5',
      'S ID 1-2 1|2|3|4|5|6',
    ],
    'R0113',
    'P0910',
    'P1112',
  );
const claimPricing = pricing('00|01|02|03|04|05|07|08|09|10|11|12|13|14', ['N', 'N', 'N', 'N']);
const linePricing = pricing('00|01|02|03|04|05|06|07|08|09|10|11|12|13|14', [
  'S ID 2 ER|HC|IV|WK',
  'S AN 1-48',
  'S ID 2 MJ|UN',
  'S UNITS 1-8',
]);

const diagnosis = (usage: 'K' | 'S', qualifiers: string): ElementRule => [
  usage === 'K' ? 'R' : 'S',
  `K ID 1-3 ${qualifiers}`,
  'R AN 1-30',
  'N',
  'N',
  'N',
  'N',
  'N',
  'N',
  'N',
];

const rendering = segment('PRV', 'S', 1, ['K ID 2 PE', 'R ID 3 PXC', 'R TAXONOMY 10', 'N', 'N', 'N']);

const claimDates = [
  ...['431', '454', '304', '453', '484', '455', '471'].map((qualifier) => date(qualifier)),
  date('439'),
  date('314|360|361', 'D8|RD8'),
  ...['297', '296', '435', '096', '090', '091', '444', '050'].map((qualifier) => date(qualifier)),
];

const claimReferences = ['4N', 'F5', 'EW', '9F', 'G1', 'F8', 'X4', '9A', '9C', 'LX', 'D9', 'EA', 'P4', '1J'].map(
  (qualifier) => reference(qualifier, 'S', 1),
);

const otherSubscriber = loop(
  '2320',
  'S',
  10,
  segment('SBR', 'R', 1, [
    'R ID 1 P|S|T|A|B|C|D|E|F|G|H|U',
    'R ID 2 01|18|19|20|21|39|40|53|G8',
    'S AN 1-50',
    'S AN 1-60',
    'S ID 1-3 12|13|14|15|16|41|42|43|47',
    'N',
    'N',
    'N',
    'S ID 1-2 11|12|13|14|15|16|17|AM|BL|CH|CI|DS|FI|HM|LM|MA|MB|MC|OF|TV|VA|WC|ZZ',
  ]),
  adjustments,
  amount('D'),
  amount('A8'),
  amount('EAF'),
  segment('OI', 'R', 1, ['N', 'N', 'R ID 1 Y|N|W', 'S ID 1 P', 'N', 'R ID 1 Y|I']),
  segment('MOA', 'S', 1, [
    'S R 1-10',
    'S $ 1-18',
    'S AN 1-50',
    'S AN 1-50',
    'S AN 1-50',
    'S AN 1-50',
    'S AN 1-50',
    'S $ 1-18',
    'S $ 1-18',
  ]),
  loop('2330A', 'R', 1, name('IL', '1|2', 'R', 'R', 'MI|II'), ...street('S'), reference('SY', 'S', 1)),
  loop(
    '2330B',
    'R',
    1,
    name('PR', '2', 'R', 'R', 'PI|XV'),
    ...street('S'),
    date('573'),
    reference('2U|EI|FY|NF', 'S', 2),
    reference('G1', 'S', 1),
    reference('9F', 'S', 1),
    reference('T4', 'S', 1),
    reference('F8', 'S', 1),
  ),
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
      ['R', ...procedure],
      'R $ 1-18',
      'R ID 2 UN|MJ',
      'R UNITS 1-8',
      'S PLACE 1-2',
      'N',
      [
        'R',
        'R N0 1-2 1|2|3|4|5|6|7|8|9|10|11|12',
        ...Array.from({ length: 3 }, () => 'S N0 1-2 1|2|3|4|5|6|7|8|9|10|11|12'),
      ],
      'N',
      'S ID 1 Y',
      'N',
      'S ID 1 Y',
      'S ID 1 Y',
      'N',
      'N',
      'S ID 1 0',
      ...Array.from({ length: 6 }, () => 'N'),
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
  loop(
    '2410',
    'S',
    1,
    segment('LIN', 'R', 1, ['N', 'R ID 2 N4', 'R AN 1-48']),
    segment('CTP', 'R', 1, ['N', 'N', 'N', 'R R 1-15', ['R', 'R ID 2 F2|GR|ME|ML|UN']], 'P0405'),
    reference('VY|XZ', 'S', 1),
  ),
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
  loop(
    '2430',
    'S',
    15,
    segment('SVD', 'R', 1, ['R AN 2-80', 'R $ 1-18', ['R', ...procedure], 'N', 'R UNITS 1-8', 'S N0 1-6']),
    adjustments,
    date('573', 'D8', 1, 'R'),
    amount('EAF'),
  ),
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
    ...Array.from({ length: 7 }, () => 'N'),
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
  segment('CR2', 'S', 1, [
    'N',
    'N',
    'N',
    'N',
    'N',
    'N',
    'N',
    'R ID 1 A|C|D|E|F|G|M',
    'N',
    'S AN 1-80',
    'S AN 1-80',
    'N',
  ]),
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
  segment('HL', 'R', 1, ['R N0 1-12', 'R N0 1-12', 'K ID 2 23', 'R ID 1 0']),
  patientFacts('R ID 2 01|19|20|21|39|40|53|G8', 'R'),
  loop(
    '2010CA',
    'R',
    1,
    name('QC', '1', 'R', 'N'),
    ...street('R'),
    segment('DMG', 'R', 1, demographics),
    reference('Y4', 'S', 1),
    reference('1W|SY', 'S', 1),
    casualtyContact,
  ),
  claim,
);

const subscriberLevel = loop(
  '2000B',
  'R',
  many,
  segment('HL', 'R', 1, ['R N0 1-12', 'R N0 1-12', 'K ID 2 22', 'R ID 1 0|1']),
  segment('SBR', 'R', 1, [
    'R ID 1 P|S|T|A|B|C|D|E|F|G|H|U',
    'S ID 2 18',
    'S AN 1-50',
    'S AN 1-60',
    'S ID 2 12|13|14|15|16|41|42|43|47',
    'N',
    'N',
    'N',
    'S ID 1-2 11|12|13|14|15|16|17|AM|BL|CH|CI|DS|FI|HM|LM|MA|MB|MC|OF|TV|VA|WC|ZZ',
  ]),
  patientFacts('N', 'S'),
  loop(
    '2010BA',
    'R',
    1,
    name('IL', '1|2', 'R', 'S', 'MI|II'),
    ...street('S'),
    segment('DMG', 'S', 1, demographics),
    reference('SY', 'S', 1),
    reference('Y4', 'S', 1),
    casualtyContact,
  ),
  loop(
    '2010BB',
    'R',
    1,
    name('PR', '2', 'R', 'R', 'PI|XV'),
    ...street('S'),
    reference('2U|EI|FY|NF', 'S', 3),
    reference('G2|LU', 'S', 2),
  ),
  claim,
  patientLevel,
);

const billingLevel = loop(
  '2000A',
  'R',
  many,
  segment('HL', 'R', 1, ['R N0 1-12', 'N', 'K ID 2 20', 'R ID 1 1']),
  segment('PRV', 'S', 1, ['K ID 2 BI', 'R ID 3 PXC', 'R TAXONOMY 10', 'N', 'N', 'N']),
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
  loop(
    '2010AC',
    'S',
    1,
    name('PE', '2', 'R', 'R', 'PI|XV'),
    ...street('R'),
    reference('2U|FY|NF', 'S', 1),
    reference('EI', 'R', 1),
  ),
  subscriberLevel,
);

/** ST … SE. */
export const professionalClaimTable = loop(
  'ST',
  'R',
  1,
  segment('ST', 'R', 1, ['R ID 3 837', 'R AN 4-9', 'R AN 1-35 005010X222A1|005010X222']),
  segment('BHT', 'R', 1, ['R ID 4 0019', 'R ID 2 00|18', 'R AN 1-50', 'R D8 8', 'R TM 4-8', 'R ID 2 31|CH|RP']),
  loop('1000A', 'R', 1, name('41', '1|2', 'R', 'R', '46'), { ...contact, required: true }),
  loop('1000B', 'R', 1, name('40', '2', 'R', 'R', '46')),
  billingLevel,
  segment('SE', 'R', 1, ['R N0 1-10', 'R AN 4-9']),
);
