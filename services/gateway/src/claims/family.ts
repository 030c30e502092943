import type { TenantTransaction } from '@claimwright/db/database';
import {
  claimsWithoutRoute,
  correctionsOfClaim,
  familyBalances,
  type RelatedClaim,
  relatedClaims,
  submissionsOfClaims,
} from '@claimwright/db/read/claim-chain';
import { voidOf, voidStates } from '@claimwright/db/read/claim-void';
import { heldEncounters, waitingCorrections } from '@claimwright/db/read/waiting-corrections';
import { responsibility } from '@claimwright/domain/coverage';
import { isoDate } from '@claimwright/domain/dates';
import type { Id } from '@claimwright/domain/ids';
import { claimStatuses, encounterStatuses } from '@claimwright/domain/lifecycle';
import * as z from 'zod';

// How a claim hangs together with others: corrections, late charges, other payers.

const instant = z.iso.datetime();

const relatedClaim = z
  .object({
    id: z.uuid(),
    patientControlNumber: z.string(),
    status: z.enum(claimStatuses),
    frequencyCode: z.string(),
    responsibility,
    payerName: z.string(),
    chargeCents: z.int(),
    submittedOn: isoDate.nullable(),
    links: z.object({ self: z.string() }),
  })
  .meta({ id: 'RelatedClaim' });

/** The members of a claim's resource that name other claims. */
export const claimFamily = {
  waitsFor: z
    .enum(['route', 'encounter'])
    .nullable()
    .describe(
      'route: it is assembled and no route of its payer is configured; encounter: a correction of it waits for an encounter that is held',
    ),
  waitsForEncounters: z
    .array(
      z.object({
        id: z.uuid(),
        externalId: z.string(),
        status: z.enum(encounterStatuses),
        ruleIds: z.array(z.string()).describe('rules that hold it, as its open tasks name them'),
        links: z.object({ self: z.string() }),
      }),
    )
    .describe('held encounters that a correction waits for: each goes on when a person has dealt with it'),
  submissions: z
    .array(
      z.object({
        id: z.uuid(),
        number: z.int(),
        frequencyCode: z.string(),
        chargeCents: z.int(),
        assembledAt: instant,
        batchId: z.uuid().nullable(),
        transmittedAt: instant.nullable(),
      }),
    )
    .describe('each time it was put together; the last is the present one'),
  chain: z.array(relatedClaim).describe('the claim, those it corrects and those that correct it, oldest first'),
  supersedes: relatedClaim.nullable().describe('the claim it takes the place of'),
  supersededBy: relatedClaim.nullable().describe('the claim that took its place'),
  voided: z
    .object({ state: z.enum(voidStates), claimId: z.uuid(), words: z.string() })
    .nullable()
    .describe('how far the void (frequency 8) of this claim is; `claimId` is the void'),
  lateChargesOf: relatedClaim.nullable(),
  priorPayerClaim: relatedClaim.nullable().describe('the claim to the payer before, whose answer it carries'),
  nextPayerClaims: z.array(relatedClaim).describe('claims to the payers after'),
  crossedOver: z.boolean().describe('sent on by the payer before, and never by us'),
  corrections: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(['correct', 'void', 'resubmit', 'bill_next']),
      status: z.enum(['waiting', 'done', 'refused', 'abandoned']),
      reason: z.string(),
      requestedBy: z.string(),
      requestedAt: instant,
      finishedAt: instant.nullable(),
      resultClaimId: z.uuid().nullable(),
      refusal: z.string().nullable().describe('why it was not done, or was given up'),
      abandonedBy: z.string().nullable(),
    }),
  ),
  accountBalances: z
    .record(z.string(), z.int())
    .describe('sum of the ledger by account over the claim and all related claims, in cents: what the visit comes to'),
};

const familyResource = z.object(claimFamily);
export type ClaimFamily = z.output<typeof familyResource>;

/** Reads how a claim hangs together with others. */
export async function readClaimFamily(tx: TenantTransaction, id: Id): Promise<ClaimFamily> {
  const related = await relatedClaims(tx, [id]);
  const own = related.find((claim) => claim.id === id);
  const byId = new Map(related.map((claim) => [claim.id, claim]));
  const named = (other: Id | null | undefined) => {
    const claim = byId.get(other ?? '');
    return claim ? toApiRelated(claim) : null;
  };
  const lacksRoute = (await claimsWithoutRoute(tx, [id])).has(id);
  const held = heldEncounters((await waitingCorrections(tx, [id])).get(id));
  const balances = await familyBalances(tx, [...byId.keys()]);
  return {
    waitsFor: lacksRoute ? 'route' : held.length > 0 ? 'encounter' : null,
    waitsForEncounters: held.map((encounter) => ({
      ...encounter,
      links: { self: `/v1/encounters/${encounter.id}` },
    })),
    submissions: (await submissionsOfClaims(tx, [id])).map(({ claimId: _claim, ...row }) => row),
    chain: related.filter((claim) => own !== undefined && sameTurn(claim, own, byId)).map(toApiRelated),
    supersedes: named(own?.supersedesClaimId),
    supersededBy: named(own?.supersededById),
    voided: voidOf(id, related),
    lateChargesOf: named(own?.lateChargesOfId),
    priorPayerClaim: named(own?.priorClaimId),
    nextPayerClaims: related.filter((claim) => claim.priorClaimId === id).map(toApiRelated),
    crossedOver: own?.crossedOver ?? false,
    corrections: await correctionsOfClaim(tx, id),
    accountBalances: balances,
  };
}

/** Claims to the same payer's turn: a chain of corrections never changes it. */
function sameTurn(claim: RelatedClaim, own: RelatedClaim, byId: ReadonlyMap<Id, RelatedClaim>): boolean {
  return turnOf(claim, byId) === turnOf(own, byId);
}

function turnOf(claim: RelatedClaim, byId: ReadonlyMap<Id, RelatedClaim>): number {
  const prior = byId.get(claim.priorClaimId ?? '');
  return prior ? turnOf(prior, byId) + 1 : 0;
}

function toApiRelated(claim: RelatedClaim): z.output<typeof relatedClaim> {
  const { id, patientControlNumber, status, frequencyCode, chargeCents, submittedOn, payerName } = claim;
  return {
    id,
    patientControlNumber,
    status,
    frequencyCode,
    responsibility: claim.responsibility,
    payerName,
    chargeCents,
    submittedOn,
    links: { self: `/v1/claims/${id}` },
  };
}
