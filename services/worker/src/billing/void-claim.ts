import { asVoid } from '@claimwright/assembly/correct-claim';
import { patientControlNumber } from '@claimwright/assembly/patient-control-number';
import type { TenantTransaction } from '@claimwright/db/database';
import { loadSnapshots } from '@claimwright/db/pipeline/claim-chains';
import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import { takePatientControlNumbers } from '@claimwright/db/pipeline/control-numbers';
import type { Correction } from '@claimwright/db/pipeline/corrections';
import { loadEncountersOfClaim } from '@claimwright/db/pipeline/next-payers';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { WorkerDependencies } from '../dependencies.ts';
import type { CorrectionOutcome } from '../jobs/correct-claims.ts';
import { asideClaim, saveSuccessor } from './aside-claim.ts';
import { linkTo, replaces } from './plan-unit.ts';
import { routeOfClaim } from './resubmit-claim.ts';

/**
 * Makes the claim that cancels a locked one (frequency 8, under the payer's own number). The encounters stay with the cancelled
 * claim until the payer has taken it back.
 */
export async function voidClaim(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  claim: LockedClaim,
  correction: Correction,
  actor: string,
): Promise<CorrectionOutcome> {
  const number = correction.payerClaimControlNumber ?? claim.payerClaimControlNumber ?? '';
  const present = (await loadSnapshots(tx, [claim.id])).get(claim.id);
  if (!present) throw new Error(`Claim ${claim.id} has no snapshot.`);
  const refusal = await whyNotVoid(tx, claim, present, correction);
  if (claim.status === 'rejected') {
    return {
      ok: false,
      dropped: true,
      reason: 'It was rejected: the payer never took it, and there is nothing to void.',
    };
  }
  if (refusal !== undefined) return { ok: false, reason: refusal };
  const billed = await loadEncountersOfClaim(tx, claim.id);
  const snapshot = asVoid(present, number, patientControlNumber(await takePatientControlNumbers(tx, 1)));
  const made = asideClaim(deps, billed, { snapshot, route: await routeOfClaim(tx, claim), link: linkTo(claim) });
  await saveSuccessor(deps, tx, claim, made, actor);
  return { ok: true, claimId: made.id };
}

async function whyNotVoid(
  tx: TenantTransaction,
  claim: LockedClaim,
  present: AnyClaimSnapshot,
  correction: Correction,
): Promise<string | undefined> {
  if (claim.supersededBy !== null) return 'Another claim took its place already.';
  if (claim.frequencyCode === '8') return 'It is a void itself.';
  const profile = (await loadPayerProfiles(tx, [claim.payerId])).get(claim.payerId);
  if (profile && !replaces(profile, present)) return `${profile.name} takes no void; ask it to reopen the claim.`;
  if (!correction.payerClaimControlNumber && !claim.payerClaimControlNumber) {
    return "/payerClaimControlNumber: a void must name the payer's own number of the claim (REF*F8), and no answer has told it.";
  }
  return undefined;
}
