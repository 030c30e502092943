import { writeAudit } from '@claimwright/db/audit';
import type { TenantTransaction } from '@claimwright/db/database';
import type { Origin } from '@claimwright/db/intake/accept-encounters';
import { addToOutbox } from '@claimwright/db/intake/change-encounter';
import { lockClaim } from '@claimwright/db/intake/correct-claim';
import { askOfParked, lockParkedItem, type ParkedState, resolveParked } from '@claimwright/db/pipeline/parked-items';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import { type Contract, type Mounted, mount, notFound } from '@claimwright/http/contract';
import { type Problem, problem } from '@claimwright/http/problem';
import * as z from 'zod';
import { type Change, changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../dependencies.ts';
import { jsonAnswer } from '../request.ts';

const reason = z.string().trim().min(3).max(500).describe('why, for the record');

const receipt = z
  .object({
    id: z.uuid(),
    status: z.enum(['waiting', 'resolved']).describe('waiting: a job does it; then the item says what came of it'),
    links: z.object({ self: z.string() }),
  })
  .meta({ id: 'ParkedReceipt' });

interface Wish {
  reason: string;
  claimId?: Id;
}

interface Operation {
  verb: 'retry' | 'match' | 'dismiss';
  operationId: string;
  summary: string;
  description: string;
  body: z.ZodType;
  answer: 200 | 202;
}

const operations: readonly Operation[] = [
  {
    verb: 'retry',
    operationId: 'retryParkedItem',
    summary: 'Try a parked item again',
    description:
      'After the claim it names has come in, or what kept it from being used was mended. An answer of an 835 that was posted goes to the claim that matching finds now, and its money with it; a payment that was not posted is proved and posted as if it had just come; an acknowledgement is applied. A job does it: what cannot be used now either stays parked, and `refusal` says why.',
    body: z.strictObject({ reason }).meta({ id: 'ParkedRetry' }),
    answer: 202,
  },
  {
    verb: 'match',
    operationId: 'matchParkedItem',
    summary: 'Say which claim a parked answer means',
    description:
      'For one answer of an 835 that was posted, or one claim of a 277CA. All that is checked when an answer comes is checked now: that it fits the charge or the lines of the claim, that the claim can take it, and that no claim has it already. Who chose, and why, is kept.',
    body: z.strictObject({ claimId: z.uuid(), reason }).meta({ id: 'ParkedMatch' }),
    answer: 202,
  },
  {
    verb: 'dismiss',
    operationId: 'dismissParkedItem',
    summary: 'Close a parked item without using it',
    description:
      'What was done instead, or why nothing is to be done. The text stays, and money of an answer stays recorded as unapplied cash.',
    body: z.strictObject({ reason }).meta({ id: 'ParkedDismissal' }),
    answer: 200,
  },
];

/** POST /v1/clearinghouse/parked/{id}:retry, :match and :dismiss */
export function mountWorkParked(to: Mounted, deps: GatewayDeps): void {
  for (const { verb, operationId, summary, description, body, answer } of operations) {
    const contract: Contract = {
      operationId,
      method: 'POST',
      path: `/v1/clearinghouse/parked/{id}:${verb}`,
      tag: 'Clearinghouse',
      summary,
      description,
      scope: 'claims:write',
      idempotent: true,
      params: z.object({ id: z.uuid() }),
      body: { contentTypes: ['application/json'], schema: body, description: 'why' },
      answers: { [answer]: { description: answer === 202 ? 'noted; a job does it' : 'closed', schema: receipt } },
      problems: [
        'malformed_json',
        'malformed_request',
        'invalid_content',
        'parked_item_closed',
        'parked_item_not_usable',
        'unsupported_media_type',
      ],
    };
    mount(to, contract, async (request, reply) => {
      const { id } = request.params as { id: Id };
      const wish = request.body as Wish;
      return changeOnce(deps, request, reply, request.bodyText, (tx, at, origin) =>
        workParked(tx, id, verb, wish, at, origin),
      );
    });
  }
}

async function workParked(
  tx: TenantTransaction,
  id: Id,
  verb: Operation['verb'],
  { reason: why, claimId }: Wish,
  at: IsoInstant,
  origin: Origin,
): Promise<Change> {
  // Claims are locked before what speaks of them, as in every job.
  const claim = claimId === undefined ? undefined : await lockClaim(tx, claimId);
  const item = await lockParkedItem(tx, id);
  if (!item) return { ok: false, problem: notFound };
  const refusal = whyNot(item, verb) ?? (claimId !== undefined && !claim ? unknownClaim : undefined);
  if (refusal) return { ok: false, problem: refusal };
  if (verb === 'dismiss') {
    await resolveParked(tx, item, { resolution: 'dismissed', by: origin.actor, reason: why }, at);
  } else {
    await askOfParked(tx, { id, asked: verb, by: origin.actor, reason: why, ...(claimId ? { claimId } : {}) }, at);
    await addToOutbox(tx, 'apply-parked', id, at);
  }
  const action = `parked_item.${verb}`;
  const detail = { reason: why, ...(claimId ? { claimId } : {}) };
  await writeAudit(tx, { ...origin, action, resourceType: 'parked_item', resourceIds: [id], detail }, at);
  const links = { self: `/v1/clearinghouse/parked/${id}` };
  if (verb === 'dismiss') return { ok: true, answer: jsonAnswer(200, { id, status: 'resolved', links }) };
  return { ok: true, answer: jsonAnswer(202, { id, status: 'waiting', links }) };
}

const unknownClaim = problem('invalid_content', '/claimId is no claim.', {
  errors: [{ pointer: '/claimId', rule: 'unknown', message: 'is no claim' }],
});

function whyNot(item: ParkedState, verb: Operation['verb']): Problem | undefined {
  if (item.resolvedAt !== null) return problem('parked_item_closed', 'Somebody has dealt with it already.');
  if (item.asked !== null) return problem('parked_item_closed', 'What was asked of it before is not done yet.');
  if (verb === 'match' && !isOneAnswer(item)) {
    return problem('parked_item_not_usable', 'It is not one answer to one claim; try it again, or dismiss it.');
  }
  return undefined;
}

/** One answer of an 835 that was posted, or one claim of a 277CA. */
function isOneAnswer({ kind, reasonCode, detail }: ParkedState): boolean {
  if (kind === '835') return detail?.remittanceId !== undefined;
  return kind === '277CA' && reasonCode === 'claim_not_found';
}
