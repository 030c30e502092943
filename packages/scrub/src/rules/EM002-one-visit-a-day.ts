import { cleanLine } from '../clean-encounter.ts';
import { groupMembership, groupNotLoaded, lineMembership, membersOf } from '../code-group.ts';
import { inventedCodes } from '../example-edits.ts';
import { carries } from '../modifier-sets.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';
import { sameOnClaim, samePhysician, standing } from '../same-physician.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

const visit = { ...cleanLine, procedureCode: inventedCodes.longVisit };

export const em002: Rule = {
  id: 'EM002',
  version: 1,
  title: 'Second visit of one day',
  category: 'history',
  severity: 'deny',
  claimTypes: ['professional'],
  citation: 'Medicare Claims Processing Manual ch. 12 sections 30.6.5 and 30.6.7',
  evidence: 'M',
  logic:
    'One physician, or one group and specialty, bills one office visit a day; a second one, for another problem, carries 25. A visit for a problem beside a preventive visit carries 25 too.',
  needs: ['patient history', 'code groups'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-2' }, formBox: '24D' },
  firing: {
    words: 'two visits of one day (invented codes)',
    encounter: { lines: [visit, { ...cleanLine, procedureCode: inventedCodes.laterVisit }] },
    pointer: '/lines/1/procedureCode',
  },
  passing: {
    words: 'the second with 25',
    encounter: { lines: [visit, { ...cleanLine, procedureCode: inventedCodes.laterVisit, modifiers: ['25'] }] },
  },
  evaluate(context) {
    const gaps: RuleGap[] = [];
    const results: RuleResult[] = [];
    for (const facts of membersOf(context, 'em.daily', gaps)) {
      if (carries(facts, '25')) continue;
      const beside = visitBeside(context, facts, gaps);
      if (beside === undefined) continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${facts.index}/procedureCode`,
        message: `Line ${facts.index + 1}: visit ${facts.procedure} stands beside ${beside} of ${facts.from}.`,
        action: 'Bill one visit, or add 25 when the second was for another problem.',
        line: facts.index,
      });
    }
    return [...results, ...gaps];
  },
};

/** The other visit of the day: an earlier line without 25, a preventive one, or one of the history. */
function visitBeside(context: ScrubContext, facts: LineFacts, gaps: RuleGap[]): string | undefined {
  for (const other of context.lines) {
    if (other === facts || other.from !== facts.from || !sameOnClaim(context, facts, other)) continue;
    const preventive = lineMembership(context, 'em.preventive', other) === 'member';
    // Of two visits the one listed later needs the modifier, unless the first has it.
    const earlier = other.index < facts.index && !carries(other, '25');
    if (preventive || (earlier && lineMembership(context, 'em.daily', other) === 'member')) return other.procedure;
  }
  for (const past of context.history) {
    if (past.serviceFrom !== facts.from || !standing(past) || past.modifiers.includes('25')) continue;
    if (past.procedureCode.toUpperCase() === facts.procedure || !samePhysician(context, facts, past)) continue;
    const membership = groupMembership(context, 'em.daily', past.procedureCode.toUpperCase(), past.serviceFrom);
    if (membership === 'member') return `${past.procedureCode} of an earlier claim`;
    if (membership === 'unknown') gaps.push(groupNotLoaded('em.daily'));
  }
  return undefined;
}
