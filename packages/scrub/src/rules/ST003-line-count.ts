import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Repeat of loop 2400 in 005010X222A1. */
const linesPerClaim = 50;

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...cleanLine, chargeCents: cleanLine.chargeCents + index }));

/** Loop 2400 of 005010X223A2. */
const linesPerBill = 999;

export const st003: Rule = {
  id: 'ST003',
  version: 2,
  title: 'More lines than a claim carries',
  category: 'structure',
  severity: 'info',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2400 (repeat 50)',
  evidence: 'V',
  logic:
    'A professional claim carries 50 lines. An encounter with more becomes several claims with the same diagnoses and dates.',
  needs: [],
  perLine: false,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'LX', element: 'LX01' }, formBox: '24' },
  firing: { words: '51 lines', encounter: { lines: numbered(51) }, pointer: '/lines/50' },
  passing: { words: '50 lines', encounter: { lines: numbered(50) } },
  evaluate({ bill, lines }) {
    const results: RuleResult[] = [];
    if (bill !== undefined) {
      if (lines.length <= linesPerBill) return results;
      return [
        {
          verdict: 'fail',
          severity: 'reject',
          pointer: `/lines/${linesPerBill}`,
          message: `${lines.length} lines do not fit a bill of ${linesPerBill}, which is never split by itself.`,
          action: 'Sum up lines of one revenue code, or bill the stay in interim bills.',
        },
      ];
    }
    if (lines.length > linesPerClaim) {
      const claims = Math.ceil(lines.length / linesPerClaim);
      results.push({
        verdict: 'fail',
        pointer: `/lines/${linesPerClaim}`,
        message: `${lines.length} lines do not fit one claim of ${linesPerClaim}; they go out as ${claims} claims.`,
        action: 'Nothing: the split is made when the claims are assembled.',
      });
    }
    return results;
  },
};
