import { expect, test } from 'vitest';
import type { HistoryLine } from './finding.ts';
import { fromStoredHistory, toStoredHistory } from './stored-history.ts';

const line = (changes: Partial<HistoryLine> = {}): HistoryLine => ({
  ...{ encounterId: 'a', procedureCode: 'G0463', modifiers: ['25', 'LT'], units: 1, chargeCents: 100 },
  ...{ serviceFrom: '2026-03-02', serviceTo: '2026-03-02', frequencyCode: '1', diagnosisCodes: ['I10', 'E11.9'] },
  ...changes,
});

test('lines read back as they were, in their order, through JSON', () => {
  const history = [
    line({ billingNpi: '1234567893', claimStatus: 'paid' }),
    line({ procedureCode: 'J1885', modifiers: [], units: 2.5, billingNpi: '1234567893', claimStatus: 'paid' }),
    line({ renderingNpi: '1122334455', diagnosisCodes: [] }),
    line({ encounterId: 'b', modifiers: ['a b', ''], diagnosisCodes: ['E 11', 'I10'] }),
    line(),
  ];
  const { diagnosisCodes: _, ...unsaid } = line({ encounterId: 'c' });
  history.push(unsaid);
  const stored = toStoredHistory(history);
  expect(stored.map(({ lines }) => lines.length)).toEqual([2, 1, 1, 1, 1]);
  expect(fromStoredHistory(JSON.parse(JSON.stringify(stored)))).toEqual(history);
  expect(toStoredHistory([])).toEqual([]);
});

test('what was kept line by line before is read too', () => {
  expect(fromStoredHistory([line(), line({ encounterId: 'b' })])).toEqual([line(), line({ encounterId: 'b' })]);
});
