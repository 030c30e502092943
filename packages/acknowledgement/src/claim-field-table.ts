/** A field of an encounter as it is sent: where in the encounter, in which box of the CMS-1500 (02/12), and its name for people. */
export interface ClaimField {
  /**
   * JSON Pointers into the encounter, the likeliest first; the first whose surroundings are there is meant. `{line}`, `{cover}`,
   * `{diagnosis}` and `{modifier}` are positions of the claim's line, payer, diagnosis and modifier in the encounter, `{name}` is
   * organizationName or lastName. Empty where the field is ours or the route's and not in the encounter.
   */
  pointers: readonly string[];
  formBox?: string;
  words: string;
}

type Row = readonly [place: string, pointers: string, formBox: string, words: string];

// A place is "loop segment[*qualifier] [element[-component]]"; a shorter one stands for all of it that has no row of its own.

function address(loop: string, at: readonly string[], box: string, whose: string): Row[] {
  return [
    [`${loop} N3`, each(at, 'line1'), box, `the street of ${whose}`],
    [`${loop} N3 02`, each(at, 'line2'), box, `the second address line of ${whose}`],
    [`${loop} N4`, each(at, 'city'), box, `the city of ${whose}`],
    [`${loop} N4 01`, each(at, 'city'), box, `the city of ${whose}`],
    [`${loop} N4 02`, each(at, 'state'), box, `the state of ${whose}`],
    [`${loop} N4 03`, each(at, 'postalCode'), box, `the ZIP code of ${whose}`],
    [`${loop} N4 04`, each(at, 'country'), box, `the country of ${whose}`],
  ];
}

/** Pointers of a party that may stand at several places of the encounter. */
function each(places: readonly string[], member: string): string {
  return places.map((place) => `${place}/${member}`).join(' ');
}

function provider(loop: string, qualifier: string, at: readonly string[], boxes: [string, string], who: string): Row[] {
  const name = `${loop} NM1*${qualifier}`;
  return [
    [loop, at.join(' '), boxes[0], who],
    [name, at.join(' '), boxes[0], who],
    [`${name} 03`, each(at, '{name}'), boxes[0], `the name of ${who}`],
    [`${name} 04`, each(at, 'firstName'), boxes[0], `the first name of ${who}`],
    [`${name} 05`, each(at, 'middleName'), boxes[0], `the middle name of ${who}`],
    [`${name} 08`, each(at, 'npi'), boxes[1], `the NPI of ${who}`],
    [`${name} 09`, each(at, 'npi'), boxes[1], `the NPI of ${who}`],
    [`${loop} PRV`, each(at, 'taxonomyCode'), boxes[1], `the taxonomy code of ${who}`],
    [`${loop} PRV 03`, each(at, 'taxonomyCode'), boxes[1], `the taxonomy code of ${who}`],
    ...address(
      loop,
      at.map((place) => `${place}/address`),
      boxes[0],
      who,
    ),
  ];
}

function person(
  loop: string,
  qualifier: string,
  at: readonly string[],
  boxes: { name: string; birth: string; address: string },
  who: string,
): Row[] {
  const name = `${loop} NM1*${qualifier}`;
  return [
    [loop, at.join(' '), boxes.name, who],
    [name, at.join(' '), boxes.name, who],
    [`${name} 03`, each(at, 'lastName'), boxes.name, `the last name of ${who}`],
    [`${name} 04`, each(at, 'firstName'), boxes.name, `the first name of ${who}`],
    [`${name} 05`, each(at, 'middleName'), boxes.name, `the middle name of ${who}`],
    [`${name} 07`, each(at, 'suffix'), boxes.name, `the name suffix of ${who}`],
    [`${loop} DMG`, each(at, 'birthDate'), boxes.birth, `birth date and sex of ${who}`],
    [`${loop} DMG 02`, each(at, 'birthDate'), boxes.birth, `the birth date of ${who}`],
    [`${loop} DMG 03`, each(at, 'sex'), boxes.birth, `the sex of ${who}`],
    ...address(
      loop,
      at.map((place) => `${place}/address`),
      boxes.address,
      who,
    ),
  ];
}

const cover = '/coverages/{cover}';
const line = '/lines/{line}';

const parties: Row[] = [
  ['1000A', '', '', 'the submitter, which the route names'],
  ['1000B', '', '', 'the receiver, which the route names'],
  ...provider('2010AA', '85', ['/billingProvider'], ['33', '33a'], 'the billing provider'),
  ['2010AA REF*EI', '/billingProvider/taxId', '25', 'the tax id of the billing provider'],
  ['2010AA REF*SY', '/billingProvider/taxId', '25', 'the tax id of the billing provider'],
  ['2010AA PER', '/billingProvider/phone', '33', 'the telephone number of the billing provider'],
  ['2010AA PER 02', '/billingProvider/contactName', '33', 'the contact of the billing provider'],
  ['2010AB', '/billingProvider/payToAddress', '33', 'the pay-to address'],
  ...address('2010AB', ['/billingProvider/payToAddress'], '33', 'the pay-to address'),
  ['2000A', '/billingProvider', '33', 'the billing provider'],
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
  ['2010BA REF*Y4', `${cover}/propertyCasualtyClaimNumber`, '11b', "the insurer's number of the accident claim"],
  ['2010BB', `${cover}/payer`, '11c', 'the payer'],
  ['2010BB NM1*PR 03', `${cover}/payer/name`, '11c', "the payer's name"],
  ['2010BB NM1*PR 09', `${cover}/payer/id`, '11c', "the payer's id"],
  ...address('2010BB', [`${cover}/payer/address`], '11c', 'the payer'),
  ...person('2010CA', 'QC', ['/patient'], { name: '2', birth: '3', address: '5' }, 'the patient'),
  ['2010CA REF*Y4', `${cover}/propertyCasualtyClaimNumber`, '11b', "the insurer's number of the accident claim"],
];

const cover2000: Row[] = [
  ['2000B', cover, '1', 'the cover of the patient'],
  ['2000B SBR 01', `${cover}/responsibility`, '1', 'whether the payer is primary, secondary or tertiary'],
  ['2000B SBR 02', `${cover}/relationship`, '6', 'the relationship of the patient to the insured'],
  ['2000B SBR 03', `${cover}/groupNumber`, '11', 'the group number'],
  ['2000B SBR 04', `${cover}/groupName`, '11c', 'the name of the group or plan'],
  ['2000B SBR 05', `${cover}/insuranceTypeCode`, '1', 'why Medicare is not primary'],
  ['2000B SBR 09', `${cover}/claimFilingCode`, '1', 'the kind of insurance'],
  ...(['2000B', '2000C'] as const).flatMap((loop): Row[] => [
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
  ] as const
).map(([qualifier, pointer, box, words]) => [`2300 DTP*${qualifier}`, pointer, box, `the date of ${words}`]);

const claim: Row[] = [
  ['2300', '', '', 'the claim'],
  ['2300 CLM 01', '', '26', 'the patient control number, which is ours'],
  ['2300 CLM 02', '/lines', '28', 'the total charge'],
  ['2300 CLM 05', '/placeOfService', '24B', 'the place of service'],
  ['2300 CLM 05-3', '/frequencyCode', '22', 'whether the claim is new, a replacement or a void'],
  ['2300 CLM 06', '/signatures/providerSignatureOnFile', '31', "the provider's signature on file"],
  ['2300 CLM 07', '/signatures/assignment', '27', 'whether assignment is accepted'],
  ['2300 CLM 08', '/signatures/benefitsAssigned', '13', 'whether benefits are assigned'],
  ['2300 CLM 09', '/signatures/releaseOfInformation', '12', 'the consent to release information'],
  ['2300 CLM 11', '/accident/kind', '10', 'the kind of accident'],
  ['2300 CLM 11-4', '/accident/state', '10b', 'the state of the accident'],
  ['2300 CLM 11-5', '/accident/country', '10b', 'the country of the accident'],
  ['2300 CLM 20', '/delayReasonCode', '', 'the reason of the delay'],
  ...dates,
  ['2300 AMT*F5', '/patientPaidCents', '29', 'what the patient has paid'],
  ['2300 REF*G1', '/priorAuthorizationNumber', '23', 'the prior authorization number'],
  ['2300 REF*9F', '/referralNumber', '23', 'the referral number'],
  ['2300 REF*F8', '/payerClaimControlNumber', '22', "the payer's number of the claim that is corrected"],
  ['2300 REF*X4', '/cliaNumber', '23', 'the CLIA number'],
  ['2300 REF*EW', '/mammographyCertification', '23', 'the mammography certification'],
  ['2300 REF*EA', '/patient/medicalRecordNumber', '', "the patient's record number"],
  ['2300 NTE', '/note', '19', 'the note'],
  ['2300 HI', '/diagnoses/{diagnosis}/code', '21', 'a diagnosis code'],
  ...provider('2310A', 'DN', ['/referringProvider'], ['17', '17b'], 'the referring provider'),
  ...provider(
    '2310B',
    '82',
    ['/renderingProvider', '/lines/0/renderingProvider'],
    ['24J', '24J'],
    'the rendering provider',
  ),
  ['2310C', '/serviceFacility', '32', 'the place where the service was given'],
  ['2310C NM1*77 03', '/serviceFacility/name', '32', 'the name of the place where the service was given'],
  ['2310C NM1*77 09', '/serviceFacility/npi', '32a', 'the NPI of the place where the service was given'],
  ...address('2310C', ['/serviceFacility/address'], '32', 'the place where the service was given'),
  ...provider('2310D', 'DQ', ['/supervisingProvider'], ['17', '17b'], 'the supervising provider'),
  ['2320', '/coverages', '9', 'the other cover of the patient'],
  ['2330A', '/coverages', '9', 'the insured of the other cover'],
  ['2330B', '/coverages', '9d', 'the other payer'],
];

const lines: Row[] = [
  ['2400', line, '24', 'the service line'],
  ['2400 SV1 01', `${line}/procedureCode`, '24D', 'the procedure code'],
  ['2400 SV1 01-2', `${line}/procedureCode`, '24D', 'the procedure code'],
  ['2400 SV1 01-3', `${line}/modifiers/0`, '24D', 'the first modifier'],
  ['2400 SV1 01-4', `${line}/modifiers/1`, '24D', 'the second modifier'],
  ['2400 SV1 01-5', `${line}/modifiers/2`, '24D', 'the third modifier'],
  ['2400 SV1 01-6', `${line}/modifiers/3`, '24D', 'the fourth modifier'],
  ['2400 SV1 01-7', `${line}/description`, '24', 'the description of the service'],
  ['2400 SV1 02', `${line}/chargeCents`, '24F', 'the charge'],
  ['2400 SV1 03', `${line}/unit`, '24G', 'whether units or minutes are billed'],
  ['2400 SV1 04', `${line}/units`, '24G', 'the units'],
  ['2400 SV1 05', `${line}/placeOfService /placeOfService`, '24B', 'the place of service'],
  ['2400 SV1 07', `${line}/diagnosisPointers`, '24E', 'the diagnosis pointers'],
  ['2400 SV1 09', `${line}/emergency`, '24C', 'whether it was an emergency'],
  ['2400 SV1 11', `${line}/epsdt`, '24H', 'the EPSDT mark'],
  ['2400 SV1 12', `${line}/familyPlanning`, '24H', 'the family planning mark'],
  ['2400 SV1 15', `${line}/copayExempt`, '', 'whether the copayment is waived'],
  ['2400 DTP*472', `${line}/serviceFrom`, '24A', 'the date of service'],
  ['2400 REF*G1', `${line}/priorAuthorizationNumber`, '23', 'the prior authorization number'],
  ['2400 REF*9F', `${line}/referralNumber`, '23', 'the referral number'],
  ['2400 REF*X4', `${line}/cliaNumber`, '23', 'the CLIA number'],
  ['2400 REF*EW', `${line}/mammographyCertification`, '23', 'the mammography certification'],
  ['2400 REF*6R', '', '', 'the line control number, which is ours'],
  ['2400 NTE', `${line}/note`, '24', 'the note of the line'],
  ['2410', `${line}/drug`, '24', 'the drug'],
  ['2410 LIN', `${line}/drug/ndc`, '24', 'the NDC of the drug'],
  ['2410 CTP 04', `${line}/drug/quantity`, '24', 'the quantity of the drug'],
  ['2410 CTP 05', `${line}/drug/unit`, '24', 'the unit of the drug'],
  ...provider('2420A', '82', [`${line}/renderingProvider`], ['24J', '24J'], 'the rendering provider'),
  ...provider('2420D', 'DQ', [`${line}/supervisingProvider`], ['17', '17b'], 'the supervising provider'),
  ...provider('2420E', 'DK', [`${line}/orderingProvider`, '/orderingProvider'], ['17', '17b'], 'the ordering provider'),
  ...provider('2420F', 'DN', [`${line}/referringProvider`], ['17', '17b'], 'the referring provider'),
];

/** All places of an 837P that come from a field, by their names. */
export const claimFields: ReadonlyMap<string, ClaimField> = new Map(
  [...parties, ...cover2000, ...claim, ...lines].map(([place, pointers, formBox, words]) => [
    place,
    { pointers: pointers.split(' ').filter(Boolean), words, ...(formBox ? { formBox } : {}) },
  ]),
);
