import { ElementCuts } from './grammar/element-cuts.ts';
import type { TransactionGrammar } from './grammar/grammar.ts';
import { LoopWalk } from './grammar/loop-walk.ts';
import { grammarOf } from './grammar/transactions.ts';
import type { ElementJson, InterchangeJson, LoopJson, SegmentJson, TransactionSetJson } from './json-tree.ts';
import type { SegmentScanner } from './reader.ts';
import { SegmentStream } from './segment-stream.ts';

/** What a `JsonStream` hands on, in the order of the text. A set comes whole, so that a reader may write it and forget it. */
export interface JsonSink {
  openInterchange(interchange: Pick<InterchangeJson, 'delimiters' | 'lineEnd' | 'header'>): void;
  acknowledgement(segment: SegmentJson): void;
  stray(segment: SegmentJson): void;
  openGroup(header: SegmentJson): void;
  set(set: TransactionSetJson): void;
  closeGroup(trailer: SegmentJson | undefined): void;
  closeInterchange(trailer: SegmentJson | undefined): void;
}

/** The walk only finds places here; what is wrong is `validateX12`'s to say. */
const silent = {
  missing: () => undefined,
  tooMany: () => undefined,
  wrongCode: () => undefined,
  outOfOrder: () => undefined,
  unexpected: () => undefined,
};

/** Reads text in chunks into trees, one transaction set at a time; holds the set at hand and nothing more. */
export class JsonStream {
  private readonly sink: JsonSink;
  private readonly stream: SegmentStream;
  private readonly cuts = new ElementCuts();
  private readonly walks = new Map<string, LoopWalk>();
  private header: { delimiters: InterchangeJson['delimiters']; segment: SegmentJson } | undefined;
  private inInterchange = false;
  private groupVersion: string | undefined;
  private set: { json: TransactionSetJson; walk: LoopWalk | undefined; open: LoopJson[] } | undefined;

  constructor(sink: JsonSink) {
    this.sink = sink;
    this.stream = new SegmentStream({ segment: (scanner) => this.segment(scanner), defect: () => undefined });
  }

  /** Takes the next piece of text. */
  push(chunk: string): void {
    this.stream.push(chunk);
  }

  /** The text is over. */
  end(): void {
    this.stream.end();
    this.leaveInterchange();
  }

  private segment(scanner: SegmentScanner): void {
    const { id } = scanner;
    if (id === 'ISA') {
      this.leaveInterchange();
      this.cuts.use(scanner.delimiters);
    } else this.announce(lineEndBefore(scanner));
    this.cuts.cut(scanner.coded, scanner.start, scanner.end);
    if (id === 'ISA') {
      this.header = { delimiters: scanner.delimiters, segment: this.isa() };
      return;
    }
    const json = this.json(id);
    if (id === 'GS') this.openGroup(json);
    else if (id === 'ST' && this.groupVersion !== undefined) this.openSet(scanner.tag, json);
    else if (id === 'GE' && this.groupVersion !== undefined) this.leaveGroup(json);
    else if (id === 'IEA') this.leaveInterchange(json);
    else if (this.set) this.inSet(scanner.tag, json);
    else if (id === 'TA1' && this.groupVersion === undefined) this.sink.acknowledgement(json);
    else this.sink.stray(json);
  }

  /** ISA is told with what follows it: only then is the line end known. */
  private announce(lineEnd: string): void {
    const { header } = this;
    this.header = undefined;
    if (!header) return;
    this.inInterchange = true;
    this.sink.openInterchange({ delimiters: header.delimiters, lineEnd, header: header.segment });
  }

  private openGroup(json: SegmentJson): void {
    this.leaveGroup(undefined);
    this.groupVersion = this.cuts.value(8);
    this.sink.openGroup(json);
  }

  private openSet(tag: number, json: SegmentJson): void {
    this.leaveSet();
    const guide = this.cuts.value(3);
    const version = this.groupVersion ?? '';
    const identifier = this.cuts.value(1);
    const grammar = grammarOf(identifier, guide === '' ? version : guide) ?? grammarOf(identifier, version);
    const content: LoopJson = { loop: 'ST', title: grammar?.root.title ?? '', content: [] };
    this.set = {
      json: { transaction: grammar?.name ?? 'unknown', controlNumber: this.cuts.value(2), content },
      walk: grammar && this.walkOf(grammar),
      open: [content],
    };
    this.inSet(tag, json);
  }

  private walkOf(grammar: TransactionGrammar): LoopWalk {
    const walk = this.walks.get(grammar.name) ?? new LoopWalk(grammar, silent);
    this.walks.set(grammar.name, walk);
    walk.begin();
    return walk;
  }

  private inSet(tag: number, json: SegmentJson): void {
    const { set } = this;
    if (!set) return;
    const placed = set.walk ? set.walk.place(tag, this.cuts) : undefined;
    if (set.walk && !placed) json.unplaced = true;
    else if (set.walk) this.follow(set.walk, set.open);
    set.open.at(-1)?.content.push(json);
    if (json.segment === 'SE') this.leaveSet();
  }

  /** Closes and opens loops until those that are open are those of the walk. */
  private follow(walk: LoopWalk, open: LoopJson[]): void {
    const { loops } = walk;
    // A repeated loop has the name of the one before it: what was opened anew is closed first.
    open.length = Math.min(open.length, walk.opened ? loops.length - 1 : loops.length);
    for (let depth = open.length; depth < loops.length; depth += 1) {
      const loop = loops[depth];
      if (!loop) return;
      const json: LoopJson = { loop: loop.name, title: loop.title, content: [] };
      open.at(-1)?.content.push(json);
      open.push(json);
    }
  }

  private leaveSet(): void {
    const { set } = this;
    this.set = undefined;
    if (set) this.sink.set(set.json);
  }

  private leaveGroup(trailer: SegmentJson | undefined): void {
    this.leaveSet();
    if (this.groupVersion === undefined) return;
    this.groupVersion = undefined;
    this.sink.closeGroup(trailer);
  }

  private leaveInterchange(trailer?: SegmentJson): void {
    this.announce('');
    this.leaveGroup(undefined);
    if (!this.inInterchange) return;
    this.inInterchange = false;
    this.sink.closeInterchange(trailer);
  }

  private json(id: string): SegmentJson {
    const { cuts } = this;
    const elements: Record<string, ElementJson> = {};
    for (let element = 1; element <= cuts.count; element += 1) {
      if (!cuts.isEmpty(element)) elements[elementName(id, element)] = this.element(element);
    }
    return { segment: id, elements };
  }

  /** ISA declares the separators, so that none of its elements has parts. */
  private isa(): SegmentJson {
    const elements: Record<string, ElementJson> = {};
    for (let element = 1; element <= 16; element += 1) elements[elementName('ISA', element)] = this.cuts.value(element);
    return { segment: 'ISA', elements };
  }

  private element(element: number): ElementJson {
    const { cuts } = this;
    const value = cuts.value(element);
    const component = String.fromCharCode(cuts.componentCode);
    if (cuts.hasRepetitions(element)) {
      return value.split(String.fromCharCode(cuts.repetition)).map((each) => each.split(component));
    }
    return cuts.hasComponents(element) ? value.split(component) : value;
  }
}

/** "NM103". */
export function elementName(id: string, element: number): string {
  return `${id}${element < 10 ? '0' : ''}${element}`;
}

/** What stands between the terminator before and this segment. */
function lineEndBefore(scanner: SegmentScanner): string {
  const { text, start, delimiters } = scanner;
  let from = start;
  while (from > 0 && text.charCodeAt(from - 1) < 33 && text.charAt(from - 1) !== delimiters.segment) from -= 1;
  return text.slice(from, start);
}
