import { attributeBit, type EditionRow } from '../edition.ts';
import { FirstLines } from './first-lines.ts';
import type { ErrorLog } from './import-error.ts';
import { type Line, linesOf } from './read-text.ts';

/** Format of an ICD-10-CM code without its dot; FY2026 brought the first with a letter in second place. */
export const icd10cmPattern = /^[A-Z][0-9A-Z]{2}[0-9A-Z]{0,4}$/;

/** Rows of the order file: columns 1–5 order number, 7–13 code, 15 flag (0 header, 1 billable), 17–76 short title, 78– title. */
export function readOrderFile(text: string, log: ErrorLog): EditionRow[] {
  const rows: EditionRow[] = [];
  const lines = new FirstLines(log);
  let lastOrder = 0;
  for (const line of linesOf(text)) {
    const parts = /^(\d{5}) (.{7}) ([01]) (.{60}) (.*)$/.exec(line.text);
    if (!parts) {
      log.add(
        'record',
        'is not an order-file record: 5 digits, code, flag 0 or 1, short title in columns 17-76, title',
        line.number,
      );
      continue;
    }
    const order = Number(parts[1]);
    if (order <= lastOrder) log.add('record', `order number ${parts[1]} does not follow ${lastOrder}`, line.number);
    lastOrder = order;
    const code = checkedCode(parts[2]!, line, lines, log);
    if (code) rows.push({ code, attributes: parts[3] === '1' ? attributeBit.billable : 0, title: parts[5]!.trim() });
  }
  checkHeaders(rows, lines, log);
  return rows;
}

/** Rows of the codes file: columns 1–7 code, 9– title; all billable. */
export function readCodesFile(text: string, log: ErrorLog): EditionRow[] {
  const rows: EditionRow[] = [];
  const lines = new FirstLines(log);
  for (const line of linesOf(text)) {
    const parts = /^(.{7}) (\S.*)$/.exec(line.text);
    if (!parts) {
      log.add('record', 'is not a codes-file record: code in columns 1-7, title from column 9', line.number);
      continue;
    }
    const code = checkedCode(parts[1]!, line, lines, log);
    if (code) rows.push({ code, attributes: attributeBit.billable, title: parts[2]!.trim() });
  }
  checkHeaders(rows, lines, log);
  return rows;
}

/** Rows of the POA-exempt list: TAB, a header, then order number, code with its dot, description. */
export function readPoaExemptFile(text: string, log: ErrorLog): EditionRow[] {
  const rows: EditionRow[] = [];
  const lines = new FirstLines(log);
  for (const line of linesOf(text)) {
    if (line.number === 1) continue;
    const [order, dotted, description] = line.text.split('\t');
    if (!order || !/^\d+$/.test(order) || dotted === undefined || !description) {
      log.add('record', 'is not a POA-exempt record: number, code and description between tabs', line.number);
      continue;
    }
    if (dotted.length > 3 && dotted[3] !== '.')
      log.add('code', `${dotted} lacks the dot after three characters`, line.number);
    const code = checkedCode(dotted.replace('.', ''), line, lines, log);
    if (code) rows.push({ code, attributes: 0 });
  }
  return rows;
}

function checkedCode(padded: string, line: Line, lines: FirstLines, log: ErrorLog): string | undefined {
  const code = padded.trimEnd();
  if (!icd10cmPattern.test(code)) {
    log.add('code', `${JSON.stringify(code)} is no ICD-10-CM code: a letter, then 2 to 6 of A-Z0-9`, line.number);
    return undefined;
  }
  return lines.note(code, line.number) ? code : undefined;
}

/** A code with codes below it is a header; one without is not (OCG I.A.2: a code is valid only to its last character). */
function checkHeaders(rows: readonly EditionRow[], lines: FirstLines, log: ErrorLog): void {
  const sorted = [...rows].sort((a, b) => (a.code < b.code ? -1 : 1));
  for (let i = 0; i < sorted.length; i += 1) {
    const { code, attributes } = sorted[i]!;
    const hasCodesBelow = sorted[i + 1]?.code.startsWith(code) ?? false;
    const billable = (attributes & attributeBit.billable) !== 0;
    if (billable === hasCodesBelow)
      log.add(
        'header-flag',
        billable
          ? `${code} is marked billable but ${sorted[i + 1]!.code} stands below it`
          : `${code} is a header with no code below it`,
        lines.of(code),
      );
  }
}
