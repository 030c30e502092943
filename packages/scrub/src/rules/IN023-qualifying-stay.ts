import { daysBetween } from '@claimwright/domain/dates';
import { toldDays } from '../bill-facts.ts';
import { cleanStay, partACoverage } from '../clean-bill.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { EncounterPatch } from '../merge-patch.ts';
import type { Rule, RuleFailure } from '../rule.ts';
import { billSpans, type Span } from '../span-facts.ts';

/** Skilled nursing, and a hospital's bed used for it. */
const skilled: ReadonlySet<string> = new Set(['21', '18']);
const qualifying = '70';
const leastDays = 3;
const mostDaysBetween = 30;
const noPayment = '0';

/** Came from a plan that had waived the stay; care under the waiver of a disaster. */
const waived: ReadonlySet<string> = new Set(['58', 'DR']);
/** No bed was free; the care could not begin sooner; readmitted within thirty days of care in a nursing facility. */
const mayBeLater: ReadonlySet<string> = new Set(['55', '56', '57']);

function nursing(occurrenceSpans: Span[] | { code: string; from: string; to: string }[]): EncounterPatch {
  return {
    coverages: [partACoverage],
    institutional: {
      typeOfBill: '0211',
      admission: { ...cleanStay.institutional?.admission, sourceCode: '4' },
      occurrences: [{ code: '50', date: '2026-03-05' }],
      occurrenceSpans,
    },
    lines: [
      { ...cleanStay.lines[0]!, chargeCents: 300_000 },
      { ...cleanStay.lines[1]!, revenueCode: '0022', procedureCode: 'KAQD1', units: 4, chargeCents: 0 },
    ],
  };
}

export const in023: Rule = {
  id: 'IN023',
  version: 1,
  title: 'Hospital stay before skilled nursing',
  category: 'institutional',
  severity: 'deny',
  claimTypes: ['institutional'],
  citation:
    'Social Security Act section 1861(i); 42 CFR 409.30; Medicare Claims Processing Manual ch. 6 section 40; MLN SNF Billing Reference',
  evidence: 'V',
  logic:
    'A bill of skilled nursing (21x) or a swing bed (18x) to Medicare Part A that has covered days tells by span 70 the hospital stay that qualifies for them: at least three days without the day of discharge, which lies before the admission and no more than 30 days. Condition 58 (and DR) needs no stay; 55, 56 and 57 take one longer ago. A bill without payment is not judged.',
  needs: [],
  perLine: false,
  overridable: true,
  place: placeOnBill('/institutional/occurrenceSpans'),
  firing: {
    words: '0211, Medicare Part A, without span 70',
    base: 'stay',
    encounter: nursing([]),
    pointer: '/institutional/occurrenceSpans',
  },
  passing: {
    words: 'the same after a stay from 2026-02-26 to 2026-03-02',
    base: 'stay',
    encounter: nursing([{ code: '70', from: '2026-02-26', to: '2026-03-02' }]),
  },
  evaluate({ bill, coverage }) {
    if (bill?.type === undefined || coverage?.claimFilingCode !== 'MA' || !skilled.has(bill.type.facilityCode))
      return [];
    const { conditions, admission } = bill.bill;
    const { covered, nonCovered } = toldDays(bill);
    const nothingCovered = (covered ?? 0) === 0 && (nonCovered ?? 0) > 0;
    if (bill.frequency === noPayment || nothingCovered || conditions.some((code) => waived.has(code))) return [];
    const stays = billSpans(bill).filter(({ code }) => code === qualifying);
    const [first] = stays;
    // One with a date missing or out of order is told, and IN009 speaks of it.
    if (first === undefined) {
      if (bill.bill.occurrenceSpans.some(({ code }) => code === qualifying)) return [];
      return [
        {
          verdict: 'fail',
          pointer: '/institutional/occurrenceSpans',
          message: 'The bill for skilled nursing tells no hospital stay that qualifies for it (occurrence span 70).',
          action: 'Add span 70 with the first and last day of the stay, or the condition code that does without.',
        },
      ];
    }
    const late = conditions.some((code) => mayBeLater.has(code));
    const faults = stays.map((stay) => faultOf(stay, admission?.date, late));
    const fault = faults.includes(undefined) ? undefined : faults[0];
    if (fault === undefined) return [];
    const { member, ...told } = fault;
    return [{ verdict: 'fail', pointer: `/institutional/occurrenceSpans/${first.index}/${member}`, ...told }];
  },
};

type StayFault = Pick<RuleFailure, 'message' | 'action' | 'severity'> & { member: 'from' | 'to' };

/** Why a stay does not qualify; undefined when it does. */
function faultOf({ from, to }: Span, admitted: string | undefined, late: boolean): StayFault | undefined {
  const days = daysBetween(from, to);
  const name = `The hospital stay ${from} to ${to}`;
  if (days < leastDays) {
    const action = 'Correct the dates; days of observation and the day of discharge do not count.';
    return { member: 'to', message: `${name} has ${days} days; ${leastDays} qualify for skilled nursing.`, action };
  }
  if (admitted === undefined) return undefined;
  if (to > admitted) {
    const message = `${name} ends after the admission to skilled nursing on ${admitted}.`;
    return { member: 'to', severity: 'reject', message, action: 'Correct the dates.' };
  }
  const between = daysBetween(to, admitted);
  if (between <= mostDaysBetween || late) return undefined;
  return {
    member: 'to',
    message: `${name} ended ${between} days before the admission on ${admitted}; ${mostDaysBetween} are allowed.`,
    action: 'Correct the dates, or add condition 55, 56 or 57 if it applies.',
  };
}
