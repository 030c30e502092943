import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

const found = (line: Partial<typeof cleanLine>) =>
  exampleFindings('ST020', { encounter: { lines: [{ ...cleanLine, ...line }] } });

test('tax and postage together may be the whole charge and not a cent more', () => {
  expect(found({ chargeCents: 1000, salesTaxCents: 400, postageCents: 600 })).toEqual([]);
  expect(found({ chargeCents: 1000, salesTaxCents: 401, postageCents: 600 })).toEqual([
    'reject /lines/0/salesTaxCents',
  ]);
  expect(found({ chargeCents: 1000, postageCents: 1001 })).toEqual(['reject /lines/0/postageCents']);
});

test('who sold a service has a number', () => {
  const bought = (provider: object) => found({ purchasedService: { provider, chargeCents: 100 } });
  expect(bought({ organizationName: 'Reference Lab' })).toEqual(['reject /lines/0/purchasedService/provider']);
  expect(bought({ numbers: [] })).toEqual(['reject /lines/0/purchasedService/provider']);
  expect(bought({ numbers: [{ kind: 'G2', number: '1' }] })).toEqual([]);
});
