import type { TenantTransaction } from '@claimwright/db/database';
import { loadRoutes } from '@claimwright/db/pipeline/batches';
import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import { crossedOverTo, lastHandOver } from '@claimwright/db/read/last-hand-over';
import { addDays, type IsoInstant } from '@claimwright/domain/dates';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import { addHours, routeExpectations } from '@claimwright/domain/route-schedule';
import { type Problem, problem } from '@claimwright/http/problem';
import { notCorrectable, type Wish } from './ask-correction.ts';

const inTransit: readonly ClaimStatus[] = ['submitted', 'acknowledged'];
const withPayer: readonly ClaimStatus[] = ['payer_accepted', 'pended'];

/**
 * Why a claim may not be sent again yet: an answer to the last time may still come, and the payer would have it twice. In transit it
 * is given the hours of its route for the last acknowledgement that is expected; with the payer, the days the payer usually takes.
 */
export async function whyNotYetAgain(
  tx: TenantTransaction,
  claim: LockedClaim,
  { evenIfPending }: Omit<Wish, 'kind'>,
  at: IsoInstant,
): Promise<Problem | undefined> {
  if (evenIfPending) return undefined;
  const possibleFrom = await possibleAgain(tx, claim);
  if (possibleFrom === undefined || possibleFrom <= at) return undefined;
  const who = withPayer.includes(claim.status) ? 'The payer has it' : 'It is on its way';
  return problem(
    'claim_not_correctable',
    `${who} and may still answer: sent again now, the payer would have it twice. It can be sent again from ${possibleFrom.slice(0, 10)} on, or before with evenIfPending.`,
    { members: { possibleFrom } },
  );
}

async function possibleAgain(tx: TenantTransaction, claim: LockedClaim): Promise<IsoInstant | undefined> {
  const isWithPayer = withPayer.includes(claim.status);
  if (!isWithPayer && !inTransit.includes(claim.status)) return undefined;
  const last = await lastHandOver(tx, claim.id);
  const route = (await loadRoutes(tx)).find(({ name }) => name === last?.route);
  const expected = route?.expectations ?? routeExpectations.parse({});
  // What a payer sent on for us was never handed over.
  if (last !== undefined && !isWithPayer) {
    const { payerAcceptanceHours, claimAcknowledgementHours, syntaxHours } = expected;
    return addHours(last.transmittedAt, payerAcceptanceHours ?? claimAcknowledgementHours ?? syntaxHours);
  }
  const profile = (await loadPayerProfiles(tx, [claim.payerId])).get(claim.payerId);
  const days = profile?.usualPaymentDays ?? expected.usualPaymentDays;
  return claim.submittedOn === null ? undefined : `${addDays(claim.submittedOn, days)}T00:00:00.000Z`;
}

/** Why the next payer is not billed by us: the payer of the claim has sent it on itself. */
export async function whyNotNextPayer(tx: TenantTransaction, claim: LockedClaim): Promise<Problem | undefined> {
  const next = await crossedOverTo(tx, claim.id);
  if (!next) return undefined;
  return notCorrectable(
    `The payer has sent it on to ${next.payerName} itself (crossover): claim ${next.patientControlNumber} waits for that answer, and we send nothing.`,
  );
}
