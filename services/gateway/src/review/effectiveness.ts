import {
  type DenialClassSum,
  type DenialReviewSum,
  sumDenialClasses,
  sumDenialReviews,
} from '@claimwright/db/review/denial-reviews';
import { addDays, isoDate } from '@claimwright/domain/dates';
import { principalOf } from '@claimwright/http/authentication';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import { ruleCovers } from '@claimwright/remittance/denial-rules-table';
import type { DenialCategory } from '@claimwright/remittance/denial-table';
import { rules } from '@claimwright/scrub/rules';
import * as z from 'zod';
import type { GatewayDeps } from '../gateway.ts';

const windowDays = 90;
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
    return reply.send({ from, to: last, rules: byRule(found.sums), denials: found.classes.map(toApiClass) });
  });
}

/** Spreads the sums over the rules. A denial that several rules foretold stands with each of them. */
function byRule(sums: readonly DenialReviewSum[]) {
  const missed = sums.filter(({ verdict }) => verdict === 'missed');
  const of = (ruleId: string, verdict: string) =>
    total(sums.filter((row) => row.ruleId === ruleId && row.verdict === verdict));
  return rules.map(({ id, title }) => ({
    ruleId: id,
    title,
    caught: of(id, 'caught'),
    overridden: of(id, 'overridden'),
    missed: total(missed.filter(({ category }) => ruleCovers(id, category as DenialCategory))),
    falseAlarms: of(id, 'false_alarm'),
  }));
}

function toApiClass({ category, count, amountCents, missedCount, missedAmountCents }: DenialClassSum) {
  return {
    category,
    covered: rules.some(({ id }) => ruleCovers(id, category as DenialCategory)),
    denied: { count, amountCents },
    missed: { count: missedCount, amountCents: missedAmountCents },
  };
}

function total(rows: readonly DenialReviewSum[]) {
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    amountCents: rows.reduce((sum, row) => sum + row.amountCents, 0),
  };
}
