import { ClaimCheck } from './claim-check.ts';
import { checkElements, type ElementReporter } from './grammar/element-check.ts';
import type { ElementCuts } from './grammar/element-cuts.ts';
import { firstSegment, type LoopRule, type SegmentRule, type TransactionGrammar } from './grammar/grammar.ts';
import { LoopWalk } from './grammar/loop-walk.ts';
import { isNpi } from './grammar/shape.ts';
import { HierarchyCheck } from './hierarchy-check.ts';
import { RemittanceCheck } from './remittance-check.ts';
import type { SetContext } from './report.ts';

/** Judges one transaction set, a segment at a time, by its grammar and by what segments ask of each other. */
export class SetCheck {
  readonly grammar: TransactionGrammar;
  private readonly context: SetContext;
  private readonly walk: LoopWalk;
  private readonly reportElement: ElementReporter;
  private hierarchy: HierarchyCheck;
  private content: ClaimCheck | RemittanceCheck | undefined;
  private segmentId = '';
  /** The element whose wrong code the walk has reported for this segment; 0 when none. */
  private reportedElement = 0;

  constructor(grammar: TransactionGrammar, context: SetContext) {
    this.grammar = grammar;
    this.context = context;
    this.walk = new LoopWalk(grammar, {
      missing: (part) => this.missing(part),
      tooMany: (part) => this.tooMany(part),
      wrongCode: (segment) => this.wrongCode(segment),
      outOfOrder: () => this.complain('segment_out_of_order', 1, 'stands after segments that follow it in the guide'),
      unexpected: (isKnown) => this.unexpected(isKnown),
    });
    this.reportElement = (rule, snipType, element, component, message) => {
      if (rule === 'element_code' && element === this.reportedElement && component <= 1) return;
      const name = `${this.segmentId}${String(element).padStart(2, '0')}${component > 0 ? `-${component}` : ''}`;
      this.context.report({
        rule,
        snipType,
        message: `${name} ${message}`,
        element,
        ...(component > 0 ? { component } : {}),
      });
    };
    this.hierarchy = new HierarchyCheck(context, grammar.name);
    this.begin();
  }

  /** Stands before ST again: one check serves set after set of its grammar. */
  begin(): void {
    this.walk.begin();
    this.hierarchy = new HierarchyCheck(this.context, this.grammar.name);
    this.content = this.contentCheck();
  }

  private contentCheck(): ClaimCheck | RemittanceCheck | undefined {
    const { name } = this.grammar;
    if (name === '835') return new RemittanceCheck(this.context);
    return name === '837P' || name === '837I' ? new ClaimCheck(this.context, name === '837I') : undefined;
  }

  /** Loop of the segment taken last. */
  get loop(): string {
    return this.walk.loop.name;
  }

  /** Takes the next segment. */
  segment(id: string, tag: number, cuts: ElementCuts): void {
    this.segmentId = id;
    this.reportedElement = 0;
    const rule = this.walk.place(tag, cuts);
    if (!rule) return;
    checkElements(cuts, rule, this.reportElement);
    if (id === 'NM1') this.judgeNpi(cuts, 8);
    else if (id === 'N1') this.judgeNpi(cuts, 3);
    else if (id === 'HL') this.hierarchy.level(cuts);
    this.content?.segment(rule, cuts);
  }

  /** The set is over. */
  end(): void {
    this.walk.end();
    this.hierarchy.end();
    this.content?.end();
  }

  /** The check digit proves nothing about who is meant, and test files are full of invented numbers: a warning. */
  private judgeNpi(cuts: ElementCuts, qualifier: number): void {
    if (cuts.value(qualifier) !== 'XX' || cuts.isEmpty(qualifier + 1) || isNpi(cuts.value(qualifier + 1))) return;
    const element = qualifier + 1;
    const message = `${this.segmentId}${String(element).padStart(2, '0')} is not an NPI: ten digits with a right check digit`;
    this.context.report({ rule: 'npi', snipType: 5, severity: 'warning', message, element });
  }

  private missing(part: SegmentRule | LoopRule): void {
    const first = firstSegment(part);
    const at = { ...this.context.location(), loop: part.kind === 'loop' ? part.name : first.loop.name };
    if (part.kind === 'loop') {
      const message = `Loop ${part.name} (${part.title}) is missing before this segment`;
      this.context.report({ rule: 'loop_missing', snipType: 2, message, at });
    } else {
      const message = `${segmentName(part)} of ${loopName(part.loop)} is missing before this segment`;
      this.context.report({ rule: 'segment_missing', snipType: 2, message, at });
    }
  }

  private tooMany(part: SegmentRule | LoopRule): void {
    if (part.kind === 'loop') {
      const message = `Loop ${part.name} (${part.title}) stands more than ${times(part.max)}`;
      this.context.report({ rule: 'loop_too_many', snipType: 2, message });
    } else {
      const message = `${segmentName(part)} stands more than ${times(part.max)} in ${loopName(part.loop)}`;
      this.context.report({ rule: 'segment_too_many', snipType: 2, message });
    }
  }

  private wrongCode(segment: SegmentRule): void {
    const { keyElement } = segment;
    this.reportedElement = keyElement;
    const isComposite = segment.elements[keyElement - 1]?.components !== undefined;
    const name = `${segment.id}${String(keyElement).padStart(2, '0')}${isComposite ? '-1' : ''}`;
    this.context.report({
      rule: 'element_code',
      snipType: 2,
      message: `${name} is not one of the codes of the guide (${segment.keys.codes.join(', ')})`,
      element: keyElement,
      ...(isComposite ? { component: 1 } : {}),
      at: { ...this.context.location(), loop: segment.loop.name },
    });
  }

  private unexpected(isKnown: boolean): void {
    if (isKnown) this.complain('segment_unexpected', 1, 'with its qualifier has no place here');
    else this.complain('segment_unexpected', 1, `is no segment of the ${this.grammar.name}`);
  }

  private complain(rule: 'segment_unexpected' | 'segment_out_of_order', snipType: 1, message: string): void {
    this.context.report({ rule, snipType, message: `Segment ${this.segmentId} ${message}` });
  }
}

function times(max: number): string {
  return max === 1 ? 'once' : `${max} times`;
}

function segmentName(segment: SegmentRule): string {
  return segment.keyElement === 0 ? segment.id : `${segment.id}*${segment.keys.codes.join('|')}`;
}

function loopName(loop: LoopRule): string {
  return loop.name === 'ST' ? 'the transaction set' : loop.name;
}
