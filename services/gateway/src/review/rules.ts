import { loadRuleSettings, type StoredRuleSetting } from '@claimwright/db/review/rule-settings';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { type RepairKind, repairKinds } from '@claimwright/scrub/repair';
import { type Rule, ruleCategories } from '@claimwright/scrub/rule';
import { rules } from '@claimwright/scrub/rules';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';
import { ruleSetting, toApiRuleSetting } from './rule-settings.ts';

const rule = z
  .object({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    category: z.enum(ruleCategories),
    severity: z.enum(['reject', 'deny', 'warn', 'info']).describe('before settings; a finding may differ from it'),
    claimTypes: z.array(z.string()),
    logic: z.string(),
    citation: z.string(),
    evidence: z.enum(['V', 'S', 'M']),
    needs: z.array(z.string()).describe('without these it answers no data'),
    overridable: z.boolean(),
    x12: z.object({ loop: z.string(), segment: z.string(), element: z.string() }),
    formBox: z.string(),
    fires: z.string().describe('an example on which it fires'),
    passes: z.string().describe('an example that it passes'),
    settings: z.array(ruleSetting),
  })
  .meta({ id: 'Rule' });

const repairKind = z
  .object({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    logic: z.string(),
    settings: z.array(ruleSetting).describe('off where it is not made, info where it is'),
  })
  .meta({ id: 'RepairKind' });

const contract: Contract = {
  operationId: 'listRules',
  method: 'GET',
  path: '/v1/rules',
  tag: 'Rules',
  summary: 'The catalogue of coding checks, in the order they run, with the settings of this tenant',
  scope: 'encounters:read',
  answers: {
    200: {
      description: 'all rules',
      schema: z.object({
        items: z.array(rule),
        repairs: z.array(repairKind).describe('how values are written plainly before the rules look'),
      }),
    },
  },
  problems: [],
};

/** GET /v1/rules */
export function mountRules(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const settings = await deps.database.snapshot(principalOf(request).tenantId, loadRuleSettings);
    return reply.send({
      items: rules.map((one) => toApiRule(one, settings)),
      repairs: repairKinds.map((one) => toApiRepairKind(one, settings)),
    });
  });
}

function toApiRepairKind({ id, version, title, logic }: RepairKind, settings: readonly StoredRuleSetting[]) {
  const own = settings.filter((setting) => setting.ruleId === id).map(toApiRuleSetting);
  return { id, version, title, logic, settings: own };
}

function toApiRule(one: Rule, settings: readonly StoredRuleSetting[]) {
  const { id, version, title, category, severity, claimTypes, logic, citation, evidence, needs, overridable } = one;
  return {
    ...{ id, version, title, category, severity, claimTypes, logic, citation, evidence, needs, overridable },
    x12: one.place.x12,
    formBox: one.place.formBox,
    fires: one.firing.words,
    passes: one.passing.words,
    settings: settings.filter((setting) => setting.ruleId === id).map(toApiRuleSetting),
  };
}
