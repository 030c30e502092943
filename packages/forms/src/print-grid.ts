// The printing grid that the forms of paper claims are made for: 10 characters and 6 lines an inch on US Letter.

/** US Letter. */
export const page = { width: 612, height: 792 };
/** 10 characters and 6 lines an inch. Courier is 0.6 of its size wide, so 12 points are 10 pitch. */
const columnPoints = 7.2;
export const rowPoints = 12;
export const fontPoints = 12;
const firstColumnPoints = 21.6;
/** Of the baseline above the lower edge of its row. */
export const baselinePoints = 3;

/** Where the text of a column begins. */
export function leftOf(column: number): number {
  return firstColumnPoints + (column - 1) * columnPoints;
}

/** A line before a column stands clear of its first letter. */
export function edgeOf(column: number): number {
  return leftOf(column) - 1.8;
}

/** Row 1 begins one row below the upper edge of the paper; PDF counts from the lower one. */
export function topOf(row: number): number {
  return page.height - row * rowPoints;
}

export function bottomOf(row: number): number {
  return topOf(row) - rowPoints;
}
