import type { TabularNoteKind } from '../code-sets.ts';
import type { EditionRow, SectionArray } from '../edition.ts';
import { noteFlag, noteKindNumbers, targetSeparator, textSeparator } from '../tabular-note.ts';
import type { RawNote, TabularNode } from './read-tabular.ts';
import { type NodeIndex, nodeIndex, readTarget, type TargetRange, targetsIn } from './read-target.ts';

export interface CompiledNotes {
  /** One a diagnosis of the list, with its node as value. */
  rows: EditionRow[];
  extra: Map<string, SectionArray>;
  /** Notes by kind as they stand in the file, how many of them name codes, and brackets no program can read. */
  counts: Record<TabularNoteKind, { notes: number; withCodes: number; unread: number }>;
}

/** A note ready for the file: an introduction and its items are one where they ask for a code, several where they exclude. */
interface Instruction {
  kind: TabularNoteKind;
  text: string;
  targets: string[];
  ranges: TargetRange[];
  flags: number;
}

const asks: ReadonlySet<TabularNoteKind> = new Set(['codeFirst', 'useAdditionalCode', 'codeAlso']);

/**
 * The notes of the tabular list as sections of its edition. Nodes are numbered in the order of the list, so that everything below
 * a node, and every range of codes, is a range of numbers: C43-C44.9 then holds C4A, which the alphabet puts elsewhere.
 */
export function compileNotes(nodes: readonly TabularNode[]): CompiledNotes {
  const index = nodeIndex(nodes);
  const counts = Object.fromEntries(
    noteKindNumbers.map((kind) => [kind, { notes: 0, withCodes: 0, unread: 0 }]),
  ) as CompiledNotes['counts'];
  const byNode = nodes.map((node) => instructionsOf(node.notes, index, counts));
  return {
    rows: nodes.flatMap(({ kind, name }, node) =>
      kind === 'diag' ? [{ code: name, attributes: 0, values: [node] }] : [],
    ),
    extra: sectionsOf(nodes, index, byNode),
    counts,
  };
}

function instructionsOf(notes: readonly RawNote[], index: NodeIndex, counts: CompiledNotes['counts']): Instruction[] {
  const found: Instruction[] = [];
  let introduction: Instruction | undefined;
  let element = -1;
  for (const { kind, text, element: own } of notes) {
    counts[kind].notes += 1;
    const targets = kind === 'includes' ? [] : targetsIn(text);
    if (targets.length > 0) counts[kind].withCodes += 1;
    if (own !== element) introduction = undefined;
    element = own;
    const read = readTargets(targets, index);
    counts[kind].unread += read.unread;
    if (text.endsWith(':')) {
      introduction = { kind, text, targets, ranges: read.ranges, flags: flagsOf(text, read) };
      found.push(introduction);
    } else if (introduction && asks.has(kind)) extend(introduction, text, targets, read);
    else
      found.push({
        kind,
        text: introduction ? `${introduction.text} ${text}` : text,
        targets,
        ranges: read.ranges,
        flags: flagsOf(text, read),
      });
  }
  // The introduction of an exclusion says nothing beyond its items.
  return found.filter(
    (one, at) => asks.has(one.kind) || !one.text.endsWith(':') || !found[at + 1]?.text.startsWith(one.text),
  );
}

interface ReadTargets {
  ranges: TargetRange[];
  unread: number;
}

function readTargets(targets: readonly string[], index: NodeIndex): ReadTargets {
  const read: ReadTargets = { ranges: [], unread: 0 };
  for (const target of targets) {
    const ranges = readTarget(target, index);
    if (ranges) read.ranges.push(...ranges);
    else read.unread += 1;
  }
  return read;
}

/** A list of which one item could not be read is treated as examples: other codes may satisfy it. */
function flagsOf(text: string, { ranges, unread }: ReadTargets): number {
  return (
    (ranges.length > 0 ? noteFlag.decidable : 0) |
    (/\bsuch as\b|\be\.g\./i.test(text) || (ranges.length > 0 && unread > 0) ? noteFlag.examplesOnly : 0) |
    (/\bif (?:applicable|known|any|present|desired|appropriate)\b|\bany\b|\bwhere applicable\b|\bwhen specified\b/i.test(
      text,
    )
      ? noteFlag.conditional
      : 0)
  );
}

function extend(introduction: Instruction, text: string, targets: readonly string[], read: ReadTargets): void {
  const itemInProse = targets.length === 0 || read.unread > 0;
  introduction.text = `${introduction.text}${introduction.text.endsWith(':') ? '' : ';'} ${text}`;
  introduction.targets.push(...targets);
  introduction.ranges.push(...read.ranges);
  if (read.ranges.length > 0) introduction.flags |= noteFlag.decidable;
  if (itemInProse) introduction.flags |= noteFlag.examplesOnly;
}

function sectionsOf(
  nodes: readonly TabularNode[],
  { ends }: NodeIndex,
  byNode: readonly (readonly Instruction[])[],
): Map<string, SectionArray> {
  const instructions = byNode.flat();
  const nodeNotes = new Uint32Array(nodes.length + 1);
  for (const [node, own] of byNode.entries()) nodeNotes[node + 1] = nodeNotes[node]! + own.length;
  const sets = internedSets(instructions);
  const encoder = new TextEncoder();
  const texts = byNode.flatMap((own, node) =>
    own.map(({ targets, text }) =>
      encoder.encode([anchorOf(nodes[node]!), targets.join(targetSeparator), text].join(textSeparator)),
    ),
  );
  const textOffsets = new Uint32Array(texts.length + 1);
  for (const [note, text] of texts.entries()) textOffsets[note + 1] = textOffsets[note]! + text.length;
  return new Map<string, SectionArray>([
    ['nodeEnds.u32', ends],
    ['nodeParents.u32', Uint32Array.from(nodes, ({ parent }) => parent)],
    ['nodeNotes.u32', nodeNotes],
    ['noteKinds.u8', Uint8Array.from(instructions, ({ kind }) => noteKindNumbers.indexOf(kind))],
    ['noteFlags.u8', Uint8Array.from(instructions, ({ flags }) => flags)],
    ['noteTargets.u32', sets.ofNote],
    ['noteTextOffsets.u32', textOffsets],
    ['noteText.u8', new Uint8Array(Buffer.concat(texts))],
    ['targetOffsets.u32', sets.offsets],
    ['targetRanges.u32', Uint32Array.from(sets.ranges.flatMap(({ from, to }) => [from, to]))],
    ['targetSevenths.f64', Float64Array.from(sets.ranges, ({ sevenths }) => sevenths)],
  ]);
}

/** "T36-T50 with fifth or sixth character 5" is hundreds of ranges and stands in ninety notes: each set of ranges is kept once. */
function internedSets(instructions: readonly Instruction[]): {
  ofNote: Uint32Array;
  offsets: Uint32Array;
  ranges: TargetRange[];
} {
  const known = new Map<string, number>();
  const offsets = [0];
  const ranges: TargetRange[] = [];
  const ofNote = Uint32Array.from(instructions, ({ ranges: own }) => {
    const key = own.map(({ from, to, sevenths }) => `${from}-${to}/${sevenths}`).join();
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    known.set(key, known.size);
    ranges.push(...own);
    offsets.push(ranges.length);
    return known.size - 1;
  });
  return { ofNote, offsets: Uint32Array.from(offsets), ranges };
}

function anchorOf({ kind, name }: TabularNode): string {
  return kind === 'chapter' ? `chapter ${name}` : name;
}
