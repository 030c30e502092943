import { addMonths, firstOfMonth } from '@claimwright/domain/dates';
import type { HistoryLine } from '@claimwright/domain/finding';
import type { FrequencyLimit } from '@claimwright/domain/payer';
import { cleanCoverage, cleanLine } from '../clean-encounter.ts';
import { isListed } from '../code-group.ts';
import { pastLine } from '../example-history.ts';
import { frequencyLimitsOf } from '../medicare-policies-table.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { standing } from '../same-physician.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

const medicare = { coverages: [{ ...cleanCoverage, claimFilingCode: 'MB' }] };

export const em004: Rule = {
  id: 'EM004',
  version: 1,
  title: 'Service paid so often and no more',
  category: 'history',
  severity: 'deny',
  claimTypes: ['professional'],
  citation: "42 CFR 410.15 to 410.62; Medicare Claims Processing Manual ch. 18; the payer's profile",
  evidence: 'M',
  logic:
    "Once in a lifetime, or when so many full months lie between: the month of the last service does not count. Limits come from the payer's profile; Original Medicare has a table of its own, unverified. Services of any physician count.",
  needs: ['patient history', 'payer profile'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-2' }, formBox: '24D' },
  firing: {
    words: 'G0439 on 2026-03-02 for Medicare, the last one on 2025-05-20',
    encounter: { ...medicare, lines: [{ ...cleanLine, procedureCode: 'G0439' }] },
    history: [pastLine('G0439', '2025-05-20')],
    pointer: '/lines/0/procedureCode',
  },
  passing: {
    words: 'the last one on 2025-03-31: eleven full months lie between',
    encounter: { ...medicare, lines: [{ ...cleanLine, procedureCode: 'G0439' }] },
    history: [pastLine('G0439', '2025-03-31')],
  },
  evaluate(context) {
    const limits = frequencyLimitsOf(context.payer, context.encounter);
    const results: RuleResult[] = [];
    for (const facts of context.lines) {
      for (const limit of limits) {
        if (isListed(context, limit.codes, facts.procedure, facts.from) !== 'member') continue;
        const last = lastService(context, facts, limit.after ?? limit.codes);
        if (last === undefined) continue;
        const next =
          limit.fullMonths === undefined ? undefined : firstOfMonth(addMonths(last.serviceFrom, limit.fullMonths + 1));
        if (next !== undefined && facts.from >= next) continue;
        results.push({
          verdict: 'fail',
          pointer: `/lines/${facts.index}/procedureCode`,
          message: `Line ${facts.index + 1}: ${facts.procedure} was given on ${last.serviceFrom} and is paid ${next === undefined ? 'once in a lifetime' : `again from ${next}`} (${limit.citation}).`,
          action: 'Bill the service that was given, or tell the patient before that it will not be paid.',
          line: facts.index,
        });
        break;
      }
    }
    return results;
  },
};

function lastService(context: ScrubContext, facts: LineFacts, codes: FrequencyLimit['codes']): HistoryLine | undefined {
  let last: HistoryLine | undefined;
  for (const past of context.history) {
    if (past.serviceFrom >= facts.from || !standing(past) || past.claimStatus === 'denied') continue;
    if (isListed(context, codes, past.procedureCode.toUpperCase(), past.serviceFrom) !== 'member') continue;
    if (last === undefined || past.serviceFrom > last.serviceFrom) last = past;
  }
  return last;
}
