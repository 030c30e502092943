import { expect, test } from 'vitest';
import { exampleFindings } from '../example-input.ts';

const at = (line1: string, line2?: string) =>
  exampleFindings('ID006', { encounter: { billingProvider: { address: { line1, line2 } } } });

test.each(['PO BOX 12', 'P.O. Box 12', 'p o box 12', 'Post Office Box 12', 'POB 12', 'Lockbox 4', 'P.O.B. 7'])(
  '%s is a PO box',
  (line) => {
    expect(at(line)).toEqual(['reject /billingProvider/address/line1']);
    expect(at('1 Main St', line)).toEqual(['reject /billingProvider/address/line2']);
  },
);

test.each(['12 Main St', '4 Boxwood Lane', '7 Poboy Street', 'Post Road 5', '1 Pobst Ave'])('%s is none', (line) => {
  expect(at(line)).toEqual([]);
});
