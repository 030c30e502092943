import { fromX12Date, type IsoDate } from '@claimwright/domain/dates';
import { type Cents, parseCents } from '@claimwright/domain/money';
import { CodedText } from './coded-text.ts';
import type { X12Defect, X12DefectCode } from './defect.ts';
import { hasError } from './defect.ts';
import {
  type BrokenSet,
  type GroupEnvelope,
  type InterchangeEnvelope,
  originOf,
  type ReadSet,
  type TransactionSetEnvelope,
  type TransactionSetsRead,
} from './envelope.ts';
import { readEnvelopes } from './envelope-read.ts';
import { SegmentScanner } from './reader.ts';

/** Where in a set a reader stands, and what it found wrong: the notebook of one transaction set's reading. */
export class SetReading {
  readonly segments: SegmentScanner;
  /** Loop the reader is in; goes into every defect. */
  loop = '';
  readonly defects: X12Defect[] = [];
  private readonly interchangeControlNumber: string;
  private readonly transactionSetControlNumber: string;
  private readonly firstPosition: number;

  constructor(
    segments: SegmentScanner,
    place: { interchangeControlNumber: string; transactionSetControlNumber: string; segmentPosition: number },
  ) {
    this.segments = segments;
    this.interchangeControlNumber = place.interchangeControlNumber;
    this.transactionSetControlNumber = place.transactionSetControlNumber;
    this.firstPosition = place.segmentPosition;
  }

  /** Notes that the set must not be used because of the current segment. */
  error(code: X12DefectCode, message: string, element?: number, component?: number): void {
    this.note('error', code, message, element, component);
  }

  /** Notes a broken rule that leaves the content usable. */
  warn(code: X12DefectCode, message: string, element?: number, component?: number): void {
    this.note('warning', code, message, element, component);
  }

  /** A money element in cents. Absent or unreadable is an error of the set and reads as 0, so that reading can go on. */
  cents(index: number): Cents {
    const amount = this.optionalCents(index);
    if (amount !== undefined) return amount;
    const { segments } = this;
    if (segments.element(index) === '') this.error('element_missing', `${segments.id} lacks an amount`, index);
    return 0;
  }

  /** A money element that may be absent. Present but unreadable is an error of the set. */
  optionalCents(index: number): Cents | undefined {
    const { segments } = this;
    if (!segments.seek(index)) return undefined;
    const plain = plainCents(segments.coded.codes, segments.elementStart, segments.elementEnd);
    if (plain !== undefined) return plain;
    const text = segments.element(index);
    if (text === '') return undefined;
    const amount = parseCents(text);
    if (amount === undefined)
      this.error('element_malformed', `${segments.id} has an amount that cannot be read`, index);
    return amount;
  }

  /** A date element YYYYMMDD; undefined, with a warning when it is there but no date. */
  date(index: number): IsoDate | undefined {
    const { segments } = this;
    if (!segments.seek(index)) return undefined;
    const known = dates.get(dayKey(segments.coded.codes, segments.elementStart, segments.elementEnd));
    if (known !== undefined) return known;
    const text = segments.element(index);
    if (text === '') return undefined;
    const date = knownDate(text);
    if (date === undefined) this.warn('element_malformed', `${segments.id} has a date that is none`, index);
    return date;
  }

  /** A date that is part of an element; undefined, with an error of the claim or set, when it is none. */
  dateOf(text: string, element: number): IsoDate | undefined {
    const date = knownDate(text);
    if (date === undefined) this.error('element_malformed', `${this.segments.id} has a date that is none`, element);
    return date;
  }

  /** A decimal quantity; undefined, with a warning when it is there but no number. */
  quantity(index: number): number | undefined {
    const { segments } = this;
    if (!segments.seek(index)) return undefined;
    if (segments.elementEnd - segments.elementStart === 1) {
      const digit = (segments.coded.codes[segments.elementStart] ?? 0) - 48;
      if (digit >= 0 && digit <= 9) return digit;
    }
    const text = segments.element(index);
    if (text === '') return undefined;
    if (!/^-?(\d{1,15}(\.\d*)?|\.\d+)$/.test(text)) {
      this.warn('element_malformed', `${segments.id} has a quantity that is no number`, index);
      return undefined;
    }
    return Number(text);
  }

  private note(
    severity: X12Defect['severity'],
    code: X12DefectCode,
    message: string,
    element?: number,
    component?: number,
  ): void {
    const { segments } = this;
    const defect: X12Defect = {
      code,
      severity,
      message,
      segment: segments.id.replace(/[^\x20-\x7e]/g, '?'),
      segmentPosition: this.firstPosition + segments.position - 1,
      transactionSetPosition: segments.position,
      interchangeControlNumber: this.interchangeControlNumber,
      transactionSetControlNumber: this.transactionSetControlNumber,
      offset: segments.start,
    };
    if (this.loop !== '') defect.loop = this.loop;
    if (element !== undefined) defect.element = element;
    if (component !== undefined) defect.component = component;
    this.defects.push(defect);
  }
}

type Codes = CodedText['codes'];

/** Reads `[-]digits[.d[d]]` in place; undefined for anything else, which the exact parser then judges. */
function plainCents(codes: Codes, start: number, end: number): Cents | undefined {
  let at = start;
  const negative = codes[at] === 45;
  if (negative) at += 1;
  if (at >= end || end - at > 14) return undefined;
  let amount = 0;
  let decimals = -1;
  for (; at < end; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 46 && decimals < 0) decimals = 0;
    else if (code >= 48 && code <= 57 && decimals < 2) {
      amount = amount * 10 + code - 48;
      if (decimals >= 0) decimals += 1;
    } else return undefined;
  }
  if (decimals < 0) amount *= 100;
  else if (decimals === 1) amount *= 10;
  else if (decimals === 0) return undefined;
  return negative ? 0 - amount : amount;
}

/** A file names the same few dates over and over: real dates by the number their eight digits make. */
const dates = new Map<number, IsoDate>();

/** The number that eight digits make; -1 for anything else. */
function dayKey(codes: Codes, start: number, end: number): number {
  if (end - start !== 8) return -1;
  let key = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (codes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    key = key * 10 + digit;
  }
  return key;
}

function knownDate(text: string): IsoDate | undefined {
  const { codes } = new CodedText(text);
  const key = dayKey(codes, 0, codes.length);
  const known = dates.get(key);
  if (known !== undefined) return known;
  const date = fromX12Date(text);
  if (date !== undefined) {
    if (dates.size >= 4096) dates.clear();
    dates.set(key, date);
  }
  return date;
}

/** One kind of transaction set: which sets are meant and how the segments of one become content. */
export interface TransactionReader<Content> {
  /** ST01. */
  identifier: string;
  /** What GS08 begins with. */
  version: string;
  /** Reads ST … SE. What it notes as an error makes the set broken. */
  read(reading: SetReading): Content;
}

/** A set that must not be used. */
export type BrokenOutcome = { kind: 'broken' } & BrokenSet;

export type SetOutcome<Content> = ({ kind: 'read' } & ReadSet<Content>) | BrokenOutcome;

/** Reads one transaction set with its reader, unless its envelope already says that it must not be used. */
export function readTransactionSet<Content>(
  text: string,
  place: { interchange: InterchangeEnvelope; group: GroupEnvelope; set: TransactionSetEnvelope },
  reader: TransactionReader<Content>,
): SetOutcome<Content> {
  const { interchange, group, set } = place;
  const origin = originOf(interchange, group, set);
  const reading = new SetReading(new SegmentScanner(text, interchange.delimiters, set.start, set.end), origin);
  const version = group.version === '' ? set.guide : group.version;
  if (!version.startsWith(reader.version)) {
    reading.segments.next();
    const known = `${reader.identifier} is read as ${reader.version}`;
    reading.error('group_version_unknown', `GS08 does not name a version that is known; ${known}`);
  }
  const content = hasError(set.defects) || reading.defects.length > 0 ? undefined : reader.read(reading);
  const defects = [...set.defects, ...reading.defects];
  if (content === undefined || hasError(defects)) {
    return { kind: 'broken', origin, defects, content: text.slice(set.start, set.end).trimEnd() };
  }
  return { kind: 'read', origin, content, warnings: defects };
}

/** Reads all sets of one kind in a text; sets of other kinds are passed over. */
export function readTransactionSets<Content>(
  text: string,
  reader: TransactionReader<Content>,
): TransactionSetsRead<Content> {
  const envelopes = readEnvelopes(text);
  const read: TransactionSetsRead<Content> = {
    interchanges: envelopes.interchanges,
    sets: [],
    broken: [],
    defects: [...envelopes.defects],
  };
  for (const interchange of envelopes.interchanges) {
    for (const group of interchange.groups) {
      for (const set of group.transactionSets) {
        if (set.identifier !== reader.identifier) continue;
        const outcome = readTransactionSet(text, { interchange, group, set }, reader);
        if (outcome.kind === 'read') read.sets.push(outcome);
        else read.broken.push(outcome);
        const found = outcome.kind === 'read' ? outcome.warnings : outcome.defects;
        for (const defect of found) if (!set.defects.includes(defect)) read.defects.push(defect);
      }
    }
  }
  read.defects.sort((left, right) => left.offset - right.offset);
  return read;
}
