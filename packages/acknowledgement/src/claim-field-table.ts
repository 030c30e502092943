import { indexed, type Row } from './field-row.ts';
import { otherPayerRows } from './other-payer-field-rows.ts';
import { contact, facility, provider } from './party-field-rows.ts';
import { claimRows, drug, procedure, sharedRows } from './shared-field-rows.ts';
import { claimSituations, lineSituations } from './situational-field-rows.ts';

// 837P, 005010X222A1; boxes are those of the CMS-1500 (02/12). How a row is read, `field-row.ts` says.

const line = '/lines/{line}';

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
  ...claimRows({
    number: '26',
    total: '28',
    assignment: '27',
    benefits: '13',
    release: '12',
    authorization: '23',
    corrected: '22',
    record: '',
  }),
  ['2300 CLM 05', '/placeOfService', '24B', 'the place of service'],
  ['2300 CLM 05-3', '@correction /frequencyCode', '22', 'whether the claim is new, a replacement or a void'],
  ['2300 CLM 06', '/signatures/providerSignatureOnFile', '31', "the provider's signature on file"],
  ['2300 CLM 11', '/accident/kind', '10', 'the kind of accident'],
  ['2300 CLM 11-1', '/accident/kind', '10', 'the kind of accident'],
  ['2300 CLM 11-4', '/accident/state', '10b', 'the state of the accident'],
  ['2300 CLM 11-5', '/accident/country', '10b', 'the country of the accident'],
  ...dates,
  ['2300 AMT*F5', '@computed /patientPaidCents', '29', 'what the patient has paid'],
  ['2300 REF*X4', '/cliaNumber', '23', 'the CLIA number'],
  ['2300 REF*EW', '/mammographyCertification', '23', 'the mammography certification'],
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
  ...procedure('2400 SV1 01', { code: '24D', description: '24' }),
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

const otherPayers = otherPayerRows({
  cover: '9',
  insured: '9',
  member: '9a',
  group: '9a',
  plan: '9d',
  payer: '9d',
  paid: '',
});

/** All places of an 837P that come from a field, by their names. */
export const claimFields = indexed([...sharedRows, ...claim, ...lines, ...otherPayers]);
