import type { Cents } from '@claimwright/domain/money';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import type { LoadedClaim } from './loaded-claim.ts';

export type ClaimMatchedBy = 'patient_control_number' | 'payer_claim_control_number' | 'member_date_charge';

export type ClaimMatch =
  | { ok: true; claim: LoadedClaim; by: ClaimMatchedBy }
  | { ok: false; reasonCode: 'claim_unknown' | 'claim_ambiguous'; reason: string };

/** The candidates of one remittance, findable by every key that may name a claim. */
export interface ClaimIndex {
  byPatientControlNumber: Map<string, LoadedClaim>;
  byPayerClaimControlNumber: Map<string, LoadedClaim[]>;
  byMember: Map<string, LoadedClaim[]>;
}

const plain = (text: string) => text.trim().toUpperCase();

/** What the caller has to load candidates by, each value once. */
export function claimKeys(claims: readonly RemittanceClaim[]) {
  return {
    patientControlNumbers: [...new Set(claims.map((claim) => plain(claim.patientControlNumber)))],
    payerClaimControlNumbers: distinct(claims.map((claim) => claim.payerClaimControlNumber)),
    memberIds: distinct(claims.map((claim) => claim.memberId)),
  };
}

function distinct(values: (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined).map(plain))];
}

/** Indexes the candidates; a claim given twice counts once. */
export function indexClaims(claims: Iterable<LoadedClaim>): ClaimIndex {
  const index: ClaimIndex = {
    byPatientControlNumber: new Map(),
    byPayerClaimControlNumber: new Map(),
    byMember: new Map(),
  };
  for (const claim of claims) {
    const number = plain(claim.patientControlNumber);
    if (index.byPatientControlNumber.has(number)) continue;
    index.byPatientControlNumber.set(number, claim);
    if (claim.payerClaimControlNumber)
      push(index.byPayerClaimControlNumber, plain(claim.payerClaimControlNumber), claim);
    if (claim.memberId) push(index.byMember, plain(claim.memberId), claim);
  }
  return index;
}

function push(map: Map<string, LoadedClaim[]>, key: string, claim: LoadedClaim): void {
  const list = map.get(key);
  if (list) list.push(claim);
  else map.set(key, [claim]);
}

/**
 * The claim of ours that a payer answers: by our control number (CLP01); else by the payer's own number (CLP07) with the same
 * charge; else by member, dates of service and charge, when only one claim has them. Never by name.
 */
export function matchClaim(answer: RemittanceClaim, index: ClaimIndex): ClaimMatch {
  const own = index.byPatientControlNumber.get(plain(answer.patientControlNumber));
  if (own) return { ok: true, claim: inTurn(own, answer, index), by: 'patient_control_number' };
  const chargeCents = Math.abs(answer.chargeCents);
  if (answer.payerClaimControlNumber) {
    const named = (index.byPayerClaimControlNumber.get(plain(answer.payerClaimControlNumber)) ?? []).filter(
      (claim) => claim.chargeCents === chargeCents,
    );
    if (named.length === 1) return { ok: true, claim: named[0]!, by: 'payer_claim_control_number' };
  }
  return matchByMember(answer, index, chargeCents);
}

/** CLP02: processed as primary, secondary, tertiary; the same and forwarded. */
const turnOfStatus: Readonly<Record<string, number>> = { '1': 0, '19': 0, '2': 1, '20': 1, '3': 2, '21': 2 };
const turnOf = { primary: 0, secondary: 1, tertiary: 2 } as const;

/** The claim of a payer to whom the one before sent ours on (crossover): it answers under the number that it was sent. */
function inTurn(own: LoadedClaim, { statusCode }: RemittanceClaim, index: ClaimIndex): LoadedClaim {
  const turn = turnOfStatus[statusCode] ?? 0;
  let claim = own;
  while (turnOf[claim.responsibility ?? 'primary'] < turn) {
    const next = nextInLine(claim, index);
    if (!next) break;
    claim = next;
  }
  return claim;
}

/** The claim to the payer after, when it is among the candidates. */
export function nextInLine(claim: LoadedClaim, index: ClaimIndex): LoadedClaim | undefined {
  return index.byPatientControlNumber.get(plain(claim.nextPatientControlNumber ?? ''));
}

function matchByMember(answer: RemittanceClaim, index: ClaimIndex, chargeCents: Cents): ClaimMatch {
  const dates = datesOf(answer);
  if (answer.memberId && dates) {
    const same = (index.byMember.get(plain(answer.memberId)) ?? []).filter(
      (claim) => claim.chargeCents === chargeCents && claim.serviceFrom === dates.from && claim.serviceTo === dates.to,
    );
    if (same.length === 1) return { ok: true, claim: same[0]!, by: 'member_date_charge' };
    if (same.length > 1) {
      return {
        ok: false,
        reasonCode: 'claim_ambiguous',
        reason:
          `No claim has the number ${answer.patientControlNumber}, and ${same.length} claims of the member share its dates ` +
          'of service and charge.',
      };
    }
  }
  return {
    ok: false,
    reasonCode: 'claim_unknown',
    reason:
      `No claim of ours has the number ${answer.patientControlNumber} (CLP01), and none could be told by the payer's number ` +
      'or by member, dates of service and charge.',
  };
}

function datesOf(answer: RemittanceClaim): { from: string; to: string } | undefined {
  let from = answer.statementFrom;
  let to = answer.statementTo ?? answer.statementFrom;
  if (from && to) return { from, to };
  for (const line of answer.lines) {
    const end = line.serviceTo ?? line.serviceFrom;
    if (!line.serviceFrom || !end) return undefined;
    if (from === undefined || line.serviceFrom < from) from = line.serviceFrom;
    if (to === undefined || end > to) to = end;
  }
  return from && to ? { from, to } : undefined;
}
