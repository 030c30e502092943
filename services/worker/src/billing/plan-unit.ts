import {
  type AnyAssembledClaim,
  type AnyAssemblyResult,
  assembleByType,
  howManyClaimsByType,
} from '@claimwright/assembly/assemble-by-type';
import type { BillingUnit } from '@claimwright/assembly/combine-encounters';
import { asReplacement, billsTheSame, lateLines, ofLines } from '@claimwright/assembly/correct-claim';
import type { PayerProfiles } from '@claimwright/assembly/other-payers';
import { patientControlNumber } from '@claimwright/assembly/patient-control-number';
import { takesCorrections } from '@claimwright/assembly/refuse-institutional';
import { wireCode } from '@claimwright/assembly/wire-text';
import { earlierOf } from '@claimwright/db/pipeline/claim-chains';
import type { LockedClaim } from '@claimwright/db/pipeline/claim-moves';
import type { ClaimLink } from '@claimwright/db/pipeline/claims';
import type { Correction } from '@claimwright/db/pipeline/corrections';
import type { IsoDate } from '@claimwright/domain/dates';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { PayerProfile } from '@claimwright/domain/payer';
import { JobFailure } from '@claimwright/queue/job-failure';

/** A claim that bills encounters of the unit, or was rejected and let go of them. */
export interface ExistingClaim {
  claim: LockedClaim;
  snapshot: AnyClaimSnapshot;
  part: number;
  live: boolean;
  /** A correction of its content that somebody asked for. */
  correction?: Correction;
}

export interface UnitToPlan {
  unit: BillingUnit;
  payer: PayerProfile;
  profiles: PayerProfiles;
  /** Claims to the first payer, at most one a part and state: live ones, else the newest rejected one. */
  existing: readonly ExistingClaim[];
  today: IsoDate;
}

/** What is to be done for one part of a unit. */
export type PlannedClaim = { part: number; snapshot: AnyClaimSnapshot; lineEncounterIds: readonly string[] } & (
  | { kind: 'new'; link?: ClaimLink; supersedes?: ExistingClaim; corrects?: ExistingClaim }
  | { kind: 'resubmit'; existing: ExistingClaim }
);

export type UnitPlan =
  | { ok: true; claims: PlannedClaim[] /** Corrections that ask for what is so already. */; idle: Correction[] }
  | { ok: false; reasonCode: string; reason: string };

/** How many patient control numbers `planUnit` may use. */
export function numbersNeeded({ unit, payer, today }: UnitToPlan): number {
  return howManyClaimsByType(unit.encounter, payer, today);
}

const unsent: readonly ClaimStatus[] = ['assembled', 'submitted', 'acknowledged', 'rejected'];
const accepted: readonly ClaimStatus[] = ['payer_accepted', 'pended'];
const answeredWithMoney: readonly ClaimStatus[] = ['paid', 'partially_paid', 'patient_responsibility'];

/**
 * Decides how a unit is billed: as new claims; as further submissions, under their own numbers, of claims that no payer has
 * accepted yet; or as replacements of claims that one has. A payer that takes no replacement gets a claim of the added lines, or
 * the whole anew. Parts that a correction does not touch stay as they are. Throws a JobFailure when a claim is just being handed
 * over: the job is tried again.
 */
export function planUnit(input: UnitToPlan, firstNumber: number): UnitPlan {
  const { unit, payer, profiles, existing, today } = input;
  const result: AnyAssemblyResult = assembleByType({
    unit,
    payer,
    profiles,
    today,
    nextPatientControlNumber: (part) => {
      const before = ofPart(existing, part, payer);
      return before && staysItself(before, payer)
        ? before.claim.patientControlNumber
        : patientControlNumber(firstNumber + part - 1);
    },
  });
  if (!result.ok) return result;
  const claims: PlannedClaim[] = [];
  const idle: Correction[] = [];
  for (const made of result.claims) {
    const before = ofPart(existing, made.part, payer);
    const step = planPart(made, before, payer, existing);
    if (step === 'untouched') {
      if (before?.correction) idle.push(before.correction);
    } else if ('reasonCode' in step) return { ok: false, ...step };
    else claims.push(step);
  }
  const lost = existing.find(({ live, part }) => live && part > result.claims.length);
  if (lost) return refuseLost(lost);
  return { ok: true, claims, idle };
}

function ofPart(existing: readonly ExistingClaim[], part: number, payer: PayerProfile): ExistingClaim | undefined {
  return (
    existing.find((each) => each.live && each.part === part) ??
    // A rejected claim of another payer stays rejected; nobody would know the number.
    existing.find((each) => !each.live && each.part === part && each.claim.payerId === wireCode(payer.payerId))
  );
}

/** Whether the part is sent as another submission of the claim it has: no payer has it in adjudication. */
function staysItself({ claim, snapshot, live, correction }: ExistingClaim, payer: PayerProfile): boolean {
  if (!live) return true;
  if (!correction) return false;
  if (claim.status === 'batched') {
    throw new JobFailure('claim_being_sent', 'a claim to correct is just being handed over');
  }
  return unsent.includes(claim.status) || (accepted.includes(claim.status) && !replaces(payer, snapshot));
}

/** Original Medicare takes corrections of hospital bills, not of professional claims. */
export function replaces(payer: PayerProfile, snapshot: AnyClaimSnapshot): boolean {
  if (snapshot.claimType === 'professional') return payer.acceptsReplacement;
  return takesCorrections(payer, snapshot.destination.claimFilingCode);
}

type Made = AnyAssembledClaim;

function planPart(
  made: Made,
  before: ExistingClaim | undefined,
  payer: PayerProfile,
  existing: readonly ExistingClaim[],
): PlannedClaim | 'untouched' | { reasonCode: string; reason: string } {
  if (!before) return { kind: 'new', ...made };
  const { claim, snapshot: present, correction, live } = before;
  if (live && !correction) {
    if (billsTheSame(present, made.snapshot)) return 'untouched';
    const reason = `The correction also changes what claim ${claim.patientControlNumber} bills; correct that one too, or change its lines only there.`;
    return { reasonCode: 'correction_touches_other_claim', reason };
  }
  // What changed is only for payers after this one, who has answered.
  if (live && answeredWithMoney.includes(claim.status) && billsTheSame(present, made.snapshot)) return 'untouched';
  if (staysItself(before, payer))
    return { kind: 'resubmit', existing: before, ...made, snapshot: inItsOwnForm(made, before) };
  if (replaces(payer, present)) return replace(made, before);
  return billAnew(made, before, existing);
}

/** A rejected replacement is sent again as the replacement it was. */
function inItsOwnForm({ snapshot }: Made, { claim, snapshot: present }: ExistingClaim): AnyClaimSnapshot {
  const number = present.payerClaimControlNumber;
  return claim.frequencyCode === '7' && number !== undefined ? asReplacement(snapshot, number) : snapshot;
}

function replace(made: Made, before: ExistingClaim): PlannedClaim | { reasonCode: string; reason: string } {
  const { claim, correction } = before;
  const number = correction?.payerClaimControlNumber ?? claim.payerClaimControlNumber;
  if (!number) {
    return {
      reasonCode: 'payer_claim_number_missing',
      reason: `/payerClaimControlNumber: a replacement must name the payer's own number of claim ${claim.patientControlNumber} (REF*F8), and no answer has told it.`,
    };
  }
  return {
    kind: 'new',
    ...made,
    snapshot: asReplacement(made.snapshot, number),
    link: linkTo(claim),
    supersedes: before,
    corrects: before,
  };
}

/** Original Medicare takes only frequency 1: late charges go by themselves, anything else as a whole. */
function billAnew(
  made: Made,
  before: ExistingClaim,
  existing: readonly ExistingClaim[],
): PlannedClaim | { reasonCode: string; reason: string } {
  const { claim, snapshot: present } = before;
  const late = answeredWithMoney.includes(claim.status) ? lateLines(present, made.snapshot) : undefined;
  if (late === undefined || late.length === 0 || made.snapshot.claimType !== 'professional') {
    return { kind: 'new', ...made, link: linkTo(claim), supersedes: before, corrects: before };
  }
  return {
    kind: 'new',
    part: Math.max(...existing.map(({ part }) => part)) + 1,
    snapshot: ofLines(made.snapshot, late),
    lineEncounterIds: made.lineEncounterIds.filter((_, index) => late.includes(index + 1)),
    link: { firstClaimId: claim.firstClaimId ?? claim.id, lateChargesOf: claim.id },
    corrects: before,
  };
}

/** The link of a claim to the one it takes the place of. */
export function linkTo(claim: LockedClaim): ClaimLink {
  return { firstClaimId: claim.firstClaimId ?? claim.id, supersedesClaimId: claim.id, earlier: earlierOf(claim) };
}

function refuseLost({ claim }: ExistingClaim): Extract<UnitPlan, { ok: false }> {
  return {
    ok: false,
    reasonCode: 'correction_drops_claim',
    reason: `/lines: nothing is left for claim ${claim.patientControlNumber}; void it, then correct the other claims.`,
  };
}
