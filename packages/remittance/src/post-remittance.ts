import type { Id } from '@claimwright/domain/ids';
import type { LedgerEntry } from '@claimwright/domain/ledger';
import type { ProviderAdjustment, Remittance, RemittanceClaim } from '@claimwright/domain/remittance';
import { dedupeKey } from './dedupe-key.ts';
import type { LoadedClaim } from './loaded-claim.ts';
import { type ClaimIndex, indexClaims, matchClaim, nextInLine } from './match-claim.ts';
import { sumOf } from './open-adjudications.ts';
import { type ParkReason, type PostedClaim, postClaim } from './post-claim.ts';
import { type Imbalance, proveBalance } from './prove-balance.ts';

export interface RemittancePostingInput {
  remittance: Remittance;
  /** Ours; postings are named after it, so that no two remittances share a name. */
  remittanceId: Id;
  /** Every claim of ours that an answer may mean: those that `claimKeys` finds. */
  claims: Iterable<LoadedClaim>;
}

/** An answer that no claim could take. Its content is parked; its money, if any, is recorded as unapplied. */
export interface UnmatchedClaim {
  ordinal: number;
  answer: RemittanceClaim;
  reasonCode: ParkReason;
  reason: string;
  /** Ledger entries without a claim; empty when the answer moves no money. */
  entries: LedgerEntry[];
}

export type RemittancePosting =
  | { ok: false; reasonCode: 'out_of_balance'; reason: string; imbalances: Imbalance[] }
  | { ok: false; reasonCode: 'prenotification'; reason: string; imbalances: [] }
  | {
      ok: true;
      dedupeKey: string;
      /** In the order in which they have to be saved: what is taken back goes before what replaces it. */
      claims: PostedClaim[];
      unmatched: UnmatchedClaim[];
      /** PLB, without a claim. */
      providerPostings: LedgerEntry[];
    };

/**
 * Decides everything that one transaction set of an 835 does. It posts as a whole or not at all: out of balance, nothing of it
 * is used (never plugged). In balance, every matched answer becomes an event and ledger entries of its claim, an unmatched one is
 * parked alone, and the cash entries of all together are exactly the payment (BPR02).
 */
export function postRemittance(input: RemittancePostingInput): RemittancePosting {
  const { remittance } = input;
  if (remittance.handlingCode === 'P') {
    const reason = 'This is a prenotification of future transfers (BPR01 P), no payment.';
    return { ok: false, reasonCode: 'prenotification', reason, imbalances: [] };
  }
  const imbalances = proveBalance(remittance);
  if (imbalances.length > 0) {
    const more = imbalances.length > 1 ? ` (and ${imbalances.length - 1} more)` : '';
    const [first] = imbalances as [Imbalance];
    return { ok: false, reasonCode: 'out_of_balance', reason: `${first.where}: ${first.text}${more}`, imbalances };
  }
  const { claims, unmatched } = postClaims(input);
  const providerPostings = remittance.providerAdjustments.flatMap((adjustment, index) =>
    providerPosting(adjustment, `remit/${input.remittanceId}/provider/${index + 1}`, remittance.paymentDate),
  );
  const groups = [...claims, ...unmatched].map(({ entries }) => entries);
  const cashCents = [...groups, providerPostings].reduce((total, entries) => total + sumOf(entries, 'cash'), 0);
  if (cashCents !== remittance.paymentCents) {
    throw new Error(
      `a balanced remittance of ${remittance.paymentCents} cents gave ${cashCents} cents of cash entries`,
    );
  }
  return { ok: true, dedupeKey: dedupeKey(remittance), claims, unmatched, providerPostings };
}

/**
 * Reversals of what stood before this remittance are posted first, wherever the payer put them: the corrected answer beside them
 * is the one that has to stand. All else goes in the payer's order.
 */
function postClaims(input: RemittancePostingInput): { claims: PostedClaim[]; unmatched: UnmatchedClaim[] } {
  const index = indexClaims(input.claims);
  const current = new Map<Id, LoadedClaim>();
  const claims: PostedClaim[] = [];
  const unmatched: UnmatchedClaim[] = [];
  const done = new Set<number>();
  const answers = [...input.remittance.claims.entries()];
  for (const [at, answer] of answers) {
    if (answer.statusCode !== '22') continue;
    const result = tryPost(input, index, current, answer, at + 1);
    if (!result.ok) continue;
    claims.push(result.posted);
    done.add(at);
  }
  for (const [at, answer] of answers) {
    if (done.has(at)) continue;
    const result = tryPost(input, index, current, answer, at + 1);
    if (result.ok) claims.push(result.posted);
    else unmatched.push(unmatchedClaim(input, answer, at + 1, result));
  }
  return { claims, unmatched };
}

function tryPost(
  input: RemittancePostingInput,
  index: ClaimIndex,
  current: Map<Id, LoadedClaim>,
  answer: RemittanceClaim,
  ordinal: number,
) {
  const match = matchClaim(answer, index);
  if (!match.ok) return match;
  const postTo = (claim: LoadedClaim) =>
    postClaim({
      answer,
      ordinal,
      claim: current.get(claim.claimId) ?? claim,
      matchedBy: match.by,
      remittanceId: input.remittanceId,
      traceNumber: input.remittance.traceNumber,
      paymentDate: input.remittance.paymentDate,
    });
  let result = postTo(match.claim);
  // A reversal (22) does not say whose turn it was: a payer that got the claim from the one before takes back its own answer.
  for (let next = match.claim; !result.ok && answer.statusCode === '22'; ) {
    const after = nextInLine(next, index);
    if (!after) break;
    next = after;
    const other = postTo(next);
    if (other.ok) result = other;
  }
  if (result.ok) current.set(result.posted.claimId, result.posted.after);
  return result;
}

function unmatchedClaim(
  input: RemittancePostingInput,
  answer: RemittanceClaim,
  ordinal: number,
  { reasonCode, reason }: { reasonCode: ParkReason; reason: string },
): UnmatchedClaim {
  const base = { posting: `remit/${input.remittanceId}/${ordinal}`, effectiveDate: input.remittance.paymentDate };
  const entries: LedgerEntry[] =
    answer.paidCents === 0
      ? []
      : [
          { ...base, account: 'cash', amountCents: answer.paidCents, reason: reasonCode },
          { ...base, account: 'unapplied_cash', amountCents: -answer.paidCents, reason: reasonCode },
        ];
  return { ordinal, answer, reasonCode, reason, entries };
}

/** PLB: a positive amount takes money away. L6 is interest and becomes income; all else waits in provider_adjustment. */
function providerPosting(adjustment: ProviderAdjustment, posting: string, effectiveDate: string): LedgerEntry[] {
  if (adjustment.amountCents === 0) return [];
  const base = { posting, effectiveDate, reason: `PLB-${adjustment.reasonCode}` };
  const account = adjustment.reasonCode === 'L6' ? 'interest_income' : 'provider_adjustment';
  return [
    { ...base, account, amountCents: adjustment.amountCents },
    { ...base, account: 'cash', amountCents: -adjustment.amountCents },
  ];
}
