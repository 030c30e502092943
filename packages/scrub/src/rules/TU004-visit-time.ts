import { cleanLine } from '../clean-encounter.ts';
import { groupNotLoaded, lineMembership } from '../code-group.ts';
import { inventedCodes } from '../example-edits.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Minutes a visit billed by time must reach; the members of each group are CPT and loaded by the user. */
const thresholds = [10, 15, 20, 30, 40, 45, 60] as const;

export const tu004: Rule = {
  id: 'TU004',
  version: 1,
  title: 'Visit shorter than its code',
  category: 'units',
  severity: 'warn',
  claimTypes: ['professional'],
  citation: 'evaluation and management guidelines of 2024, time that must be met or exceeded',
  evidence: 'M',
  logic:
    'When minutes are sent with a visit, they reach the time of its level. A visit chosen by medical decision making needs no minutes.',
  needs: ['code groups'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-2' }, formBox: '24D' },
  firing: {
    words: '32 minutes for a visit of 40 (invented code)',
    encounter: { lines: [{ ...cleanLine, procedureCode: inventedCodes.longVisit, minutes: 32 }] },
    pointer: '/lines/0/minutes',
  },
  passing: {
    words: '40 minutes',
    encounter: { lines: [{ ...cleanLine, procedureCode: inventedCodes.longVisit, minutes: 40 }] },
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    for (const facts of context.lines) {
      const { minutes } = facts.line;
      if (minutes === undefined) continue;
      for (const threshold of thresholds) {
        const membership = lineMembership(context, `em.time.${threshold}`, facts);
        if (membership === 'unknown') results.push(groupNotLoaded(`em.time.${threshold}`));
        if (membership !== 'member' || minutes >= threshold) continue;
        results.push({
          verdict: 'fail',
          pointer: `/lines/${facts.index}/minutes`,
          message: `Line ${facts.index + 1}: ${facts.procedure} asks for ${threshold} minutes, ${minutes} were spent.`,
          action: 'Choose the level by the time, or by medical decision making and leave the minutes out.',
          line: facts.index,
        });
      }
    }
    return results;
  },
};
