import { daysBetween, type IsoDate } from '@claimwright/domain/dates';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';
import { billSpans, type Span } from '../span-facts.ts';

/** A stay that ended longer ago is no part of the same spell of illness (42 CFR 409.60). */
const priorStayDays = 60;

/** No day is both: what 74 tells leaves out what the other three tell; a day is at the charge of the patient or of the provider. */
const exclusive: readonly (readonly [string, string])[] = [
  ['74', '76'],
  ['74', '77'],
  ['74', '79'],
  ['76', '77'],
  ['76', '79'],
  ['76', 'M1'],
  ['77', 'M1'],
];

export const in021: Rule = {
  id: 'IN021',
  version: 1,
  title: 'Occurrence spans and the dates of the bill',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation:
    '005010X223A2 HI BI; Medicare Claims Processing Manual ch. 3, ch. 6 and ch. 25 section 75.3; occurrence span codes as Noridian JE Part A lists them',
  evidence: 'S',
  logic:
    'Care that is not covered or not of this level (74 to 77, 79, 82, M1 to M4), 72 on an outpatient bill, and 70 of a stay other than skilled nursing lie within the statement. An earlier stay (71, 78; 80 in skilled nursing) ended by the admission, and one that ended more than 60 days before is a warning; 72 of a stay likewise ended by the admission. 75 and 82 belong to stays, M2 to hospice. Spans of one code do not overlap, nor does 74 with 76, 77 or 79, nor days of the patient with days of the provider. M0 stands with condition C3, and 79 is for the payer: warnings.',
  needs: [],
  perLine: false,
  overridable: true,
  place: placeOnBill('/institutional/occurrenceSpans'),
  firing: {
    words: '74 from 2026-03-04 to 2026-03-08 on a statement that ends 2026-03-06',
    base: 'stay',
    encounter: {
      institutional: {
        occurrenceSpans: [{ code: '74', from: '2026-03-04', to: '2026-03-08' }],
        days: { covered: 2, nonCovered: 2 },
      },
    },
    pointer: '/institutional/occurrenceSpans/0/to',
  },
  passing: {
    words: '74 from 2026-03-04 to 2026-03-05',
    base: 'stay',
    encounter: {
      institutional: {
        occurrenceSpans: [{ code: '74', from: '2026-03-04', to: '2026-03-05' }],
        days: { covered: 2, nonCovered: 2 },
      },
    },
  },
  evaluate({ bill }) {
    const results: RuleResult[] = [];
    if (bill?.type === undefined) return results;
    const { facilityCode } = bill.type;
    const setting: Setting = {
      inpatient: bill.inpatient,
      nursing: facilityCode === '21' || facilityCode === '18',
      hospice: facilityCode === '81' || facilityCode === '82',
      from: bill.bill.statementFrom,
      to: bill.bill.statementTo,
      admitted: bill.bill.admission?.date ?? bill.bill.statementFrom,
    };
    const spans = billSpans(bill);
    for (const span of spans) {
      const fault = misplaced(span, setting) ?? datesFault(span, setting);
      if (fault !== undefined) results.push(failure(span, fault));
    }
    for (const [position, span] of spans.entries()) {
      const other = spans
        .slice(0, position)
        .find((earlier) => excludes(earlier.code, span.code) && overlap(earlier, span));
      if (other !== undefined) results.push(failure(span, overlapFault(other, span)));
    }
    const reviewed = spans.find(({ code }) => code === 'M0');
    if (reviewed !== undefined && !bill.bill.conditions.includes('C3')) {
      const action = 'Add condition C3, partial approval, or remove the span.';
      results.push(
        failure(reviewed, { member: 'code', severity: 'warn', words: 'is told without condition C3', action }),
      );
    }
    return results;
  },
};

interface Setting {
  inpatient: boolean;
  nursing: boolean;
  hospice: boolean;
  from: IsoDate | undefined;
  to: IsoDate | undefined;
  admitted: IsoDate | undefined;
}

interface SpanFault {
  member: 'code' | 'from' | 'to';
  words: string;
  action: string;
  severity?: RuleFailure['severity'];
}

function failure(span: Span, { member, words, action, severity }: SpanFault): RuleFailure {
  return {
    verdict: 'fail',
    pointer: `/institutional/occurrenceSpans/${span.index}/${member}`,
    message: `Occurrence span ${span.code} (${span.from} to ${span.to}) ${words}.`,
    action,
    ...(severity === undefined ? {} : { severity }),
  };
}

/** A code on a bill of a kind it does not belong to. */
function misplaced({ code }: Span, { inpatient, hospice }: Setting): SpanFault | undefined {
  const action = 'Correct the code of the span or the type of bill.';
  if ((code === '75' || code === '82') && !inpatient) {
    return { member: 'code', words: 'tells of days within a stay, and the bill is for none', action };
  }
  if (code === 'M2' && !hospice)
    return { member: 'code', words: 'tells of respite in hospice, and the bill is for none', action };
  if ((code === '70' || code === '71' || code === '78') && !inpatient) {
    return { member: 'code', severity: 'warn', words: 'belongs to bills of stays under Part A', action };
  }
  if (code === '79') {
    const words = 'is a code that payers set and providers do not send';
    return { member: 'code', severity: 'warn', words, action: 'Use 74, 76 or 77 for days that are not covered.' };
  }
  return undefined;
}

const within: ReadonlySet<string> = new Set(['74', '75', '76', '77', '79', '82', 'M1', 'M2', 'M3', 'M4']);

function datesFault(span: Span, setting: Setting): SpanFault | undefined {
  const { code, from, to } = span;
  const { inpatient, nursing, admitted } = setting;
  const stands = within.has(code) || (code === '72' && !inpatient) || (code === '70' && inpatient && !nursing);
  if (stands) return outside(span, setting);
  const before = inpatient && (code === '71' || code === '78' || code === '72' || (code === '80' && nursing));
  if (!before || admitted === undefined) return undefined;
  if (to > admitted) {
    const words = `ends after the admission on ${admitted}, and tells of what came before it`;
    return { member: from > admitted ? 'from' : 'to', words, action: 'Correct the dates of the span.' };
  }
  if ((code === '71' || code === '78') && daysBetween(to, admitted) > priorStayDays) {
    const words = `ended more than ${priorStayDays} days before the admission on ${admitted}`;
    return { member: 'to', severity: 'warn', words, action: 'Check the dates, or remove the span.' };
  }
  return undefined;
}

function outside({ from, to }: Span, statement: Setting): SpanFault | undefined {
  if (statement.from === undefined || statement.to === undefined) return undefined;
  const member = from < statement.from ? 'from' : to > statement.to ? 'to' : undefined;
  if (member === undefined) return undefined;
  const words = `reaches beyond the statement (${statement.from} to ${statement.to})`;
  return { member, words, action: 'Tell the days of this bill, and the others on the bill they belong to.' };
}

function excludes(one: string, other: string): boolean {
  return one === other || exclusive.some(([a, b]) => (a === one && b === other) || (a === other && b === one));
}

/** Leaves and the like are told by their days: a span that begins on the day another ends shares that day with it. */
function overlap(one: Span, other: Span): boolean {
  return one.from <= other.to && other.from <= one.to;
}

function overlapFault(other: Span, span: Span): SpanFault {
  const first = other.from > span.from ? other.from : span.from;
  const last = other.to < span.to ? other.to : span.to;
  const days = first === last ? first : `${first} to ${last}`;
  return {
    member: 'from',
    words: `has ${days} in common with span ${other.code} at position ${other.index + 1}`,
    action: 'Tell each day once.',
  };
}
