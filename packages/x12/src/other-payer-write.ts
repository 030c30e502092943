import { relationshipCode } from '@claimwright/domain/coverage';
import { toX12Date } from '@claimwright/domain/dates';
import { formatX12Amount } from '@claimwright/domain/money';
import type { LineAdjudication, OtherPayer } from '@claimwright/domain/other-payer';
import { remarkSegments } from './adjudication-amounts.ts';
import { adjustmentSegments } from './adjustment-write.ts';
import { addressLines, patientName } from './party-write.ts';
import { procedureQualifier } from './procedure-qualifier.ts';
import { benefitsCode, releaseCode, responsibilityCode } from './professional-claim-codes.ts';
import { toX12Quantity, toX12Text, withoutTrailing, x12Composite, x12Segment } from './writer.ts';

/** Where the guides differ about another payer: only the professional one has SBR05. */
export interface OtherPayerForm {
  hasInsuranceType: boolean;
}

/** MIA02 has a use in the 835 only (005010X223A2, 2320). */
const unusedInClaims = [2];

/** Loop 2320 with 2330A and 2330B. */
export function otherPayerLoop(payer: OtherPayer, form: OtherPayerForm = { hasInsuranceType: true }): string {
  const { adjudication } = payer;
  let text = subscriberSegment(payer, form);
  if (adjudication) {
    text += adjustmentSegments(adjudication.adjustments);
    text += `AMT*D*${formatX12Amount(adjudication.paidCents)}~`;
    if (adjudication.nonCoveredCents !== undefined) text += `AMT*A8*${formatX12Amount(adjudication.nonCoveredCents)}~`;
    text += patientLiability(adjudication.remainingPatientLiabilityCents);
  }
  text += `OI***${benefitsCode[payer.benefitsAssigned]}***${releaseCode[payer.releaseOfInformation]}~`;
  if (adjudication) text += remarkSegments(adjudication, unusedInClaims);
  text += patientName('IL', payer.subscriber, payer.memberId);
  if (payer.subscriber.address) text += addressLines(payer.subscriber.address);
  text += `NM1*PR*2*${toX12Text(payer.payerName)}*****PI*${toX12Text(payer.payerId)}~`;
  if (payer.payerAddress) text += addressLines(payer.payerAddress);
  if (adjudication?.adjudicatedOn) text += `DTP*573*D8*${toX12Date(adjudication.adjudicatedOn)}~`;
  return text + reference('G1', payer.priorAuthorizationNumber) + reference('F8', payer.payerClaimControlNumber);
}

/** Loop 2430. */
export function lineAdjudicationLoop(adjudication: LineAdjudication): string {
  const { bundledLineNumber, procedureCode, revenueCode } = adjudication;
  const modifiers = adjudication.modifiers.map((modifier) => toX12Text(modifier));
  const procedure =
    procedureCode === undefined
      ? undefined
      : x12Composite(procedureQualifier(revenueCode), toX12Text(procedureCode), ...modifiers);
  return (
    x12Segment(
      'SVD',
      toX12Text(adjudication.payerId),
      formatX12Amount(adjudication.paidCents),
      procedure,
      revenueCode === undefined ? undefined : toX12Text(revenueCode),
      toX12Quantity(adjudication.units),
      bundledLineNumber,
    ) +
    adjustmentSegments(adjudication.adjustments) +
    `DTP*573*D8*${toX12Date(adjudication.adjudicatedOn)}~` +
    patientLiability(adjudication.remainingPatientLiabilityCents)
  );
}

function subscriberSegment(payer: OtherPayer, form: OtherPayerForm): string {
  const groupNumber = payer.groupNumber === undefined ? '' : toX12Text(payer.groupNumber);
  // The group's name stands in only where its number does not (005010X222A1, 2320 SBR04).
  const groupName = groupNumber === '' && payer.groupName !== undefined ? toX12Text(payer.groupName) : '';
  const insuranceType = form.hasInsuranceType ? toX12Text(payer.insuranceTypeCode ?? '') : '';
  const text =
    `SBR*${responsibilityCode[payer.responsibility]}*${relationshipCode[payer.relationship]}*${groupNumber}*${groupName}` +
    `*${insuranceType}****${toX12Text(payer.claimFilingCode)}`;
  return `${withoutTrailing(text, '*')}~`;
}

function patientLiability(cents: number | undefined): string {
  return cents === undefined ? '' : `AMT*EAF*${formatX12Amount(cents)}~`;
}

function reference(qualifier: string, value: string | undefined): string {
  const text = value === undefined ? '' : toX12Text(value);
  return text === '' ? '' : `REF*${qualifier}*${text}~`;
}
