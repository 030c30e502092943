import type { X12Defect } from './defect.ts';
import { isaWidths } from './delimiters.ts';
import { checkElements, type ElementReporter } from './grammar/element-check.ts';
import { ElementCuts } from './grammar/element-cuts.ts';
import {
  envelopeRules,
  functionalIdentifiersOf,
  grammarOf,
  interchangeAcknowledgementGrammar,
} from './grammar/transactions.ts';
import { isDate, isTime } from './grammar/value-check.ts';
import type { SegmentScanner } from './reader.ts';
import type { SegmentLocation, SetContext, SetFinding, X12Report, X12ReportDefect } from './report.ts';
import { SetCheck } from './set-check.ts';

/** Control numbers remembered to find one used twice; beyond that many only what stands within reach is compared. */
const rememberedNumbers = 100_000;

interface OpenUnit {
  controlNumber: string;
  location: SegmentLocation;
  /** What its end segment counts: groups, sets or segments. */
  count: number;
  numbers: Set<string>;
}

/**
 * Follows ISA, GS, ST and their ends through a stream of segments, proves counts and control numbers, and hands the segments of
 * each set to the check of its grammar.
 */
export class EnvelopeCheck {
  private readonly report: X12Report;
  private readonly tell: (defect: X12ReportDefect) => void;
  private readonly cuts = new ElementCuts();
  private readonly checks = new Map<string, SetCheck>();
  private readonly context: SetContext;
  private readonly reportElement: ElementReporter;
  private interchange: OpenUnit | undefined;
  private group: (OpenUnit & { version: string }) | undefined;
  private set: OpenUnit | undefined;
  private check: SetCheck | undefined;
  private id = '';
  private position = 0;
  private sawInterchange = false;

  constructor(report: X12Report, tell: (defect: X12ReportDefect) => void) {
    this.report = report;
    this.tell = tell;
    this.context = {
      location: () => this.location(),
      report: (finding) => this.complain(finding),
    };
    this.reportElement = (rule, snipType, element, component, message) =>
      this.complain({
        rule,
        snipType,
        message: `${this.id}${String(element).padStart(2, '0')} ${message}`,
        element,
        ...(component > 0 ? { component } : {}),
      });
  }

  /** Takes the next segment of the stream. */
  segment(scanner: SegmentScanner): void {
    const { tag, cuts } = this.take(scanner);
    switch (this.id) {
      case 'ISA':
        this.openInterchange(scanner);
        break;
      case 'GS':
        this.openGroup();
        break;
      case 'ST':
        this.openSet(tag);
        break;
      case 'SE':
        this.closeSet(tag);
        break;
      case 'GE':
        this.closeGroup();
        break;
      case 'IEA':
        this.closeInterchange();
        break;
      default:
        this.content(tag, cuts);
    }
    if (!scanner.terminated) {
      this.complain({ rule: 'segment_not_terminated', snipType: 1, message: 'The text ends before the segment does' });
    }
  }

  private take(scanner: SegmentScanner): { tag: number; cuts: ElementCuts } {
    this.id = scanner.id;
    this.position = scanner.position;
    this.report.segments += 1;
    const { cuts } = this;
    if (this.id === 'ISA') cuts.use(scanner.delimiters);
    cuts.cut(scanner.coded, scanner.start, scanner.end);
    return { tag: scanner.tag, cuts };
  }

  /** Text that is no segment, as the stream reports it. */
  unreadable(defect: X12Defect): void {
    this.sawInterchange = true;
    this.id = '';
    const isStray = defect.code === 'not_x12';
    this.complain({
      rule: isStray ? 'not_x12' : 'segment_too_long',
      snipType: 1,
      message: defect.message,
    });
  }

  /** The text is over. */
  end(): void {
    this.id = '';
    this.leaveInterchange();
    if (!this.sawInterchange) {
      this.complain({
        rule: 'not_x12',
        snipType: 1,
        message: 'The text holds no interchange: nothing begins with ISA',
      });
    }
  }

  private content(tag: number, cuts: ElementCuts): void {
    const { set, id } = this;
    if (!set) {
      this.outside(tag, cuts);
      return;
    }
    set.count += 1;
    if (!isSegmentId(id)) {
      this.complain({ rule: 'segment_id_malformed', snipType: 1, message: 'The segment begins with no segment id' });
      return;
    }
    this.check?.segment(id, tag, cuts);
  }

  /** TA1 stands between ISA and the first GS; nothing else stands outside a set. */
  private outside(tag: number, cuts: ElementCuts): void {
    if (this.id === 'TA1' && this.interchange && !this.group) {
      const check = this.checkOf(interchangeAcknowledgementGrammar.name, interchangeAcknowledgementGrammar);
      check.begin();
      check.segment('TA1', tag, cuts);
      return;
    }
    const message = `Segment ${this.shownId()} stands in no transaction set`;
    this.complain({ rule: 'segment_outside_set', snipType: 1, message });
  }

  private shownId(): string {
    return isSegmentId(this.id) ? this.id : 'without a right id';
  }

  private openInterchange(scanner: SegmentScanner): void {
    this.leaveInterchange();
    this.sawInterchange = true;
    this.report.interchanges += 1;
    this.interchange = this.opened(this.cuts.value(13).trim());
    this.judgeColumns(scanner);
  }

  private judgeColumns(scanner: SegmentScanner): void {
    const wrong = (element: number, message: string) => {
      const name = `ISA${String(element).padStart(2, '0')}`;
      this.complain({ rule: 'isa_malformed', snipType: 1, message: `${name} ${message}`, element });
    };
    const { cuts } = this;
    for (let element = 1; element <= 16; element += 1) {
      const width = isaWidths[element - 1] ?? 0;
      if ((cuts.ends[element] ?? 0) - (cuts.starts[element] ?? 0) !== width) wrong(element, `is not ${width} wide`);
      if (cuts.hasStrangeCharacters(element)) wrong(element, 'has a character that is not in the X12 character sets');
    }
    const isOneOf = (element: number, allowed: string) => {
      if (!allowed.split('|').includes(cuts.value(element))) wrong(element, 'is not one of the codes of the standard');
    };
    isOneOf(1, '00|03');
    isOneOf(3, '00|01');
    for (const element of [5, 7]) isOneOf(element, '01|14|20|27|28|29|30|33|ZZ');
    const { codes } = cuts.coded;
    const [date = 0, time = 0] = [cuts.starts[9], cuts.starts[10]];
    if (!isDate(codes, date, date + 6)) wrong(9, 'is not a date');
    if (!isTime(codes, time, time + 4)) wrong(10, 'is not a time');
    if (scanner.delimiters.repetition === '') wrong(11, 'is no usable repetition separator');
    isOneOf(12, '00501');
    if (!/^\d{9}$/.test(cuts.value(13))) wrong(13, 'is not a control number of nine digits');
    isOneOf(14, '0|1');
    isOneOf(15, 'P|T');
  }

  private openGroup(): void {
    this.leaveGroup();
    if (!this.interchange) return;
    this.interchange.count += 1;
    this.report.groups += 1;
    this.judge();
    const version = this.cuts.value(8);
    this.group = { ...this.opened(this.cuts.value(6)), version };
    const functionalIdentifiers = functionalIdentifiersOf(version);
    if (functionalIdentifiers.length === 0) {
      const message = 'GS08 is no version of a guide that is known here';
      this.complain({ rule: 'group_version_unknown', snipType: 1, message, element: 8 });
    } else if (!functionalIdentifiers.includes(this.cuts.value(1))) {
      const message = 'GS01 is not the identifier of the guide that GS08 names';
      this.complain({ rule: 'element_code', snipType: 1, message, element: 1 });
    }
    if (isRepeated(this.interchange.numbers, this.group.controlNumber)) {
      const message = 'GS06 is the number of an earlier group of the interchange';
      this.complain({ rule: 'group_number_repeated', snipType: 1, message, element: 6 });
    }
  }

  private openSet(tag: number): void {
    this.leaveSet();
    const { cuts, group } = this;
    if (!group) {
      this.outside(tag, cuts);
      return;
    }
    group.count += 1;
    this.report.transactionSets += 1;
    this.set = { ...this.opened(cuts.value(2)), count: 1 };
    const identifier = cuts.value(1);
    const guide = cuts.value(3);
    const grammar = grammarOf(identifier, guide === '' ? group.version : guide) ?? grammarOf(identifier, group.version);
    const name = grammar?.name ?? 'unknown';
    this.report.transactions[name] = (this.report.transactions[name] ?? 0) + 1;
    if (!grammar) {
      const message = 'ST names no transaction and guide that are known here: the set is counted and not judged';
      this.complain({ rule: 'set_unknown', snipType: 1, message, element: 1 });
    } else {
      this.check = this.checkOf(grammar.name, grammar);
      this.check.begin();
      this.check.segment('ST', tag, cuts);
    }
    if (guide !== '' && guide !== group.version) {
      const message = 'ST03 is not the version that GS08 names';
      this.complain({ rule: 'set_version_mismatch', snipType: 1, message, element: 3 });
    }
    if (isRepeated(group.numbers, this.set.controlNumber)) {
      const message = 'ST02 is the number of an earlier set of the group';
      this.complain({ rule: 'set_number_repeated', snipType: 1, message, element: 2 });
    }
  }

  private checkOf(name: string, grammar: SetCheck['grammar']): SetCheck {
    const known = this.checks.get(name);
    if (known) return known;
    const check = new SetCheck(grammar, this.context);
    this.checks.set(name, check);
    return check;
  }

  private closeSet(tag: number): void {
    const { set, check, cuts } = this;
    if (!set) {
      this.outside(tag, cuts);
      return;
    }
    set.count += 1;
    check?.segment('SE', tag, cuts);
    check?.end();
    this.judgeEnd('set', 'SE', set, cuts.value(1), cuts.value(2), 'segments', 'ST02');
    this.set = undefined;
    this.check = undefined;
  }

  private closeGroup(): void {
    this.leaveSet();
    const { group, cuts } = this;
    if (!group) {
      this.outside(0, cuts);
      return;
    }
    this.judge();
    this.judgeEnd('group', 'GE', group, cuts.value(1), cuts.value(2), 'transaction sets', 'GS06');
    this.group = undefined;
  }

  private closeInterchange(): void {
    this.leaveGroup();
    const { interchange, cuts } = this;
    if (!interchange) return;
    this.judge();
    this.judgeEnd('interchange', 'IEA', interchange, cuts.value(1), cuts.value(2), 'groups', 'ISA13');
    this.interchange = undefined;
  }

  private judgeEnd(
    unit: 'set' | 'group' | 'interchange',
    id: string,
    open: OpenUnit,
    count: string,
    number: string,
    counted: string,
    header: string,
  ): void {
    if (!/^\d{1,10}$/.test(count) || Number(count) !== open.count) {
      const message = `${id}01 does not count the ${open.count} ${counted} there are`;
      this.complain({ rule: `${unit}_count_mismatch`, snipType: 1, message, element: 1 });
    }
    if (number !== open.controlNumber) {
      const message = `${id}02 is not ${header}`;
      this.complain({ rule: `${unit}_number_mismatch`, snipType: 1, message, element: 2 });
    }
  }

  private leaveSet(): void {
    const { set } = this;
    if (!set) return;
    this.check?.end();
    const message = 'The transaction set has no SE';
    this.complain({ rule: 'set_not_closed', snipType: 1, message, at: set.location });
    this.set = undefined;
    this.check = undefined;
  }

  private leaveGroup(): void {
    this.leaveSet();
    const { group } = this;
    if (!group) return;
    this.complain({ rule: 'group_not_closed', snipType: 1, message: 'The group has no GE', at: group.location });
    this.group = undefined;
  }

  private leaveInterchange(): void {
    this.leaveGroup();
    const { interchange } = this;
    if (!interchange) return;
    const message = 'The interchange has no IEA';
    this.complain({ rule: 'interchange_not_closed', snipType: 1, message, at: interchange.location });
    this.interchange = undefined;
  }

  private judge(): void {
    const rule = envelopeRules.get(this.id);
    if (rule) checkElements(this.cuts, rule, this.reportElement);
  }

  private opened(controlNumber: string): OpenUnit {
    return { controlNumber, location: this.location(), count: 0, numbers: new Set() };
  }

  private location(): SegmentLocation {
    const { set, check } = this;
    const location: SegmentLocation = {
      segment: isSegmentId(this.id) ? this.id : '',
      filePosition: this.report.segments,
      interchangePosition: this.position,
    };
    if (set) location.setPosition = set.count;
    if (set && check) location.loop = check.loop;
    return location;
  }

  private complain(finding: SetFinding): void {
    const { at, severity, ...rest } = finding;
    const { interchange, set, check } = this;
    this.tell({
      ...rest,
      severity: severity ?? 'error',
      ...(at ?? this.location()),
      ...(interchange ? { interchangeControlNumber: interchange.controlNumber } : {}),
      ...(set ? { transactionSetControlNumber: set.controlNumber } : {}),
      ...(check ? { transaction: check.grammar.name } : {}),
    });
  }
}

/** A letter, then one or two letters or digits. */
function isSegmentId(id: string): boolean {
  if (id.length !== 2 && id.length !== 3) return false;
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    if ((code < 65 || code > 90) && (at === 0 || code < 48 || code > 57)) return false;
  }
  return true;
}

/** Whether a number was there before; it is remembered as long as there is room and it is no longer than control numbers are. */
function isRepeated(numbers: Set<string>, number: string): boolean {
  if (numbers.has(number)) return true;
  if (numbers.size < rememberedNumbers && number.length <= 9) numbers.add(number);
  return false;
}
