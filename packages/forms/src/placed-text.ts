import type { Place } from './cms1500-places-table.ts';

/** One item of a page: its text begins in this cell of the grid. */
export interface PlacedText {
  /** Name of the item; it begins with the number of its box or form locator. Of a service line, its number follows after a colon. */
  item: string;
  row: number;
  column: number;
  text: string;
}

/** What is printed on one page. */
export interface PrintedPage {
  texts: PlacedText[];
  /**
   * Items that do not fit: a name or an address was cut; a number, a code or an identifier was left out, because half of one
   * is a wrong one.
   */
  unfit: { item: string; text: string; cut: boolean }[];
}

/** Puts content where a table says, and notes what does not fit. */
export function place<Name extends string>(
  page: PrintedPage,
  table: Readonly<Record<Name, Place>>,
  content: Partial<Record<Name, string>>,
  shift = { rows: 0, name: '' },
): void {
  for (const [name, where] of Object.entries<Place>(table)) {
    const text = content[name as Name];
    if (!text) continue;
    const item = `${name}${shift.name}`;
    const fits = text.length <= where.width;
    if (!fits) page.unfit.push({ item, text, cut: where.mayBeCut === true });
    if (!fits && !where.mayBeCut) continue;
    const printed = text.slice(0, where.width);
    const column = where.align === 'right' ? where.column + where.width - printed.length : where.column;
    page.texts.push({ item, row: where.row + shift.rows, column, text: printed });
  }
}
