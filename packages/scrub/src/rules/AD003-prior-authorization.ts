import type { PayerProfile } from '@claimwright/domain/payer';
import type { PriorAuthorization } from '@claimwright/domain/tenant-facts';
import { cleanLine } from '../clean-encounter.ts';
import { requirementOf } from '../payer-requirement.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';
import { physicianNpi } from '../same-physician.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

const wanted: Partial<PayerProfile> = {
  priorAuthorization: [{ codes: ['J9035'], from: '2025-01-01', citation: 'invented contract', verified: false }],
};
const drugLine = { ...cleanLine, procedureCode: 'J9035', modifiers: ['JZ'] };
const given: PriorAuthorization = {
  ...{ number: 'PA1', procedureCodes: ['J9035'], from: '2026-01-01', to: '2026-06-30', unitsLeft: 10 },
};

export const ad003: Rule = {
  id: 'AD003',
  version: 2,
  title: 'Prior authorization',
  category: 'administration',
  severity: 'deny',
  claimTypes: ['professional', 'institutional'],
  citation: "the payer's profile; 005010X222A1 REF*G1; CARC 15, 197 and 198",
  evidence: 'M',
  logic:
    "A service the payer's profile wants authorized carries a number, on the line or the claim, unless it was an emergency. Where the tenant has loaded its authorizations the number is among them and covers date, code, units and provider.",
  needs: ['payer profile', 'authorizations'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2300', segment: 'REF', element: 'REF02' }, formBox: '23' },
  firing: {
    words: 'J9035, which the profile wants authorized, without a number',
    encounter: { lines: [drugLine] },
    payer: wanted,
    pointer: '/lines/0/priorAuthorizationNumber',
  },
  passing: {
    words: 'the same with the number of an authorization in force',
    encounter: { lines: [{ ...drugLine, priorAuthorizationNumber: 'PA1' }] },
    payer: wanted,
    tenant: { authorizations: { edition: 'authorizations@example', rows: [given] } },
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    const { encounter, payer, tenant } = context;
    if (payer.priorAuthorization === undefined) return [noRequirements];
    for (const facts of context.lines) {
      if (facts.line.emergency === true) continue;
      const requirement = requirementOf(context, payer.priorAuthorization, facts);
      if (requirement === 'unknown')
        results.push({ verdict: 'no_data', reason: 'a code group of the profile is not loaded' });
      if (requirement === undefined || requirement === 'unknown') continue;
      const own = facts.line.priorAuthorizationNumber;
      const number = own ?? encounter.priorAuthorizationNumber;
      const fault =
        number === undefined
          ? `${facts.procedure} needs an authorization (${requirement.citation}) and has none`
          : faultOf(context, facts, number, tenant.authorizations?.rows);
      if (fault === undefined) continue;
      results.push({
        verdict: 'fail',
        pointer:
          own === undefined && number !== undefined
            ? '/priorAuthorizationNumber'
            : `/lines/${facts.index}/priorAuthorizationNumber`,
        message: `Line ${facts.index + 1}: ${fault}.`,
        action: 'Enter the number of the authorization, or ask the payer for one before the claim leaves.',
        edition: tenant.authorizations?.edition,
        line: facts.index,
      });
    }
    return results;
  },
};

const noRequirements: RuleGap = {
  verdict: 'no_data',
  reason: "the payer's profile does not say what needs an authorization",
};

function faultOf(
  context: ScrubContext,
  facts: LineFacts,
  number: string,
  known: readonly PriorAuthorization[] | undefined,
): string | undefined {
  if (known === undefined) return undefined;
  const found = known.find((one) => one.number === number);
  if (found === undefined) return `authorization ${number} is not known`;
  if (facts.from < found.from || (found.to !== undefined && facts.from > found.to)) {
    return `authorization ${number} holds from ${found.from} to ${found.to ?? 'further notice'}, not on ${facts.from}`;
  }
  const covered = found.procedureCodes.length === 0 || found.procedureCodes.includes(facts.procedure);
  if (!covered) return `authorization ${number} does not cover ${facts.procedure}`;
  if (found.unitsLeft !== undefined && facts.line.units > found.unitsLeft) {
    return `authorization ${number} has ${found.unitsLeft} units left, ${facts.line.units} are billed`;
  }
  const npi = physicianNpi(context, facts);
  if (found.npis !== undefined && npi !== undefined && !found.npis.includes(npi)) {
    return `authorization ${number} was given to another provider`;
  }
  return undefined;
}
