import { packCharacters } from '../packed-code.ts';
import type { TabularNode } from './read-tabular.ts';

/** Codes a note names: nodes from one to another in the order of the tabular list, and the seventh characters that count (0: any). */
export interface TargetRange {
  from: number;
  to: number;
  sevenths: number;
}

/** Finds nodes of the tabular list by code. */
export interface NodeIndex {
  nodes: readonly TabularNode[];
  /** Last node below each node. */
  ends: Uint32Array;
  byCode: ReadonlyMap<string, number>;
}

export function nodeIndex(nodes: readonly TabularNode[]): NodeIndex {
  const ends = Uint32Array.from(nodes, (_, index) => index);
  for (let node = nodes.length - 1; node >= 0; node -= 1) {
    const { parent } = nodes[node]!;
    if (parent !== node) ends[parent] = Math.max(ends[parent]!, ends[node]!);
  }
  const byCode = new Map<string, number>();
  for (const [index, node] of nodes.entries()) if (node.kind === 'diag') byCode.set(node.name, index);
  return { nodes, ends, byCode };
}

const codeIn = /\b[A-Z](?=[0-9A-Z]*\d)[0-9A-Z]{2}(?:\.[0-9A-Z]{1,4})?/g;

/** Texts in the brackets of a note that begin with a code: "N18.1-N18.6", "T36-T50 with fifth or sixth character 5". */
export function targetsIn(note: string): string[] {
  return [...note.matchAll(/\(([^()]*)\)/g)]
    .map((match) => match[1]!.trim())
    .filter((text) => /^[A-Z](?=[0-9A-Z]*\d)[0-9A-Z]{2}(?![0-9A-Z])/.test(text));
}

/** Ranges of one bracket; undefined when it cannot be read for certain or names a code the list does not have. */
export function readTarget(text: string, index: NodeIndex): TargetRange[] | undefined {
  const [codes, ...qualifiers] = text.split(/,?\s+with\s+/);
  if (qualifiers.length > 1) return undefined;
  const ranges = listedRanges(codes!, index);
  if (!ranges) return undefined;
  return qualifiers[0] === undefined ? ranges : qualified(ranges, qualifiers[0], index);
}

/** What may stand between two codes: a range, or the next in a list. Anything else is prose. */
function glueOf(text: string): 'range' | 'list' | undefined {
  if (/^[.\-–\s]*(?:[,;]|\band\b|\bor\b|\.\s)[\s,]*(?:and|or)?\s*$/.test(text)) return 'list';
  return /^\.?-?\s*(?:[-–]|\bto\b)?\s*$/.test(text) ? 'range' : undefined;
}

function listedRanges(text: string, index: NodeIndex): TargetRange[] | undefined {
  const matches = [...text.matchAll(codeIn)];
  const ranges: TargetRange[] = [];
  for (let i = 0; i < matches.length; i += 1) {
    const first = rangeOf(matches[i]![0], index);
    if (!first) return undefined;
    const glue = textAfter(text, matches, i);
    if (i + 1 === matches.length) {
      if (!/^[.\-–,\s]*$/.test(glue)) return undefined;
      ranges.push(first);
    } else if (glueOf(glue) === 'list') ranges.push(first);
    else if (glueOf(glue) === 'range') {
      const last = rangeOf(matches[i + 1]![0], index);
      if (!last || last.to < first.from) return undefined;
      ranges.push({ from: first.from, to: last.to, sevenths: 0 });
      i += 1;
      const next = textAfter(text, matches, i);
      if (i + 1 < matches.length ? glueOf(next) !== 'list' : !/^[.\-–,\s]*$/.test(next)) return undefined;
    } else return undefined;
  }
  return ranges.length > 0 ? ranges : undefined;
}

function textAfter(text: string, matches: readonly RegExpExecArray[], i: number): string {
  const start = matches[i]!.index + matches[i]![0].length;
  return text.slice(start, matches[i + 1]?.index ?? text.length);
}

/** A code with everything below it. One of seven characters stands in no diag: its seventh is taken off. */
function rangeOf(dotted: string, { byCode, ends }: NodeIndex): TargetRange | undefined {
  const code = dotted.replace('.', '');
  const node = byCode.get(code);
  if (node !== undefined) return { from: node, to: ends[node]!, sevenths: 0 };
  if (code.length !== 7) return undefined;
  const above = byCode.get(code.slice(0, 6).replace(/X+$/, '')) ?? byCode.get(code.slice(0, 6));
  return above === undefined ? undefined : { from: above, to: ends[above]!, sevenths: packCharacters([code[6]!]) };
}

const ordinals: readonly string[] = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'];

/** "fifth or sixth character 5", "7th character B", "final characters -23", ".2, .7": which of the codes in the ranges are meant. */
function qualified(ranges: readonly TargetRange[], qualifier: string, index: NodeIndex): TargetRange[] | undefined {
  if (/^\.[0-9A-Z]/.test(qualifier)) return belowCategories(ranges, qualifier, index);
  const final = /^final characters? -?([0-9A-Z]+)$/.exec(qualifier);
  if (final) return leavesWhere(ranges, index, (code) => code.endsWith(final[1]!));
  const placed = /^(?:a |an )?(\w+)(?: or six(?:th)?)? characters? (.+?)\.?$/.exec(qualifier);
  const place = placed ? placeOf(placed[1]!) : -1;
  const characters = placed ? charactersOf(placed[2]!) : undefined;
  if (place < 3 || !characters) return undefined;
  if (place === 7) return ranges.map(({ from, to }) => ({ from, to, sevenths: packCharacters(characters) }));
  // "Fifth or sixth" is the one before the seventh: the intent of a poisoning, which stands fifth only where the code is shorter.
  if (/ or six/.test(qualifier))
    return leavesWhere(ranges, index, (code) => code.length >= 5 && characters.includes(code.at(-1)!));
  return leavesWhere(ranges, index, (code) => characters.includes(code[place - 1] ?? ''));
}

function placeOf(word: string): number {
  const digits = /^([3-7])(?:rd|th)$/.exec(word);
  return digits ? Number(digits[1]) : ordinals.indexOf(word) + 1;
}

/** "5", "1-4 or 6", "B or C". */
function charactersOf(text: string): string[] | undefined {
  const characters: string[] = [];
  for (const part of text.split(/\s*(?:,|\bor\b|\band\b)\s*/)) {
    const range = /^(\d)-(\d)$/.exec(part);
    if (range) for (let digit = Number(range[1]); digit <= Number(range[2]); digit += 1) characters.push(String(digit));
    else if (/^[0-9A-Z]$/.test(part)) characters.push(part);
    else return undefined;
  }
  return characters;
}

/** ".2, .7" after O00-O07: those subdivisions of each category. */
function belowCategories(
  ranges: readonly TargetRange[],
  qualifier: string,
  index: NodeIndex,
): TargetRange[] | undefined {
  const suffixes: string[] = [];
  for (const part of qualifier.split(/\s*(?:,|\.\s|\band\b|\bor\b)\s*/)) {
    const span = /^\.?(\d)-?(?:-\.(\d))?$/.exec(part);
    if (span?.[2]) for (let digit = Number(span[1]); digit <= Number(span[2]); digit += 1) suffixes.push(String(digit));
    else if (/^\.?[0-9A-Z]{1,4}-?$/.test(part)) suffixes.push(part.replace(/[.-]/g, ''));
    else return undefined;
  }
  const found: TargetRange[] = [];
  for (const { from, to } of ranges)
    for (let node = from; node <= to; node += 1) {
      const { kind, name } = index.nodes[node]!;
      if (kind === 'diag' && name.length === 3)
        for (const suffix of suffixes) {
          const below = index.byCode.get(name + suffix);
          if (below !== undefined) found.push({ from: below, to: index.ends[below]!, sevenths: 0 });
        }
    }
  return found.length > 0 ? found : undefined;
}

function leavesWhere(
  ranges: readonly TargetRange[],
  { nodes, ends }: NodeIndex,
  accepts: (code: string) => boolean,
): TargetRange[] | undefined {
  const found: TargetRange[] = [];
  for (const { from, to } of ranges)
    for (let node = from; node <= to; node += 1)
      if (nodes[node]!.kind === 'diag' && ends[node] === node && accepts(nodes[node]!.name)) {
        const last = found.at(-1);
        if (last && last.to === node - 1) last.to = node;
        else found.push({ from: node, to: node, sevenths: 0 });
      }
  return found.length > 0 ? found : undefined;
}
