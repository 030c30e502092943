import type { IsoDate } from '@claimwright/domain/dates';
import type { ExcludesAnswer, NoneFound, TabularNote, TabularNoteKind, TabularNotes } from './code-sets.ts';
import type { Edition } from './edition.ts';
import { packCode, unpackCharacters } from './packed-code.ts';
import { firstRow } from './search-edition.ts';
import { noEditionServes, notInIncomplete, rememberByDate, servingOn, sourcesOf } from './serving-editions.ts';
import { noteFlag, noteKindNumbers, targetSeparator, textSeparator } from './tabular-note.ts';

export interface NotesResolver {
  excludes1Conflict(a: string, b: string, on: IsoDate): ExcludesAnswer;
  notes(code: string, kind: TabularNoteKind, on: IsoDate): TabularNotes;
}

interface NoteTable {
  edition: Edition;
  nodeEnds: Uint32Array;
  nodeParents: Uint32Array;
  nodeNotes: Uint32Array;
  noteKinds: Uint8Array;
  noteFlags: Uint8Array;
  noteTargets: Uint32Array;
  targetOffsets: Uint32Array;
  targetRanges: Uint32Array;
  targetSevenths: Float64Array;
  none: NoneFound;
  /** Notes that were asked for: they are few, and their words are read only then. */
  read: Map<number, TabularNote>;
}

/** Notes of the tabular lists, by date. */
export function notesResolver(editions: readonly Edition[]): NotesResolver {
  const sources = sourcesOf(editions, 'icd10cm-tabular').filter(({ edition }) => 'nodeEnds.u32' in edition.sections);
  const tables = new Map(sources.map((source) => [source, noteTable(source.edition)]));
  const planFor = rememberByDate((day, on) => ({
    tables: servingOn(sources, day).map((source) => ({ source, table: tables.get(source)! })),
    nobody: noEditionServes('icd10cm-tabular', sources, on),
  }));
  return {
    excludes1Conflict(a, b, on) {
      const plan = planFor(on);
      for (const { source, table } of plan.tables) {
        const [nodeA, nodeB] = [nodeOf(table, a), nodeOf(table, b)];
        const known = nodeA >= 0 && nodeB >= 0;
        const found = known
          ? (conflictOf(table, a, nodeA, b, nodeB) ?? conflictOf(table, b, nodeB, a, nodeA))
          : undefined;
        if (found) return found;
        if (source.edition.complete) return table.none;
      }
      return plan.tables[0] ? notInIncomplete(plan.tables[0].source, `${a} beside ${b}`) : plan.nobody;
    },
    notes(code, kind, on) {
      const plan = planFor(on);
      for (const { source, table } of plan.tables) {
        const notes = notesOn(table, nodeOf(table, code), kind);
        if (notes.length > 0) return { status: 'found', edition: source.edition.id, notes };
        if (source.edition.complete) return table.none;
      }
      return plan.tables[0] ? notInIncomplete(plan.tables[0].source, code) : plan.nobody;
    },
  };
}

function noteTable(edition: Edition): NoteTable {
  const { section } = edition;
  return {
    edition,
    nodeEnds: section.uint32('nodeEnds.u32'),
    nodeParents: section.uint32('nodeParents.u32'),
    nodeNotes: section.uint32('nodeNotes.u32'),
    noteKinds: section.bytes('noteKinds.u8'),
    noteFlags: section.bytes('noteFlags.u8'),
    noteTargets: section.uint32('noteTargets.u32'),
    targetOffsets: section.uint32('targetOffsets.u32'),
    targetRanges: section.uint32('targetRanges.u32'),
    targetSevenths: section.float64('targetSevenths.f64'),
    none: Object.freeze({ status: 'none', edition: edition.id } as const),
    read: new Map(),
  };
}

/** The diagnosis of the list a code stands under: its own, or without seventh character and placeholders; -1 when there is none. */
function nodeOf({ edition }: NoteTable, code: string): number {
  for (let length = Math.min(code.length, 7); length >= 3; length -= 1) {
    const packed = packCode(length === code.length ? code : code.slice(0, length));
    const row = packed < 0 ? -1 : firstRow(edition, packed);
    if (row >= 0) return edition.values[row]!;
  }
  return -1;
}

const excludes1 = noteKindNumbers.indexOf('excludes1');

function conflictOf(
  table: NoteTable,
  holder: string,
  node: number,
  excluded: string,
  other: number,
): ExcludesAnswer | undefined {
  if (holder === excluded) return undefined;
  for (let at = node; ; at = table.nodeParents[at]!) {
    for (let note = table.nodeNotes[at]!; note < table.nodeNotes[at + 1]!; note += 1) {
      if (table.noteKinds[note] !== excludes1) continue;
      const targets = table.noteTargets[note]!;
      // A note over a whole section may name codes of that section: between two of those it does not speak.
      if (!inTargets(table, targets, other, excluded) || inTargets(table, targets, node, holder)) continue;
      return { status: 'conflict', edition: table.edition.id, holder, excluded, note: readNote(table, note) };
    }
    if (table.nodeParents[at] === at) return undefined;
  }
}

function inTargets(table: NoteTable, set: number, node: number, code: string): boolean {
  const { targetRanges: ranges } = table;
  for (let range = table.targetOffsets[set]!; range < table.targetOffsets[set + 1]!; range += 1) {
    if (node < ranges[range * 2]! || node > ranges[range * 2 + 1]!) continue;
    const sevenths = table.targetSevenths[range]!;
    if (sevenths === 0 || (code.length === 7 && unpackCharacters(sevenths).includes(code[6]!))) return true;
  }
  return false;
}

function notesOn(table: NoteTable, node: number, kind: TabularNoteKind): TabularNote[] {
  const found: TabularNote[] = [];
  if (node < 0) return found;
  const wanted = noteKindNumbers.indexOf(kind);
  for (let at = node; ; at = table.nodeParents[at]!) {
    for (let note = table.nodeNotes[at]!; note < table.nodeNotes[at + 1]!; note += 1)
      if (table.noteKinds[note] === wanted) found.push(readNote(table, note));
    if (table.nodeParents[at] === at) return found;
  }
}

function readNote(table: NoteTable, note: number): TabularNote {
  const known = table.read.get(note);
  if (known) return known;
  const { section } = table.edition;
  const [from, to] = section.uint32('noteTextOffsets.u32').subarray(note, note + 2);
  const words = new TextDecoder().decode(section.bytes('noteText.u8').subarray(from, to));
  const [anchor, targets, text] = words.split(textSeparator);
  const flags = table.noteFlags[note]!;
  const made: TabularNote = Object.freeze({
    kind: noteKindNumbers[table.noteKinds[note]!]!,
    anchor: anchor ?? '',
    text: text ?? '',
    targets: Object.freeze(targets ? targets.split(targetSeparator) : []),
    decidable: (flags & noteFlag.decidable) !== 0,
    examplesOnly: (flags & noteFlag.examplesOnly) !== 0,
    conditional: (flags & noteFlag.conditional) !== 0,
    covers(code: string) {
      const node = nodeOf(table, code);
      return node >= 0 && inTargets(table, table.noteTargets[note]!, node, code);
    },
  });
  table.read.set(note, made);
  return made;
}
