import type { IsoInstant } from '@claimwright/domain/dates';
import type { InterchangeParties } from './parties.ts';

/** 1 for a character that stands in data as it is: X12 basic and extended sets without lower case and without our delimiters. */
const plainCharacters = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !"&\'()+,-./;?=%@[]_{}\\|<>#$') {
  plainCharacters[character.charCodeAt(0)] = 1;
}

/** Letters and signs that Unicode does not decompose, as a US payer would key them. */
const spelledOut: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'O',
  Đ: 'D',
  Ð: 'D',
  Þ: 'TH',
  Ł: 'L',
  Ħ: 'H',
  ı: 'I',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
};

/**
 * A value as it may stand in an element: upper case, accents folded to ASCII ("Adán" → "ADAN"), blanks around it cut. A
 * delimiter of ours (`* : ^ ~`), a control character or a letter that has no ASCII form becomes a blank, and blanks so made
 * are run together: data can never end a segment (X12.6 3.5, basic and extended character sets).
 */
export function toX12Text(value: string): string {
  const { length } = value;
  for (let at = 0; at < length; at += 1) {
    const code = value.charCodeAt(at);
    if (code > 127 || plainCharacters[code] === 0) return folded(value);
  }
  return value.charCodeAt(0) === 32 || value.charCodeAt(length - 1) === 32 ? value.trim() : value;
}

function folded(value: string): string {
  let text = '';
  for (const character of value.toUpperCase().normalize('NFKD')) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x300 && code <= 0x36f) continue;
    const plain = spelledOut[character] ?? character;
    text += plain.charCodeAt(0) < 128 && plainCharacters[plain.charCodeAt(0)] === 1 ? plain : ' ';
  }
  return text.replace(/ {2,}/g, ' ').trim();
}

/** The digits of a tax id, phone or the like, as N0 and AN elements want them. */
export function toX12Digits(value: string): string {
  return /^\d*$/.test(value) ? value : value.replace(/\D+/g, '');
}

/** A quantity (R): at most three decimals, none of them a trailing zero. */
export function toX12Quantity(value: number): string {
  if (Number.isSafeInteger(value)) return `${value}`;
  return value.toFixed(3).replace(/\.?0+$/, '');
}

/** Cuts the separators a segment or composite ends with: nothing follows that they would hold apart. */
export function withoutTrailing(text: string, separator: '*' | ':'): string {
  const code = separator.charCodeAt(0);
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === code) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}

/**
 * One segment with its terminator. Elements are written as given (clean text with `toX12Text` first), absent ones empty,
 * empty ones at the end left out.
 */
export function x12Segment(id: string, ...elements: readonly (string | number | undefined)[]): string {
  let text = id;
  for (const element of elements) text += element === undefined ? '*' : `*${element}`;
  return `${withoutTrailing(text, '*')}~`;
}

/** A composite element; empty components at its end are left out. */
export function x12Composite(...components: readonly (string | undefined)[]): string {
  return withoutTrailing(components.map((component) => component ?? '').join(':'), ':');
}

/** What goes into one ST…SE. */
export interface TransactionSetText {
  identifier: string;
  controlNumber: string;
  /** ST03; absent in an 835. */
  guide?: string;
  /** All segments between ST and SE, each with its terminator, in pieces of whole segments. */
  body: readonly string[] | Generator<string>;
}

/** ST, the body and SE; SE01 is counted from the text itself, so that it cannot disagree with it. */
export function writeTransactionSet(set: TransactionSetText): string {
  const pieces = [x12Segment('ST', set.identifier, set.controlNumber, set.guide)];
  let segments = 2;
  for (const piece of set.body) {
    // Counting makes a piece one flat string while all it was put together from is still at hand; doing so
    // for a whole set at its end takes several times as long.
    segments += segmentCount(piece);
    pieces.push(piece);
  }
  pieces.push(`SE*${segments}*${set.controlNumber}~`);
  return pieces.join('');
}

function segmentCount(text: string): number {
  let count = 0;
  for (let at = text.indexOf('~'); at >= 0; at = text.indexOf('~', at + 1)) count += 1;
  return count;
}

/** The one functional group an interchange of ours has. */
export interface GroupText {
  functionalIdentifier: 'HC' | 'HP' | 'FA' | 'HN' | 'HR';
  /** GS08. */
  version: string;
  /** Whole transaction sets. */
  sets: readonly string[];
}

/**
 * ISA … IEA around a group, or around TA1 segments when there is none. Throws a RangeError on a control number or an id that
 * does not fit its element: these come from configuration and numbering, never from claims.
 */
export function writeInterchange(
  parties: InterchangeParties,
  at: IsoInstant,
  content: { group: GroupText } | { acknowledgements: string },
): string {
  const number = controlNumber(parties.interchangeControlNumber, 'ISA13').padStart(9, '0');
  const header =
    `ISA*00*          *00*          *${fixed(parties.senderQualifier, 2, 'ISA05')}*${fixed(parties.senderId, 15, 'ISA06')}` +
    `*${fixed(parties.receiverQualifier, 2, 'ISA07')}*${fixed(parties.receiverId, 15, 'ISA08')}` +
    `*${x12Date(at).slice(2)}*${x12Time(at)}*^*00501*${number}*0*${parties.usageIndicator}*:~`;
  if ('acknowledgements' in content) return `${header}${content.acknowledgements}IEA*0*${number}~`;
  const { group } = content;
  const groupNumber = controlNumber(parties.groupControlNumber, 'GS06');
  const groupHeader = x12Segment(
    'GS',
    group.functionalIdentifier,
    applicationCode(parties.applicationSender, 'GS02'),
    applicationCode(parties.applicationReceiver, 'GS03'),
    x12Date(at),
    x12Time(at),
    groupNumber,
    'X',
    group.version,
  );
  const trailer = `GE*${group.sets.length}*${groupNumber}~IEA*1*${number}~`;
  return [header, groupHeader, ...group.sets, trailer].join('');
}

/** ST02 from a number: at least four digits, as X12 wants it. */
export function transactionSetControlNumber(number: number): string {
  return controlNumber(number, 'ST02').padStart(4, '0');
}

/** `YYYYMMDD` of an instant, in UTC. */
export function x12Date(at: IsoInstant): string {
  return at.slice(0, 4) + at.slice(5, 7) + at.slice(8, 10);
}

/** `HHMM` of an instant, in UTC. */
export function x12Time(at: IsoInstant): string {
  return at.slice(11, 13) + at.slice(14, 16);
}

function controlNumber(number: number, element: string): string {
  if (!Number.isInteger(number) || number < 1 || number > 999_999_999) {
    throw new RangeError(`${element} must be a whole number from 1 to 999999999, not ${number}`);
  }
  return String(number);
}

function fixed(value: string, width: number, element: string): string {
  const text = toX12Text(value);
  if (text === '' || text.length > width) throw new RangeError(`${element} must have 1 to ${width} characters`);
  return text.padEnd(width, ' ');
}

function applicationCode(value: string, element: string): string {
  const text = toX12Text(value);
  if (text.length < 2 || text.length > 15) throw new RangeError(`${element} must have 2 to 15 characters`);
  return text;
}
