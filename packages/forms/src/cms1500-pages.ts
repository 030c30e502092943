import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { claimContent, lineContent, totalContent } from './cms1500-content.ts';
import { linePlaces, linesOnAPage, places, rowsOfALine } from './cms1500-places-table.ts';
import { type PrintedPage, place } from './placed-text.ts';

/** A page of the form. */
export type Cms1500Page = PrintedPage;

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
