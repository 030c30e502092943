import { expect, test } from 'vitest';
import { runBalances } from './balances.ts';
import type { LedgerRow } from './claim-query.ts';

const entry = (posting: string, account: string, amountCents: number): LedgerRow => ({
  posting,
  account,
  amountCents,
  effectiveDate: posting === 'charge' ? '2026-01-05' : '2026-02-01',
  lineNumber: 1,
  reason: null,
});

test('each account runs by itself through all postings, and ends at its sum', () => {
  const { postings, balances } = runBalances([
    entry('charge', 'insurance_receivable', 100),
    entry('charge', 'revenue', -100),
    entry('remit/x/1', 'cash', 60),
    entry('remit/x/1', 'insurance_receivable', -60),
    entry('remit/x/1', 'contractual_adjustment', 40),
    entry('remit/x/1', 'insurance_receivable', -40),
  ]);
  expect(
    postings.map(({ name, effectiveDate, entries }) => [name, effectiveDate, entries.map((each) => each.balanceCents)]),
  ).toEqual([
    ['charge', '2026-01-05', [100, -100]],
    ['remit/x/1', '2026-02-01', [60, 40, 40, 0]],
  ]);
  expect([...balances]).toEqual([
    ['insurance_receivable', 0],
    ['revenue', -100],
    ['cash', 60],
    ['contractual_adjustment', 40],
  ]);
});

test('entries of one posting stay together wherever they stand', () => {
  const { postings } = runBalances([entry('a', 'cash', 1), entry('b', 'cash', 2), entry('a', 'cash', 4)]);
  expect(postings.map(({ name, entries }) => [name, entries.map((each) => each.balanceCents)])).toEqual([
    ['a', [1, 7]],
    ['b', [3]],
  ]);
});
