import type { LineDates } from '@claimwright/domain/professional-supplement';
import { lineDateCode } from '@claimwright/x12/line-supplement-write';
import type { Row } from './field-row.ts';
import { address } from './party-field-rows.ts';

// Segments that loops 2300 and 2400 have in common; `at` is where the encounter or its line holds them.

/** PWK. */
export function attachments(loop: string, at: string): Row[] {
  const own = `${at}/attachments/{nth}`;
  return [
    [`${loop} PWK`, own, '19', 'the records that go with it'],
    [`${loop} PWK 01`, `${own}/reportTypeCode`, '19', 'the kind of the records that go with it'],
    [`${loop} PWK 02`, `${own}/transmissionCode`, '19', 'how the records that go with it are sent'],
    [`${loop} PWK 06`, `${own}/controlNumber`, '19', 'the control number of the records that go with it'],
  ];
}

/** CN1. */
export function contract(loop: string, at: string): Row[] {
  const own = `${at}/contract`;
  return [
    [`${loop} CN1`, own, '', 'the contract'],
    [`${loop} CN1 01`, `${own}/typeCode`, '', 'the type of the contract'],
    [`${loop} CN1 02`, `${own}/amountCents`, '', 'the amount of the contract'],
    [`${loop} CN1 03`, `${own}/percent`, '', 'the percentage of the contract'],
    [`${loop} CN1 04`, `${own}/code`, '', 'the code of the contract'],
    [`${loop} CN1 05`, `${own}/termsDiscountPercent`, '', 'the discount of the contract'],
    [`${loop} CN1 06`, `${own}/version`, '', 'the version of the contract'],
  ];
}

/** HCP with its REFs: of a claim 9A and 9C, of a line 9B and 9D. */
export function repricing(loop: string, at: string, qualifiers: readonly [string, string]): Row[] {
  const own = `${at}/repricing`;
  return [
    [`${loop} REF*${qualifiers[0]}`, `${own}/referenceNumber`, '', "the repricer's number"],
    [`${loop} REF*${qualifiers[1]}`, `${own}/adjustedReferenceNumber`, '', "the repricer's adjusted number"],
    [`${loop} HCP`, own, '', 'the repricing'],
    [`${loop} HCP 01`, `${own}/methodologyCode`, '', 'the method of repricing'],
    [`${loop} HCP 02`, `${own}/allowedCents`, '', 'the repriced amount'],
    [`${loop} HCP 03`, `${own}/savingsCents`, '', 'the savings of repricing'],
    [`${loop} HCP 04`, `${own}/organizationId`, '', 'the repricing organization'],
    [`${loop} HCP 05`, `${own}/rateCents`, '', 'the rate of repricing'],
    [`${loop} HCP 06`, `${own}/approvedGroupCode`, '', 'the patient group approved by repricing'],
    [`${loop} HCP 07`, `${own}/approvedGroupCents`, '', 'the amount of the approved patient group'],
    [`${loop} HCP 10`, `${own}/approvedProcedureCode`, '', 'the procedure approved by repricing'],
    [`${loop} HCP 11`, `?${own}/approvedUnit @guide`, '', 'the unit approved by repricing'],
    [`${loop} HCP 12`, `${own}/approvedUnits`, '', 'the quantity approved by repricing'],
    [`${loop} HCP 13`, `${own}/rejectReasonCode`, '', 'why repricing rejects'],
    [`${loop} HCP 14`, `${own}/policyComplianceCode`, '', 'the policy compliance told by repricing'],
    [`${loop} HCP 15`, `${own}/exceptionCode`, '', 'the exception told by repricing'],
  ];
}

/** CR1, CRC*07 and the two places. */
export function ambulance(loop: string, at: string, places: readonly [string, string]): Row[] {
  const own = `${at}/ambulance`;
  const [pickUp, dropOff] = places;
  return [
    [`${loop} CR1`, own, '', 'the transport'],
    [`${loop} CR1 02`, `${own}/patientWeightPounds`, '', 'the weight of the patient carried'],
    [`${loop} CR1 04`, `${own}/reasonCode`, '', 'the reason of the transport'],
    [`${loop} CR1 06`, `${own}/miles`, '', 'the miles of the transport'],
    [`${loop} CR1 09`, `${own}/roundTripPurpose`, '', 'the purpose of the round trip'],
    [`${loop} CR1 10`, `${own}/stretcherPurpose`, '', 'the purpose of the stretcher'],
    ...indicator(loop, '07', `${own}/conditions/{same}`, 'of the transport'),
    [pickUp, `${own}/pickUp`, '32', 'where the patient was picked up'],
    ...address(pickUp, [`${own}/pickUp`], '32', 'where the patient was picked up'),
    [dropOff, `${own}/dropOff`, '32', 'where the patient was taken'],
    [`${dropOff} NM1*45`, `${own}/dropOff`, '32', 'where the patient was taken'],
    [`${dropOff} NM1*45 03`, `${own}/dropOff/name`, '32', 'the name of the place where the patient was taken'],
    ...address(dropOff, [`${own}/dropOff/address`], '32', 'where the patient was taken'),
  ];
}

/** CRC: whether the codes apply, and the codes. */
export function indicator(loop: string, category: string, at: string, of: string, applies = 'applies'): Row[] {
  const name = `${loop} CRC*${category}`;
  const codes = [3, 4, 5, 6, 7].map(
    (element): Row => [`${name} 0${element}`, `${at}/codes/${element - 3}`, '', `a condition ${of}`],
  );
  return [
    [name, at, '', `the conditions ${of}`],
    [`${name} 02`, `${at}/${applies}`, '', `whether the conditions ${of} apply`],
    ...codes,
  ];
}

/** K3 and the note. */
export function remarks(loop: string, at: string, box: string, whose: string): Row[] {
  return [
    [`${loop} K3`, `${at}/fixedFormat/{nth}`, box, 'what a state asks for in fixed format'],
    [`${loop} NTE`, `${at}/note`, box, `the note${whose}`],
    [`${loop} NTE 01`, `?${at}/noteKind @guide`, box, `the kind of the note${whose}`],
  ];
}

const claimLists: readonly Row[] = [
  ['2300 HI*BP', '/anesthesiaProcedures/0', '', 'the surgery the anaesthesia was for'],
  ['2300 HI*BP 02', '/anesthesiaProcedures/1', '', 'the other surgery the anaesthesia was for'],
  ['2300 HI*BP 02-2', '/anesthesiaProcedures/1', '', 'the other surgery the anaesthesia was for'],
  ['2300 HI*BG', '/conditionCodes/{condition}', '10d', 'a condition code'],
];

/** What only some professional claims say, of 2300. */
export const claimSituations: readonly Row[] = [
  ['2300 CLM 10', '/signedForPatient', '12', 'that somebody signed for the patient'],
  ['2300 CLM 11-2', '/accident/alsoKind', '10', 'the other kind of the accident'],
  ['2300 CLM 12', '/specialProgramCode', '', 'the special program'],
  ['2300 REF*4N', '/serviceAuthorizationExceptionCode', '', 'why no authorization was asked for'],
  ['2300 REF*F5', '/mandatoryCrossover', '', 'whether this is a mandatory Medicare crossover'],
  ['2300 REF*LX', '/investigationalDeviceExemption', '', 'the exemption of the investigational device'],
  ['2300 REF*D9', '/clearinghouseClaimNumber', '', "the clearinghouse's number of the claim"],
  ['2300 REF*P4', '/demonstrationProject', '19', 'the demonstration project'],
  ['2300 REF*1J', '/carePlanOversightNumber', '23', 'the number of the care plan oversight'],
  ...attachments('2300', ''),
  ...contract('2300', ''),
  ...repricing('2300', '', ['9A', '9C']),
  ...remarks('2300', '', '19', ''),
  ...ambulance('2300', '', ['2310E', '2310F']),
  ['2300 CR2', '/spinalManipulation', '', 'the spinal manipulation'],
  ['2300 CR2 08', '/spinalManipulation/conditionCode', '', 'the condition the spine was manipulated for'],
  ['2300 CR2 10', '/spinalManipulation/descriptions/0', '', 'the description of the spinal manipulation'],
  ['2300 CR2 11', '/spinalManipulation/descriptions/1', '', 'the description of the spinal manipulation'],
  ...['E1', 'E2', 'E3'].flatMap((category): Row[] => [
    ...indicator('2300', category, '/visionConditions/{vision}', 'of the spectacles or lenses'),
    [`2300 CRC*${category} 01`, '/visionConditions/{vision}/category', '', 'the kind of spectacles or lenses'],
  ]),
  ['2300 CRC*75', '/homebound', '', 'that the patient cannot leave home'],
  ...indicator('2300', 'ZZ', '/epsdtReferral', 'of the EPSDT referral', 'referred'),
  ...claimLists,
];

const line = '/lines/{line}';

/** What only some professional lines say, of 2400 and 2440. */
export const lineSituations: readonly Row[] = [
  ...attachments('2400', line),
  [
    '2400 PWK*CT 01',
    `?${line}/attachments/{nth}/reportTypeCode @guide ${line}/medicalEquipment/certificateTransmissionCode`,
    '',
    'the kind of the records that go with it',
  ],
  [
    '2400 PWK*CT 02',
    `?${line}/attachments/{nth}/transmissionCode ${line}/medicalEquipment/certificateTransmissionCode`,
    '',
    'how the certificate of medical necessity is sent',
  ],
  ...contract('2400', line),
  ...repricing('2400', line, ['9B', '9D']),
  ...remarks('2400', line, '24', ' of the line'),
  ['2400 NTE*TPO', `${line}/thirdPartyNote`, '24', 'the note of a third party'],
  ['2400 NTE*TPO 01', '@guide', '24', 'the kind of the note'],
  ...ambulance('2400', line, ['2420G', '2420H']),
  ...equipment(),
  ...dates(),
  ['2400 QTY*PT', `${line}/ambulancePatients`, '', 'how many patients were carried'],
  ['2400 QTY*FL', `${line}/obstetricUnits`, '', 'the additional anaesthesia units'],
  ['2400 MEA', `${line}/testResults/{nth}`, '', 'a test result'],
  ['2400 MEA 01', `${line}/testResults/{nth}/kind`, '', 'whether a test result or a first dose is told'],
  ['2400 MEA 02', `${line}/testResults/{nth}/measure`, '', 'what the test measured'],
  ['2400 MEA 03', `${line}/testResults/{nth}/value`, '', 'the value of a test result'],
  ['2400 REF*F4', `${line}/referringCliaNumber`, '23', 'the CLIA number of the laboratory that did the test'],
  ['2400 REF*BT', `${line}/immunizationBatchNumber`, '', 'the batch number of the vaccine'],
  ['2400 AMT*T', `${line}/salesTaxCents`, '', 'the sales tax'],
  ['2400 AMT*F4', `${line}/postageCents`, '', 'the postage'],
  ['2400 PS1', `${line}/purchasedService`, '20', 'the purchased service'],
  [
    '2400 PS1 01',
    `?${line}/purchasedService/provider/npi ${line}/purchasedService/provider/numbers/0/number`,
    '32b',
    'the provider the service was bought from',
  ],
  ['2400 PS1 02', `${line}/purchasedService/chargeCents`, '20', 'the charge of the purchased service'],
];

/** The DTPs of a line after 472. */
function dates(): Row[] {
  const words: Readonly<Record<keyof LineDates, string>> = {
    prescription: 'the prescription',
    certificationRevision: 'the renewed certification',
    beginTherapy: 'the beginning of the therapy',
    lastCertification: 'the last certification',
    lastSeen: 'the last visit',
    hemoglobinTest: 'the haemoglobin test',
    creatinineTest: 'the creatinine test',
    shipped: 'the shipment',
    lastXray: 'the last X-ray',
    initialTreatment: 'the first treatment',
  };
  return (Object.keys(words) as (keyof LineDates)[]).map((name) => [
    `2400 DTP*${lineDateCode[name]}`,
    `${line}/dates/${name}`,
    '',
    `the date of ${words[name]}`,
  ]);
}

/** SV5, CR3, CRC*70, CRC*09 and loop 2440. */
function equipment(): Row[] {
  const own = `${line}/medicalEquipment`;
  const form = `${own}/forms/{loop}`;
  const answer = `${form}/answers/{nth}`;
  return [
    ['2400 SV5', `${own}/terms`, '', 'the terms of the equipment'],
    ['2400 SV5 01', `${line}/procedureCode`, '24D', 'the procedure code of the equipment'],
    ['2400 SV5 01-2', `${line}/procedureCode`, '24D', 'the procedure code of the equipment'],
    ['2400 SV5 03', `${own}/terms/lengthOfNeedDays`, '', 'how long the equipment is needed'],
    ['2400 SV5 04', `${own}/terms/rentalPriceCents`, '', 'the rental price of the equipment'],
    ['2400 SV5 05', `${own}/terms/purchasePriceCents`, '', 'the purchase price of the equipment'],
    ['2400 SV5 06', `${own}/terms/rentalUnit`, '', 'the time the rental price is for'],
    ['2400 CR3', `${own}/certification`, '', 'the certification of the equipment'],
    ['2400 CR3 01', `${own}/certification/type`, '', 'the kind of certification of the equipment'],
    ['2400 CR3 03', `${own}/certification/months`, '', 'the months the equipment is certified for'],
    ['2400 CRC*70', `${line}/hospiceEmployed`, '', 'whether a hospice employs the provider'],
    ...indicator('2400', '09', `${own}/conditions`, 'of the equipment'),
    ['2440', form, '', 'a supporting form'],
    ['2440 LQ', form, '', 'a supporting form'],
    ['2440 LQ 01', `${form}/kind`, '', 'the kind of a supporting form'],
    ['2440 LQ 02', `${form}/code`, '', 'the code of a supporting form'],
    ['2440 FRM', answer, '', 'an answer on a supporting form'],
    ['2440 FRM 01', `${answer}/question`, '', 'the question on a supporting form'],
    ['2440 FRM 02', `${answer}/yesNo`, '', 'the answer, yes or no, on a supporting form'],
    ['2440 FRM 03', `${answer}/text`, '', 'the answer in words on a supporting form'],
    ['2440 FRM 04', `${answer}/date`, '', 'the date on a supporting form'],
    ['2440 FRM 05', `${answer}/percent`, '', 'the percentage on a supporting form'],
  ];
}
