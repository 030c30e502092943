import type { TimelyFiling } from '@claimwright/domain/payer';
import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings, exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

const limit = (changes: Partial<TimelyFiling>): TimelyFiling => ({
  ...{ unit: 'days', count: 100, anchor: 'serviceFrom', rollsToWorkday: false, citation: 'contract', verified: false },
  ...changes,
});
const at = (serviceFrom: string, timelyFiling: TimelyFiling, today: string, serviceTo?: string) =>
  exampleFindings('AD001', {
    encounter: { lines: [{ ...cleanLine, serviceFrom, serviceTo }] },
    payer: { timelyFiling },
    today,
  });

test.each([
  ['2026-03-01', []],
  ['2026-03-16', ['warn /lines/0/serviceFrom']],
  ['2026-04-10', ['warn /lines/0/serviceFrom']],
  ['2026-04-11', ['deny /lines/0/serviceFrom']],
])('100 days from 2025-12-31: on %s', (today, expected) => {
  expect(at('2025-12-31', limit({}), today)).toEqual(expected);
});

test('a calendar year is no 365 days: it ends on the same day of the next year', () => {
  const year = limit({ unit: 'calendarYears', count: 1 });
  expect(at('2023-06-01', year, '2024-06-01')).toEqual(['warn /lines/0/serviceFrom']);
  expect(at('2023-06-01', year, '2024-06-02')).toEqual(['deny /lines/0/serviceFrom']);
});

test('a deadline on a Saturday rolls to the Monday where the profile says so', () => {
  const year = { unit: 'calendarYears', count: 1 } as const;
  expect(at('2025-02-28', limit({ ...year, rollsToWorkday: true }), '2026-03-02')).toEqual([
    'warn /lines/0/serviceFrom',
  ]);
  expect(at('2025-02-28', limit(year), '2026-03-02')).toEqual(['deny /lines/0/serviceFrom']);
});

test('months end on the last day of a shorter month', () => {
  const months = limit({ unit: 'months', count: 6 });
  expect(at('2025-08-31', months, '2026-02-28')).toEqual(['warn /lines/0/serviceFrom']);
  expect(at('2025-08-31', months, '2026-03-01')).toEqual(['deny /lines/0/serviceFrom']);
});

test('counts from the last date of the line where the profile says so', () => {
  expect(at('2025-12-01', limit({ anchor: 'serviceTo' }), '2026-03-20', '2025-12-31')).toEqual([
    'warn /lines/0/serviceTo',
  ]);
  expect(at('2025-12-01', limit({}), '2026-03-20', '2025-12-31')).toEqual(['deny /lines/0/serviceFrom']);
});

test('a delay reason turns a late claim into a warning', () => {
  const encounter = { lines: [{ ...cleanLine, serviceFrom: '2025-03-02' }], delayReasonCode: '7' };
  expect(exampleFindings('AD001', { encounter })).toEqual(['warn /lines/0/serviceFrom']);
});

test('no limit in the profile, and a corrected claim, are no data', () => {
  const old = { lines: [{ ...cleanLine, serviceFrom: '2020-03-02' }] };
  const unlimited = scrub(exampleInput({ encounter: old, payer: { timelyFiling: undefined } }));
  const corrected = scrub(exampleInput({ encounter: { ...old, frequencyCode: '7', payerClaimControlNumber: 'ICN1' } }));
  for (const run of [unlimited, corrected]) {
    expect(run.findings.filter((finding) => finding.ruleId === 'AD001')).toEqual([]);
    expect(run.notEvaluated).toMatchObject([{ ruleId: 'AD001', count: 1 }]);
  }
});
