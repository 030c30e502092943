import type { TelehealthPolicy } from '@claimwright/domain/payer';
import { cleanCoverage, cleanLine } from '../clean-encounter.ts';
import { groupNotLoaded, isListed } from '../code-group.ts';
import { medicareTelehealth } from '../medicare-policies-table.ts';
import { carries } from '../modifier-sets.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';
import { whereServed } from '../service-place.ts';

const distancePlaces = new Set(['02', '10']);
const distanceModifiers = ['93', '95', 'FQ', 'GQ', 'GT'];
const medicare = { coverages: [{ ...cleanCoverage, claimFilingCode: 'MB' }] };

export const th001: Rule = {
  id: 'TH001',
  version: 1,
  title: 'Service at a distance the payer does not take as sent',
  category: 'place_of_service',
  severity: 'deny',
  claimTypes: ['professional'],
  citation: "42 CFR 410.78; Medicare Claims Processing Manual ch. 12 section 190; the payer's profile",
  evidence: 'S',
  logic:
    "A line with place 02 or 10, or a modifier of telehealth, follows the payer's policy of its date: codes, places, modifiers, telephone alone. Policies have a first and a last date; Original Medicare has one of its own, unverified.",
  needs: ['payer profile', 'code groups'],
  perLine: true,
  overridable: true,
  alsoWarns: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-3' }, formBox: '24D' },
  firing: {
    words: 'G0438-GT in place 10, for Medicare, which wants no GT',
    encounter: {
      ...medicare,
      placeOfService: '10',
      lines: [{ ...cleanLine, procedureCode: 'G0438', modifiers: ['GT'] }],
    },
    pointer: '/lines/0/modifiers/0',
  },
  passing: {
    words: 'G0438 in place 10',
    encounter: { ...medicare, placeOfService: '10', lines: [{ ...cleanLine, procedureCode: 'G0438' }] },
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    for (const facts of context.lines) {
      if (!distancePlaces.has(facts.place ?? '') && !carries(facts, ...distanceModifiers)) continue;
      const policies = context.payer.telehealth ?? (context.medicare ? medicareTelehealth : []);
      const policy = policies.find(({ from, to }) => from <= facts.from && (to === undefined || facts.from <= to));
      if (policy === undefined) {
        results.push({ verdict: 'no_data', reason: "the payer's profile has no telehealth policy for the date" });
      } else judge(results, context, facts, policy);
    }
    return results;
  },
};

function judge(results: RuleResult[], context: ScrubContext, facts: LineFacts, policy: TelehealthPolicy): void {
  const { index, procedure, place } = facts;
  const fail = (member: string, message: string, action: string, more: Partial<RuleFailure> = {}) =>
    results.push({
      ...{ verdict: 'fail', pointer: `/lines/${index}/${member}`, action, line: index, ...more },
      message: `Line ${index + 1}: ${message} (${policy.citation}).`,
    });
  const listed = isListed(context, policy.codes, procedure, facts.from);
  if (listed === 'unknown') results.push(groupNotLoaded('telehealth.list'));
  if (listed === 'not_member') {
    fail('procedureCode', `${procedure} is not taken at a distance`, 'Bill what was given, where it was given.');
    return;
  }
  const refused = facts.modifiers.findIndex(({ code }) => policy.refusedModifiers.includes(code));
  if (refused >= 0) {
    fail(`modifiers/${refused}`, `${facts.modifiers[refused]?.code} does not count with this payer`, 'Remove it.');
  }
  if (carries(facts, '93') && policy.audioOnlyModifier !== '93') {
    fail('modifiers', 'a service by telephone alone is not taken', 'Bill it only if it was seen as well as heard.');
  }
  if (!policy.places.includes(place ?? '')) {
    const action = `Enter the place that says where the patient was (${policy.places.join(', ')}).`;
    fail(
      '',
      `${place === undefined ? 'no place says' : `place ${place} does not say`} that it was at a distance`,
      action,
      {
        ...whereServed(facts),
        severity: 'warn',
      },
    );
  }
  if (policy.modifiers.length > 0 && !carries(facts, ...policy.modifiers, '93')) {
    fail('modifiers', `none of ${policy.modifiers.join(', ')} is there`, 'Add the one the payer wants.');
  }
}
