import type { ClaimLine } from '@claimwright/domain/claim';
import { toX12Date } from '@claimwright/domain/dates';
import type { EquipmentTerms, FormAnswer, MedicalEquipment } from '@claimwright/domain/medical-equipment';
import { formatX12Amount } from '@claimwright/domain/money';
import type { LineDates } from '@claimwright/domain/professional-supplement';
import {
  ambulanceConditions,
  ambulanceTransport,
  attachments,
  clean,
  conditions,
  fixedFormat,
  whenGiven,
} from './situational-write.ts';
import { toX12Quantity, toX12Text, x12Segment } from './writer.ts';

/** SV506. */
export const rentalUnitCode: Readonly<Record<EquipmentTerms['rentalUnit'], string>> = {
  week: '1',
  month: '4',
  day: '6',
};

/** CR301. */
export const certificationCode = { initial: 'I', renewal: 'R', revised: 'S' } as const;

/** DTP01 of each date of a line, in the order of the guide. */
export const lineDateCode: Readonly<Record<keyof LineDates, string>> = {
  prescription: '471',
  certificationRevision: '607',
  beginTherapy: '463',
  lastCertification: '461',
  lastSeen: '304',
  hemoglobinTest: '738',
  creatinineTest: '739',
  shipped: '011',
  lastXray: '455',
  initialTreatment: '454',
};
const lineDateNames = Object.keys(lineDateCode) as (keyof LineDates)[];

/** What stands between SV1 and DTP*472: SV5, PWK, CR1, CR3 and CRC. */
export function lineCertification(line: ClaimLine): string {
  const { medicalEquipment: equipment, hospiceEmployed } = line;
  let text = equipment?.terms === undefined ? '' : equipmentService(line, equipment.terms);
  text += attachments(line.attachments);
  if (equipment?.certificateTransmissionCode !== undefined) text += `PWK*CT*${equipment.certificateTransmissionCode}~`;
  text += ambulanceTransport(line.ambulance);
  const certification = equipment?.certification;
  if (certification) text += `CR3*${certificationCode[certification.type]}*MO*${certification.months}~`;
  text += ambulanceConditions(line.ambulance);
  if (hospiceEmployed !== undefined) text += `CRC*70*${hospiceEmployed ? 'Y' : 'N'}*65~`;
  if (equipment?.conditions) text += conditions('09', equipment.conditions);
  return text;
}

function equipmentService(line: ClaimLine, terms: EquipmentTerms): string {
  return (
    `SV5*HC:${toX12Text(line.procedureCode)}*DA*${terms.lengthOfNeedDays}*${formatX12Amount(terms.rentalPriceCents)}` +
    `*${formatX12Amount(terms.purchasePriceCents)}*${rentalUnitCode[terms.rentalUnit]}~`
  );
}

/** The DTPs after 472. */
export function lineDates(dates: LineDates | undefined): string {
  if (dates === undefined) return '';
  let text = '';
  for (const name of lineDateNames) {
    const date = dates[name];
    if (date !== undefined) text += `DTP*${lineDateCode[name]}*D8*${toX12Date(date)}~`;
  }
  return text;
}

/** QTY and MEA. */
export function lineCounts(line: ClaimLine): string {
  let text = line.ambulancePatients === undefined ? '' : `QTY*PT*${line.ambulancePatients}~`;
  if (line.obstetricUnits !== undefined) text += `QTY*FL*${line.obstetricUnits}~`;
  for (const { kind, measure, value } of line.testResults ?? [])
    text += `MEA*${kind}*${measure}*${toX12Quantity(value)}~`;
  return text;
}

/** What stands between the last REF and HCP: AMT, K3, NTE and PS1. */
export function lineRemarks(line: ClaimLine): string {
  let text = line.salesTaxCents === undefined ? '' : `AMT*T*${formatX12Amount(line.salesTaxCents)}~`;
  if (line.postageCents !== undefined) text += `AMT*F4*${formatX12Amount(line.postageCents)}~`;
  text += fixedFormat(line.fixedFormat);
  if (line.note !== undefined) text += whenGiven(`NTE*${line.noteKind ?? 'ADD'}*`, toX12Text(line.note));
  if (line.thirdPartyNote !== undefined) text += whenGiven('NTE*TPO*', toX12Text(line.thirdPartyNote));
  const { purchasedService: bought } = line;
  // PS101 repeats what loop 2420B identifies the provider by.
  const number = bought && clean(bought.provider.npi ?? bought.provider.numbers?.[0]?.number);
  if (bought && number !== undefined) text += `PS1*${number}*${formatX12Amount(bought.chargeCents)}~`;
  return text;
}

/** Loop 2440, one a form. */
export function supportingForms(equipment: MedicalEquipment | undefined): string {
  if (equipment?.forms === undefined) return '';
  let text = '';
  for (const form of equipment.forms) {
    text += `LQ*${form.kind}*${toX12Text(form.code)}~`;
    for (const answer of form.answers) text += formAnswer(answer);
  }
  return text;
}

function formAnswer(answer: FormAnswer): string {
  const { date, percent } = answer;
  return x12Segment(
    'FRM',
    toX12Text(answer.question),
    answer.yesNo,
    clean(answer.text),
    date === undefined ? undefined : toX12Date(date),
    percent === undefined ? undefined : toX12Quantity(percent),
  );
}
