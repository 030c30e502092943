import { fromX12Date, type IsoDate } from '@claimwright/domain/dates';
import type { EditionRow } from '../edition.ts';
import { FirstLines } from './first-lines.ts';
import type { ErrorLog } from './import-error.ts';
import { type Line, linesOf } from './read-text.ts';

export const hcpcsPattern = /^[A-CE-V]\d{4}$/;
export const modifierPattern = /^[0-9A-Z]{2}$/;
/** CPT categories I, II, III, PLA, MAAA and vaccine administration: AMA's, recognised only to be left out. */
const cptShape = /^\d{4}[0-9FTUMA]$/;
const cdtShape = /^D\d{4}$/;

/** Why a code of a mixed file must not be kept; undefined for HCPCS Level II. */
export function licensedShape(code: string): 'cpt' | 'cdt' | undefined {
  if (cptShape.test(code)) return 'cpt';
  return cdtShape.test(code) ? 'cdt' : undefined;
}

export interface HcpcsRows {
  codes: EditionRow[];
  modifiers: EditionRow[];
  skipped: { cpt: number; cdt: number };
}

const recordLength = 320;
const recordStart = /^( {3}[0-9A-Z]{2}|[0-9A-Z]{5})\d{5}[3478]/;

/**
 * Rows of CMS's Alpha-Numeric file (HCPC… ANWEB.txt): records of 320 characters; columns 1–5 code (a modifier in 4–5), 6–10
 * sequence, 11 kind (3 procedure, 7 modifier, 4 and 8 their continuations), 12–91 text, 269–276 added, 285–292 last day valid.
 * Notices before and after the records are left out; anything else between them is an error.
 */
export function readHcpcsAlphaNumeric(text: string, log: ErrorLog): HcpcsRows {
  const result: HcpcsRows = { codes: [], modifiers: [], skipped: { cpt: 0, cdt: 0 } };
  const lines = [...linesOf(text)];
  const first = lines.findIndex((line) => recordStart.test(line.text));
  const last = lines.findLastIndex((line) => recordStart.test(line.text));
  const firstLines = new FirstLines(log);
  let open: { code: string; row: EditionRow | undefined } | undefined;
  for (const line of lines.slice(first, last + 1)) {
    if (line.text.trim() === '') continue;
    const kind = line.text[10];
    const continues = kind === '4' || kind === '8';
    // CMS itself has printed continuations a few blanks short; nothing but their text is read.
    const wholeRecord = line.text.length === recordLength || (continues && line.text.length < recordLength);
    if (!wholeRecord || !recordStart.test(line.text)) {
      log.add('record', `is no HCPCS record of ${recordLength} characters (it has ${line.text.length})`, line.number);
      continue;
    }
    const code = line.text.slice(0, 5).trim();
    if (continues) continueText(open, code, line, log);
    else open = { code, row: openRecord({ result, firstLines, log }, code, line) };
  }
  return result;
}

function continueText(
  open: { code: string; row: EditionRow | undefined } | undefined,
  code: string,
  line: Line,
  log: ErrorLog,
): void {
  if (open?.code !== code)
    log.add('record', `continues ${code}, but the record before is ${open?.code ?? 'none'}`, line.number);
  else if (open.row) open.row.title = `${open.row.title} ${line.text.slice(11, 91).trim()}`;
}

function openRecord(
  { result, firstLines, log }: { result: HcpcsRows; firstLines: FirstLines; log: ErrorLog },
  code: string,
  line: Line,
): EditionRow | undefined {
  const kind = line.text[10];
  const licensed = kind === '3' ? licensedShape(code) : undefined;
  if (licensed) {
    result.skipped[licensed] += 1;
    return undefined;
  }
  if (!(kind === '3' ? hcpcsPattern : modifierPattern).test(code)) {
    log.add('code', `${JSON.stringify(code)} is no HCPCS Level II ${kind === '3' ? 'code' : 'modifier'}`, line.number);
    return undefined;
  }
  if (!firstLines.note(code, line.number)) return undefined;
  const dates = datesOfRecord(code, line, log);
  if (!dates) return undefined;
  const row: EditionRow = { code, attributes: 0, ...dates, title: line.text.slice(11, 91).trim() };
  (kind === '3' ? result.codes : result.modifiers).push(row);
  return row;
}

function datesOfRecord(
  code: string,
  line: Line,
  log: ErrorLog,
): { effectiveFrom: IsoDate; effectiveTo?: IsoDate } | undefined {
  const added = line.text.slice(268, 276);
  const ended = line.text.slice(284, 292);
  const effectiveFrom = fromX12Date(added);
  const effectiveTo = ended.trim() === '' ? undefined : fromX12Date(ended);
  if (!effectiveFrom)
    log.add('date', `${code} was added on ${JSON.stringify(added)}, which is no date (columns 269-276)`, line.number);
  else if (ended.trim() !== '' && !effectiveTo)
    log.add('date', `${code} ends on ${JSON.stringify(ended)}, which is no date (columns 285-292)`, line.number);
  else if (effectiveTo && effectiveTo < effectiveFrom)
    log.add('date-order', `${code} ends ${effectiveTo} before it was added ${effectiveFrom}`, line.number);
  else return effectiveTo ? { effectiveFrom, effectiveTo } : { effectiveFrom };
  return undefined;
}
