import type { ClaimLine } from '@claimwright/domain/claim';
import type { InstitutionalClaimLine } from '@claimwright/domain/institutional-claim';
import { isInpatientFacility } from '@claimwright/domain/institutional-encounter';
import type { CarriedInstitutionalClaim } from '@claimwright/x12/institutional-claim-read';
import type { CarriedClaim } from '@claimwright/x12/professional-claim-carried';

/** One line as a payer sees it, of either type of claim. */
export interface SubmittedLine
  extends Pick<
    ClaimLine,
    | 'lineControlNumber'
    | 'modifiers'
    | 'chargeCents'
    | 'units'
    | 'copayExempt'
    | 'serviceFrom'
    | 'serviceTo'
    | 'adjudications'
  > {
  /** Absent on a revenue line without one. */
  procedureCode?: string;
  /** Of an institutional claim. */
  revenueCode?: string;
}

/** A claim as it reached the clearinghouse: what payers judge, whether it came in an 837P or an 837I. */
export interface SubmittedClaim
  extends Pick<
    CarriedClaim,
    | 'patientControlNumber'
    | 'totalChargeCents'
    | 'payerClaimControlNumber'
    | 'delayReasonCode'
    | 'billingProvider'
    | 'destination'
    | 'patient'
    | 'otherPayers'
  > {
  claimType: 'professional' | 'institutional';
  /** CLM05-1: place of service, or of a hospital bill facility and classification. */
  placeOfService: string;
  /** Of a stay: the covered days that its bill counts. */
  coveredDays?: number;
  /** CLM05-3. */
  frequencyCode: string;
  /** First-listed or principal first. */
  diagnoses: readonly string[];
  lines: readonly SubmittedLine[];
}

/** A claim of an 837I. The lines of a stay have the dates of its statement. */
export function submittedInstitutional(claim: CarriedInstitutionalClaim): SubmittedClaim {
  const { diagnoses, statementFrom, statementTo } = claim;
  const dated = (line: InstitutionalClaimLine): SubmittedLine => ({
    ...line,
    serviceFrom: line.serviceFrom ?? statementFrom,
    serviceTo: line.serviceTo ?? line.serviceFrom ?? statementTo,
  });
  const isStay = isInpatientFacility(claim.facilityCode);
  return {
    ...claim,
    ...(isStay ? { coveredDays: claim.days?.covered ?? 0 } : {}),
    placeOfService: claim.facilityCode,
    diagnoses: [diagnoses.principal, ...diagnoses.other].map(({ code }) => code),
    lines: claim.lines.map(dated),
  };
}

/** Whether a claim is to take the place of an earlier one; interim bills (2, 3, 4) stand beside it. */
export function isCorrection({ frequencyCode }: SubmittedClaim): boolean {
  return frequencyCode === '7' || frequencyCode === '8';
}

/** What a line bills: its revenue code where it has one, and its procedure code. */
export function serviceCode({ revenueCode, procedureCode }: SubmittedLine): string {
  return [revenueCode, procedureCode].filter((code) => code !== undefined).join(' ');
}
