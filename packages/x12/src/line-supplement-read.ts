import type { ClaimLine } from '@claimwright/domain/claim';
import { fromX12Date } from '@claimwright/domain/dates';
import { type FormAnswer, medicalEquipment } from '@claimwright/domain/medical-equipment';
import { testResult } from '@claimwright/domain/professional-supplement';
import { given } from './carried-party.ts';
import { dateRange } from './date-read.ts';
import { certificationCode, lineDateCode, rentalUnitCode } from './line-supplement-write.ts';
import { wordOf } from './professional-claim-codes.ts';
import {
  codeAt,
  readAttachment,
  readConditions,
  readContract,
  readRepricing,
  readTransport,
  textAt,
} from './situational-read.ts';
import type { SetReading } from './transaction-set.ts';

/** Takes what a segment of loop 2400 says besides what every line says; others are passed over. */
export function takeLineSupplement(reading: SetReading, line: ClaimLine, id: string): void {
  const { segments } = reading;
  if (id === 'SV5') takeTerms(reading, line);
  else if (id === 'PWK') takeAttachment(reading, line);
  else if (id === 'CR1') line.ambulance = { ...line.ambulance, ...readTransport(reading) };
  else if (id === 'CR3') takeCertification(reading, line);
  else if (id === 'CRC') takeCondition(reading, line);
  else if (id === 'DTP') takeDate(reading, line);
  else if (id === 'QTY') takeCount(reading, line);
  else if (id === 'MEA') takeResult(reading, line);
  else if (id === 'CN1') line.contract = readContract(reading);
  else if (id === 'AMT') takeAmount(reading, line);
  else if (id === 'K3') line.fixedFormat = [...(line.fixedFormat ?? []), segments.element(1)];
  else if (id === 'NTE') takeNote(reading, line);
  else if (id === 'PS1') line.purchasedService = { provider: {}, chargeCents: reading.cents(2) };
  else if (id === 'HCP') line.repricing = readRepricing(reading, line.repricing);
  else if (id === 'REF') takeReference(reading, line);
}

/** LQ and FRM of loop 2440. */
export function takeForm(reading: SetReading, line: ClaimLine, id: string): void {
  const forms = line.medicalEquipment?.forms ?? [];
  if (id === 'LQ') {
    const kind = codeAt(reading, 1, ['UT', 'AS'] as const);
    if (kind === undefined) return;
    const form = { kind, code: reading.segments.element(2), answers: [] };
    line.medicalEquipment = { ...line.medicalEquipment, forms: [...forms, form] };
  } else forms.at(-1)?.answers.push(readAnswer(reading));
}

function readAnswer(reading: SetReading): FormAnswer {
  const date = textAt(reading, 4);
  return given({
    question: reading.segments.element(1),
    yesNo: codeAt(reading, 2, ['Y', 'N', 'W'] as const),
    text: textAt(reading, 3),
    date: date === undefined ? undefined : fromX12Date(date),
    percent: reading.quantity(5),
  });
}

/** REF of loop 2410. */
export function takeDrugReference(reading: SetReading, line: ClaimLine): void {
  const { drug } = line;
  const value = reading.segments.element(2);
  if (!drug) return;
  if (reading.segments.element(1) === 'XZ') drug.prescriptionNumber = value;
  else if (reading.segments.element(1) === 'VY') drug.linkNumber = value;
}

function takeTerms(reading: SetReading, line: ClaimLine): void {
  const rentalUnit = wordOf(rentalUnitCode, reading.segments.element(6));
  if (rentalUnit === undefined) reading.error('element_code_unknown', 'SV506 is none of 1, 4, 6', 6);
  const terms = {
    lengthOfNeedDays: reading.quantity(3) ?? 0,
    rentalPriceCents: reading.cents(4),
    purchasePriceCents: reading.cents(5),
    rentalUnit: rentalUnit ?? ('month' as const),
  };
  line.medicalEquipment = { ...line.medicalEquipment, terms };
}

function takeAttachment(reading: SetReading, line: ClaimLine): void {
  const codes = medicalEquipment.shape.certificateTransmissionCode.unwrap().options;
  const certificateTransmissionCode = codes.find((code) => code === reading.segments.element(2));
  // PWK*CT is a record like any other but for the codes that say how a certificate comes.
  if (reading.segments.element(1) === 'CT' && certificateTransmissionCode) {
    line.medicalEquipment = { ...line.medicalEquipment, certificateTransmissionCode };
  } else line.attachments = [...(line.attachments ?? []), readAttachment(reading)];
}

function takeCertification(reading: SetReading, line: ClaimLine): void {
  const type = wordOf(certificationCode, reading.segments.element(1));
  if (type === undefined) reading.error('element_code_unknown', 'CR301 is none of I, R, S', 1);
  else {
    const certification = { type, months: reading.quantity(3) ?? 0 };
    line.medicalEquipment = { ...line.medicalEquipment, certification };
  }
}

function takeCondition(reading: SetReading, line: ClaimLine): void {
  const category = reading.segments.element(1);
  const indicator = readConditions(reading);
  if (category === '07') {
    line.ambulance = { ...line.ambulance, conditions: [...(line.ambulance?.conditions ?? []), indicator] };
  } else if (category === '70') line.hospiceEmployed = indicator.applies;
  else if (category === '09') line.medicalEquipment = { ...line.medicalEquipment, conditions: indicator };
}

function takeDate(reading: SetReading, line: ClaimLine): void {
  const name = wordOf(lineDateCode, reading.segments.element(1));
  if (name === undefined) return;
  const [date] = dateRange(reading);
  if (date) line.dates = { ...line.dates, [name]: date };
}

function takeCount(reading: SetReading, line: ClaimLine): void {
  const count = reading.quantity(2);
  if (reading.segments.element(1) === 'PT') line.ambulancePatients = count;
  else if (reading.segments.element(1) === 'FL') line.obstetricUnits = count;
}

function takeResult(reading: SetReading, line: ClaimLine): void {
  const kind = codeAt(reading, 1, testResult.shape.kind.options);
  const measure = codeAt(reading, 2, testResult.shape.measure.options);
  const value = reading.quantity(3);
  if (kind && measure && value !== undefined)
    line.testResults = [...(line.testResults ?? []), { kind, measure, value }];
}

function takeAmount(reading: SetReading, line: ClaimLine): void {
  if (reading.segments.element(1) === 'T') line.salesTaxCents = reading.cents(2);
  else if (reading.segments.element(1) === 'F4') line.postageCents = reading.cents(2);
}

function takeNote(reading: SetReading, line: ClaimLine): void {
  const text = reading.segments.element(2);
  const kind = reading.segments.element(1);
  if (kind === 'TPO') line.thirdPartyNote = text;
  else if (kind === 'ADD' || kind === 'DCP') {
    line.note = text;
    if (kind === 'DCP') line.noteKind = kind;
  }
}

function takeReference(reading: SetReading, line: ClaimLine): void {
  const value = reading.segments.element(2);
  switch (reading.segments.element(1)) {
    case 'F4':
      line.referringCliaNumber = value;
      break;
    case 'BT':
      line.immunizationBatchNumber = value;
      break;
    case '9B':
      line.repricing = { ...line.repricing, referenceNumber: value };
      break;
    case '9D':
      line.repricing = { ...line.repricing, adjustedReferenceNumber: value };
      break;
  }
}
