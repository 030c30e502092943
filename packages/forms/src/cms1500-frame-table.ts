import type { PlaceName } from './cms1500-places-table.ts';

// The form as we draw it ourselves: boxes by rows and columns of the printing grid, each with the number of its box and a few words
// of our own. It is a picture for reading; payers take paper claims only on the printed red form.

export interface Cell {
  label: string;
  /** First and last row, both inside. */
  rows: readonly [number, number];
  /** First and last column, both inside; a part of a column moves the line away from a letter. */
  columns: readonly [number, number];
  /** The label stands at the right end, because the item begins at the left one. */
  labelRight?: true;
}

const left = [1, 29] as const;
const middle = [30, 48.6] as const;
const leftAndMiddle = [1, 48.6] as const;
const right = [49.6, 79] as const;
const cell = (label: string, rows: Cell['rows'], columns: Cell['columns']): Cell => ({ label, rows, columns });

export const cells: readonly Cell[] = [
  cell('1  Cover', [7, 8], leftAndMiddle),
  cell("1a  Insured's ID", [7, 8], right),
  cell('2  Patient', [9, 10], left),
  cell('3  Birth date, sex', [9, 10], middle),
  cell('4  Insured', [9, 10], right),
  cell('5  Street', [11, 12], left),
  cell('6  Patient is to insured', [11, 12], middle),
  cell('7  Street', [11, 12], right),
  cell('City', [13, 14], [1, 25]),
  cell('State', [13, 14], [26, 29]),
  cell('8  Reserved', [13, 16], middle),
  cell('City', [13, 14], [49.6, 73]),
  cell('State', [13, 14], [74, 79]),
  cell('ZIP', [15, 16], [1, 14]),
  cell('Phone', [15, 16], [15, 29]),
  cell('ZIP', [15, 16], [49.6, 63]),
  cell('Phone', [15, 16], [64, 79]),
  cell('9  Other insured', [17, 18], left),
  cell('10  Does it come from', [17, 18], middle),
  cell('11  Group or FECA number', [17, 18], right),
  cell('9a  Other policy or group', [19, 20], left),
  cell('10a  Work', [19, 20], middle),
  cell("11a  Insured's birth date, sex", [19, 20], right),
  cell('9b  Reserved', [21, 22], left),
  cell('10b  Car accident', [21, 22], middle),
  cell('11b  Other claim ID', [21, 22], right),
  cell('9c  Reserved', [23, 24], left),
  cell('10c  Other accident', [23, 24], middle),
  cell('11c  Plan', [23, 24], right),
  cell('9d  Other plan', [25, 26], left),
  cell('10d  Claim codes', [25, 26], middle),
  cell('11d  Another plan', [25, 26], right),
  cell("12  Patient's signature: records may be released", [27, 30], leftAndMiddle),
  cell("13  Insured's signature: pay the provider", [27, 30], right),
  cell('14  Illness, injury, pregnancy (LMP)', [31, 32], left),
  cell('15  Other date', [31, 32], middle),
  cell('16  Unable to work', [31, 32], right),
  cell('17  Referring or other source', [33, 34], left),
  cell('17a', [33, 33], middle),
  cell('17b  NPI', [34, 34], middle),
  cell('18  In hospital', [33, 34], right),
  cell('19  More about the claim', [35, 36], leftAndMiddle),
  cell('20  Outside lab', [35, 36], right),
  cell('21  Diagnoses', [37, 40], leftAndMiddle),
  cell('22  Resubmission', [37, 38], [49.6, 60]),
  cell('Original reference', [37, 38], [61, 79]),
  cell('23  Authorization', [39, 40], right),
  cell('24A  From', [41, 42], [1, 9]),
  cell('To', [41, 42], [10, 18]),
  cell('B  Place', [41, 42], [19, 21]),
  cell('C  Emg', [41, 42], [22, 24]),
  cell('D  Procedure', [41, 42], [25, 31]),
  cell('Modifiers', [41, 42], [32, 43.6]),
  cell('E  Diagnosis', [41, 42], [44.6, 48.6]),
  cell('F  Charge', [41, 42], [49.6, 58]),
  cell('G  Units', [41, 42], [59, 62]),
  cell('H', [41, 42], [63, 64]),
  cell('I', [41, 42], [65, 67]),
  cell('J  Rendering provider', [41, 42], [68, 79]),
  cell('25  Tax ID', [55, 56], [1, 22]),
  cell('26  Account', [55, 56], [23, 36]),
  cell('27  Assignment', [55, 56], [37, 48.6]),
  cell('28  Total charge', [55, 56], [49.6, 60]),
  cell('29  Paid', [55, 56], [61, 70]),
  cell('30  Reserved', [55, 56], [71, 79]),
  cell("31  Provider's signature", [57, 61], [1, 22]),
  cell('32  Place of service', [57, 60], [23, 48.6]),
  { ...cell('32a', [61, 61], [23, 35]), labelRight: true },
  { ...cell('32b', [61, 61], [36, 48.6]), labelRight: true },
  cell('33  Billing provider', [57, 60], right),
  { ...cell('33a', [61, 61], [49.6, 61]), labelRight: true },
  { ...cell('33b', [61, 61], [62, 79]), labelRight: true },
];

/** Columns at which the service lines are divided, and those of them that go through the shaded half too. */
export const lineDividers = [10, 19, 22, 25, 32, 44.6, 49.6, 59, 63, 65, 68] as const;
export const wholeLineDividers: ReadonlySet<number> = new Set([63, 65, 68]);
/** The whole width of a line. */
export const shadedColumns = [1, 79] as const;

/** Boxes to be marked, each with our word for it. */
export const marks: Partial<Record<PlaceName, string>> = {
  '1.medicare': 'Medicare',
  '1.medicaid': 'Medicaid',
  '1.tricare': 'Tricare',
  '1.champva': 'ChampVA',
  '1.group': 'Group',
  '1.feca': 'FECA',
  '1.other': 'Other',
  '3.male': 'M',
  '3.female': 'F',
  '6.self': 'Self',
  '6.spouse': 'Spouse',
  '6.child': 'Child',
  '6.other': 'Other',
  '10a.yes': 'Yes',
  '10a.no': 'No',
  '10b.yes': 'Yes',
  '10b.no': 'No',
  '10c.yes': 'Yes',
  '10c.no': 'No',
  '11a.male': 'M',
  '11a.female': 'F',
  '11d.yes': 'Yes',
  '11d.no': 'No',
  '20.yes': 'Yes',
  '20.no': 'No',
  '25.ssn': 'SSN',
  '25.ein': 'EIN',
  '27.yes': 'Yes',
  '27.no': 'No',
};

/** Between dollars and cents, where the form has no decimal point: rows and the column of the first cent. */
export const centsDividers: readonly { rows: readonly [number, number]; column: number }[] = [
  ...[44, 46, 48, 50, 52, 54].map((row) => ({ rows: [row, row] as const, column: 56 })),
  { rows: [36, 36], column: 70 },
  { rows: [56, 56], column: 58 },
  { rows: [56, 56], column: 68 },
];

/** Words above an item, or before it. */
export const captions: readonly { item: PlaceName; text: string; before?: true }[] = [
  { item: '10b.state', text: 'State' },
  { item: '16.from.month', text: 'From' },
  { item: '16.to.month', text: 'To' },
  { item: '18.from.month', text: 'From' },
  { item: '18.to.month', text: 'To' },
  { item: '14.qualifier', text: 'Qual.' },
  { item: '21.indicator', text: 'ICD', before: true },
];
