import { fromX12Date } from '@claimwright/domain/dates';
import { CodedText } from './coded-text.ts';
import type { X12Defect, X12DefectCode } from './defect.ts';
import { type DelimiterReading, readDelimiters } from './delimiters.ts';
import type {
  EnvelopeRead,
  GroupEnvelope,
  InterchangeEnvelope,
  StrayText,
  TransactionSetEnvelope,
} from './envelope.ts';
import { SegmentScanner, segmentTag } from './reader.ts';

type UsableDelimiters = Extract<DelimiterReading, { kind: 'delimiters' }>;

/**
 * Reads the envelopes of a text: any number of interchanges, each with its own delimiters, any line ends between segments.
 * Never throws; what is wrong stands in `defects` (005010 control structure: widths, counts, control numbers).
 */
export function readEnvelopes(text: string): EnvelopeRead {
  const read: EnvelopeRead = { interchanges: [], strays: [], defects: [] };
  const coded = new CodedText(text);
  let at = 0;
  while (at < text.length) {
    const found = findInterchange(text, at);
    if (text.slice(at, found.start).trim() !== '') {
      const stray = strayBefore(text, at, found.start);
      read.strays.push(stray);
      read.defects.push(stray.defect);
    }
    if (!found.reading) break;
    const reader = new InterchangeReader(coded, found.start, found.reading, read.strays);
    read.interchanges.push(reader.read());
    at = reader.interchange.end;
  }
  read.strays.sort((left, right) => left.start - right.start);
  for (const interchange of read.interchanges) {
    for (const defect of interchange.defects) read.defects.push(defect);
  }
  read.defects.sort((left, right) => left.offset - right.offset);
  return read;
}

/** The next ISA from `from` on whose delimiters can be used; without one, the end of the text. */
function findInterchange(text: string, from: number): { start: number; reading?: UsableDelimiters } {
  for (let at = text.indexOf('ISA', from); at >= 0; at = text.indexOf('ISA', at + 3)) {
    const reading = readDelimiters(text, at);
    if (reading.kind === 'delimiters') return { start: at, reading };
  }
  return { start: text.length };
}

function strayBefore(text: string, from: number, end: number): StrayText {
  const start = end - text.slice(from, end).trimStart().length;
  const reading = text.startsWith('ISA', start) ? readDelimiters(text, start) : undefined;
  const known = reading?.kind === 'unusable' ? reading : undefined;
  const code = known?.code ?? 'not_x12';
  const message = known?.message ?? 'Text outside any interchange: no ISA begins it';
  return {
    start,
    end,
    defect: { code, severity: 'error', message, segment: '', segmentPosition: 1, offset: start },
  };
}

/** The segments that are envelope; what else stands inside a set is passed over. */
const controlTags = ['ISA', 'IEA', 'GS', 'GE', 'ST', 'SE', 'TA1'].map(segmentTag);

/** Reads one interchange: a small state machine over its control segments. */
class InterchangeReader {
  readonly interchange: InterchangeEnvelope;
  private readonly scanner: SegmentScanner;
  private readonly strays: StrayText[];
  private group: GroupEnvelope | undefined;
  private set: TransactionSetEnvelope | undefined;
  private setStartPosition = 0;

  constructor(coded: CodedText, start: number, reading: UsableDelimiters, strays: StrayText[]) {
    const { text } = coded;
    this.scanner = new SegmentScanner(text, reading.delimiters, start, text.length, coded);
    this.scanner.next();
    this.strays = strays;
    this.interchange = interchangeOf(this.scanner);
    this.checkIsa(reading.fixedWidth);
  }

  read(): InterchangeEnvelope {
    const { scanner, interchange } = this;
    let closed = false;
    while (!closed) {
      const previousEnd = Math.min(scanner.end + 1, scanner.text.length);
      if (!scanner.next()) {
        interchange.end = scanner.text.length;
        break;
      }
      if (this.set && !controlTags.includes(scanner.tag)) {
        interchange.end = Math.min(scanner.end + 1, scanner.text.length);
        continue;
      }
      const id = scanner.id;
      if (id === 'ISA' && readDelimiters(scanner.text, scanner.start).kind === 'delimiters') {
        interchange.end = scanner.start;
        break;
      }
      interchange.end = Math.min(scanner.end + 1, scanner.text.length);
      if (id === 'IEA') {
        this.closeSet(previousEnd);
        this.closeGroup(previousEnd);
        this.checkIea();
        closed = true;
      } else this.take(id, previousEnd);
    }
    if (!closed) this.abandon();
    interchange.defects.sort((left, right) => left.offset - right.offset);
    return interchange;
  }

  private take(id: string, previousEnd: number): void {
    const { scanner } = this;
    if (id === 'GS') {
      this.closeSet(previousEnd);
      this.closeGroup(previousEnd);
      this.openGroup();
    } else if (id === 'ST') {
      this.closeSet(previousEnd);
      this.openSet();
    } else if (id === 'SE' && this.set) {
      this.checkSe(this.set);
    } else if (id === 'GE' && this.group) {
      this.closeSet(previousEnd);
      this.checkGe(this.group);
    } else if (id === 'TA1' && !this.group) {
      this.interchange.acknowledgements.push({
        start: scanner.start,
        end: scanner.end,
        segmentPosition: scanner.position,
      });
    } else if (!this.set) this.keepStray(id);
  }

  private openGroup(): void {
    const { scanner } = this;
    this.group = {
      functionalIdentifier: scanner.element(1),
      applicationSender: scanner.element(2),
      applicationReceiver: scanner.element(3),
      date: scanner.element(4),
      time: scanner.element(5),
      controlNumber: scanner.element(6),
      version: scanner.element(8),
      transactionSets: [],
      start: scanner.start,
      end: scanner.end + 1,
    };
    this.interchange.groups.push(this.group);
    if (!/^\d{1,9}$/.test(this.group.controlNumber)) {
      this.report('element_malformed', 'warning', 'GS06 is not a number of 1 to 9 digits', 6);
    }
    if (fromX12Date(this.group.date) === undefined)
      this.report('element_malformed', 'warning', 'GS04 is not a date', 4);
    if (scanner.element(7) !== 'X') this.report('element_code_unknown', 'warning', 'GS07 is not X', 7);
  }

  private openSet(): void {
    const { scanner } = this;
    const set: TransactionSetEnvelope = {
      identifier: scanner.element(1),
      controlNumber: scanner.element(2),
      guide: scanner.element(3),
      segmentPosition: scanner.position,
      segmentCount: 0,
      start: scanner.start,
      end: scanner.end + 1,
      defects: [],
    };
    this.set = set;
    this.setStartPosition = scanner.position;
    if (!this.group) {
      this.group = groupWithoutHeader(scanner.start);
      this.interchange.groups.push(this.group);
    }
    if (this.group.controlNumber === '' && this.group.functionalIdentifier === '') {
      this.report('segment_unexpected', 'error', 'ST stands outside a functional group', undefined, set);
    }
    if (set.controlNumber === '') this.report('element_missing', 'error', 'ST02 is missing', 2, set);
    this.group.transactionSets.push(set);
  }

  private checkSe(set: TransactionSetEnvelope): void {
    const { scanner } = this;
    set.segmentCount = scanner.position - this.setStartPosition + 1;
    set.end = Math.min(scanner.end + 1, scanner.text.length);
    const counted = scanner.element(1);
    if (!/^\d{1,10}$/.test(counted) || Number(counted) !== set.segmentCount) {
      const message = `SE01 says ${printable(counted)} segments, the set has ${set.segmentCount}`;
      this.report('set_count_mismatch', 'error', message, 1, set);
    }
    if (scanner.element(2) !== set.controlNumber) {
      const message = `SE02 is ${printable(scanner.element(2))}, ST02 is ${printable(set.controlNumber)}`;
      this.report('set_number_mismatch', 'error', message, 2, set);
    }
    this.set = undefined;
  }

  /** Closes a set that has no SE: whatever follows it, its end was lost. */
  private closeSet(end: number): void {
    const { set } = this;
    if (!set) return;
    set.end = end;
    set.segmentCount = this.scanner.position - this.setStartPosition;
    this.report('set_not_closed', 'error', 'The transaction set has no SE', undefined, set);
    this.set = undefined;
  }

  private checkGe(group: GroupEnvelope): void {
    const { scanner } = this;
    group.end = Math.min(scanner.end + 1, scanner.text.length);
    const sets = group.transactionSets.length;
    if (Number(scanner.element(1)) !== sets || scanner.element(1) === '') {
      const message = `GE01 says ${printable(scanner.element(1))} transaction sets, the group has ${sets}`;
      this.report('group_count_mismatch', 'error', message, 1);
    }
    if (scanner.element(2) !== group.controlNumber) {
      const message = `GE02 is ${printable(scanner.element(2))}, GS06 is ${printable(group.controlNumber)}`;
      this.report('group_number_mismatch', 'error', message, 2);
    }
    this.group = undefined;
  }

  private closeGroup(end: number): void {
    if (!this.group) return;
    this.group.end = end;
    if (this.group.functionalIdentifier !== '' || this.group.controlNumber !== '') {
      this.report('group_not_closed', 'error', 'The functional group has no GE');
    }
    this.group = undefined;
  }

  private checkIea(): void {
    const { scanner, interchange } = this;
    const groups = interchange.groups.length;
    const counted = scanner.element(1);
    // An interchange that only brings a TA1 has no group; some senders count the TA1.
    const counts = groups === 0 && interchange.acknowledgements.length > 0 ? ['0', '1'] : [String(groups)];
    if (!counts.includes(counted.replace(/^0+(?=\d)/, ''))) {
      const message = `IEA01 says ${printable(counted)} functional groups, the interchange has ${groups}`;
      this.report('interchange_count_mismatch', 'error', message, 1);
    }
    if (scanner.element(2) !== interchange.controlNumber) {
      const message = `IEA02 is ${printable(scanner.element(2))}, ISA13 is ${printable(interchange.controlNumber)}`;
      this.report('interchange_number_mismatch', 'error', message, 2);
    }
    if (!scanner.terminated) this.report('segment_not_terminated', 'warning', 'The last segment has no terminator');
  }

  /** The text, or the next ISA, came before IEA. */
  private abandon(): void {
    const { end } = this.interchange;
    this.closeSet(end);
    this.closeGroup(end);
    this.report('interchange_not_closed', 'error', 'The interchange has no IEA');
  }

  private checkIsa(fixedWidth: boolean): void {
    const { scanner, interchange } = this;
    if (!fixedWidth) this.report('isa_width', 'warning', 'An element of ISA does not have its fixed width');
    if (fromX12Date(`20${interchange.date}`) === undefined) {
      this.report('isa_malformed', 'warning', 'ISA09 is not a date YYMMDD', 9);
    }
    if (!/^([01]\d|2[0-3])[0-5]\d$/.test(interchange.time)) {
      this.report('isa_malformed', 'warning', 'ISA10 is not a time HHMM', 10);
    }
    if (!/^\d{9}$/.test(interchange.controlNumber)) {
      this.report('isa_malformed', 'warning', 'ISA13 is not a number of 9 digits', 13);
    }
    if (!/^00(4|5)\d\d$/.test(interchange.version)) {
      this.report('isa_malformed', 'warning', `ISA12 is ${printable(interchange.version)}, known is 00501`, 12);
    }
    if (!/^[01]$/.test(scanner.element(14))) this.report('isa_malformed', 'warning', 'ISA14 is neither 0 nor 1', 14);
    if (!/^[PTI]$/.test(interchange.usageIndicator)) {
      this.report('isa_malformed', 'warning', 'ISA15 is neither P nor T', 15);
    }
  }

  private keepStray(id: string): void {
    const { scanner } = this;
    const end = Math.min(scanner.end + 1, scanner.text.length);
    const last = this.strays.at(-1);
    const between = last ? scanner.text.slice(last.end, scanner.start) : '';
    if (last && last.defect.code === 'segment_outside_set' && between.length < 80 && between.trim() === '') {
      last.end = end;
      return;
    }
    const message = `Segment ${printable(id)} stands outside any transaction set`;
    this.report('segment_outside_set', 'error', message);
    const defect = this.interchange.defects.at(-1);
    if (defect) this.strays.push({ start: scanner.start, end, defect });
  }

  private report(
    code: X12DefectCode,
    severity: X12Defect['severity'],
    message: string,
    element?: number,
    set?: TransactionSetEnvelope,
  ): void {
    const { scanner, interchange } = this;
    const defect: X12Defect = {
      code,
      severity,
      message,
      segment: printable(scanner.id),
      segmentPosition: scanner.position,
      interchangeControlNumber: interchange.controlNumber,
      offset: scanner.start,
    };
    if (element !== undefined) defect.element = element;
    if (set) {
      defect.transactionSetControlNumber = set.controlNumber;
      defect.transactionSetPosition = scanner.position - this.setStartPosition + 1;
      set.defects.push(defect);
    }
    interchange.defects.push(defect);
  }
}

function interchangeOf(scanner: SegmentScanner): InterchangeEnvelope {
  return {
    delimiters: scanner.delimiters,
    senderQualifier: scanner.element(5),
    senderId: scanner.element(6),
    receiverQualifier: scanner.element(7),
    receiverId: scanner.element(8),
    date: scanner.element(9),
    time: scanner.element(10),
    version: scanner.element(12),
    controlNumber: scanner.element(13),
    acknowledgementRequested: scanner.element(14) === '1',
    usageIndicator: scanner.element(15),
    groups: [],
    acknowledgements: [],
    start: scanner.start,
    end: scanner.end + 1,
    defects: [],
  };
}

function groupWithoutHeader(start: number): GroupEnvelope {
  return {
    functionalIdentifier: '',
    applicationSender: '',
    applicationReceiver: '',
    date: '',
    time: '',
    controlNumber: '',
    version: '',
    transactionSets: [],
    start,
    end: start,
  };
}

/** Envelope values are shown in messages; a broken file may hold anything there. */
function printable(value: string): string {
  const shown = value.slice(0, 20).replace(/[^\x20-\x7e]/g, '?');
  return shown === '' ? 'empty' : shown;
}
