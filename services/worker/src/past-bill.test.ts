import { historyLinesOf } from '@claimwright/db/pipeline/history';
import { expect, test } from 'vitest';
import { cleanOutpatientBill } from './test-stays.ts';

test.each([
  ['0131', '1'],
  ['0137', '7'],
  ['0138', '8'],
])(
  'a past hospital bill of type %s counts as frequency %s, whatever the encounter says of itself',
  (typeOfBill, frequency) => {
    const bill = cleanOutpatientBill(1);
    const content = { ...bill, institutional: { ...bill.institutional, typeOfBill } } as typeof bill;
    const lines = historyLinesOf('e1', content);
    expect(lines.length).toBe(bill.lines.length);
    expect(lines.map((line) => line.frequencyCode)).toEqual(lines.map(() => frequency));
    expect(lines.map((line) => line.typeOfBill)).toEqual(lines.map(() => typeOfBill));
  },
);
