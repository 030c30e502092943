import { daysBetween } from '@claimwright/domain/dates';
import type { ServiceLine } from '@claimwright/domain/encounter';
import { isAccommodation } from '@claimwright/domain/institutional-encounter';
import { type BillFacts, toldDays } from '../bill-facts.ts';
import { partBStays, stillPatient } from '../bill-tables.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Of all or part of a stay, a correction or a void: not late charges, nor what asks for no payment. */
const wholeBill = /^[1-478]$/;

export const in006: Rule = {
  id: 'IN006',
  version: 3,
  title: 'Days of the stay',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: 'Medicare Claims Processing Manual ch. 3 section 20 and ch. 25 (value codes 80 to 83)',
  evidence: 'M',
  logic:
    'Covered and non-covered days make up the stay: from the admission, or where the statement begins later from there, to its end; the day of discharge does not count, and admitted and discharged on one day is 1. Coinsurance and lifetime reserve days are among the covered ones. The units of accommodation lines (010x to 021x) are as many, counted in days (DA); no other line is, and a bill to Medicare with covered or non-covered days has some, unless it adds late charges or asks for no payment. A line without a unit gets the one of its revenue code. Medicare wants the days told. Services of a stay under Part B (12x, 22x) have no days.',
  needs: [],
  perLine: false,
  overridable: true,
  place: placeOnBill('/institutional/days'),
  firing: {
    words: '5 covered days, 2026-03-02 to 2026-03-06',
    base: 'stay',
    encounter: { institutional: { days: { covered: 5 } } },
    pointer: '/institutional/days',
  },
  passing: {
    words: '3 covered and 1 non-covered of the same 4',
    base: 'stay',
    encounter: { institutional: { days: { covered: 3, nonCovered: 1 } } },
  },
  evaluate({ bill, coverage, lines }) {
    const results: RuleResult[] = [];
    if (bill === undefined) return results;
    const fail = (pointer: string, message: string, action: string) =>
      results.push({ verdict: 'fail', pointer, message, action });
    for (const { index, line } of lines) {
      const wrong = wrongUnit(line);
      if (wrong !== undefined) fail(`/lines/${index}/unit`, `Line ${index + 1}: ${wrong}`, unitAction);
    }
    const underPartB = partBStays.has(bill.type?.facilityCode ?? '');
    const stay = bill.inpatient && !underPartB ? daysOfStay(bill) : undefined;
    if (stay === undefined) return results;
    const { covered, nonCovered, coinsurance = 0, lifetimeReserve = 0 } = toldDays(bill);
    if (covered === undefined && nonCovered === undefined) {
      if (coverage?.claimFilingCode === 'MA') {
        fail(
          '/institutional/days',
          'Medicare wants the covered days of the stay, and none are told.',
          'Enter covered and non-covered days.',
        );
      }
    } else {
      const told = (covered ?? 0) + (nonCovered ?? 0);
      if (told !== stay) {
        fail(
          '/institutional/days',
          `${told} covered and non-covered days are told; the stay has ${stay}.`,
          'Correct the days or the dates; the day of discharge is not counted.',
        );
      }
      if (coinsurance + lifetimeReserve > (covered ?? 0)) {
        fail(
          '/institutional/days',
          `${coinsurance + lifetimeReserve} coinsurance and lifetime reserve days are among ${covered ?? 0} covered ones.`,
          'Count them among the covered days.',
        );
      }
    }
    const beds = lines.filter(({ line }) => isAccommodation(line.revenueCode));
    const units = beds.reduce((sum, { line }) => sum + line.units, 0);
    if (beds.length === 0 && coverage?.claimFilingCode === 'MA' && wholeBill.test(bill.frequency ?? '')) {
      fail('/lines', 'Medicare wants the days of the bed as accommodation lines, and none is there.', 'Add them.');
    }
    const [first] = beds;
    if (first !== undefined && units !== stay) {
      fail(
        `/lines/${first.index}/units`,
        `The accommodation lines have ${units} days; the stay has ${stay}.`,
        'Bill one day of accommodation for each day of the stay.',
      );
    }
    return results;
  },
};

const unitAction = 'Correct the unit, or leave it out: it then follows from the revenue code.';

/** SV204: days for accommodation and for nothing else. */
function wrongUnit({ revenueCode, unit }: Pick<ServiceLine, 'revenueCode' | 'unit'>): string | undefined {
  if (unit === undefined || revenueCode === undefined) return undefined;
  if (isAccommodation(revenueCode)) {
    return unit === 'DA' ? undefined : `accommodation (${revenueCode}) is counted in days (DA), not in ${unit}.`;
  }
  return unit === 'DA' ? `${revenueCode} is no accommodation and is not counted in days (DA).` : undefined;
}

/** Undefined when a date is missing or out of order, of which IN003 and IN004 speak. */
function daysOfStay({ bill }: BillFacts): number | undefined {
  const { admission, patientStatusCode, statementFrom, statementTo } = bill;
  if (statementFrom === undefined || statementTo === undefined) return undefined;
  const first = admission?.date !== undefined && admission.date > statementFrom ? admission.date : statementFrom;
  if (first > statementTo) return undefined;
  // Who is still a patient has slept there on the last day too.
  const lastCounts = patientStatusCode === stillPatient ? 1 : 0;
  return Math.max(1, daysBetween(first, statementTo) + lastCounts);
}
