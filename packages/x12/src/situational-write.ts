import type { AmbulanceTransport, ConditionIndicator } from '@claimwright/domain/ambulance';
import type { Attachment } from '@claimwright/domain/attachment';
import type { Contract, LineRepricing } from '@claimwright/domain/contract';
import { type Cents, formatX12Amount } from '@claimwright/domain/money';
import type { Contact } from '@claimwright/domain/provider-number';
import { addressLines, toX12Phone } from './party-write.ts';
import { toX12Quantity, toX12Text, withoutTrailing, x12Segment } from './writer.ts';

// Segments that loops 2300 and 2400 have in common.

/** REF with this value, or nothing when cleaning leaves none of it. */
export function reference(qualifier: string, value: string | undefined): string {
  return value === undefined ? '' : whenGiven(`REF*${qualifier}*`, toX12Text(value));
}

/** A segment that ends with this value, or nothing when cleaning left none of it. */
export function whenGiven(start: string, value: string): string {
  return value === '' ? '' : `${start}${value}~`;
}

/** PWK, one a record. */
export function attachments(records: readonly Attachment[] | undefined): string {
  if (records === undefined) return '';
  let text = '';
  for (const { reportTypeCode, transmissionCode, controlNumber } of records) {
    const number = controlNumber === undefined ? '' : toX12Text(controlNumber);
    text += `PWK*${toX12Text(reportTypeCode)}*${transmissionCode}${number === '' ? '' : `***AC*${number}`}~`;
  }
  return text;
}

/** CN1. */
export function contractInformation(contract: Contract | undefined): string {
  if (contract === undefined) return '';
  const { typeCode, amountCents, percent, code, termsDiscountPercent, version } = contract;
  return x12Segment(
    'CN1',
    typeCode,
    amount(amountCents),
    quantity(percent),
    clean(code),
    quantity(termsDiscountPercent),
    clean(version),
  );
}

/** K3. */
export function fixedFormat(lines: readonly string[] | undefined): string {
  if (lines === undefined) return '';
  let text = '';
  for (const line of lines) text += whenGiven('K3*', toX12Text(line));
  return text;
}

/** HCP; the approved procedure and quantity stand on lines only. */
export function pricing(repricing: LineRepricing | undefined): string {
  if (repricing?.methodologyCode === undefined || repricing.allowedCents === undefined) return '';
  const { approvedProcedureCode, approvedUnits } = repricing;
  return x12Segment(
    'HCP',
    repricing.methodologyCode,
    formatX12Amount(repricing.allowedCents),
    amount(repricing.savingsCents),
    clean(repricing.organizationId),
    amount(repricing.rateCents),
    clean(repricing.approvedGroupCode),
    amount(repricing.approvedGroupCents),
    undefined,
    approvedProcedureCode === undefined ? undefined : 'HC',
    clean(approvedProcedureCode),
    approvedUnits === undefined ? undefined : (repricing.approvedUnit ?? 'UN'),
    quantity(approvedUnits),
    repricing.rejectReasonCode,
    repricing.policyComplianceCode,
    repricing.exceptionCode,
  );
}

/** CR1: nothing for a transport that is no ambulance's. */
export function ambulanceTransport(transport: AmbulanceTransport | undefined): string {
  if (transport?.reasonCode === undefined || transport.miles === undefined) return '';
  const { patientWeightPounds } = transport;
  return x12Segment(
    'CR1',
    patientWeightPounds === undefined ? undefined : 'LB',
    quantity(patientWeightPounds),
    undefined,
    transport.reasonCode,
    'DH',
    toX12Quantity(transport.miles),
    undefined,
    undefined,
    clean(transport.roundTripPurpose),
    clean(transport.stretcherPurpose),
  );
}

/** CRC. */
export function conditions(category: string, indicator: ConditionIndicator): string {
  return x12Segment('CRC', category, indicator.applies ? 'Y' : 'N', ...indicator.codes.map(toX12Text));
}

/** CRC*07. */
export function ambulanceConditions(transport: AmbulanceTransport | undefined): string {
  if (transport?.conditions === undefined) return '';
  let text = '';
  for (const indicator of transport.conditions) text += conditions('07', indicator);
  return text;
}

/** 2310E and 2310F, on a line 2420G and 2420H. */
export function ambulancePlaces(transport: AmbulanceTransport | undefined): string {
  if (transport === undefined) return '';
  const { pickUp, dropOff } = transport;
  let text = pickUp === undefined ? '' : `NM1*PW*2~${addressLines(pickUp)}`;
  if (dropOff !== undefined) {
    text += `${withoutTrailing(`NM1*45*2*${clean(dropOff.name) ?? ''}`, '*')}~${addressLines(dropOff.address)}`;
  }
  return text;
}

/** PER of somebody to call; nothing without a number. */
export function contactNumber(contact: Contact | undefined): string {
  if (contact === undefined) return '';
  const phone = toX12Phone(contact.phone);
  if (phone === '') return '';
  const extension = clean(contact.extension);
  const extended = extension === undefined ? [] : ['EX', extension];
  return x12Segment('PER', 'IC', clean(contact.name), 'TE', phone, ...extended);
}

/** Text as it stands in an element; undefined when nothing is left of it. */
export function clean(value: string | undefined): string | undefined {
  return value === undefined ? undefined : toX12Text(value) || undefined;
}

function amount(cents: Cents | undefined): string | undefined {
  return cents === undefined ? undefined : formatX12Amount(cents);
}

function quantity(value: number | undefined): string | undefined {
  return value === undefined ? undefined : toX12Quantity(value);
}
