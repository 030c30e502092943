import { addDays, type IsoDate } from '@claimwright/domain/dates';
import { npiHasValidCheckDigit } from '@claimwright/domain/ids';
import type { DateSpan } from '@claimwright/domain/tenant-facts';
import { headingOf, isoDateOf } from '../import/read-csv.ts';
import type { FactError } from './fact-error.ts';

/** Columns of a heading by their names, case and blanks aside. */
export type Columns = ReadonlyMap<string, number>;

/** Reads a heading; a name that stands there twice counts where it stands first. */
export function columnsOf(heading: readonly string[]): Columns {
  const columns = new Map<string, number>();
  for (const [place, cell] of heading.entries()) {
    const name = headingOf(cell);
    if (name !== '' && !columns.has(name)) columns.set(name, place);
  }
  return columns;
}

const longest = 200;

/** The cells of one row; what is wrong with any of them is collected, so that one look at a row tells everything. */
export class FactCells {
  readonly errors: FactError[] = [];
  readonly #columns: Columns;
  readonly #cells: readonly string[];
  readonly #line: number;

  constructor(columns: Columns, cells: readonly string[], line: number) {
    this.#columns = columns;
    this.#cells = cells;
    this.#line = line;
  }

  /** The cell, trimmed; empty when it is or there is no such column. */
  text(field: string): string {
    const place = this.#columns.get(field.toLowerCase());
    const text = place === undefined ? '' : (this.#cells[place] ?? '').trim();
    if (text.length > longest) this.refuse(field, 'length', `is longer than ${longest} characters`);
    else if (text.includes('\u0000')) this.refuse(field, 'value', 'holds a NUL character');
    return text;
  }

  required(field: string): string {
    const text = this.text(field);
    if (text === '') this.refuse(field, 'required', 'is empty');
    return text;
  }

  npi(field: string): string {
    const text = this.required(field);
    if (text !== '' && !npiHasValidCheckDigit(text)) {
      this.refuse(field, 'npi', `${text} is no NPI: ten digits, the last of them the check digit`);
    }
    return text;
  }

  /** A date, written YYYY-MM-DD, YYYYMMDD or M/D/YYYY; 00000000 is none. */
  date(field: string): IsoDate | undefined {
    const text = this.text(field);
    if (/^0+$/.test(text)) return undefined;
    const date = isoDateOf(text);
    if (date !== null) return date;
    this.refuse(field, 'date', `${text} is no date; write YYYY-MM-DD, YYYYMMDD or M/D/YYYY`);
    return undefined;
  }

  requiredDate(field: string): IsoDate {
    const date = this.date(field);
    const said = this.errors.some((error) => error.field === field);
    if (date === undefined && !said) this.refuse(field, 'required', 'is empty');
    return date ?? '';
  }

  /** From the one column to the other; the second may be empty. `before`: the second is the day after the last. */
  span(fromField: string, toField: string, before: boolean = false): DateSpan {
    const from = this.requiredDate(fromField);
    const end = this.date(toField);
    if (end === undefined) return { from };
    const to = before ? addDays(end, -1) : end;
    if (from !== '' && end < from) this.refuse(toField, 'dateOrder', `${end} lies before ${fromField} ${from}`);
    return { from, to };
  }

  /** One of these words, case aside. */
  oneOf<Word extends string>(field: string, words: readonly Word[], given: string = this.required(field)): Word {
    const word = words.find((one) => one.toLowerCase() === given.toLowerCase());
    if (word === undefined && given !== '') this.refuse(field, 'value', `${given} is none of ${words.join(', ')}`);
    return word ?? words[0]!;
  }

  /** Words between blanks or semicolons. */
  words(field: string): string[] {
    return this.text(field)
      .split(/[\s;]+/)
      .filter((word) => word !== '');
  }

  refuse(field: string, rule: FactError['rule'], message: string): void {
    this.errors.push({ line: this.#line, field, rule, message });
  }
}
