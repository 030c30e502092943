import { addDays, type IsoDate } from '@claimwright/domain/dates';
import type { HistoryLine } from '@claimwright/domain/finding';
import { readTypeOfBill } from '@claimwright/domain/institutional-encounter';
import type { BillFacts } from '../bill-facts.ts';
import { revenueLine } from '../clean-bill.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';
import { standing } from '../same-physician.ts';
import type { ScrubContext } from '../scrub-context.ts';

export const in003: Rule = {
  id: 'IN003',
  version: 2,
  title: 'Statement dates',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: '005010X223A2 DTP*434 (RD8)',
  evidence: 'V',
  logic:
    'Both dates are there, in order and not in the future, and every line lies between them. An outpatient bill over 1 October is a warning: the codes change on that day. So is an interim bill of a stay (frequency 3 or 4) that does not begin the day after the one before it of the same hospital ended, or begins after the admission with no bill before it.',
  needs: ['patient history'],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: placeOnBill('/institutional/statementFrom'),
  firing: {
    words: 'a line of 2026-03-07 on a statement that ends 2026-03-06',
    base: 'stay',
    encounter: {
      lines: [revenueLine('0120', { unit: 'DA', units: 4 }), revenueLine('0250', { serviceFrom: '2026-03-07' })],
    },
    pointer: '/lines/1/serviceFrom',
  },
  passing: { words: 'all lines within the statement', base: 'stay' },
  evaluate(context) {
    const { bill, lines, today } = context;
    const results: RuleResult[] = [];
    if (bill === undefined) return results;
    const { statementFrom: from, statementTo: to } = bill.bill;
    const fail = (pointer: string, message: string, action: string, more: Partial<RuleFailure> = {}) =>
      results.push({ verdict: 'fail', pointer, message, action, ...more });
    const complete = 'Enter the first and the last day of the bill.';
    if (from === undefined) fail('/institutional/statementFrom', 'The statement has no first day.', complete);
    if (to === undefined) fail('/institutional/statementTo', 'The statement has no last day.', complete);
    if (from === undefined || to === undefined) return results;
    if (to < from) {
      fail('/institutional/statementTo', `The statement ends ${to}, before it begins ${from}.`, 'Correct the dates.');
      return results;
    }
    if (to > today) {
      fail(
        '/institutional/statementTo',
        `The statement ends ${to}, after today (${today}).`,
        'Bill when the last day is over.',
      );
    }
    for (const { index, from: first, to: last } of lines) {
      const outside =
        first < from ? 'serviceFrom' : last > to ? (last === first ? 'serviceFrom' : 'serviceTo') : undefined;
      if (outside === undefined) continue;
      fail(
        `/lines/${index}/${outside}`,
        `Line ${index + 1} of ${outside === 'serviceTo' ? last : first} lies outside the statement (${from} to ${to}).`,
        'Correct the date, or bill the service on the statement it belongs to.',
        { line: index },
      );
    }
    const turn = `${to.slice(0, 4)}-10-01`;
    if (!bill.inpatient && bill.type !== undefined && from < turn && to >= turn) {
      fail(
        '/institutional/statementTo',
        `The outpatient statement ${from} to ${to} reaches over ${turn}, when diagnosis codes change.`,
        'Bill the days before and from 1 October apart.',
        { severity: 'warn' },
      );
    }
    const broken = brokenSeries(bill, from, context);
    if (broken !== undefined) {
      const action = 'Bill the stay from where the bill before it ended, or send that bill first.';
      fail('/institutional/statementFrom', broken, action, { severity: 'warn' });
    }
    return results;
  },
};

const interim: ReadonlySet<string> = new Set(['2', '3']);
const followsOne: ReadonlySet<string> = new Set(['3', '4']);

/** Why a continuing or last bill of a stay does not follow the one before it (MCPM ch. 1 section 50.2); undefined when it does. */
function brokenSeries(bill: BillFacts, from: IsoDate, context: ScrubContext): string | undefined {
  if (!bill.inpatient || bill.corrects || !followsOne.has(bill.frequency ?? '')) return undefined;
  const admitted = bill.bill.admission?.date;
  const before = context.history.filter((past) => isEarlierPart(past, bill, context, admitted));
  const last = before
    .map(({ statementTo }) => statementTo ?? '')
    .sort()
    .at(-1);
  if (last === undefined) {
    if (admitted === undefined || from <= admitted) return undefined;
    return `The bill continues a stay from ${from}, and no bill of it from ${admitted} on is here.`;
  }
  const next = addDays(last, 1);
  if (from === next) return undefined;
  return `The bill begins ${from}; the one before it of this stay ended ${last}, so it has to begin ${next}.`;
}

/** A line of an interim bill of the same hospital that begins earlier and lies within the stay. */
function isEarlierPart(
  past: HistoryLine,
  { bill, type }: BillFacts,
  { encounter }: ScrubContext,
  admitted: IsoDate | undefined,
): boolean {
  if (past.statementFrom === undefined || past.statementTo === undefined || !standing(past)) return false;
  if (past.billingNpi !== encounter.billingProvider.npi || past.statementFrom >= (bill.statementFrom ?? ''))
    return false;
  if (admitted !== undefined && past.statementTo < admitted) return false;
  const theirs = readTypeOfBill(past.typeOfBill);
  return theirs?.facilityCode === type?.facilityCode && interim.has(past.frequencyCode);
}
