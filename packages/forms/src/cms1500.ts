import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';
import type { ClaimSnapshot } from '@claimwright/domain/claim';
import {
  captions,
  cells,
  centsDividers,
  lineDividers,
  marks,
  shadedColumns,
  wholeLineDividers,
} from './cms1500-frame-table.ts';
import { type Cms1500Page, cms1500Pages } from './cms1500-pages.ts';
import { linesOnAPage, type PlaceName, places, rowsOfALine } from './cms1500-places-table.ts';
import { baselinePoints, bottomOf, edgeOf, fontPoints, leftOf, page, rowPoints, topOf } from './print-grid.ts';

export interface Cms1500Options {
  /** `blank`: only the text, to be printed on the red form. `drawn`: with boxes of our own, to be read. */
  form: 'blank' | 'drawn';
  /** Moves the text where a printer does not meet the form, in points (1/72 inch), right and down. */
  shiftPoints?: { right: number; down: number };
}

const red = rgb(0.72, 0.2, 0.2);
const shade = rgb(0.97, 0.9, 0.9);

/**
 * The CMS-1500 (02/12) of a claim as PDF, one page for every six service lines. The same claim gives the same bytes. What did not
 * fit, `cms1500Pages` tells.
 */
export async function cms1500(claim: ClaimSnapshot, options: Cms1500Options): Promise<Uint8Array> {
  // Without this the library writes the time of day into the file.
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle('CMS-1500');
  const courier = pdf.embedStandardFont(StandardFonts.Courier);
  const small = pdf.embedStandardFont(StandardFonts.Helvetica);
  const pages = cms1500Pages(claim);
  for (const [index, content] of pages.entries()) {
    const sheet = pdf.addPage([page.width, page.height]);
    if (options.form === 'drawn') drawForm(sheet, small, `${index + 1} of ${pages.length}`);
    drawTexts(sheet, courier, content, options.shiftPoints ?? { right: 0, down: 0 });
  }
  return pdf.save();
}

function drawTexts(
  sheet: PDFPage,
  font: PDFFont,
  { texts }: Cms1500Page,
  shift: { right: number; down: number },
): void {
  for (const { row, column, text } of texts) {
    const x = leftOf(column) + shift.right;
    sheet.drawText(text, { x, y: bottomOf(row) + baselinePoints - shift.down, size: fontPoints, font });
  }
}

function drawForm(sheet: PDFPage, font: PDFFont, pageNumber: string): void {
  const label = (text: string, x: number, y: number, size = 5) =>
    sheet.drawText(text, { x, y, size, font, color: red });
  for (let line = 0; line < linesOnAPage; line += 1) drawServiceLine(sheet, 43 + line * rowsOfALine);
  for (const { label: text, rows, columns, labelRight } of cells) {
    const [x, y] = [edgeOf(columns[0]), bottomOf(rows[1])];
    const size = { width: edgeOf(columns[1] + 1) - x, height: topOf(rows[0]) - y };
    sheet.drawRectangle({ x, y, ...size, borderColor: red, borderWidth: 0.5 });
    label(text, labelRight ? x + size.width - 9.5 : x + 1.5, topOf(rows[0]) - 5.5);
  }
  for (const [item, text] of Object.entries(marks)) {
    const { row, column } = places[item as PlaceName];
    const x = leftOf(column) - 0.8;
    sheet.drawRectangle({ x, y: bottomOf(row) + 1, width: 8.8, height: 10, borderColor: red, borderWidth: 0.4 });
    label(text, x, bottomOf(row) + 12.2, 4.2);
  }
  for (const { rows, column } of centsDividers) {
    // No further from the dollar than from the cent.
    const x = leftOf(column) - 0.3;
    const [start, end] = [
      { x, y: bottomOf(rows[1]) },
      { x, y: topOf(rows[0]) },
    ];
    sheet.drawLine({ start, end, thickness: 0.3, color: red, dashArray: [1.5, 1.5] });
  }
  for (const { item, text, before } of captions) {
    const { row, column } = places[item];
    if (before) label(text, leftOf(column) - 12, bottomOf(row) + 3.5);
    else label(text, leftOf(column), topOf(row) + 1, 4.2);
  }
  for (const letter of 'ABCDEFGHIJKL') {
    const { row, column } = places[`21.${letter}` as PlaceName];
    label(letter, leftOf(column) - 7, bottomOf(row) + 3, 6);
  }
  label('Claimwright rendering of the CMS-1500 (02/12) for reading, not for filing', edgeOf(1), bottomOf(62) + 5);
  label(`Page ${pageNumber}`, edgeOf(75), bottomOf(62) + 5);
}

/** Two rows: the upper one shaded for supplements. */
function drawServiceLine(sheet: PDFPage, row: number): void {
  const [first, last] = shadedColumns;
  const x = edgeOf(first);
  const width = edgeOf(last + 1) - x;
  sheet.drawRectangle({ x, y: bottomOf(row), width, height: rowPoints, color: shade });
  sheet.drawRectangle({ x, y: bottomOf(row + 1), width, height: 2 * rowPoints, borderColor: red, borderWidth: 0.5 });
  for (const column of lineDividers) {
    const top = wholeLineDividers.has(column) ? topOf(row) : topOf(row + 1);
    const at = edgeOf(column);
    sheet.drawLine({ start: { x: at, y: bottomOf(row + 1) }, end: { x: at, y: top }, thickness: 0.5, color: red });
  }
}
