import type { EncounterInput, UncodedCondition } from '@claimwright/domain/encounter';
import type { Finding, ScrubRun } from '@claimwright/domain/finding';

const namedConditions = 5;

/**
 * Where the encounter goes: nothing to bill or forbidden to bill, then missing codes, then findings that hold it. Only an
 * encounter with no standing reject or deny is ready.
 */
export function decideOutcome(
  encounter: EncounterInput,
  findings: readonly Finding[],
): Pick<ScrubRun, 'outcome' | 'outcomeReason'> {
  if (encounter.doNotBillPlan) {
    return {
      outcome: 'not_billable',
      outcomeReason:
        'The patient paid in full and asked that the plan not be told of this visit (45 CFR 164.522(a)(1)(vi)).',
    };
  }
  if (encounter.lines.length === 0) {
    return { outcome: 'not_billable', outcomeReason: 'The encounter has no service line: there is nothing to bill.' };
  }
  if (encounter.uncodedConditions.length > 0) {
    return { outcome: 'needs_coding', outcomeReason: uncodedReason(encounter.uncodedConditions) };
  }
  return { outcome: findings.some(holds) ? 'needs_review' : 'ready' };
}

function holds(finding: Finding): boolean {
  return finding.verdict === 'fail' && (finding.severity === 'reject' || finding.severity === 'deny');
}

function uncodedReason(conditions: readonly UncodedCondition[]): string {
  const named = conditions
    .slice(0, namedConditions)
    .map(({ code, display }) => (display === undefined ? code : `${display} (${code})`));
  const rest = conditions.length - named.length;
  const list = named.join('; ') + (rest > 0 ? `; and ${rest} more` : '');
  const head = conditions.length === 1 ? '1 condition has' : `${conditions.length} conditions have`;
  return `${head} no ICD-10-CM code yet: ${list}.`;
}
