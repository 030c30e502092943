import { cleanLine } from '../clean-encounter.ts';
import { groupNotLoaded, lineMembership } from '../code-group.ts';
import type { CodeGroup } from '../code-groups-table.ts';
import { inventedCodes } from '../example-edits.ts';
import { type ModifierUse, modifierNeeds, modifierUses } from '../modifier-rules-table.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';
import { standing } from '../same-physician.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

const usesOf = new Map<string, ModifierUse[]>();
for (const use of modifierUses) {
  for (const modifier of use.modifiers) usesOf.set(modifier, [...(usesOf.get(modifier) ?? []), use]);
}

/** One finger, toe or eyelid; two of them on one line name two places. */
const digits = /^(?:E[1-4]|F[1-9A]|T[1-9A])$/;

export const px004: Rule = {
  id: 'PX004',
  version: 2,
  title: 'Modifier does not fit the procedure, or is missing',
  category: 'modifiers',
  severity: 'deny',
  claimTypes: ['professional'],
  citation: 'Medicare Claims Processing Manual ch. 5, 12, 13, 17 and 23; physician fee schedule indicators',
  evidence: 'M',
  logic:
    'A table says of each modifier what it may stand on: visits, codes with a fee schedule indicator, places, units, another service of the day. A second table says which groups need one (anaesthesia, therapy, single-dose drugs for Medicare). A line names at most one finger, toe or eyelid. Severities are those of the rows.',
  needs: ['code groups', 'physician fee schedule', 'patient history'],
  perLine: true,
  overridable: true,
  alsoWarns: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-3' }, formBox: '24D' },
  firing: {
    words: '25 on an operation (invented code)',
    encounter: {
      lines: [cleanLine, { ...cleanLine, procedureCode: inventedCodes.majorSurgery, modifiers: ['25'] }],
    },
    pointer: '/lines/1/modifiers/0',
  },
  passing: {
    words: '25 on the visit beside the operation',
    encounter: {
      lines: [
        { ...cleanLine, modifiers: ['25'] },
        { ...cleanLine, procedureCode: inventedCodes.minorSurgery },
      ],
    },
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    for (const facts of context.lines) {
      if (facts.shape !== 'hcpcs' && facts.shape !== 'cpt') continue;
      for (let at = 0; at < facts.modifiers.length; at += 1) judgeModifier(results, context, facts, at);
      judgeDigits(results, facts);
      judgeNeeds(results, context, facts);
    }
    return results;
  },
};

function judgeModifier(results: RuleResult[], context: ScrubContext, facts: LineFacts, at: number): void {
  const code = facts.modifiers[at]?.code ?? '';
  for (const use of usesOf.get(code) ?? []) {
    const broken = isBroken(context, facts, use);
    if (broken === false) continue;
    if (broken !== true) {
      results.push(broken);
      continue;
    }
    results.push({
      verdict: 'fail',
      severity: use.severity,
      pointer: `/lines/${facts.index}/modifiers/${at}`,
      message: `Line ${facts.index + 1} (${facts.procedure}-${code}): ${use.why}.`,
      action: 'Correct the modifier, the code, or what it speaks of.',
      place: { x12: { loop: '2400', segment: 'SV1', element: `SV101-${at + 3}` }, formBox: '24D' },
      line: facts.index,
    });
  }
}

/** Whether a condition of the row does not hold; a gap when a table is missing to tell. */
function isBroken(context: ScrubContext, facts: LineFacts, use: ModifierUse): boolean | RuleGap {
  if (use.never) return true;
  if (use.units !== undefined) return facts.line.units !== use.units;
  if (use.neverIn !== undefined) return use.neverIn.includes(facts.place ?? '');
  if (use.onlyOn !== undefined) return against(context, facts, use.onlyOn, 'not_member');
  if (use.neverOn !== undefined) return against(context, facts, use.neverOn, 'member');
  if (use.besides !== undefined) return !hasBeside(context, facts, use.besides);
  if (use.indicator === undefined) return false;
  const fee = context.codeSets.physicianFee(facts.procedure, facts.from);
  if (fee.status === 'no_data') return { verdict: 'no_data', reason: fee.reason };
  return fee.status === 'found' && !use.indicator.values.includes(String(fee[use.indicator.field]));
}

function against(
  context: ScrubContext,
  facts: LineFacts,
  group: CodeGroup,
  breaking: 'member' | 'not_member',
): boolean | RuleGap {
  const membership = lineMembership(context, group, facts);
  return membership === 'unknown' ? groupNotLoaded(group) : membership === breaking;
}

function hasBeside(context: ScrubContext, facts: LineFacts, what: 'another_service' | 'the_same_code'): boolean {
  const same = what === 'the_same_code';
  const fits = (code: string, from: string) => from === facts.from && (code === facts.procedure) === same;
  return (
    context.lines.some((other) => other !== facts && fits(other.procedure, other.from)) ||
    context.history.some((past) => standing(past) && fits(past.procedureCode.toUpperCase(), past.serviceFrom))
  );
}

function judgeDigits(results: RuleResult[], facts: LineFacts): void {
  const first = facts.modifiers.findIndex(({ code }) => digits.test(code));
  const second = facts.modifiers.findLastIndex(({ code }) => digits.test(code));
  const [one, other] = [facts.modifiers[first]?.code, facts.modifiers[second]?.code];
  if (first === second || one === other) return;
  results.push({
    verdict: 'fail',
    pointer: `/lines/${facts.index}/modifiers/${second}`,
    message: `Line ${facts.index + 1} (${facts.procedure}) names two places, ${one} and ${other}.`,
    action: 'Bill each on a line of its own.',
    place: { x12: { loop: '2400', segment: 'SV1', element: `SV101-${second + 3}` }, formBox: '24D' },
    line: facts.index,
  });
}

function judgeNeeds(results: RuleResult[], context: ScrubContext, facts: LineFacts): void {
  for (const { group, oneOf, severity, from, medicareOnly, why } of modifierNeeds) {
    if (medicareOnly && !context.medicare) continue;
    if (from !== undefined && facts.from < from) continue;
    if (facts.modifiers.some(({ code }) => oneOf.includes(code))) continue;
    const membership = lineMembership(context, group, facts);
    if (membership === 'unknown') results.push(groupNotLoaded(group));
    if (membership !== 'member') continue;
    results.push({
      verdict: 'fail',
      severity,
      pointer: `/lines/${facts.index}/modifiers`,
      message: `Line ${facts.index + 1} (${facts.procedure}): ${why}, and none of ${oneOf.join(', ')} is there.`,
      action: 'Add the one that applies.',
      line: facts.index,
    });
  }
}
