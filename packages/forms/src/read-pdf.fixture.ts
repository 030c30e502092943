import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text as a PDF reader finds it: page from 1, points from the upper left corner to the start of its baseline. */
export interface FoundText {
  page: number;
  x: number;
  y: number;
  size: number;
  text: string;
}

/** Reads the text of a PDF with Mozilla's reader, one entry for each time the file shows text. */
export async function readPdf(bytes: Uint8Array): Promise<FoundText[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const found: FoundText[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [, , , height = 0] = page.view;
    const { fnArray, argsArray } = await page.getOperatorList();
    let [x, y, size] = [0, 0, 0];
    for (const [index, operation] of fnArray.entries()) {
      const args = argsArray[index];
      if (operation === OPS.setFont) size = args[1];
      if (operation === OPS.setTextMatrix) [x, y] = [args[0][4], height - args[0][5]];
      if (operation !== OPS.showText) continue;
      const glyphs: { unicode?: string }[] = args[0];
      found.push({ page: number, x, y, size, text: glyphs.map((glyph) => glyph.unicode ?? '').join('') });
    }
  }
  await task.destroy();
  return found;
}
