import { takesCorrections } from '@claimwright/assembly/refuse-institutional';
import { canonicalJson } from '@claimwright/assembly/seal-snapshot';
import type { TenantTransaction } from '@claimwright/db/database';
import { loadSnapshots } from '@claimwright/db/pipeline/claim-chains';
import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import { readEncounter } from '@claimwright/db/read/encounters';
import { returnedUnprocessable } from '@claimwright/db/read/last-hand-over';

import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { Problem } from '@claimwright/http/problem';
import { notCorrectable } from './ask-correction.ts';

type Changed = readonly { id: Id; content: EncounterInput }[];

const paid: readonly ClaimStatus[] = ['paid', 'partially_paid', 'patient_responsibility'];
const decided: readonly ClaimStatus[] = [...paid, 'denied'];

/** Whether the encounters say already what they are to be changed to. */
export async function sameContent(tx: TenantTransaction, changed: Changed): Promise<boolean> {
  for (const { id, content } of changed) {
    if (canonicalJson((await readEncounter(tx, id))?.content) !== canonicalJson(content)) return false;
  }
  return true;
}

/**
 * Why a decided claim of a payer that takes no replacement cannot be corrected by a claim. Sent anew with frequency 1 it is denied as
 * a duplicate; what fits is a reopening for a clerical error (42 CFR 405.980) or an appeal. Added lines are no duplicate, and what
 * was returned as unprocessable (MA130) was never decided.
 */
export async function whyReopening(
  tx: TenantTransaction,
  claim: LockedClaim,
  changed: Changed,
): Promise<Problem | undefined> {
  if (!decided.includes(claim.status)) return undefined;
  const profile = (await loadPayerProfiles(tx, [claim.payerId])).get(claim.payerId);
  const snapshot = (await loadSnapshots(tx, [claim.id])).get(claim.id);
  if (!profile || !snapshot) return undefined;
  const takes =
    snapshot.claimType === 'professional'
      ? profile.acceptsReplacement
      : takesCorrections(profile, snapshot.destination.claimFilingCode);
  if (takes || (await returnedUnprocessable(tx, claim.id))) return undefined;
  if (paid.includes(claim.status) && (await addsLinesOnly(tx, changed))) return undefined;
  if (paid.includes(claim.status) && (await changesCoveragesOnly(tx, changed))) return undefined;
  return notCorrectable(
    `${profile.name} has decided about it and takes no replacement claim; sent anew it would be denied as a duplicate. Ask the payer to reopen it (clerical error) or appeal, outside of this service; then its new answer comes by 835. Added lines alone can be billed here.`,
  );
}

/** What changed is for payers after this one, who has answered: nothing goes to this one. */
async function changesCoveragesOnly(tx: TenantTransaction, changed: Changed): Promise<boolean> {
  for (const { id, content } of changed) {
    const present = (await readEncounter(tx, id))?.content;
    if (!present || withoutLater(present) !== withoutLater(content)) return false;
  }
  return true;
}

function withoutLater({ coverages, ...rest }: EncounterInput): string {
  return canonicalJson({ ...rest, coverages: coverages.filter(({ responsibility }) => responsibility === 'primary') });
}

async function addsLinesOnly(tx: TenantTransaction, changed: Changed): Promise<boolean> {
  let added = 0;
  for (const { id, content } of changed) {
    const present = (await readEncounter(tx, id))?.content;
    if (!present) return false;
    const { lines: before, ...rest } = present;
    const { lines, ...others } = content;
    if (canonicalJson(rest) !== canonicalJson(others)) return false;
    const left = lines.map((line) => canonicalJson(line));
    for (const line of before) {
      const place = left.indexOf(canonicalJson(line));
      if (place < 0) return false;
      left.splice(place, 1);
    }
    added += left.length;
  }
  return added > 0;
}
