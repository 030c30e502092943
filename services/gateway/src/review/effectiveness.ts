import { sumDenialClasses, sumDenialReviews } from '@claimwright/db/review/denial-reviews';
import { addDays, isoDate } from '@claimwright/domain/dates';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { effectByClass, effectOfRules } from '@claimwright/remittance/rule-effectiveness';
import { rules } from '@claimwright/scrub/rules';
import * as z from 'zod';
import type { GatewayDeps } from '../dependencies.ts';

const windowDays = 90;
const titles = new Map(rules.map(({ id, title }) => [id, title]));
const ruleIds = [...titles.keys()];
const volume = z.object({ count: z.int(), amountCents: z.int() });

const effectiveness = z
  .object({
    from: isoDate,
    to: isoDate,
    rules: z.array(
      z.object({
        ruleId: z.string(),
        title: z.string(),
        caught: volume.describe('it had spoken, the claim went out, and the payer denied what it spoke of'),
        overridden: volume.describe('somebody released its finding, and the payer denied what it spoke of'),
        missed: volume.describe('denied for a reason it looks for, and no rule that looks for it had spoken'),
        falseAlarms: volume.describe('somebody released its finding, and the payer paid'),
      }),
    ),
    denials: z
      .array(z.object({ category: z.string(), covered: z.boolean(), denied: volume, missed: volume }))
      .describe('by class; `covered: false` where no rule looks for what the class is about'),
  })
  .meta({ id: 'RuleEffectiveness' });

const contract: Contract = {
  operationId: 'getRuleEffectiveness',
  method: 'GET',
  path: '/v1/rules/effectiveness',
  tag: 'Rules',
  summary: 'Hold what the rules said against what payers denied',
  description:
    'Each denied line, or claim denied as a whole, is held against the findings of the run its claim was made from. A missed denial counts for every rule that looks for its class, so columns of `missed` do not add up over rules; `denials` counts each once.',
  scope: 'reports:read',
  query: z.strictObject({
    from: isoDate.optional().describe(`first day of payment; left out: ${windowDays} days before the last`),
    to: isoDate.optional().describe('last day of payment; left out: today'),
    payerId: z.string().min(1).max(80).optional(),
  }),
  answers: { 200: { description: 'every rule of the catalogue', schema: effectiveness } },
  problems: [],
};

/** GET /v1/rules/effectiveness */
export function mountEffectiveness(to: Mounted, deps: GatewayDeps): void {
  mount(to, contract, async (request, reply) => {
    const query = request.query as { from?: string; to?: string; payerId?: string };
    const last = query.to ?? deps.clock.today();
    const window = { from: query.from ?? addDays(last, -windowDays), to: last, payerId: query.payerId };
    const found = await deps.database.snapshot(principalOf(request).tenantId, async (tx) => ({
      sums: await sumDenialReviews(tx, window),
      classes: await sumDenialClasses(tx, window),
    }));
    const { from } = window;
    const effects = effectOfRules(ruleIds, found.sums).map((effect) => ({
      ...effect,
      title: titles.get(effect.ruleId),
    }));
    return reply.send({ from, to: last, rules: effects, denials: effectByClass(ruleIds, found.classes) });
  });
}
