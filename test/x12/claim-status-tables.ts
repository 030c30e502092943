import { beginning, header, level, name, organization, reference, sender, trailer } from './shared-segments.ts';
import { served, service, trace } from './status-segments.ts';
import { type ElementRule, type LoopRule, loop, many, type SegmentRule, segment, times } from './table-notation.ts';

/**
 * 276 and 277 (X212), in the notation of `table-notation.ts`. The 277 was held against pyx12 and Stupidedi; the 276, of which pyx12
 * has no map of this version, against Stupidedi and LinuxForHealth.
 */

const ofClaim = (entities: string, list: 'S' | 'N') => {
  const also = list === 'S' ? 'S ID 2 RX' : 'N';
  const more: ElementRule = ['S', 'R AN 1-30', 'R AN 1-30', 'S ID 2-3', also];
  return { first: ['R', 'R AN 1-30', 'R AN 1-30', `S ID 2-3 ${entities}`.trim(), also] as ElementRule, more };
};
function statusOf(entities: string, told: boolean, list: 'S' | 'N'): SegmentRule {
  const { first, more } = ofClaim(entities, list);
  const amounts = told ? ['S $ 1-18', 'S $ 1-18', 'S D8 8', 'N', 'S D8 8', 'S AN 1-16'] : times(6, 'N');
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
const answer = (ofWhom: 'D' | 'E', usage: 'R' | 'S') =>
  loop(
    `2200${ofWhom}`,
    usage,
    many,
    trace('2'),
    statusOf('', true, 'S'),
    ...['1K', 'BLT', 'EJ', 'XZ', 'VV', 'D9'].map((qualifier) => reference(qualifier, 'S', 1)),
    served('S'),
    answeredLine(`2220${ofWhom}`),
  );

const asked = (usage: 'R' | 'S') => segment('DMG', usage, 1, ['R ID 2 D8', 'R D8 8', 'S ID 1 F|M', ...times(8, 'N')]);
const question = (ofWhom: 'D' | 'E', usage: 'R' | 'S') =>
  loop(
    `2200${ofWhom}`,
    usage,
    many,
    trace('1'),
    ...['1K', 'BLT', 'LU', '6P', 'EJ', 'XZ', 'D9'].map((qualifier) => reference(qualifier, 'S', 1)),
    segment('AMT', 'S', 1, ['R ID 2 T3', 'R $ 1-18', 'N']),
    served('S'),
    loop(
      `2210${ofWhom}`,
      'S',
      many,
      segment('SVC', 'R', 1, [service, 'R $ 1-18', 'N', 'S AN 1-48', 'N', 'N', 'R R 1-15']),
      reference('FJ', 'S', 1),
      served('R'),
    ),
  );

/** What 276 and 277 put into the levels that both have. */
interface Dialogue {
  /** Whether there must be providers below the receiver, and patients below a provider. */
  below: 'R' | 'S';
  /** HL04 of both. */
  children: string;
  /** How the payer is reached. */
  ofPayer: readonly SegmentRule[];
  /** What is said to the receiver and to the provider themselves. */
  toReceiver: readonly LoopRule[];
  toProvider: readonly LoopRule[];
  birth(usage: 'R' | 'S'): readonly SegmentRule[];
  aboutClaim(ofWhom: 'D' | 'E', usage: 'R' | 'S'): LoopRule;
}

/** 2000A to 2000E: payer, receiver, provider, subscriber, dependant. */
function levels({ below, children, ofPayer, toReceiver, toProvider, birth, aboutClaim }: Dialogue): LoopRule {
  const dependants = loop('2000E', 'S', many, level('23', 'N'), ...birth('R'), dependant, aboutClaim('E', 'R'));
  const subscribers = loop(
    '2000D',
    below,
    many,
    level('22', 'R ID 1 0|1'),
    ...birth('S'),
    subscriber,
    aboutClaim('D', 'S'),
    dependants,
  );
  const providers = loop('2000C', below, many, level('19', children), billed, ...toProvider, subscribers);
  const asking = loop('2100B', 'R', 1, sender('41', 'S'));
  const receivers = loop('2000B', 'R', many, level('21', children), asking, ...toReceiver, providers);
  return loop(
    '2000A',
    'R',
    many,
    level('20', 'R ID 1 1', 'N'),
    loop('2100A source', 'R', 1, payer, ...ofPayer),
    receivers,
  );
}

/** 277, ST … SE. */
export const statusResponseTable = loop(
  'ST',
  'R',
  1,
  header('277', '005010X212'),
  beginning('0010', '08', 'DG'),
  levels({
    below: 'S',
    children: 'R ID 1 0|1',
    ofPayer: [payerContact],
    toReceiver: [loop('2200B', 'S', 1, trace('2'), statusOf('41|AY|PR', false, 'N'))],
    toProvider: [loop('2200C', 'S', 1, trace('1'), statusOf('1P', false, 'N'))],
    birth: () => [],
    aboutClaim: answer,
  }),
  trailer,
);

/** 276, ST … SE. */
export const statusRequestTable = loop(
  'ST',
  'R',
  1,
  header('276', '005010X212'),
  beginning('0010', '13'),
  levels({
    below: 'R',
    children: 'R ID 1 1',
    ofPayer: [],
    toReceiver: [],
    toProvider: [],
    birth: (usage) => [asked(usage)],
    aboutClaim: question,
  }),
  trailer,
);
