import type { AmbulanceTransport, ConditionIndicator } from '@claimwright/domain/ambulance';
import { type Attachment, attachment } from '@claimwright/domain/attachment';
import { type Contract, contract, type LineRepricing, lineRepricing } from '@claimwright/domain/contract';
import type { Contact } from '@claimwright/domain/provider-number';
import { given } from './carried-party.ts';
import type { SetReading } from './transaction-set.ts';

// Segments that loops 2300 and 2400 have in common.

/** The member of a list of codes; an unknown one is an error and undefined. */
export function codeAt<Code extends string>(
  reading: SetReading,
  element: number,
  codes: readonly Code[],
): Code | undefined {
  const value = reading.segments.element(element);
  if (value === '') return undefined;
  const code = codes.find((each) => each === value);
  if (code === undefined) reading.error('element_code_unknown', 'The code is none of the guide’s', element);
  return code;
}

/** PWK. */
export function readAttachment(reading: SetReading): Attachment {
  const { segments } = reading;
  return given({
    reportTypeCode: segments.element(1),
    transmissionCode: codeAt(reading, 2, attachment.shape.transmissionCode.options) ?? 'AA',
    controlNumber: textAt(reading, 6),
  });
}

/** CN1. */
export function readContract(reading: SetReading): Contract {
  return given({
    typeCode: codeAt(reading, 1, contract.shape.typeCode.options) ?? '09',
    amountCents: reading.optionalCents(2),
    percent: reading.quantity(3),
    code: textAt(reading, 4),
    termsDiscountPercent: reading.quantity(5),
    version: textAt(reading, 6),
  });
}

const { shape } = lineRepricing;

/** HCP, beside the references that came before it. */
export function readRepricing(reading: SetReading, known: LineRepricing | undefined): LineRepricing {
  const approvedUnits = reading.quantity(12);
  return given({
    methodologyCode: textAt(reading, 1),
    allowedCents: reading.optionalCents(2),
    savingsCents: reading.optionalCents(3),
    organizationId: textAt(reading, 4),
    rateCents: reading.optionalCents(5),
    approvedGroupCode: textAt(reading, 6),
    approvedGroupCents: reading.optionalCents(7),
    approvedProcedureCode: textAt(reading, 10),
    approvedUnit: approvedUnits === undefined ? undefined : codeAt(reading, 11, ['UN', 'MJ'] as const),
    approvedUnits,
    rejectReasonCode: codeAt(reading, 13, shape.rejectReasonCode.unwrap().options),
    policyComplianceCode: codeAt(reading, 14, shape.policyComplianceCode.unwrap().options),
    exceptionCode: codeAt(reading, 15, shape.exceptionCode.unwrap().options),
    referenceNumber: known?.referenceNumber,
    adjustedReferenceNumber: known?.adjustedReferenceNumber,
  });
}

/** CR1. */
export function readTransport(reading: SetReading): AmbulanceTransport {
  return given({
    patientWeightPounds: reading.quantity(2),
    reasonCode: codeAt(reading, 4, ['A', 'B', 'C', 'D', 'E'] as const),
    miles: reading.quantity(6),
    roundTripPurpose: textAt(reading, 9),
    stretcherPurpose: textAt(reading, 10),
  });
}

/** CRC02 and the codes after it. */
export function readConditions(reading: SetReading): ConditionIndicator {
  const codes: string[] = [];
  for (let element = 3; element <= 7; element += 1) {
    const code = reading.segments.element(element);
    if (code !== '') codes.push(code);
  }
  return { applies: reading.segments.element(2) === 'Y', codes };
}

/** PER: the first telephone number and its extension; undefined when there is none. */
export function readContact(reading: SetReading): Contact | undefined {
  const { segments } = reading;
  for (const element of [3, 5, 7]) {
    if (segments.element(element) !== 'TE') continue;
    const extension = segments.element(element + 2) === 'EX' ? textAt(reading, element + 3) : undefined;
    return given({ name: textAt(reading, 2), phone: segments.element(element + 1), extension });
  }
  return undefined;
}

/** An element's text; undefined when it is empty. */
export function textAt(reading: SetReading, element: number): string | undefined {
  return reading.segments.element(element) || undefined;
}
