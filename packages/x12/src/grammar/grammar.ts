import { segmentTag } from '../reader.ts';
import { CodeList } from './code-list.ts';
import { codeTable } from './code-table.ts';
import { segmentTable } from './segment-table.ts';

/** How an element's value is written; see `segment-table.ts`. */
export type DataType = 'ID' | 'AN' | 'N0' | 'R' | '$' | 'DT' | 'TM' | 'DP';

/** What an element may hold in a guide: the standard's type and length, the guide's usage and codes. */
export interface ElementRule {
  usage: 'R' | 'S' | 'N';
  type: DataType;
  min: number;
  max: number;
  repeats: boolean;
  codes?: CodeList;
  /** Name of a check in `shape.ts`. */
  shape?: string;
  /** Of a decimal: most digits after the point, where the guide says how many. */
  decimals?: number;
  components?: readonly ElementRule[];
}

/** A condition between elements of one segment, e.g. P0809. */
export interface Condition {
  kind: 'P' | 'R' | 'E' | 'C' | 'L';
  elements: readonly number[];
  /** It asks for nothing in a segment that ends before this element; but R does. */
  lowest: number;
}

/** One segment of a guide: which, where, how often, with what in it. */
export interface SegmentRule {
  kind: 'segment';
  id: string;
  /** Ordinal in the guide, e.g. "2310". */
  position: string;
  required: boolean;
  max: number;
  elements: readonly ElementRule[];
  conditions: readonly Condition[];
  /** 1-based element whose code tells the segment from its namesakes; 0 when there are none. */
  keyElement: number;
  keys: CodeList;
  /** Number of the last required element: nothing is missed after it. */
  lastRequired: number;
  loop: LoopRule;
  /** Place among the loop's parts. */
  index: number;
  /** Parts of one group (neighbours of the same ordinal) stand in any order. */
  group: number;
}

export interface LoopRule {
  kind: 'loop';
  /** "2010AA"; the outermost is "ST". */
  name: string;
  title: string;
  required: boolean;
  max: number;
  parts: (SegmentRule | LoopRule)[];
  parent?: LoopRule;
  index: number;
  group: number;
  /** Distance from the outermost loop. */
  depth: number;
  /** Number among the loops of the transaction: where a walk keeps its counts. */
  number: number;
  /** Indexes of the parts that begin with a segment id, by `segmentTag`. */
  byTag: Map<number, number[]>;
  /** Indexes of the required parts. */
  requiredParts: number[];
}

/** One transaction set of the implementation guides. */
export interface TransactionGrammar {
  /** "837P", "835" … */
  name: string;
  /** ST01. */
  identifier: string;
  /** GS01. */
  functionalIdentifier: string;
  /** GS08 values it answers to, the current one first. */
  versions: readonly string[];
  root: LoopRule;
  loopCount: number;
}

const noCodes = new CodeList([]);
const unbounded = Number.MAX_SAFE_INTEGER;

/** Reads a guide's table (README.md of this folder says how it is written). Throws on a line that makes no sense. */
export function readTable(table: string): { root: LoopRule; loopCount: number } {
  const open: LoopRule[] = [];
  let loopCount = 0;
  for (const line of table.split('\n')) {
    if (line.trim() === '') continue;
    const depth = (line.length - line.trimStart().length) / 2;
    open.length = Math.min(open.length, depth);
    const parent = open.at(-1);
    if (open.length !== depth) throw new Error(`The table line "${line}" is indented too far`);
    const words = elementWords(line.trim());
    if (line.trimStart().startsWith('@')) {
      const loop = loopOf(words, parent, loopCount);
      loopCount += 1;
      parent?.parts.push(loop);
      open.push(loop);
    } else {
      if (!parent) throw new Error(`The table line "${line}" is in no loop`);
      addSegments(parent, words);
    }
  }
  const root = open[0];
  if (!root) throw new Error('The table is empty');
  arrange(root);
  return { root, loopCount };
}

function loopOf(words: readonly string[], parent: LoopRule | undefined, number: number): LoopRule {
  const [name = '', usage = '', ...title] = words;
  return {
    kind: 'loop',
    name: name.slice(1),
    title: title.join(' '),
    ...occurrence(usage),
    parts: [],
    ...(parent ? { parent } : {}),
    index: 0,
    group: 0,
    depth: parent ? parent.depth + 1 : 0,
    number,
    byTag: new Map(),
    requiredParts: [],
  };
}

function occurrence(usage: string): { required: boolean; max: number } {
  const count = usage.slice(1);
  if (!/^[RS](\d+|\*)$/.test(usage)) throw new Error(`"${usage}" is no usage`);
  return { required: usage.startsWith('R'), max: count === '*' ? unbounded : Number(count) };
}

/** A line may stand for several segments, one a code: `R&431|454`. */
function addSegments(loop: LoopRule, words: readonly string[]): void {
  const [position = '', id = '', usage = '', ...elements] = words;
  const first = elements[0] ?? '';
  const each = /^R&([^#]+)$/.exec(first)?.[1];
  const variants = each === undefined ? [first] : each.split('|').map((code) => `R!${code}`);
  for (const variant of variants) {
    const rules = elementRules(id, [variant, ...elements.slice(1)]);
    const [, conditions = ''] = (segmentTable[id] ?? '').split(' | ');
    const inComposite = variant.startsWith('R(R!');
    const keyed = /^R!/.test(variant) || inComposite;
    const keyElement = keyed ? 1 : elements.findIndex((element) => element.startsWith('R!')) + 1;
    const keyRule = rules[keyElement - 1];
    loop.parts.push({
      kind: 'segment',
      id,
      position,
      ...occurrence(usage),
      elements: rules,
      conditions: conditions === '' ? [] : conditions.split(' ').map(conditionOf),
      keyElement,
      keys: (keyRule?.components?.[0] ?? keyRule)?.codes ?? noCodes,
      lastRequired: rules.findLastIndex((rule) => rule.usage === 'R') + 1,
      loop,
      index: 0,
      group: 0,
    });
  }
}

function conditionOf(text: string): Condition {
  const kind = text.charAt(0) as Condition['kind'];
  const elements = (text.slice(1).match(/\d\d/g) ?? []).map(Number);
  const lowest = kind === 'C' || kind === 'L' ? (elements[0] ?? 0) : Math.min(...elements);
  return { kind, elements, lowest };
}

function elementRules(id: string, words: readonly string[]): ElementRule[] {
  const standard = segmentTable[id];
  if (standard === undefined) throw new Error(`The segment table has no ${id}`);
  const types = elementWords(standard.split(' | ')[0] ?? '').flatMap(repeated);
  const usages = words.flatMap(repeated).filter((word) => word !== '');
  if (usages.length > types.length)
    throw new Error(`${id} has ${usages.length} elements, the standard ${types.length}`);
  return types.map((type, index) => elementRule(type, usages[index] ?? '-'));
}

/** `S(R S)x3` three times over. */
function repeated(word: string): string[] {
  const match = /^(.*)x(\d+)$/.exec(word);
  if (!match) return [word];
  return Array.from({ length: Number(match[2]) }, () => match[1] ?? '');
}

function elementRule(type: string, usage: string): ElementRule {
  const use = usage.charAt(0) === '-' ? 'N' : (usage.charAt(0) as 'R' | 'S');
  if (type.startsWith('(')) {
    const inner = elementWords(type.slice(1, type.lastIndexOf(')')));
    const given = usage.includes('(') ? elementWords(usage.slice(usage.indexOf('(') + 1, -1)) : [];
    const components = inner.map((each, index) =>
      elementRule(each, given[index] ?? (given.length === 0 && use !== 'N' ? 'S' : '-')),
    );
    return { usage: use, type: 'AN', min: 1, max: 0, repeats: type.endsWith('+'), components };
  }
  const match = /^(ID|AN|N0|R|\$|DT|TM|DP)(\d+)(?:\/(\d+))?(\+?)$/.exec(type);
  if (!match) throw new Error(`"${type}" is no element type`);
  const [, bare = usage, most, decimals] = /^(.*)<(\d+)(?:\.(\d+))?$/.exec(usage) ?? [];
  const [codes, shape] = bare.slice(1).split('#');
  return {
    usage: use,
    type: match[1] as DataType,
    min: Number(match[2]),
    max: Number(most ?? match[3] ?? match[2]),
    repeats: match[4] === '+',
    ...(codes ? { codes: codesOf(codes.slice(1)) } : {}),
    ...(shape ? { shape } : {}),
    ...(decimals ? { decimals: Number(decimals) } : {}),
  };
}

function codesOf(text: string): CodeList {
  // Blanks part the words of a table: a code that has one is written with a low line.
  if (!text.startsWith('@')) return new CodeList(text.replaceAll('_', ' ').split('|'));
  const list = codeTable[text.slice(1)];
  if (list === undefined) throw new Error(`The code table has no "${text}"`);
  return new CodeList(list.split(' '));
}

/** Splits at blanks that stand in no parentheses. */
function elementWords(text: string): string[] {
  const words: string[] = [];
  let depth = 0;
  let word = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ' ' && depth === 0) {
      words.push(word);
      word = '';
    } else word += character;
  }
  return [...words, word].filter((each) => each !== '');
}

/** The segment a part begins with. */
export function firstSegment(part: SegmentRule | LoopRule): SegmentRule {
  let at: SegmentRule | LoopRule | undefined = part;
  while (at?.kind === 'loop') at = at.parts[0];
  if (!at) throw new Error(`Loop ${part.kind === 'loop' ? part.name : part.id} is empty`);
  return at;
}

/** Numbers the parts, gathers neighbours of one ordinal into groups and indexes parts by the segment they begin with. */
function arrange(loop: LoopRule): void {
  let group = 0;
  let position = '';
  for (const [index, part] of loop.parts.entries()) {
    const first = firstSegment(part);
    // HL opens loops of every level with one ordinal: what follows it in the table follows it in the text.
    if (first.position !== position || first.id === 'HL') group += 1;
    position = first.position;
    part.index = index;
    part.group = group;
    if (part.required) loop.requiredParts.push(index);
    const tag = segmentTag(first.id);
    const others = loop.byTag.get(tag);
    if (others) others.push(index);
    else loop.byTag.set(tag, [index]);
    if (part.kind === 'loop') arrange(part);
  }
}
