import type { TenantTransaction } from '@claimwright/db/database';
import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import { type ClaimStatus, nextClaimStatus } from '@claimwright/domain/lifecycle';
import { type Contract, type Mounted, mount } from '@claimwright/http/contract';
import type { Problem } from '@claimwright/http/problem';
import * as z from 'zod';
import { changeOnce } from '../change-once.ts';
import type { GatewayDeps } from '../gateway.ts';
import {
  askCorrection,
  correctionReason,
  correctionReceipt,
  notCorrectable,
  payersOwnNumber,
  type Wish,
} from './ask-correction.ts';
import { whyNotNextPayer, whyNotYetAgain } from './why-not-repeat.ts';

const body = z
  .strictObject({ reason: correctionReason, payerClaimControlNumber: payersOwnNumber })
  .meta({ id: 'ClaimWish' });

interface Operation {
  kind: Exclude<Wish['kind'], 'correct'>;
  path: string;
  operationId: string;
  summary: string;
  description: string;
  body: z.ZodObject;
  whyNot(claim: LockedClaim): string | undefined;
  /** What has to be looked up; asked after `whyNot`. */
  refuse?(
    tx: TenantTransaction,
    claim: LockedClaim,
    wish: Omit<Wish, 'kind'>,
    at: IsoInstant,
  ): Promise<Problem | undefined>;
}

const answered: readonly ClaimStatus[] = ['paid', 'partially_paid', 'patient_responsibility', 'denied'];

const operations: readonly Operation[] = [
  {
    kind: 'void',
    path: '/v1/claims/{id}:void',
    operationId: 'voidClaim',
    summary: 'Cancel a claim that the payer has',
    description:
      "Sends a void (frequency 8) that names the payer's own number. When the payer has taken the claim back, its encounters are free: a change bills them anew. A claim that the payer has not accepted yet: the void waits, is sent when the payer accepts the claim, and is dropped when it is rejected.",
    body,
    whyNot: (claim) => {
      if (claim.frequencyCode === '8') return 'It is a void itself.';
      if (claim.status === 'rejected') {
        return 'It was rejected: the payer never took it, and there is nothing to void. Correct its encounter, or leave it.';
      }
      return claim.status === 'reversed' || claim.status === 'closed' ? `It is ${claim.status} already.` : undefined;
    },
  },
  {
    kind: 'resubmit',
    path: '/v1/claims/{id}:resubmit',
    operationId: 'resubmitClaim',
    summary: 'Send a claim again as it was',
    description:
      'Under its own number and with frequency 1: for a claim that was rejected for a reason outside of it, or that nobody answers within the days of its route (or of the payer, once that has accepted it); before, the refusal says from when on. What a payer has adjudicated is corrected instead.',
    body: body
      .extend({
        evenIfPending: z
          .boolean()
          .default(false)
          .describe(
            'also while an answer may still come: the payer may have it twice. Kept in the audit trail with the reason',
          ),
      })
      .meta({ id: 'ResubmissionWish' }),
    refuse: whyNotYetAgain,
    whyNot: (claim) =>
      nextClaimStatus(claim.status, 'resubmitted') === undefined
        ? `It is ${claim.status}; only a claim that no payer has decided about is sent again.`
        : undefined,
  },
  {
    kind: 'bill_next',
    path: '/v1/claims/{id}:bill-next',
    operationId: 'billNextPayer',
    summary: 'Bill the next payer out of the answer of this one',
    description:
      'It happens by itself when a payer leaves something to the patient. Ask for it after a denial, or when the payer has changed its answer: then the claim to the next payer is corrected.',
    body,
    refuse: whyNotNextPayer,
    whyNot: (claim) => (answered.includes(claim.status) ? undefined : 'The payer has not answered it.'),
  },
];

/** POST /v1/claims/{id}:void, :resubmit and :bill-next */
export function mountClaimWishes(to: Mounted, deps: GatewayDeps): void {
  for (const { kind, path, operationId, summary, description, ...operation } of operations) {
    const contract: Contract = {
      operationId,
      method: 'POST',
      path,
      tag: 'Claims',
      summary,
      description,
      scope: 'claims:write',
      idempotent: true,
      params: z.object({ id: z.uuid() }),
      body: { contentTypes: ['application/json'], schema: operation.body, description: 'why' },
      answers: { 202: { description: 'noted', schema: correctionReceipt } },
      problems: [
        'malformed_json',
        'malformed_request',
        'invalid_content',
        'claim_not_correctable',
        'correction_waiting',
        'unsupported_media_type',
      ],
    };
    mount(to, contract, async (request, reply) => {
      const { id } = request.params as { id: Id };
      const wish = request.body as Omit<Wish, 'kind'>;
      return changeOnce(deps, request, reply, request.bodyText, (tx, at, origin) =>
        askCorrection(
          tx,
          id,
          { kind, ...wish },
          at,
          origin,
          async (claim) => refusal(claim, operation.whyNot) ?? operation.refuse?.(tx, claim, wish, at),
        ),
      );
    });
  }
}

function refusal(claim: LockedClaim, whyNot: Operation['whyNot']): Problem | undefined {
  if (claim.supersededBy !== null) return notCorrectable('Another claim took its place already.');
  const reason = whyNot(claim);
  return reason === undefined ? undefined : notCorrectable(reason);
}
