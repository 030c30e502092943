import { revenueLine } from '../clean-bill.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';

export const in003: Rule = {
  id: 'IN003',
  version: 1,
  title: 'Statement dates',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: '005010X223A2 DTP*434 (RD8)',
  evidence: 'V',
  logic:
    'Both dates are there, in order and not in the future, and every line lies between them. An outpatient bill over 1 October is a warning: the codes change on that day.',
  needs: [],
  perLine: false,
  overridable: false,
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
  evaluate({ bill, lines, today }) {
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
    return results;
  },
};
