import type { ClaimFuture } from './claim-future.ts';
import type { CorrectedClaim } from './decide-claim-future.ts';
import { isCorrection, type SubmittedClaim, serviceCode } from './submitted-claim.ts';

/** What the payers remember of the claims of one sender: grows with every claim, in the order of receipt. */
export class ClaimHistory {
  readonly #copies = new Map<string, number>();
  /** By the payer's control number, of every version of a claim: the version that stands now. */
  readonly #versions = new Map<string, { standing: CorrectedClaim }>();

  /** How many claims for the same patient, dates, codes and charges the payer holds already. */
  earlierCopies(claim: SubmittedClaim): number {
    return !isCorrection(claim) ? (this.#copies.get(serviceKey(claim)) ?? 0) : 0;
  }

  /** The standing version of the claim that a replacement or void names; undefined for an original. */
  correctedBy(claim: SubmittedClaim): CorrectedClaim | 'nothing_known' | undefined {
    if (!isCorrection(claim)) return undefined;
    return this.#versions.get(versionKey(claim, claim.payerClaimControlNumber ?? ''))?.standing ?? 'nothing_known';
  }

  /** Remembers a claim the payer took. One that was rejected or lost on the way leaves no trace: the payer never had it. */
  remember(claim: SubmittedClaim, future: ClaimFuture): void {
    const controlNumber = future.receipt?.payerClaimControlNumber;
    if (controlNumber === undefined) return;
    const standing = standingAfter(future);
    if (!isCorrection(claim)) {
      const key = serviceKey(claim);
      this.#copies.set(key, (this.#copies.get(key) ?? 0) + 1);
      this.#versions.set(versionKey(claim, controlNumber), { standing });
      return;
    }
    // What is voided may be billed afresh.
    if (claim.frequencyCode === '8') this.#copies.delete(serviceKey(claim));
    const version = this.#versions.get(versionKey(claim, claim.payerClaimControlNumber ?? ''));
    if (!version) return;
    // A correction that is never decided leaves in force what it wanted to correct.
    if (future.silence !== 'pended') version.standing = standing;
    this.#versions.set(versionKey(claim, controlNumber), version);
  }
}

/** The last word on the claim; nothing when it is pended or voided. */
function standingAfter({ payment, takeback }: ClaimFuture): CorrectedClaim {
  const last = takeback ?? payment;
  const claim = last?.claims.findLast((paid) => paid.statusCode !== '22');
  return last && claim ? { adjudicated: { on: last.on, claim } } : {};
}

function versionKey(claim: SubmittedClaim, payerClaimControlNumber: string): string {
  return `${claim.destination.payerId}|${payerClaimControlNumber}`;
}

/** CARC 18: same payer, provider, patient, dates, codes and charges, whatever the claim is numbered with. */
function serviceKey(claim: SubmittedClaim): string {
  const { destination, patient, billingProvider } = claim;
  const lines = claim.lines.map((line) =>
    [serviceCode(line), ...line.modifiers, line.serviceFrom, line.serviceTo, line.units, line.chargeCents].join('/'),
  );
  return [
    destination.payerId,
    destination.memberId,
    patient.lastName,
    patient.firstName ?? '',
    patient.birthDate ?? '',
    billingProvider.npi ?? billingProvider.taxId ?? '',
    ...lines.sort(),
  ].join('|');
}
