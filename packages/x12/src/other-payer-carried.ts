import type { LineAdjudication, OtherPayer, OtherPayerAdjudication } from '@claimwright/domain/other-payer';
import type { Address, Person } from '@claimwright/domain/party';
import type { Adjustment } from '@claimwright/domain/remittance';
import { toX12Quantity, toX12Text } from './writer.ts';

/** How names, addresses and texts come back; the claim's own rules. */
export interface CarriedForms {
  given<Fields extends object>(fields: Fields): Fields;
  text(value: string | undefined): string | undefined;
  address(address: Address): Address;
  name(person: Person): Person;
}

/** What of another payer an 837P carries: its loops 2320, 2330A and 2330B read back. */
export function carriedOtherPayer(payer: OtherPayer, forms: CarriedForms): OtherPayer {
  const { given, text } = forms;
  const groupNumber = text(payer.groupNumber);
  const { address } = payer.subscriber;
  return given<OtherPayer>({
    responsibility: payer.responsibility,
    relationship: payer.relationship,
    groupNumber,
    groupName: groupNumber === undefined ? text(payer.groupName) : undefined,
    insuranceTypeCode: text(payer.insuranceTypeCode),
    claimFilingCode: toX12Text(payer.claimFilingCode),
    memberId: toX12Text(payer.memberId),
    subscriber: given({ ...forms.name(payer.subscriber), address: address && forms.address(address) }),
    payerId: toX12Text(payer.payerId),
    payerName: toX12Text(payer.payerName),
    payerAddress: payer.payerAddress && forms.address(payer.payerAddress),
    benefitsAssigned: payer.benefitsAssigned,
    releaseOfInformation: payer.releaseOfInformation,
    priorAuthorizationNumber: text(payer.priorAuthorizationNumber),
    payerClaimControlNumber: text(payer.payerClaimControlNumber),
    adjudication: payer.adjudication && carriedAdjudication(payer.adjudication, forms),
  });
}

function carriedAdjudication(decided: OtherPayerAdjudication, { given }: CarriedForms): OtherPayerAdjudication {
  return given({
    paidCents: decided.paidCents,
    adjustments: carriedAdjustments(decided.adjustments),
    nonCoveredCents: decided.nonCoveredCents,
    remainingPatientLiabilityCents: decided.remainingPatientLiabilityCents,
    adjudicatedOn: decided.adjudicatedOn,
    remarkCodes: decided.remarkCodes.slice(0, 5).map((code) => toX12Text(code)),
    outpatient: decided.outpatient && given({ ...decided.outpatient }),
  });
}

/** What of a payer's decision about a line an 837P carries: its loop 2430 read back. */
export function carriedLineAdjudication(decided: LineAdjudication, { given }: CarriedForms): LineAdjudication {
  return given({
    payerId: toX12Text(decided.payerId),
    paidCents: decided.paidCents,
    procedureCode: decided.procedureCode === undefined ? undefined : toX12Text(decided.procedureCode),
    revenueCode: decided.revenueCode === undefined ? undefined : toX12Text(decided.revenueCode),
    modifiers: decided.modifiers.map((modifier) => toX12Text(modifier)),
    units: Number(toX12Quantity(decided.units)),
    bundledLineNumber: decided.bundledLineNumber,
    adjustments: carriedAdjustments(decided.adjustments),
    adjudicatedOn: decided.adjudicatedOn,
    remainingPatientLiabilityCents: decided.remainingPatientLiabilityCents,
  });
}

/** Grouped as CAS groups them: by group, in the order of their first appearance. */
function carriedAdjustments(list: readonly Adjustment[]): Adjustment[] {
  return [...Map.groupBy(list, (adjustment) => adjustment.group).values()].flat().map((adjustment) => {
    const { quantity, ...rest } = adjustment;
    return quantity === undefined ? rest : { ...rest, quantity: Number(toX12Quantity(quantity)) };
  });
}
