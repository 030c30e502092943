import { createClaimJournal, type LockedClaim, lockClaims } from '@claimwright/db/pipeline/claim-moves';
import { postLedgerEntries } from '@claimwright/db/pipeline/claims';
import { matchAnswer, type UnmatchedAnswer } from '@claimwright/db/pipeline/parked-items';
import { formatDollars } from '@claimwright/domain/money';
import type { Remittance, RemittanceClaim } from '@claimwright/domain/remittance';
import type { LoadedClaim } from '@claimwright/remittance/loaded-claim';
import { type ClaimMatch, indexClaims, matchClaim } from '@claimwright/remittance/match-claim';
import { postClaim } from '@claimwright/remittance/post-claim';
import { settleAfterRemittance } from './after-remittance.ts';
import type { ItemContext } from './item.ts';
import { recallResubmissions } from './recall-resubmissions.ts';
import { lockAnswered, moveClaims, toLoadedClaims } from './remit.ts';
import { reviewLateAnswer } from './review-answers.ts';

export type MatchOutcome = { ok: true; claimId: string } | { ok: false; reason: string };

/**
 * Takes an answer that was posted without a claim to its claim: the one that somebody names, or the one that matching finds now. Its
 * money is in the books already (unapplied_cash) and moves from there. All that an answer is checked for when it comes is checked now.
 */
export async function matchParkedAnswer(
  context: ItemContext,
  { ordinal, answer, header }: UnmatchedAnswer,
  remittanceId: string,
  claimId: string | null,
): Promise<MatchOutcome> {
  const { deps, tx } = context;
  const locked = claimId === null ? await lockAnswered(context, [answer]) : await lockClaims(tx, { ids: [claimId] });
  if (claimId !== null && locked.length === 0) return { ok: false, reason: 'There is no such claim.' };
  const journal = createClaimJournal();
  const remittance: Remittance = { ...header, claims: [answer] };
  await recallResubmissions(
    context,
    journal,
    locked,
    named(remittance, claimId === null ? undefined : locked[0]),
    true,
  );
  const claims = await toLoadedClaims(context, locked);
  const [chosen] = claims;
  const match: ClaimMatch =
    claimId !== null && chosen
      ? { ok: true, claim: chosen, by: 'patient_control_number' }
      : matchClaim(answer, indexClaims(claims));
  if (!match.ok) return match;
  const other = claimId === null ? undefined : whyOther(answer, match.claim);
  if (other !== undefined) return { ok: false, reason: other };
  const result = postClaim({
    answer,
    ordinal,
    claim: match.claim,
    matchedBy: match.by,
    remittanceId,
    traceNumber: header.traceNumber,
    paymentDate: header.paymentDate,
    cashAccount: 'unapplied_cash',
  });
  if (!result.ok) return result;
  const { posted } = result;
  await matchAnswer(tx, remittanceId, ordinal, posted.claimId);
  const entries = [{ claimId: posted.claimId, remittanceId, entries: posted.entries }];
  await postLedgerEntries(tx, entries, deps.clock.now());
  const posting = { claims: [posted] };
  await moveClaims(context, posting, locked, remittance, journal);
  await settleAfterRemittance(context, posting, locked, { remittance, remittanceId });
  await reviewLateAnswer(tx, remittanceId, ordinal);
  return { ok: true, claimId: posted.claimId };
}

/** Nothing but its charge tells whether an answer without lines is about the claim that somebody named. */
function whyOther(answer: RemittanceClaim, claim: LoadedClaim): string | undefined {
  const chargeCents = Math.abs(answer.chargeCents);
  if (answer.lines.length > 0 || chargeCents === claim.chargeCents) return undefined;
  return `The answer is about ${formatDollars(chargeCents)} and tells no lines; the claim charges ${formatDollars(claim.chargeCents)}.`;
}

/** The remittance as if it had named the claim that somebody chose. */
function named(remittance: Remittance, chosen: LockedClaim | undefined): Remittance {
  if (!chosen) return remittance;
  const { patientControlNumber } = chosen;
  return { ...remittance, claims: remittance.claims.map((answer) => ({ ...answer, patientControlNumber })) };
}
