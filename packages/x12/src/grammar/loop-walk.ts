import type { ElementCuts } from './element-cuts.ts';
import type { LoopRule, SegmentRule, TransactionGrammar } from './grammar.ts';

/** What a walk finds wrong with the order and number of segments. `part` is what the guide has there. */
export interface WalkReporter {
  missing(part: SegmentRule | LoopRule): void;
  tooMany(part: SegmentRule | LoopRule): void;
  wrongCode(segment: SegmentRule): void;
  outOfOrder(segment: SegmentRule): void;
  /** The segment has no place here; `isKnown` when the transaction has it elsewhere. */
  unexpected(isKnown: boolean): void;
}

/**
 * Follows one transaction set along its grammar: which segment of which loop is this? Holds one counter a part, whatever the
 * length of the set. Never stops: a segment without a place is reported and passed over.
 */
export class LoopWalk {
  private readonly root: LoopRule;
  private readonly counts: Int32Array[] = [];
  private readonly groups: Int32Array;
  private readonly stack: LoopRule[] = [];
  private readonly reporter: WalkReporter;
  private readonly knownTags = new Set<number>();
  /** True when the last segment placed began a loop. */
  opened = false;

  constructor(grammar: TransactionGrammar, reporter: WalkReporter) {
    this.root = grammar.root;
    this.reporter = reporter;
    let deepest = 0;
    const visit = (loop: LoopRule) => {
      this.counts[loop.number] = new Int32Array(loop.parts.length);
      deepest = Math.max(deepest, loop.depth);
      for (const tag of loop.byTag.keys()) this.knownTags.add(tag);
      for (const part of loop.parts) if (part.kind === 'loop') visit(part);
    };
    visit(grammar.root);
    this.groups = new Int32Array(deepest + 1);
    this.begin();
  }

  /** Stands before the first segment again. */
  begin(): void {
    this.stack.length = 0;
    this.enter(this.root);
    this.counts[this.root.number]?.fill(0);
    this.groups[0] = 0;
  }

  /** The loop that the last placed segment stands in, with those around it. */
  get loops(): readonly LoopRule[] {
    return this.stack;
  }

  get loop(): LoopRule {
    return this.stack.at(-1) ?? this.root;
  }

  /** Finds the place of the next segment; undefined when it has none. */
  place(tag: number, cuts: ElementCuts): SegmentRule | undefined {
    this.opened = false;
    let full: SegmentRule | LoopRule | undefined;
    let mistaken: SegmentRule | LoopRule | undefined;
    let earlier: SegmentRule | undefined;
    for (let depth = this.stack.length - 1; depth >= 0; depth -= 1) {
      const loop = this.stack[depth];
      const candidates = loop?.byTag.get(tag);
      if (!loop || !candidates) continue;
      const counts = this.counts[loop.number];
      for (const index of candidates) {
        const part = loop.parts[index];
        if (!part || !counts) continue;
        const first = part.kind === 'loop' ? (part.parts[0] as SegmentRule) : part;
        const matches = first.keyElement === 0 || cuts.keyIsOneOf(first.keyElement, first.keys);
        if (part.group < (this.groups[depth] ?? 0)) {
          if (matches) earlier ??= first;
        } else if (!matches) {
          if (part.required && counts[index] === 0) mistaken ??= part;
        } else if ((counts[index] ?? 0) >= part.max) full ??= part;
        else return this.take(depth, part, first);
      }
    }
    return this.misplaced(tag, full, mistaken, earlier);
  }

  private misplaced(
    tag: number,
    full: SegmentRule | LoopRule | undefined,
    mistaken: SegmentRule | LoopRule | undefined,
    earlier: SegmentRule | undefined,
  ): SegmentRule | undefined {
    const part = full ?? (earlier ? undefined : mistaken);
    if (part) {
      const first = part.kind === 'loop' ? (part.parts[0] as SegmentRule) : part;
      if (full) this.reporter.tooMany(part);
      else this.reporter.wrongCode(first);
      const home = part.kind === 'loop' ? part.parent : part.loop;
      return this.take(home?.depth ?? 0, part, first);
    }
    if (earlier) this.reporter.outOfOrder(earlier);
    else this.reporter.unexpected(this.knownTags.has(tag));
    return earlier;
  }

  /** Says that the set is over: what is required and did not come is reported. */
  end(): void {
    for (let depth = this.stack.length - 1; depth >= 0; depth -= 1) this.leave(depth, Number.MAX_SAFE_INTEGER);
    this.stack.length = 1;
  }

  private take(depth: number, part: SegmentRule | LoopRule, first: SegmentRule): SegmentRule {
    for (let inner = this.stack.length - 1; inner > depth; inner -= 1) this.leave(inner, Number.MAX_SAFE_INTEGER);
    this.stack.length = depth + 1;
    if (part.group > (this.groups[depth] ?? 0)) {
      this.leave(depth, part.group);
      this.groups[depth] = part.group;
    }
    const loop = this.stack[depth];
    const counts = loop ? this.counts[loop.number] : undefined;
    if (counts) counts[part.index] = (counts[part.index] ?? 0) + 1;
    if (part.kind === 'loop') this.enter(part);
    return first;
  }

  private enter(loop: LoopRule): void {
    const counts = this.counts[loop.number];
    counts?.fill(0);
    if (counts) counts[0] = 1;
    this.stack.push(loop);
    this.groups[loop.depth] = loop.parts[0]?.group ?? 0;
    this.opened = true;
  }

  /** Reports the required parts before a group that have not come; each once. */
  private leave(depth: number, group: number): void {
    const loop = this.stack[depth];
    const counts = loop ? this.counts[loop.number] : undefined;
    if (!loop || !counts) return;
    for (const index of loop.requiredParts) {
      const part = loop.parts[index];
      if (!part || part.group >= group || counts[index] !== 0) continue;
      counts[index] = 1;
      this.reporter.missing(part);
    }
  }
}
