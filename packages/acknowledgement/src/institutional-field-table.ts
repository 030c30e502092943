import { indexed, type Row } from './field-row.ts';
import { otherPayerRows } from './other-payer-field-rows.ts';
import { facility, provider } from './party-field-rows.ts';
import { claimRows, drug, procedure, sharedRows } from './shared-field-rows.ts';

// `##` stands for any element of an HI, which are all alike.

// 837I, 005010X223A2; boxes are the form locators of the UB-04. How a row is read, `field-row.ts` says.

const bill = '/institutional';
const line = '/lines/{line}';

/** Boxes of the loops above the claim: the UB-04 has others than the CMS-1500. */
const locators: Readonly<Record<string, string>> = {
  '2000A PRV': 'FL 81',
  '2000A PRV 03': 'FL 81',
  '2010AA NM1*85 08': 'FL 56',
  '2010AA NM1*85 09': 'FL 56',
  '2010AA REF*EI': 'FL 5',
  '2010AA REF*SY': 'FL 5',
  '2010BA NM1*IL 08': 'FL 60',
  '2010BA NM1*IL 09': 'FL 60',
  '2010BA DMG 02': 'FL 10',
  '2010BA DMG 03': 'FL 11',
  '2010CA DMG 02': 'FL 10',
  '2010CA DMG 03': 'FL 11',
  '2010BB NM1*PR 09': 'FL 51',
  '2000B SBR 02': 'FL 59',
  '2000B SBR 03': 'FL 62',
  '2000B SBR 04': 'FL 61',
};
const locatorOfLoop: Readonly<Record<string, string>> = {
  '2000A': 'FL 1',
  '2010AA': 'FL 1',
  '2010AB': 'FL 2',
  '2000B': 'FL 50',
  '2010BA': 'FL 58',
  '2010BB': 'FL 50',
  '2000C': 'FL 8',
  '2010CA': 'FL 8',
};

const shared = sharedRows.map(
  ([place, pointers, , words]): Row => [
    place,
    pointers,
    locators[place] ?? locatorOfLoop[place.split(' ')[0] ?? ''] ?? '',
    words,
  ],
);

/** An HI of codes with their days. */
function dated(
  qualifier: string,
  at: string,
  box: string,
  what: string,
  day = { at: 'date', words: 'the date' },
): Row[] {
  return [
    [`2300 HI*${qualifier}`, at, box, what],
    [`2300 HI*${qualifier} ##-2`, `${at}/code`, box, `the code of ${what}`],
    [`2300 HI*${qualifier} ##-4`, `${at}/${day.at}`, box, `${day.words} of ${what}`],
  ];
}

const claim: Row[] = [
  ...claimRows({
    number: 'FL 3a',
    total: 'FL 47',
    assignment: '',
    benefits: 'FL 53',
    release: 'FL 52',
    authorization: 'FL 63',
    corrected: 'FL 64',
    record: 'FL 3b',
  }),
  ['2300 CLM 05', `${bill}/typeOfBill`, 'FL 4', 'the type of bill'],
  ['2300 CLM 05-3', `@correction ${bill}/typeOfBill`, 'FL 4', 'the frequency of the bill'],
  ['2300 DTP*434', `${bill}/statementFrom`, 'FL 6', 'the period of the statement'],
  ['2300 DTP*435', `${bill}/admission/date`, 'FL 12', 'the admission date'],
  ['2300 DTP*096', `${bill}/dischargeHour`, 'FL 16', 'the hour of discharge'],
  ['2300 CL1', `${bill}/patientStatusCode`, 'FL 17', 'admission and patient status'],
  ['2300 CL1 01', `?${bill}/admission/typeCode @guide`, 'FL 14', 'the type of admission'],
  ['2300 CL1 02', `${bill}/admission/sourceCode`, 'FL 15', 'the point of origin'],
  ['2300 CL1 03', `${bill}/patientStatusCode`, 'FL 17', 'the patient status'],
  ['2300 AMT*F3', `${bill}/patientEstimatedDueCents`, 'FL 55', 'what the patient is expected to owe'],
  ['2300 REF*LU', '/accident/state', 'FL 29', 'the state of the accident'],
  ['2300 NTE', '/note', 'FL 80', 'the note'],
  ['2300 NTE 01', '@guide', 'FL 80', 'the kind of the note'],
  ['2300 HI*ABK', '/diagnoses/0/code', 'FL 67', 'the principal diagnosis'],
  [
    '2300 HI*ABK ##-9',
    '/diagnoses/0/presentOnAdmission',
    'FL 67',
    'whether the principal diagnosis was present on admission',
  ],
  [
    '2300 HI*ABF ##-9',
    '/diagnoses/{diagnosis}/presentOnAdmission',
    'FL 67',
    'whether a diagnosis was present on admission',
  ],
  [
    '2300 HI*ABN ##-9',
    `?${bill}/externalCauses/{cause}/presentOnAdmission /diagnoses/{diagnosis}/presentOnAdmission`,
    'FL 72',
    'whether an external cause was present on admission',
  ],
  ['2300 HI*ABF', '/diagnoses/{diagnosis}/code', 'FL 67', 'a diagnosis code'],
  ['2300 HI*ABJ', `${bill}/admittingDiagnosis`, 'FL 69', 'the admitting diagnosis'],
  ['2300 HI*APR', `${bill}/reasonsForVisit/{item}`, 'FL 70', "the patient's reason for the visit"],
  // A code of the encounter's diagnoses that says an external cause is moved there.
  [
    '2300 HI*ABN',
    `?${bill}/externalCauses/{cause}/code ?/diagnoses/{diagnosis}/code ${bill}/externalCauses`,
    'FL 72',
    'an external cause',
  ],
  ['2300 HI*DR', `${bill}/drg`, 'FL 71', 'the DRG'],
  ...dated('BBR', `${bill}/procedures/0`, 'FL 74', 'the principal procedure'),
  ...dated('BBQ', `${bill}/procedures/{procedure}`, 'FL 74', 'a procedure'),
  ...dated('BI', `${bill}/occurrenceSpans/{item}`, 'FL 35', 'an occurrence span', { at: 'from', words: 'the days' }),
  ...dated('BH', `${bill}/occurrences/{item}`, 'FL 31', 'an occurrence'),
  ['2300 HI*BE', `${bill}/values/{value}`, 'FL 39', 'a value code'],
  [
    '2300 HI*BE ##-2',
    `?${bill}/values/{value}/code @guide ?${bill}/days/{days} ?/patientPaidCents`,
    'FL 39',
    'a value code',
  ],
  [
    '2300 HI*BE ##-5',
    `?${bill}/values/{value}/hundredths ?${bill}/days/{days} ?/patientPaidCents ${bill}/values`,
    'FL 39',
    'the amount of a value code',
  ],
  ['2300 HI*BG', `${bill}/conditions/{condition}`, 'FL 18', 'a condition code'],
  ['2300 HI*TC', `${bill}/treatmentCodes/{item}`, 'FL 63', 'a treatment code'],
  ...provider('2310A', '71', [`${bill}/attendingProvider`], ['FL 76', 'FL 76'], 'the attending provider'),
  ...provider('2310B', '72', [`${bill}/operatingProvider`], ['FL 77', 'FL 77'], 'the operating provider'),
  ...provider('2310C', 'ZZ', [`${bill}/otherOperatingProvider`], ['FL 78', 'FL 78'], 'the other operating provider'),
  ...provider('2310D', '82', ['/renderingProvider'], ['FL 78', 'FL 78'], 'the rendering provider'),
  ...facility('2310E', '/serviceFacility', ['FL 1', 'FL 1']),
  ...provider('2310F', 'DN', ['/referringProvider'], ['FL 78', 'FL 78'], 'the referring provider'),
];

const otherPayers = otherPayerRows({
  cover: 'FL 50',
  insured: 'FL 58',
  member: 'FL 60',
  group: 'FL 62',
  plan: 'FL 61',
  payer: 'FL 50',
  paid: 'FL 54',
});

const lines: Row[] = [
  ['2400', line, 'FL 42', 'the revenue line'],
  ['2400 LX', '@numbering', '', 'the number of the line, which we count'],
  ['2400 SV2 01', `${line}/revenueCode`, 'FL 42', 'the revenue code'],
  ...procedure('2400 SV2 02', { code: 'FL 44', description: 'FL 43' }),
  ['2400 SV2 03', `${line}/chargeCents`, 'FL 47', 'the charge'],
  ['2400 SV2 04', `?${line}/unit @guide`, 'FL 46', 'whether units or days are billed'],
  ['2400 SV2 05', `${line}/units`, 'FL 46', 'the units'],
  ['2400 SV2 07', `${line}/nonCoveredCents`, 'FL 48', 'the part of the charge that is not covered'],
  ['2400 DTP*472', `${line}/serviceFrom`, 'FL 45', 'the date of service'],
  ['2400 REF*6R', '@numbering', '', 'the line control number, which is ours'],
  ...drug('FL 43'),
  ...provider('2420A', '72', [`${line}/operatingProvider`], ['FL 77', 'FL 77'], 'the operating provider'),
  ...provider('2420C', '82', [`${line}/renderingProvider`], ['FL 78', 'FL 78'], 'the rendering provider'),
];

/** All places of an 837I that come from a field, by their names. */
export const institutionalFields = indexed([...shared, ...claim, ...lines, ...otherPayers]);
