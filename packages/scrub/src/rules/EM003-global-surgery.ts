import { daysBetween } from '@claimwright/domain/dates';
import { cleanLine } from '../clean-encounter.ts';
import { groupNotLoaded, lineMembership } from '../code-group.ts';
import { diagnosisCode, dottedDiagnosis } from '../code-shapes.ts';
import { inventedCodes } from '../example-edits.ts';
import { pastLine } from '../example-history.ts';
import { carries } from '../modifier-sets.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { sameOnClaim, samePhysician, standing } from '../same-physician.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

const daysAfter: Readonly<Record<string, number>> = { '000': 0, '010': 10, '090': 90 };
const carriesPeriod = /^(?:000|010|090)$/;

/** Surgery whose period a line may fall into. */
interface Surgery {
  code: string;
  on: string;
  globalDays: string;
  /** Without dots; empty where nobody said. */
  diagnoses: readonly string[];
}

export const em003: Rule = {
  id: 'EM003',
  version: 2,
  title: 'Service inside the period of an operation',
  category: 'history',
  severity: 'deny',
  claimTypes: ['professional'],
  citation: 'Medicare Claims Processing Manual ch. 12 section 40; physician fee schedule, global days',
  evidence: 'M',
  logic:
    'The fee of an operation covers the visits of its surgeon, or of the same group and specialty: with 000 that day, with 010 ten days more, with 090 from the day before to ninety days after. A visit inside carries 25 (same day, 000 or 010), 57 (090, the day or the day before) or 24 (after); a procedure after it carries 58, 78 or 79. 24 and 79 say that it had nothing to do with the operation: where it points at the same diagnosis that is a warning.',
  needs: ['patient history', 'physician fee schedule', 'code groups'],
  perLine: true,
  overridable: true,
  alsoWarns: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-3' }, formBox: '24D' },
  firing: {
    words: 'a visit twenty days after a major operation (invented codes)',
    encounter: { lines: [{ ...cleanLine, procedureCode: inventedCodes.laterVisit }] },
    history: [pastLine(inventedCodes.majorSurgery, '2026-02-10')],
    pointer: '/lines/0/modifiers',
  },
  passing: {
    words: 'the same with 24: it had nothing to do with the operation',
    encounter: { lines: [{ ...cleanLine, procedureCode: inventedCodes.laterVisit, modifiers: ['24'] }] },
    history: [pastLine(inventedCodes.majorSurgery, '2026-02-10')],
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    for (const facts of context.lines) {
      if (facts.shape !== 'hcpcs' && facts.shape !== 'cpt') continue;
      const surgeries = surgeriesAround(context, facts, results);
      if (surgeries.length === 0) continue;
      const visit = lineMembership(context, 'em.any', facts);
      if (visit === 'unknown') {
        results.push(groupNotLoaded('em.any'));
        continue;
      }
      let doubted: RuleResult | undefined;
      for (const surgery of surgeries) {
        const wanted =
          visit === 'member' ? visitModifiers(surgery, facts) : procedureModifiers(context, surgery, facts);
        if (wanted.length === 0) continue;
        if (carries(facts, ...wanted)) {
          doubted ??= carries(facts, '24', '79') ? notUnrelated(context, facts, surgery) : undefined;
          continue;
        }
        results.push({
          verdict: 'fail',
          pointer: `/lines/${facts.index}/modifiers`,
          message: `Line ${facts.index + 1} (${facts.procedure} of ${facts.from}) falls into the period of ${surgery.code} of ${surgery.on} (${surgery.globalDays}).`,
          action: `Leave it out if it belongs to the operation; else add ${wanted.join(' or ')} as the record says.`,
          line: facts.index,
        });
        break;
      }
      if (doubted !== undefined) results.push(doubted);
    }
    return results;
  },
};

/** Operations of the same physician near the line's date, of the history and of the encounter itself, the latest first. */
function surgeriesAround(context: ScrubContext, facts: LineFacts, results: RuleResult[]): Surgery[] {
  const surgeries: Surgery[] = [];
  const add = (code: string, on: string, diagnoses: readonly string[]) => {
    const after = on === facts.from ? 0 : daysBetween(on, facts.from);
    if (after < -1 || after > 90) return;
    const fee = context.codeSets.physicianFee(code, on);
    if (fee.status === 'no_data') results.push({ verdict: 'no_data', reason: fee.reason });
    if (fee.status !== 'found' || !carriesPeriod.test(fee.globalDays)) return;
    const inside = after <= (daysAfter[fee.globalDays] ?? -1) && (after >= 0 || fee.globalDays === '090');
    if (inside) surgeries.push({ code, on, globalDays: fee.globalDays, diagnoses });
  };
  for (const past of context.history) {
    if (!standing(past) || !samePhysician(context, facts, past)) continue;
    const diagnoses = (past.diagnosisCodes ?? []).flatMap((code) => diagnosisCode(code) ?? []);
    add(past.procedureCode.toUpperCase(), past.serviceFrom, diagnoses);
  }
  for (const other of context.lines) {
    if (other !== facts && sameOnClaim(context, facts, other)) {
      add(other.procedure, other.from, diagnosesOf(context, other));
    }
  }
  return surgeries.sort((a, b) => (a.on === b.on ? (a.code < b.code ? -1 : 1) : a.on < b.on ? 1 : -1));
}

function diagnosesOf({ diagnoses }: ScrubContext, { line }: LineFacts): string[] {
  return line.diagnosisPointers.flatMap((pointer) => diagnoses[pointer - 1]?.code ?? []);
}

/** Said to be unrelated to an operation, and in the first place for what the operation was for. */
function notUnrelated(context: ScrubContext, facts: LineFacts, surgery: Surgery): RuleResult | undefined {
  const [diagnosis] = diagnosesOf(context, facts);
  if (surgery.on >= facts.from || diagnosis === undefined || !surgery.diagnoses.includes(diagnosis)) return undefined;
  return {
    verdict: 'fail',
    severity: 'warn',
    pointer: `/lines/${facts.index}/modifiers`,
    message: `Line ${facts.index + 1} (${facts.procedure} of ${facts.from}) is billed as unrelated to ${surgery.code} of ${surgery.on} and is for the same diagnosis, ${dottedDiagnosis(diagnosis)}.`,
    action: 'Check that the record shows another problem; the payer will ask for it.',
    line: facts.index,
  };
}

function visitModifiers({ on, globalDays }: Surgery, { from }: LineFacts): string[] {
  if (from > on) return ['24', 'FT'];
  return globalDays === '090' ? ['57', 'FT'] : ['25', 'FT'];
}

/** A procedure of the same day is a matter of pairs (NC001); a test or a supply without a period is none of the operation's. */
function procedureModifiers(context: ScrubContext, { on, globalDays }: Surgery, facts: LineFacts): string[] {
  if (facts.from <= on || globalDays === '000') return [];
  const fee = context.codeSets.physicianFee(facts.procedure, facts.from);
  return fee.status === 'found' && carriesPeriod.test(fee.globalDays) ? ['58', '78', '79'] : [];
}
