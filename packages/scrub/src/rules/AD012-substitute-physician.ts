import { daysBetween } from '@claimwright/domain/dates';
import { cleanLine } from '../clean-encounter.ts';
import { pastLine } from '../example-history.ts';
import { carries } from '../modifier-sets.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { standing } from '../same-physician.ts';

const longestDays = 60;

export const ad012: Rule = {
  id: 'AD012',
  version: 1,
  title: 'Substitute physician for longer than sixty days',
  category: 'history',
  severity: 'warn',
  claimTypes: ['professional'],
  citation: '42 CFR 411.351; Medicare Claims Processing Manual ch. 1 section 30.2',
  evidence: 'M',
  logic: `A substitute (Q5, Q6) stands in for at most ${longestDays} days on end. Seen in the history of this patient only: the first such line of the billing provider to this one. Whether a supervising physician was on site is for the record to say.`,
  needs: ['patient history'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-3' }, formBox: '24D' },
  firing: {
    words: 'Q6 on 2026-03-02, and on 2025-12-15 before: 77 days',
    encounter: { lines: [{ ...cleanLine, modifiers: ['Q6'] }] },
    history: [pastLine('G0463', '2025-12-15', { modifiers: ['Q6'] })],
    pointer: '/lines/0/modifiers',
  },
  passing: {
    words: 'the first on 2026-02-10: 20 days',
    encounter: { lines: [{ ...cleanLine, modifiers: ['Q6'] }] },
    history: [pastLine('G0463', '2026-02-10', { modifiers: ['Q6'] })],
  },
  evaluate({ encounter, history, lines }) {
    const results: RuleResult[] = [];
    for (const facts of lines) {
      if (!carries(facts, 'Q5', 'Q6')) continue;
      const days = history
        .filter((past) => standing(past) && past.billingNpi === encounter.billingProvider.npi)
        .filter(({ modifiers }) => modifiers.includes('Q5') || modifiers.includes('Q6'))
        .map(({ serviceFrom }) => daysBetween(serviceFrom, facts.from))
        // More than half a year back it was another absence.
        .filter((days) => days > longestDays && days <= 180);
      if (days.length === 0) continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${facts.index}/modifiers`,
        message: `Line ${facts.index + 1}: a substitute was billed ${Math.max(...days)} days before; sixty days on end is the most.`,
        action: 'Bill under the physician who gives the services, once enrolled, if the absence was not interrupted.',
        line: facts.index,
      });
    }
    return results;
  },
};
