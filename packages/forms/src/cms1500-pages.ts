import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { type Content, claimContent, lineContent, totalContent } from './cms1500-content.ts';
import { linePlaces, linesOnAPage, type Place, places, rowsOfALine } from './cms1500-places-table.ts';

/** One item of a page: its text begins in this cell of the grid. */
export interface PlacedText {
  /** Name of the item; it begins with the number of its box. Of a service line, the line number follows after a colon. */
  item: string;
  row: number;
  column: number;
  text: string;
}

export interface Cms1500Page {
  texts: PlacedText[];
  /**
   * Items that do not fit: a name or an address was cut; a number, a code or an identifier was left out, because half of one
   * is a wrong one.
   */
  unfit: { item: string; text: string; cut: boolean }[];
}

/**
 * What stands where on the pages of the CMS-1500 (02/12) of a claim: six service lines a page, all else on every page, the total
 * on the last. Rows and columns as in `cms1500-places-table.ts`.
 */
export function cms1500Pages(claim: ClaimSnapshot): Cms1500Page[] {
  const shared = claimContent(claim);
  const count = Math.max(1, Math.ceil(claim.lines.length / linesOnAPage));
  return Array.from({ length: count }, (_, index) => {
    const page: Cms1500Page = { texts: [], unfit: [] };
    place(page, places, { ...shared, ...totalContent(claim, index === count - 1) });
    const lines = claim.lines.slice(index * linesOnAPage, (index + 1) * linesOnAPage);
    for (const [position, line] of lines.entries()) {
      place(page, linePlaces, lineContent(claim, line), { rows: position * rowsOfALine, name: `:${line.lineNumber}` });
    }
    return page;
  });
}

function place<Name extends string>(
  page: Cms1500Page,
  table: Readonly<Record<Name, Place>>,
  content: Content<Name>,
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
