import { indexed, type Row } from './field-row.ts';
import { otherPayerRows } from './other-payer-field-rows.ts';
import { address, contact, facility, numbers, person, provider } from './party-field-rows.ts';
import { claimSituations, lineSituations } from './situational-field-rows.ts';

// 837P, 005010X222A1; boxes are those of the CMS-1500 (02/12). How a row is read, `field-row.ts` says.

const cover = '/coverages/{cover}';
const line = '/lines/{line}';

const parties: Row[] = [
  ['ST', '@numbering', '', 'the header of the transaction set, which is ours'],
  ['1000A', '@route', '', 'the submitter, which the route names'],
  ['1000B', '@route', '', 'the receiver, which the route names'],
  ...provider('2010AA', '85', ['/billingProvider'], ['33', '33a'], 'the billing provider'),
  ['2010AA REF*EI', '/billingProvider/taxId', '25', 'the tax id of the billing provider'],
  ['2010AA REF*SY', '/billingProvider/taxId', '25', 'the tax id of the billing provider'],
  ['2010AA PER', '/billingProvider/phone', '33', 'the telephone number of the billing provider'],
  [
    '2010AA PER 02',
    '?/billingProvider/contactName ?/billingProvider/{name}',
    '33',
    'the contact of the billing provider',
  ],
  ['2010AA REF*EI 01', '?/billingProvider/taxIdType @guide', '25', 'the kind of the tax id'],
  ['2010AA REF*SY 01', '/billingProvider/taxIdType', '25', 'the kind of the tax id'],
  ['2010AB', '/billingProvider/payToAddress', '33', 'the pay-to address'],
  ...address('2010AB', ['/billingProvider/payToAddress'], '33', 'the pay-to address'),
  ...payToPlan(),
  ['2000A', '/billingProvider', '33', 'the billing provider'],
  ['2000A HL', '@numbering', '', 'the level of the billing provider, which we count'],
  ['2000A PRV', '/billingProvider/taxonomyCode', '33b', 'the taxonomy code of the billing provider'],
  ...person(
    '2010BA',
    'IL',
    [`${cover}/subscriber`, '/patient'],
    { name: '4', birth: '11a', address: '7' },
    'the insured',
  ),
  ['2010BA NM1*IL 08', `${cover}/memberId`, '1a', "the insured's member id"],
  ['2010BA NM1*IL 09', `${cover}/memberId`, '1a', "the insured's member id"],
  ...casualty('2010BA'),
  ['2010BB', `${cover}/payer`, '11c', 'the payer'],
  ['2010BB NM1*PR 03', `${cover}/payer/name`, '11c', "the payer's name"],
  ['2010BB NM1*PR 09', `?${cover}/payer/id @payer_profile`, '11c', "the payer's id"],
  ...numbers('2010BB', ['2U', 'EI', 'FY', 'NF'], [`${cover}/payer/numbers`], '11c', 'the payer'),
  ...numbers('2010BB', ['G2', 'LU'], [`${cover}/billingProviderNumbers`], '33b', 'the billing provider with the payer'),
  ...address('2010BB', [`${cover}/payer/address`], '11c', 'the payer'),
  ...person('2010CA', 'QC', ['/patient'], { name: '2', birth: '3', address: '5' }, 'the patient'),
  ...casualty('2010CA'),
  ['2010CA REF*1W', `${cover}/patientMemberId`, '', "the patient's own member id"],
];

/** 2010AC. */
function payToPlan(): Row[] {
  const plan = '/billingProvider/payToPlan';
  const who = 'the plan that asks for the money';
  return [
    ['2010AC', plan, '', who],
    ['2010AC NM1*PE 03', `${plan}/name`, '', `the name of ${who}`],
    ['2010AC NM1*PE 09', `${plan}/id`, '', `the id of ${who}`],
    ...address('2010AC', [`${plan}/address`], '', who),
    ['2010AC REF', `${plan}/number/number`, '', `another number of ${who}`],
    ['2010AC REF 01', `${plan}/number/kind`, '', `the kind of another number of ${who}`],
    ['2010AC REF*EI', `${plan}/taxId`, '', `the tax id of ${who}`],
    ['2010AC REF*EI 01', '@guide', '', `the tax id of ${who}`],
  ];
}

/** REF and PER of an injured person. */
function casualty(loop: string): Row[] {
  return [
    [`${loop} REF*Y4`, `${cover}/propertyCasualtyClaimNumber`, '11b', "the insurer's number of the accident claim"],
    [`${loop} REF*SY`, `${cover}/patientSocialSecurityNumber`, '', "the patient's social security number"],
    ...contact(loop, `${cover}/propertyCasualtyContact`, 'the accident claim'),
  ];
}

const cover2000: Row[] = [
  ['2000B', cover, '1', 'the cover of the patient'],
  ['2000B SBR 01', `${cover}/responsibility`, '1', 'whether the payer is primary, secondary or tertiary'],
  ['2000B SBR 02', `@payer_profile ${cover}/relationship`, '6', 'the relationship of the patient to the insured'],
  ['2000B SBR 03', `${cover}/groupNumber`, '11', 'the group number'],
  ['2000B SBR 04', `${cover}/groupName`, '11c', 'the name of the group or plan'],
  ['2000B SBR 05', `${cover}/insuranceTypeCode`, '1', 'why Medicare is not primary'],
  ['2000B SBR 09', `?${cover}/claimFilingCode @payer_profile`, '1', 'the kind of insurance'],
  ...(['2000B', '2000C'] as const).flatMap((loop): Row[] => [
    [`${loop} HL`, '@numbering', '', 'the level of the insured or patient, which we count'],
    [`${loop} PAT`, '/patient', '6', 'facts about the patient'],
    [`${loop} PAT 01`, `${cover}/relationship`, '6', 'the relationship of the patient to the insured'],
    [`${loop} PAT 06`, '/patient/deathDate', '', "the patient's date of death"],
    [`${loop} PAT 08`, '/patient/weightPounds', '', "the patient's weight"],
    [`${loop} PAT 09`, '/patient/pregnant', '', 'whether the patient is pregnant'],
  ]),
  ['2000C', '/patient', '2', 'the patient'],
];

const dates: Row[] = (
  [
    ['431', '/dates/onset', '14', 'the onset of the illness'],
    ['454', '/dates/initialTreatment', '15', 'the first treatment'],
    ['304', '/dates/lastSeen', '19', 'the last visit'],
    ['453', '/dates/acuteManifestation', '15', 'the acute manifestation'],
    ['439', '/accident/date', '14', 'the accident'],
    ['484', '/dates/lastMenstrualPeriod', '14', 'the last menstrual period'],
    ['455', '/dates/lastXray', '15', 'the last X-ray'],
    ['471', '/dates/prescription', '15', 'the prescription'],
    ['314', '/dates/disabilityFrom', '16', 'the disability'],
    ['360', '/dates/disabilityFrom', '16', 'the beginning of the disability'],
    ['361', '/dates/disabilityTo', '16', 'the end of the disability'],
    ['297', '/dates/lastWorked', '16', 'the last day worked'],
    ['296', '/dates/returnToWork', '16', 'the return to work'],
    ['435', '/dates/admission', '18', 'the admission'],
    ['096', '/dates/discharge', '18', 'the discharge'],
    ['090', '/dates/assumedCare', '19', 'the day care was taken over'],
    ['091', '/dates/relinquishedCare', '19', 'the day care was handed over'],
    ['444', '/dates/firstContact', '', 'the first contact'],
    ['050', '/dates/repricerReceived', '', 'the receipt by the repricer'],
  ] as const
).map(([qualifier, pointer, box, words]) => [`2300 DTP*${qualifier}`, pointer, box, `the date of ${words}`]);

const claim: Row[] = [
  ['2300', '', '', 'the claim'],
  ['2300 CLM 01', '@numbering', '26', 'the patient control number, which is ours'],
  ['2300 CLM 02', '@computed /lines', '28', 'the total charge'],
  ['2300 CLM 05', '/placeOfService', '24B', 'the place of service'],
  ['2300 CLM 05-3', '@correction /frequencyCode', '22', 'whether the claim is new, a replacement or a void'],
  ['2300 CLM 06', '/signatures/providerSignatureOnFile', '31', "the provider's signature on file"],
  ['2300 CLM 07', '/signatures/assignment', '27', 'whether assignment is accepted'],
  ['2300 CLM 08', '/signatures/benefitsAssigned', '13', 'whether benefits are assigned'],
  ['2300 CLM 09', '/signatures/releaseOfInformation', '12', 'the consent to release information'],
  ['2300 CLM 11', '/accident/kind', '10', 'the kind of accident'],
  ['2300 CLM 11-1', '/accident/kind', '10', 'the kind of accident'],
  ['2300 CLM 11-4', '/accident/state', '10b', 'the state of the accident'],
  ['2300 CLM 11-5', '/accident/country', '10b', 'the country of the accident'],
  ['2300 CLM 20', '/delayReasonCode', '', 'the reason of the delay'],
  ...dates,
  ['2300 AMT*F5', '@computed /patientPaidCents', '29', 'what the patient has paid'],
  ['2300 REF*G1', '/priorAuthorizationNumber', '23', 'the prior authorization number'],
  ['2300 REF*9F', '/referralNumber', '23', 'the referral number'],
  [
    '2300 REF*F8',
    '?/payerClaimControlNumber @correction /payerClaimControlNumber',
    '22',
    "the payer's number of the claim that is corrected",
  ],
  ['2300 REF*X4', '/cliaNumber', '23', 'the CLIA number'],
  ['2300 REF*EW', '/mammographyCertification', '23', 'the mammography certification'],
  ['2300 REF*EA', '/patient/medicalRecordNumber', '', "the patient's record number"],
  ['2300 HI', '/diagnoses/{diagnosis}/code', '21', 'a diagnosis code'],
  ...referring('2310A', ''),
  ...provider(
    '2310B',
    '82',
    ['/renderingProvider', '/lines/{first}/renderingProvider'],
    ['24J', '24J'],
    'the rendering provider',
  ),
  ...facility('2310C', '/serviceFacility', ['32', '32a']),
  ...provider('2310D', 'DQ', ['/supervisingProvider'], ['17', '17b'], 'the supervising provider'),
  ...claimSituations,
];

/** 2310A and 2420F: who alone referred is DN, primary care or not; P3 is the first of two. */
function referring(loop: string, at: string): Row[] {
  const who = 'the referring provider';
  const first = 'the primary care provider who referred first';
  const rows = provider(loop, 'P3', [`${at}/primaryCareProvider`], ['17', '17b'], first);
  return [
    ...provider(loop, 'DN', [`${at}/referringProvider`, `${at}/primaryCareProvider`], ['17', '17b'], who),
    ...rows.filter(([place]) => place.startsWith(`${loop} NM1*P3`)),
  ];
}

const lines: Row[] = [
  ['2400', line, '24', 'the service line'],
  ['2400 LX', '@numbering', '', 'the number of the line, which we count'],
  ['2400 SV1 01', `${line}/procedureCode`, '24D', 'the procedure code'],
  ['2400 SV1 01-2', `${line}/procedureCode`, '24D', 'the procedure code'],
  ['2400 SV1 01-3', `${line}/modifiers/0`, '24D', 'the first modifier'],
  ['2400 SV1 01-4', `${line}/modifiers/1`, '24D', 'the second modifier'],
  ['2400 SV1 01-5', `${line}/modifiers/2`, '24D', 'the third modifier'],
  ['2400 SV1 01-6', `${line}/modifiers/3`, '24D', 'the fourth modifier'],
  ['2400 SV1 01-7', `${line}/description`, '24', 'the description of the service'],
  ['2400 SV1 02', `${line}/chargeCents`, '24F', 'the charge'],
  ['2400 SV1 03', `?${line}/unit @guide`, '24G', 'whether units or minutes are billed'],
  ['2400 SV1 04', `${line}/units`, '24G', 'the units'],
  ['2400 SV1 05', `${line}/placeOfService /placeOfService`, '24B', 'the place of service'],
  ['2400 SV1 07', `${line}/diagnosisPointers`, '24E', 'the diagnosis pointers'],
  ...[1, 2, 3, 4].map(
    (component): Row => [
      `2400 SV1 07-${component}`,
      `${line}/diagnosisPointers/${component - 1}`,
      '24E',
      'a diagnosis pointer',
    ],
  ),
  ['2400 SV1 09', `${line}/emergency`, '24C', 'whether it was an emergency'],
  ['2400 SV1 11', `${line}/epsdt`, '24H', 'the EPSDT mark'],
  ['2400 SV1 12', `${line}/familyPlanning`, '24H', 'the family planning mark'],
  ['2400 SV1 15', `${line}/copayExempt`, '', 'whether the copayment is waived'],
  ['2400 DTP*472', `${line}/serviceFrom`, '24A', 'the date of service'],
  ['2400 REF*G1', `${line}/priorAuthorizationNumber`, '23', 'the prior authorization number'],
  ['2400 REF*9F', `${line}/referralNumber`, '23', 'the referral number'],
  ['2400 REF*X4', `${line}/cliaNumber`, '23', 'the CLIA number'],
  ['2400 REF*EW', `${line}/mammographyCertification`, '23', 'the mammography certification'],
  ['2400 REF*6R', '@numbering', '', 'the line control number, which is ours'],
  ...drug('24'),
  ['2410 REF*XZ', `${line}/drug/prescriptionNumber`, '24', 'the prescription of the drug'],
  ['2410 REF*VY', `${line}/drug/linkNumber`, '24', 'the number that ties the parts of a compound together'],
  ...provider('2420A', '82', [`${line}/renderingProvider`], ['24J', '24J'], 'the rendering provider'),
  ...provider('2420B', 'QB', [`${line}/purchasedService/provider`], ['32', '32a'], 'who sold the purchased service'),
  ...facility('2420C', `${line}/serviceFacility`, ['32', '32a']),
  ...provider('2420D', 'DQ', [`${line}/supervisingProvider`], ['17', '17b'], 'the supervising provider'),
  ...provider('2420E', 'DK', [`${line}/orderingProvider`, '/orderingProvider'], ['17', '17b'], 'the ordering provider'),
  ...contact('2420E', `${line}/orderingContact`, 'the order'),
  ...referring('2420F', line),
  ...lineSituations,
];

/** Loop 2410. */
export function drug(box: string): Row[] {
  return [
    ['2410', `${line}/drug`, box, 'the drug'],
    ['2410 LIN', `${line}/drug/ndc`, box, 'the NDC of the drug'],
    ['2410 CTP 04', `${line}/drug/quantity`, box, 'the quantity of the drug'],
    ['2410 CTP 05', `${line}/drug/unit`, box, 'the unit of the drug'],
  ];
}

const otherPayers = otherPayerRows({
  cover: '9',
  insured: '9',
  member: '9a',
  group: '9a',
  plan: '9d',
  payer: '9d',
  paid: '',
});

/** The loops above the claim, which 837P and 837I share. */
export const sharedRows: readonly Row[] = [...parties, ...cover2000];

/** All places of an 837P that come from a field, by their names. */
export const claimFields = indexed([...sharedRows, ...claim, ...lines, ...otherPayers]);
