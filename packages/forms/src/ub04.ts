import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';
import type { InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { PrintedPage } from './placed-text.ts';
import { baselinePoints, bottomOf, edgeOf, fontPoints, leftOf, page, topOf } from './print-grid.ts';
import { billCells } from './ub04-frame-table.ts';
import { ub04Pages } from './ub04-pages.ts';

export interface Ub04Options {
  /** `blank`: only the text. `drawn`: with boxes of our own, to be read. */
  form: 'blank' | 'drawn';
  /** Moves the text, in points (1/72 inch), right and down. */
  shiftPoints?: { right: number; down: number };
}

const ink = rgb(0.16, 0.4, 0.3);

/**
 * An institutional claim as PDF in the order of the UB-04's form locators, one page for every 22 service lines. The same claim gives the
 * same bytes. What did not fit, `ub04Pages` tells.
 */
export async function ub04(claim: InstitutionalClaimSnapshot, options: Ub04Options): Promise<Uint8Array> {
  // Without this the library writes the time of day into the file.
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle('UB-04');
  const courier = pdf.embedStandardFont(StandardFonts.Courier);
  const small = pdf.embedStandardFont(StandardFonts.Helvetica);
  for (const content of ub04Pages(claim)) {
    const sheet = pdf.addPage([page.width, page.height]);
    if (options.form === 'drawn') drawForm(sheet, small);
    drawTexts(sheet, courier, content, options.shiftPoints ?? { right: 0, down: 0 });
  }
  return pdf.save();
}

function drawTexts(
  sheet: PDFPage,
  font: PDFFont,
  { texts }: PrintedPage,
  shift: { right: number; down: number },
): void {
  for (const { row, column, text } of texts) {
    const y = bottomOf(row) + baselinePoints - shift.down;
    sheet.drawText(text, { x: leftOf(column) + shift.right, y, size: fontPoints, font });
  }
}

function drawForm(sheet: PDFPage, font: PDFFont): void {
  for (const { label, rows, columns } of billCells) {
    const [x, y] = [edgeOf(columns[0]), bottomOf(rows[1])];
    const size = { width: edgeOf(columns[1] + 1) - x, height: topOf(rows[0]) - y };
    sheet.drawRectangle({ x, y, ...size, borderColor: ink, borderWidth: 0.5 });
    sheet.drawText(label, { x: x + 1.5, y: topOf(rows[0]) - 5.5, size: 5, font, color: ink });
  }
  const note = 'Claimwright rendering of the UB-04 for reading, not for filing';
  sheet.drawText(note, { x: edgeOf(1), y: bottomOf(64) + 5, size: 5, font, color: ink });
}
