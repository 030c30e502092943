import type { HistoryLine } from '@claimwright/domain/finding';
import { describe, expect, test } from 'vitest';
import { said } from '../bill-findings.fixture.ts';
import { partACoverage } from '../clean-bill.ts';
import { cleanCoverage } from '../clean-encounter.ts';
import { pastLine } from '../example-history.ts';

const encounter = { coverages: [partACoverage] };
const npi = '1234567893';
const visit = (day: string, changes: Partial<HistoryLine> = {}) =>
  pastLine('G0463', day, { typeOfBill: '0131', revenueCode: '0510', billingNpi: npi, ...changes });
const ofStay = (...history: HistoryLine[]) => said('IN017', { base: 'stay', encounter, history });

describe('a stay from 2026-03-02', () => {
  const words = (day: string, more = '') =>
    `warn /institutional/admission/date: G0463 of ${day} was billed as outpatient within three days before the admission on 2026-03-02${more}.`;

  test.each([
    ['2026-02-26', false],
    ['2026-02-27', true],
    ['2026-03-02', true],
    ['2026-03-03', false],
  ])('a visit of %s lies within its window: %s', (day, within) => {
    expect(ofStay(visit(day))).toEqual(within ? [words(day)] : []);
  });

  test('the first is named and the others counted, in whatever order they come', () => {
    const [one, two] = [visit('2026-02-28'), visit('2026-02-27')];
    expect(ofStay(one, two)).toEqual([words('2026-02-27', ' (and 1 more)')]);
    expect(ofStay(two, one)).toEqual(ofStay(one, two));
  });

  test('a line without procedure code is named by its revenue code', () => {
    expect(ofStay(visit('2026-02-28', { procedureCode: '', revenueCode: '0250' }))[0]).toContain(
      'Revenue code 0250 of',
    );
  });

  test.each<[string, Partial<HistoryLine>]>([
    ['of another hospital', { billingNpi: '1999999984' }],
    ['of another stay', { typeOfBill: '0111' }],
    ['voided', { frequencyCode: '8' }],
    ['rejected', { claimStatus: 'rejected' }],
    ['of a physician', { typeOfBill: undefined, revenueCode: undefined }],
  ])('a visit %s does not count', (_, changes) => expect(ofStay(visit('2026-02-28', changes))).toEqual([]));

  test('other payers have rules of their own, and without admission there is no window', () => {
    const history = [visit('2026-02-28')];
    expect(said('IN017', { base: 'stay', encounter: { coverages: [cleanCoverage] }, history })).toEqual([]);
    const noDate = { ...encounter, institutional: { admission: { date: null } } };
    expect(said('IN017', { base: 'stay', encounter: noDate, history })).toEqual([]);
    const noNpi = { ...encounter, billingProvider: { npi: null } };
    expect(
      said('IN017', { base: 'stay', encounter: noNpi, history: [visit('2026-02-28', { billingNpi: undefined })] }),
    ).toEqual([]);
  });
});

test.each([
  ['2026-03-01', false],
  ['2026-03-02', true],
  ['2026-03-05', true],
  ['2026-03-06', false],
])('a visit of 2026-03-02, and a stay billed from %s: %s', (day, within) => {
  const stay = pastLine('', day, { typeOfBill: '0111', revenueCode: '0120', billingNpi: npi });
  const words = `warn /lines/0/serviceFrom: Line 1 of 2026-03-02 lies within three days before the stay from ${day}, which is billed.`;
  expect(said('IN017', { base: 'outpatient', encounter, history: [stay] })).toEqual(within ? [words] : []);
  expect(said('IN017', { base: 'outpatient', encounter, history: [visit(day)] })).toEqual([]);
});
