import { fullRevenueCode } from '@claimwright/domain/institutional-encounter';
import { type BillFacts, toldDays } from '../bill-facts.ts';
import { partBStays, stillPatient } from '../bill-tables.ts';
import { partACoverage, revenueLine } from '../clean-bill.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';
import { billSpans, daysInSpans, type Span } from '../span-facts.ts';

/** Days charged to nobody's benefit: not covered, or a leave; paid by the patient; set by the payer; lost by the provider. */
const withoutUtilization: ReadonlySet<string> = new Set(['74', '76', '79', 'M1']);

/** With days the provider lost and the benefit is charged for; billers tell them as covered or not. */
const explaining: ReadonlySet<string> = new Set([...withoutUtilization, '70', '75', '77', 'M3', 'M4']);

/** Benefits used up, care no longer covered, notice given: why days without a span are not covered. */
const explainingOccurrences = /^(?:2[0-6]|3[12]|[ABC]3)$/;
/** Billed for a denial, or for no payment; transferred on the day of admission; a lifetime reserve day refused. */
const explainingConditions = /^(?:04|20|21|40|67|C3)$/;

const leave = /^018\d$/;

export const in022: Rule = {
  id: 'IN022',
  version: 1,
  title: 'Days that are not covered and the spans that tell them',
  category: 'institutional',
  severity: 'deny',
  claimTypes: ['institutional'],
  citation:
    'Medicare Claims Processing Manual ch. 3 sections 40.2.2 and 40.2.6 and ch. 25 (value code 81); leave of absence billing as Palmetto GBA describes it',
  evidence: 'S',
  logic:
    'The days of a stay in spans 74, 76, 79 and M1 are among the non-covered ones. Days of leave under 018x are days of span 74; on a bill to Medicare they have no charge (warning). Non-covered days on a bill to Medicare Part A that no span, occurrence or condition code explains are a warning. Span days count with both ends, but for the day of discharge.',
  needs: [],
  perLine: false,
  overridable: true,
  place: placeOnBill('/institutional/days'),
  firing: {
    words: '74 over two days, and all four covered',
    base: 'stay',
    encounter: {
      institutional: {
        occurrenceSpans: [{ code: '74', from: '2026-03-04', to: '2026-03-05' }],
        days: { covered: 4 },
      },
    },
    pointer: '/institutional/days/nonCovered',
  },
  passing: {
    words: 'a leave of two days: 74, two days under 0180 without charge, two non-covered',
    base: 'stay',
    encounter: {
      coverages: [partACoverage],
      lines: [
        revenueLine('0120', { unit: 'DA', units: 2 }),
        revenueLine('0180', { unit: 'DA', units: 2, chargeCents: 0 }),
      ],
      institutional: {
        occurrenceSpans: [{ code: '74', from: '2026-03-04', to: '2026-03-05' }],
        days: { covered: 2, nonCovered: 2 },
      },
    },
  },
  evaluate(context) {
    const { bill } = context;
    if (bill?.type === undefined || !bill.inpatient || partBStays.has(bill.type.facilityCode)) return [];
    const { statementFrom: from, statementTo: to, patientStatusCode } = bill.bill;
    if (from === undefined || to === undefined || to < from) return [];
    const statement = { from, to, left: patientStatusCode !== stillPatient };
    const spans = billSpans(bill);
    const days = (codes: ReadonlySet<string>) =>
      daysInSpans(
        spans.filter(({ code }) => codes.has(code)),
        statement,
      );
    return [
      ...balance(context, bill, { lost: days(withoutUtilization), explained: days(explaining), spans }),
      ...leaveLines(context, days(new Set(['74']))),
    ];
  },
};

interface SpanDays {
  lost: number;
  explained: number;
  spans: readonly Span[];
}

/** Non-covered days against the days of the spans; nothing where no days are told (IN006). */
function balance({ coverage }: ScrubContext, bill: BillFacts, { lost, explained, spans }: SpanDays): RuleResult[] {
  const { covered, nonCovered } = toldDays(bill);
  if (covered === undefined && nonCovered === undefined) return [];
  const told = nonCovered ?? 0;
  const fault: Pick<RuleFailure, 'message' | 'action' | 'severity'> | undefined =
    told < lost
      ? {
          message: `Occurrence spans (${codesOf(spans)}) tell ${lost} days that are not covered, and the bill counts ${told}.`,
          action: 'Count these days as non-covered (value code 81), or correct the spans.',
        }
      : told > explained && coverage?.claimFilingCode === 'MA' && !explainedElsewhere(bill)
        ? {
            severity: 'warn',
            message: `${told} days are not covered, and spans explain ${explained} of them.`,
            action: 'Add the span or the occurrence that says why, or count the days as covered.',
          }
        : undefined;
  return fault === undefined ? [] : [{ verdict: 'fail', pointer: '/institutional/days/nonCovered', ...fault }];
}

function codesOf(spans: readonly Span[]): string {
  return [...new Set(spans.map(({ code }) => code).filter((code) => withoutUtilization.has(code)))].join(', ');
}

function explainedElsewhere({ bill, frequency }: BillFacts): boolean {
  return (
    frequency === '0' ||
    bill.occurrences.some(({ code }) => explainingOccurrences.test(code)) ||
    bill.conditions.some((code) => explainingConditions.test(code))
  );
}

function leaveLines({ lines, medicare }: ScrubContext, leaveDays: number): RuleResult[] {
  const results: RuleResult[] = [];
  const away = lines.filter(({ line }) => leave.test(fullRevenueCode(line.revenueCode ?? '')));
  const units = away.reduce((sum, { line }) => sum + line.units, 0);
  const [first] = away;
  if (first !== undefined && units > leaveDays) {
    results.push({
      verdict: 'fail',
      pointer: `/lines/${first.index}/units`,
      message: `${units} days of leave are billed, and span 74 tells ${leaveDays}.`,
      action: 'Tell when the leave began and ended by span 74, or correct the days.',
      line: first.index,
    });
  }
  if (!medicare) return results;
  for (const { index, line } of away.filter(charged)) {
    results.push({
      verdict: 'fail',
      severity: 'warn',
      pointer: `/lines/${index}/chargeCents`,
      message: `Line ${index + 1} charges for days of leave (${line.revenueCode}); Medicare wants them without a charge.`,
      action: 'Bill the days of leave with a charge of zero.',
      line: index,
    });
  }
  return results;
}

function charged({ line }: LineFacts): boolean {
  return line.chargeCents > 0;
}
