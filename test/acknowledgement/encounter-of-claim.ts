import type { ClaimOrigin } from '@claimwright/acknowledgement/claim-origin';
import type { ClaimCoverage, ClaimSnapshot } from '@claimwright/domain/claim';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { AnyClaimSnapshot, InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { OtherPayer } from '@claimwright/domain/other-payer';

// The encounter a claim was made of, for claims that are kept without one. What other payers decided is left out of it, as if it
// had come by remittance.

/** Where a claim comes from, with an encounter made up for it. */
export function originOf(claim: AnyClaimSnapshot): ClaimOrigin {
  const id = claim.encounterIds[0] ?? 'encounter';
  const content = encounterOfClaim(claim);
  return {
    claim,
    encounters: [{ id, content }],
    encounterOfLine: new Map(claim.lines.map((line) => [line.lineNumber, id])),
  };
}

function encounterOfClaim(claim: AnyClaimSnapshot): EncounterInput {
  const { destination, otherPayers = [], patient, medicalRecordNumber } = claim;
  const both = {
    externalId: 'MADE-UP',
    claimType: claim.claimType,
    patient: { ...patient, ...(medicalRecordNumber === undefined ? {} : { medicalRecordNumber }) },
    coverages: [coverOf(destination), ...otherPayers.map(coverOf)],
    billingProvider: claim.billingProvider,
    renderingProvider: claim.renderingProvider,
    referringProvider: claim.referringProvider,
    serviceFacility: claim.serviceFacility,
    signatures: { providerSignatureOnFile: true, ...claim.signatures },
    priorAuthorizationNumber:
      claim.priorAuthorizationNumber ??
      otherPayers.find((payer) => payer.priorAuthorizationNumber)?.priorAuthorizationNumber,
    referralNumber: claim.referralNumber,
    delayReasonCode: claim.delayReasonCode,
    frequencyCode: '1',
  };
  const own = claim.claimType === 'institutional' ? ofBill(claim) : ofVisit(claim);
  return { ...both, ...own } as unknown as EncounterInput;
}

/** A cover as entered. Numbers of payers and kinds of insurance stand in the claim alike. */
function coverOf(cover: ClaimCoverage | OtherPayer) {
  const { payerId, payerName, payerAddress, ...rest } = cover;
  const numbers = 'payerNumbers' in cover ? cover.payerNumbers : undefined;
  const { relationship, subscriber } = cover;
  return {
    ...rest,
    payer: { id: payerId, name: payerName, address: payerAddress, numbers },
    subscriber: relationship === 'self' ? undefined : subscriber,
  };
}

function ofVisit(claim: ClaimSnapshot) {
  const { encounterIds: _, diagnoses, lines, ...same } = claim;
  return { ...same, diagnoses: diagnoses.map((code) => ({ code })), lines };
}

function ofBill(claim: InstitutionalClaimSnapshot) {
  const { diagnoses: told, procedures, admission } = claim;
  return {
    diagnoses: [told.principal, ...told.other],
    lines: claim.lines,
    note: claim.billingNote,
    accident: claim.autoAccidentState === undefined ? undefined : { kind: 'auto', state: claim.autoAccidentState },
    institutional: {
      typeOfBill: `0${claim.facilityCode}${claim.frequencyCode === '7' || claim.frequencyCode === '8' ? '1' : claim.frequencyCode}`,
      statementFrom: claim.statementFrom,
      statementTo: claim.statementTo,
      admission: admission && { ...admission, hour: admission.time },
      dischargeHour: claim.dischargeTime,
      patientStatusCode: claim.patientStatusCode,
      admittingDiagnosis: told.admitting,
      reasonsForVisit: told.reasonsForVisit,
      externalCauses: told.externalCauses,
      drg: told.drg,
      procedures: [...(procedures.principal ? [procedures.principal] : []), ...procedures.other],
      occurrences: claim.occurrences,
      occurrenceSpans: claim.occurrenceSpans,
      values: claim.values,
      conditions: claim.conditions,
      treatmentCodes: claim.treatmentCodes,
      days: claim.days,
      patientEstimatedDueCents: claim.patientEstimatedDueCents,
      attendingProvider: claim.attendingProvider,
      operatingProvider: claim.operatingProvider,
      otherOperatingProvider: claim.otherOperatingProvider,
    },
  };
}
