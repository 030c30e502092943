import type { ClaimCoverage } from '@claimwright/domain/claim';
import type { Coverage } from '@claimwright/domain/coverage';
import { longestClaimName, type Patient } from '@claimwright/domain/party';
import type { PayerProfile } from '@claimwright/domain/payer';
import { wireContact, wireNumbers } from './wire-contact.ts';
import { wireAddress, wirePerson } from './wire-parties.ts';
import {
  digitsOf,
  fittingText,
  optionalFittingText,
  optionalWireCode,
  optionalWireText,
  wireCode,
  withoutAbsent,
} from './wire-text.ts';

/** Filing code when neither sender nor payer profile names one: SBR09 commercial. */
const defaultFilingCode = 'CI';
const medicareFilingCodes = new Set(['MA', 'MB']);

/**
 * The cover a claim is sent under: loops 2000B, 2010BA, 2010BB. The sender's own word goes before the payer profile's.
 * With a payer whose member is always the patient (Medicare, Medicaid) the patient is the subscriber whatever was sent.
 */
export function wireCoverage(cover: Coverage, patient: Patient, payer: PayerProfile): ClaimCoverage {
  const relationship = payer.patientIsSubscriber ? 'self' : cover.relationship;
  const claimFilingCode =
    optionalWireCode(cover.claimFilingCode) ?? optionalWireCode(payer.claimFilingCode) ?? defaultFilingCode;
  const memberId = wireCode(cover.memberId ?? '');
  // SBR05 says why Medicare is not primary and has no place elsewhere (TR3 2000B).
  const medicareSecondary = cover.responsibility !== 'primary' && medicareFilingCodes.has(claimFilingCode);
  return withoutAbsent({
    responsibility: cover.responsibility,
    payerId: wireCode(cover.payer.id ?? payer.payerId),
    payerName: fittingText(cover.payer.name, longestClaimName) || fittingText(payer.name, longestClaimName),
    payerAddress: cover.payer.address && wireAddress(cover.payer.address),
    memberId: payer.memberIdFormat === 'mbi' ? memberId.replaceAll('-', '') : memberId,
    relationship,
    subscriber: wirePerson(relationship === 'self' ? patient : (cover.subscriber ?? patient)),
    groupNumber: optionalWireText(cover.groupNumber),
    groupName: optionalFittingText(cover.groupName, longestClaimName),
    claimFilingCode,
    insuranceTypeCode: medicareSecondary ? optionalWireCode(cover.insuranceTypeCode) : undefined,
    propertyCasualtyClaimNumber: optionalWireText(cover.propertyCasualtyClaimNumber),
    propertyCasualtyContact: wireContact(cover.propertyCasualtyContact),
    patientSocialSecurityNumber: digitsOf(cover.patientSocialSecurityNumber ?? '') || undefined,
    patientMemberId: optionalWireText(cover.patientMemberId),
    billingProviderNumbers: wireNumbers(cover.billingProviderNumbers),
    payerNumbers: wireNumbers(cover.payer.numbers),
    claimPurpose: payer.claimPurpose === 'chargeable' ? undefined : payer.claimPurpose,
  });
}
