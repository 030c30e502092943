import { writeAudit } from '@claimwright/db/audit';
import {
  deleteRuleSetting,
  loadRuleSettings,
  type RuleSettingScope,
  type StoredRuleSetting,
  saveRuleSetting,
} from '@claimwright/db/review/rule-settings';
import { isoDate } from '@claimwright/domain/dates';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { type Problem, problem } from '@claimwright/http/problem';
import { repairKinds } from '@claimwright/scrub/repair';
import type { Rule } from '@claimwright/scrub/rule';
import { rules } from '@claimwright/scrub/rules';
import * as z from 'zod';
import { changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { jsonAnswer } from '../request.ts';

const ruleId = z.string().trim().min(1).max(40);
const payerId = z.string().trim().min(1).max(80).optional().describe('only for this payer');
const claimType = z.enum(['professional', 'institutional']).optional().describe('only for claims of this type');

/** What a caller says of a rule; who says it is the key. */
export const ruleSettingRequest = z
  .strictObject({
    ruleId,
    payerId,
    claimType,
    severity: z.enum(['reject', 'deny', 'warn', 'info', 'off']),
    why: z.string().trim().min(3).max(500).describe('kept for audit'),
    until: isoDate.optional().describe('last day it holds; left out: until it is changed'),
  })
  .meta({ id: 'RuleSettingRequest' });
export type RuleSettingRequest = z.output<typeof ruleSettingRequest>;

export const ruleSetting = z
  .object({
    ruleId: z.string(),
    payerId: z.string().nullable().describe('null: any payer'),
    claimType: z.enum(['professional', 'institutional']).nullable().describe('null: any type'),
    severity: z.enum(['reject', 'deny', 'warn', 'info', 'off']),
    who: z.string(),
    why: z.string(),
    until: isoDate.nullable(),
  })
  .meta({ id: 'RuleSetting' });

const list: Contract = {
  operationId: 'listRuleSettings',
  method: 'GET',
  path: '/v1/rule-settings',
  tag: 'Rules',
  summary: 'List how heavily rules count, where that was changed',
  description: 'For an encounter the narrowest setting in force counts: payer and claim type, payer, claim type, all.',
  scope: 'encounters:read',
  answers: { 200: { description: 'all settings', schema: z.object({ items: z.array(ruleSetting) }) } },
  problems: [],
};

const put: Contract = {
  operationId: 'putRuleSetting',
  method: 'PUT',
  path: '/v1/rule-settings',
  tag: 'Rules',
  summary: 'Set how heavily a rule counts, or switch it off',
  description:
    'Replaces the setting of the same rule, payer and claim type. It counts from the next run of the checks on; runs of before stay as they are. A rule whose findings cannot be released cannot be made weaker either. A repair (RP001 to RP003) is switched off in the same way, and on again for a narrower scope with `info`.',
  scope: 'admin',
  idempotent: true,
  body: { contentTypes: ['application/json'], schema: ruleSettingRequest, description: 'the setting, and why' },
  answers: { 200: { description: 'the setting as it is now', schema: ruleSetting } },
  problems: ['malformed_json', 'invalid_content', 'rule_fixed', 'payload_too_large', 'unsupported_media_type'],
};

const remove: Contract = {
  operationId: 'deleteRuleSetting',
  method: 'DELETE',
  path: '/v1/rule-settings',
  tag: 'Rules',
  summary: 'Take a setting back',
  scope: 'admin',
  idempotent: true,
  query: z.strictObject({ ruleId, payerId, claimType }),
  answers: { 200: { description: 'the setting that was there', schema: ruleSetting } },
  problems: ['not_found'],
};

/** GET, PUT and DELETE /v1/rule-settings */
export function mountRuleSettings(to: Mounted, deps: GatewayDeps): void {
  mount(to, list, async (request, reply) => {
    const settings = await deps.database.snapshot(principalOf(request).tenantId, loadRuleSettings);
    return reply.send({ items: settings.map(toApiRuleSetting) });
  });
  mount(to, put, (request, reply) => {
    const wish = request.body as RuleSettingRequest;
    return changeOnce(deps, request, reply, request.bodyText, async (tx, at, origin) => {
      const refusal = refuseSetting(wish, deps.clock.today());
      if (refusal) return { ok: false, problem: refusal };
      const setting = toSetting(wish, origin.actor);
      const before = await saveRuleSetting(tx, setting, at);
      const detail = { before: before ?? null, after: setting };
      const entry = { ...origin, action: 'rule_setting.put', resourceType: 'rule', resourceIds: [wish.ruleId], detail };
      await writeAudit(tx, entry, at);
      return { ok: true, answer: jsonAnswer(200, toApiRuleSetting(setting)) };
    });
  });
  mount(to, remove, (request, reply) => {
    const wish = request.query as { ruleId: string } & RuleSettingScope;
    return changeOnce(deps, request, reply, '', async (tx, at, origin) => {
      const before = await deleteRuleSetting(tx, wish.ruleId, wish);
      if (!before) return { ok: false, problem: notFound };
      const action = 'rule_setting.delete';
      const entry = { ...origin, action, resourceType: 'rule', resourceIds: [wish.ruleId], detail: { before } };
      await writeAudit(tx, entry, at);
      return { ok: true, answer: jsonAnswer(200, toApiRuleSetting(before)) };
    });
  });
}

const weight = { off: 0, info: 1, warn: 2, deny: 3, reject: 4 } as const;

/** Why a rule may not be set so; undefined when it may. `at` names the place of the setting in the body. */
export function refuseSetting(wish: RuleSettingRequest, today: string, at = ''): Problem | undefined {
  const rule = rules.find(({ id }) => id === wish.ruleId);
  const isRepair = repairKinds.some(({ id }) => id === wish.ruleId);
  if (!rule && !isRepair) return invalid(`${at}/ruleId`, 'rule', `names no rule; GET /v1/rules lists them`);
  if (wish.until !== undefined && wish.until < today) return invalid(`${at}/until`, 'future', 'lies in the past');
  if (rule) return refuseWeaker(rule, wish.severity);
  if (wish.severity === 'off' || wish.severity === 'info') return undefined;
  return invalid(`${at}/severity`, 'repair', 'must be off or info: a repair is made or not, and holds nothing');
}

function refuseWeaker(rule: Rule, severity: keyof typeof weight): Problem | undefined {
  if (rule.overridable || weight[severity] >= weight[rule.severity]) return undefined;
  const detail = `Findings of rule ${rule.id} cannot be released, so it cannot be made weaker than ${rule.severity}.`;
  return problem('rule_fixed', detail, { members: { ruleId: rule.id, severity: rule.severity } });
}

function invalid(pointer: string, rule: string, message: string): Problem {
  return problem('invalid_content', `${pointer} ${message}.`, { errors: [{ pointer, rule, message }] });
}

/** The setting as it is kept. */
export function toSetting(wish: RuleSettingRequest, who: string): StoredRuleSetting {
  const { ruleId: id, severity, why, until } = wish;
  const scope: RuleSettingScope = {};
  if (wish.payerId !== undefined) scope.payerId = wish.payerId;
  // A setting for claims we do not make yet is kept for the day we do.
  if (wish.claimType !== undefined) scope.claimType = wish.claimType as RuleSettingScope['claimType'];
  return { ruleId: id, scope, severity, who, why, ...(until === undefined ? {} : { until }) };
}

/** The setting as it is shown. */
export function toApiRuleSetting({ ruleId: id, scope, severity, who, why, until }: StoredRuleSetting) {
  return {
    ruleId: id,
    payerId: scope.payerId ?? null,
    claimType: scope.claimType ?? null,
    severity,
    who,
    why,
    until: until ?? null,
  };
}
