import type { TransactionSetEnvelope } from './envelope.ts';
import { readEnvelopes } from './envelope-read.ts';
import { ElementCuts } from './grammar/element-cuts.ts';
import { LoopWalk } from './grammar/loop-walk.ts';
import { grammarOf } from './grammar/transactions.ts';
import { SegmentScanner } from './reader.ts';

/** A segment of an 837 that a 999 names by its position: what it is, and whose. */
export interface LocatedSegment {
  /** Counted within the set; ST is 1. */
  position: number;
  segment: string;
  /** "2310B"; "ST" above all loops. */
  loop: string;
  /** The first element: the qualifier of NM1, REF, DTP, HI and others. */
  qualifier: string;
  /** How many segments with this id and qualifier stand before it in the same loop. */
  earlier: number;
  /** How many elements those have: an HI that is not the first of its kind goes on counting there. */
  elementsBefore: number;
  /** How many segments with this id stand before it in the same loop. */
  earlierOfId: number;
  /** How many loops of this name came before in the same claim or line: the third 2430 of a line has 2. Of 2330 that is its 2320's. */
  loopsBefore: number;
  /** LX01 of the line it stands in. */
  lineNumber?: number;
  /** CLM01 of the claims it belongs to: one within a claim, all of a provider's for its name, all of the set for its header. */
  patientControlNumbers: string[];
}

interface Place {
  set: number;
  provider: number;
  subscriber: number;
  patient: number;
  claim: number;
}

/** What every claim is counted by: which loop instance of each level it lies in. */
const levelOfLoop: Readonly<Record<string, keyof Place>> = {
  '2000A': 'provider',
  '2000B': 'subscriber',
  '2000C': 'patient',
  '2300': 'claim',
};
const levels: readonly (keyof Place)[] = ['set', 'provider', 'subscriber', 'patient', 'claim'];

const silent = {
  missing: () => undefined,
  tooMany: () => undefined,
  wrongCode: () => undefined,
  outOfOrder: () => undefined,
  unexpected: () => undefined,
};

/**
 * Finds segments of one transaction set of an interchange we wrote, by their positions (IK302). Empty when the text has no such
 * set; a position beyond the set is left out. One pass over the set, whatever the number of positions.
 */
export function locateSegments(
  text: string,
  transactionSetControlNumber: string,
  positions: readonly number[],
): Map<number, LocatedSegment> {
  const found = findSet(text, transactionSetControlNumber);
  if (!found) return new Map();
  const { set, delimiters, version } = found;
  const grammar = grammarOf(set.identifier, set.guide || version);
  if (!grammar) return new Map();
  const cuts = new ElementCuts();
  cuts.use(delimiters);
  const walk = new LoopWalk(grammar, silent);
  const segments = new SegmentScanner(text, delimiters, set.start, set.end);
  const wanted = new Set(positions);
  const located: { segment: LocatedSegment; at: Place; level: keyof Place }[] = [];
  const claims: { number: string; at: Place }[] = [];
  const at: Place = { set: 1, provider: 0, subscriber: 0, patient: 0, claim: 0 };
  let line = 0;
  const count = new LoopCount();
  while (segments.next()) {
    cuts.cut(segments.coded, segments.start, segments.end);
    walk.place(segments.tag, cuts);
    if (walk.opened) {
      const level = levelOfLoop[walk.loop.name];
      if (level) open(at, level);
    }
    if (segments.id === 'CLM') claims.push({ number: segments.element(1), at: { ...at } });
    if (segments.id === 'LX') line = Number(segments.element(1)) || line + 1;
    const inLine = walk.loops.some((loop) => loop.name === '2400');
    if (!inLine) line = 0;
    const counted = count.take(walk, segments.id, segments.component(1, 1), segments.elementCount());
    if (!wanted.has(segments.position)) continue;
    const inner = walk.loops.findLast((loop) => levelOfLoop[loop.name] !== undefined);
    const level = levelOfLoop[inner?.name ?? ''] ?? 'set';
    const segment: LocatedSegment = {
      position: segments.position,
      segment: segments.id,
      loop: walk.loop.name,
      qualifier: segments.component(1, 1),
      ...counted,
      patientControlNumbers: [],
      ...(inLine && line > 0 ? { lineNumber: line } : {}),
    };
    located.push({ segment, at: { ...at }, level });
  }
  for (const { segment, at: place, level } of located) {
    const own = claims.filter((claim) => claim.at[level] === place[level]);
    segment.patientControlNumbers = own.map((claim) => claim.number);
  }
  return new Map(located.map(({ segment }) => [segment.position, segment]));
}

/** Loops that repeat within a claim or a line, with those inside them. */
const repeating: ReadonlySet<string> = new Set(['2320', '2430', '2440']);
const countedFrom: ReadonlySet<string> = new Set(['2300', '2400']);

type Counted = Pick<LocatedSegment, 'earlier' | 'elementsBefore' | 'earlierOfId' | 'loopsBefore'>;

/** Counts segments by the loop they stand in, and loops that repeat by the claim or line they stand in. */
class LoopCount {
  private readonly loops = new Map<string, number>();
  private readonly segments = new Map<string, number>();
  private readonly elements = new Map<string, number>();

  take(walk: LoopWalk, id: string, qualifier: string, elementCount: number): Counted {
    const { name } = walk.loop;
    if (walk.opened) {
      this.segments.clear();
      this.elements.clear();
      if (countedFrom.has(name)) this.loops.clear();
      if (repeating.has(name)) this.loops.set(name, (this.loops.get(name) ?? 0) + 1);
    }
    const outer = walk.loops.findLast((loop) => repeating.has(loop.name));
    const kind = `${id}*${qualifier}`;
    return {
      earlier: added(this.segments, kind, 1),
      elementsBefore: added(this.elements, kind, elementCount),
      earlierOfId: added(this.segments, id, 1),
      loopsBefore: outer ? (this.loops.get(outer.name) ?? 1) - 1 : 0,
    };
  }
}

/** Adds to a count; what it was before. */
function added(counts: Map<string, number>, name: string, more: number): number {
  const before = counts.get(name) ?? 0;
  counts.set(name, before + more);
  return before;
}

/** A loop of a level begins: it and the levels below get a number nobody has had. */
function open(at: Place, level: keyof Place): void {
  for (const each of levels.slice(levels.indexOf(level))) at[each] += 1;
}

function findSet(text: string, number: string) {
  const wanted = withoutZeros(number);
  for (const interchange of readEnvelopes(text).interchanges) {
    for (const group of interchange.groups) {
      const set: TransactionSetEnvelope | undefined = group.transactionSets.find(
        (each) => withoutZeros(each.controlNumber) === wanted,
      );
      if (set) return { set, delimiters: interchange.delimiters, version: group.version };
    }
  }
  return undefined;
}

/** Numbers are compared as numbers: receivers pad ST02 as they like. */
function withoutZeros(number: string): string {
  return number.trim().replace(/^0+/, '');
}
