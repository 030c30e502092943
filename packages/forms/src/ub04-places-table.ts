import type { Place } from './cms1500-places-table.ts';

// Where our own drawing of the UB-04 has its form locators, on the grid of 10 characters and 6 lines an inch. Their order and the
// 22 lines a page are those of the form; the columns are ours: the printing standard of the form is licensed.

const at = (row: number, column: number, width: number): Place => ({ row, column, width });
const text = (row: number, column: number, width: number): Place => ({ row, column, width, mayBeCut: true });
const right = (row: number, column: number, width: number): Place => ({ row, column, width, align: 'right' });

/** Numbered places of a list: "31.0", "31.1" … */
function many(name: string, wheres: readonly Place[]): [string, Place][] {
  return wheres.map((where, index) => [`${name}.${index}`, where]);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

export const linesOnABill = 22;

/** Items that stand on a page once; the name begins with the form locator. */
export const billPlaces: Readonly<Record<string, Place>> = Object.fromEntries([
  ...many(
    '1',
    upTo(4).map((row) => text(2 + row, 1, 25)),
  ),
  ...many(
    '2',
    upTo(4).map((row) => text(2 + row, 27, 23)),
  ),
  ['3a', at(2, 52, 20)],
  ['3b', at(3, 52, 20)],
  ['4', at(3, 75, 4)],
  ['5', at(5, 52, 10)],
  ['6.from', at(5, 63, 6)],
  ['6.through', at(5, 71, 6)],
  ['8b', text(7, 1, 29)],
  ['9a', text(6, 40, 40)],
  ['9b', text(7, 32, 30)],
  ['9c', at(7, 63, 2)],
  ['9d', at(7, 66, 10)],
  ['9e', at(7, 77, 2)],
  ['10', at(9, 1, 8)],
  ['11', at(9, 11, 1)],
  ['12', at(9, 14, 6)],
  ['13', at(9, 21, 2)],
  ['14', at(9, 24, 1)],
  ['15', at(9, 27, 1)],
  ['16', at(9, 30, 2)],
  ['17', at(9, 33, 2)],
  ...many(
    '18',
    upTo(11).map((index) => at(9, 37 + index * 3, 2)),
  ),
  ['29', at(9, 72, 2)],
  // a before b: the form is filled from left to right in row a, then in row b.
  ...many(
    '31.code',
    upTo(8).map((index) => at(11 + Math.floor(index / 4), 1 + (index % 4) * 10, 2)),
  ),
  ...many(
    '31.date',
    upTo(8).map((index) => at(11 + Math.floor(index / 4), 4 + (index % 4) * 10, 6)),
  ),
  ...many(
    '35.code',
    upTo(4).map((index) => at(11 + Math.floor(index / 2), 42 + (index % 2) * 19, 2)),
  ),
  ...many(
    '35.from',
    upTo(4).map((index) => at(11 + Math.floor(index / 2), 45 + (index % 2) * 19, 6)),
  ),
  ...many(
    '35.through',
    upTo(4).map((index) => at(11 + Math.floor(index / 2), 52 + (index % 2) * 19, 6)),
  ),
  ...many(
    '38',
    upTo(4).map((row) => text(14 + row, 1, 38)),
  ),
  ...many(
    '39.code',
    upTo(12).map((index) => at(14 + Math.floor(index / 3), 41 + (index % 3) * 13, 2)),
  ),
  ...many(
    '39.amount',
    upTo(12).map((index) => right(14 + Math.floor(index / 3), 44 + (index % 3) * 13, 9)),
  ),
  ['42.total', at(41, 1, 4)],
  ['43.page', at(41, 6, 24)],
  ['47.total', right(41, 59, 10)],
  ['48.total', right(41, 70, 10)],
  ['50', text(43, 1, 22)],
  ['51', at(43, 24, 15)],
  ['52', at(43, 41, 1)],
  ['53', at(43, 44, 1)],
  ['54', right(43, 46, 10)],
  ['55', right(43, 57, 10)],
  ['56', at(43, 69, 10)],
  ['58', text(47, 1, 25)],
  ['59', at(47, 27, 2)],
  ['60', at(47, 30, 20)],
  ['61', text(47, 51, 14)],
  ['62', at(47, 66, 14)],
  ['63', at(50, 1, 30)],
  ['64', at(50, 32, 26)],
  ['66', at(52, 1, 1)],
  ['67', at(52, 3, 7)],
  ['67.presence', at(52, 10, 1)],
  ...many(
    '67a',
    upTo(17).map((index) => (index < 8 ? at(52, 12 + index * 8, 7) : at(53, 3 + (index - 8) * 8, 7))),
  ),
  ...many(
    '67a.presence',
    upTo(17).map((index) => (index < 8 ? at(52, 19 + index * 8, 1) : at(53, 10 + (index - 8) * 8, 1))),
  ),
  ['69', at(55, 1, 7)],
  ...many(
    '70',
    upTo(3).map((index) => at(55, 11 + index * 8, 7)),
  ),
  ['71', at(55, 36, 4)],
  ...many(
    '72',
    upTo(3).map((index) => at(55, 42 + index * 9, 7)),
  ),
  ...many(
    '72.presence',
    upTo(3).map((index) => at(55, 49 + index * 9, 1)),
  ),
  ['74.code', at(58, 1, 7)],
  ['74.date', at(58, 9, 6)],
  ...many(
    '74a.code',
    upTo(5).map((index) => (index < 2 ? at(58, 17 + index * 15, 7) : at(60, 1 + (index - 2) * 15, 7))),
  ),
  ...many(
    '74a.date',
    upTo(5).map((index) => (index < 2 ? at(58, 25 + index * 15, 6) : at(60, 9 + (index - 2) * 15, 6))),
  ),
  ...many(
    '76.qualifier',
    upTo(4).map((row) => at(57 + row, 47, 2)),
  ),
  ...many(
    '76.npi',
    upTo(4).map((row) => at(57 + row, 50, 10)),
  ),
  ...many(
    '76.name',
    upTo(4).map((row) => text(57 + row, 61, 19)),
  ),
  ['80.0', at(62, 1, 40)],
  ['80.1', at(63, 1, 40)],
  ['81.qualifier', at(62, 47, 2)],
  ['81.code', at(62, 50, 10)],
]);

/** Items of a service line; the first of a page stands in this row. */
export const billLinePlaces: Readonly<Record<string, Place>> = {
  '42': at(19, 1, 4),
  '43': text(19, 6, 24),
  '44': at(19, 31, 13),
  '45': at(19, 45, 6),
  '46': right(19, 52, 6),
  '47': right(19, 59, 10),
  '48': right(19, 70, 10),
};
