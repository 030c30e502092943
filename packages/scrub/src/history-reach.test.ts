import { expect, test } from 'vitest';
import { cleanStay } from './clean-bill.ts';
import { cleanCoverage, cleanLine } from './clean-encounter.ts';
import { inventedCodes } from './example-edits.ts';
import { exampleInput } from './example-input.ts';
import { historyReach } from './history-reach.ts';
import { rules } from './rules.ts';
import { scrub } from './scrub.ts';

const reachOf = (example: Parameters<typeof exampleInput>[0]) => historyReach(exampleInput(example));
const medicare = { coverages: [{ ...cleanCoverage, claimFilingCode: 'MB' }] };
const line = (changes: object) => ({ lines: [{ ...cleanLine, serviceFrom: '2026-03-02', ...changes }] });

test('the longest period of an operation before, the day before one after', () => {
  expect(reachOf({ encounter: line({}) })).toEqual({ since: '2025-12-02', until: '2026-03-03' });
  expect(reachOf({ encounter: line({ serviceTo: '2026-03-05' }) })?.until).toBe('2026-03-06');
});

test('years for a new patient and for what is paid so often, from the line that asks for it', () => {
  const early = { ...cleanLine, serviceFrom: '2026-02-01' };
  const late = { ...cleanLine, serviceFrom: '2026-03-02', procedureCode: inventedCodes.newVisit };
  expect(reachOf({ encounter: { lines: [early, late] } })?.since).toBe('2023-03-02');
  expect(reachOf({ encounter: line({ modifiers: ['q6'] }) })?.since).toBe('2025-09-03');
  expect(reachOf({ encounter: { ...medicare, ...line({ procedureCode: 'G0439' }) } })?.since).toBe('2025-03-02');
  expect(reachOf({ encounter: { ...medicare, ...line({ procedureCode: 'G0438' }) } })?.since).toBe('1900-01-01');
  const frequencyLimits = [{ codes: ['T1015'], fullMonths: 5, citation: 'contract', verified: true }];
  expect(reachOf({ encounter: line({ procedureCode: 'T1015' }), payer: { frequencyLimits } })?.since).toBe(
    '2025-09-02',
  );
});

test('the days before an admission, however long ago it was, and the stays that begin within days of a bill', () => {
  const bill = { ...cleanStay.institutional, statementFrom: '2026-03-02', statementTo: '2026-03-05' };
  const admitted = (date: string | undefined) => {
    const lines = cleanStay.lines.map((each) => ({ ...each, serviceFrom: '2026-03-02', serviceTo: undefined }));
    const institutional = { ...bill, admission: { ...bill.admission, date } };
    return reachOf({ encounter: { ...cleanStay, lines, institutional } });
  };
  expect(admitted('2026-03-02')).toEqual({ since: '2025-12-02', until: '2026-03-08' });
  expect(admitted('2025-12-04')?.since).toBe('2025-12-01');
  expect(admitted(undefined)?.since).toBe('2025-12-02');
});

test('nothing without lines', () => {
  expect(reachOf({ encounter: { lines: [] } })).toBeUndefined();
});

// What a rule reads of the history must lie within the reach: what is loaded is cut to it.
test.each(rules.filter(({ needs }) => needs.includes('patient history')).map((rule) => [rule.id, rule] as const))(
  '%s says the same of its examples with the history cut to the reach',
  (_, rule) => {
    for (const example of [rule.firing, rule.passing]) {
      const input = exampleInput(example);
      const reach = historyReach(input)!;
      const history = input.history.filter((past) => past.serviceTo >= reach.since && past.serviceFrom <= reach.until);
      expect(scrub({ ...input, history }).findings).toEqual(scrub(input).findings);
    }
  },
);
