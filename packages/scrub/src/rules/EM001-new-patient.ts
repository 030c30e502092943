import { addMonths } from '@claimwright/domain/dates';
import type { HistoryLine } from '@claimwright/domain/finding';
import { cleanLine } from '../clean-encounter.ts';
import { groupMembership, groupNotLoaded, membersOf } from '../code-group.ts';
import { inventedCodes } from '../example-edits.ts';
import { pastLine } from '../example-history.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';
import { samePhysician, standing } from '../same-physician.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

export const em001: Rule = {
  id: 'EM001',
  version: 1,
  title: 'New-patient visit of an established patient',
  category: 'history',
  severity: 'deny',
  claimTypes: ['professional'],
  citation: 'Medicare Claims Processing Manual ch. 12 section 30.6.7',
  evidence: 'M',
  logic:
    'A patient is new when neither the physician nor one of the same group and specialty gave a face-to-face service in the three years before. Interpretations (26) do not count. Exactly three years before is a warning.',
  needs: ['patient history', 'code groups'],
  perLine: true,
  overridable: true,
  alsoWarns: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-2' }, formBox: '24D' },
  firing: {
    words: 'a new-patient visit (invented code) two years after a visit to the same physician',
    encounter: { lines: [{ ...cleanLine, procedureCode: inventedCodes.newVisit }] },
    history: [pastLine(inventedCodes.laterVisit, '2024-02-10')],
    pointer: '/lines/0/procedureCode',
  },
  passing: {
    words: 'the same four years after it',
    encounter: { lines: [{ ...cleanLine, procedureCode: inventedCodes.newVisit }] },
    history: [pastLine(inventedCodes.laterVisit, '2022-02-10')],
  },
  evaluate(context) {
    const gaps: RuleGap[] = [];
    const results: RuleResult[] = [];
    for (const facts of membersOf(context, 'em.office.new', gaps)) {
      const since = addMonths(facts.from, -36);
      const last = lastVisit(context, facts, since, gaps);
      if (last === undefined) continue;
      results.push({
        verdict: 'fail',
        severity: last.serviceFrom === since ? 'warn' : 'deny',
        pointer: `/lines/${facts.index}/procedureCode`,
        message: `Line ${facts.index + 1}: ${facts.procedure} is for a new patient, who was seen on ${last.serviceFrom}.`,
        action: 'Bill a visit of an established patient, unless it was another physician and specialty.',
        line: facts.index,
      });
    }
    return [...results, ...gaps];
  },
};

function lastVisit(context: ScrubContext, facts: LineFacts, since: string, gaps: RuleGap[]): HistoryLine | undefined {
  let last: HistoryLine | undefined;
  for (const past of context.history) {
    if (past.serviceFrom < since || past.serviceFrom >= facts.from || !standing(past)) continue;
    if (past.modifiers.includes('26') || !samePhysician(context, facts, past)) continue;
    const membership = groupMembership(context, 'em.any', past.procedureCode.toUpperCase(), past.serviceFrom);
    if (membership === 'unknown') gaps.push(groupNotLoaded('em.any'));
    if (membership === 'member' && (last === undefined || past.serviceFrom > last.serviceFrom)) last = past;
  }
  return last;
}
