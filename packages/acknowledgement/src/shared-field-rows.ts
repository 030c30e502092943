import type { Row } from './field-row.ts';
import { address, contact, numbers, person, provider } from './party-field-rows.ts';

// What an 837P and an 837I say alike. The boxes of the parties are those of the CMS-1500; the others each form names itself.

const cover = '/coverages/{cover}';

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

/** The loops above the claim, which 837P and 837I share. */
export const sharedRows: readonly Row[] = [...parties, ...cover2000];

interface ClaimBoxes {
  number: string;
  total: string;
  assignment: string;
  benefits: string;
  release: string;
  authorization: string;
  corrected: string;
  record: string;
}

/** What loop 2300 says of every claim. */
export function claimRows(boxes: ClaimBoxes): Row[] {
  return [
    ['2300', '', '', 'the claim'],
    ['2300 CLM 01', '@numbering', boxes.number, 'the patient control number, which is ours'],
    ['2300 CLM 02', '@computed /lines', boxes.total, 'the total charge'],
    ['2300 CLM 07', '/signatures/assignment', boxes.assignment, 'whether assignment is accepted'],
    ['2300 CLM 08', '/signatures/benefitsAssigned', boxes.benefits, 'whether benefits are assigned'],
    ['2300 CLM 09', '/signatures/releaseOfInformation', boxes.release, 'the consent to release information'],
    ['2300 CLM 20', '/delayReasonCode', '', 'the reason of the delay'],
    ['2300 REF*G1', '/priorAuthorizationNumber', boxes.authorization, 'the prior authorization number'],
    ['2300 REF*9F', '/referralNumber', boxes.authorization, 'the referral number'],
    [
      '2300 REF*F8',
      '?/payerClaimControlNumber @correction /payerClaimControlNumber',
      boxes.corrected,
      "the payer's number of the claim that is corrected",
    ],
    ['2300 REF*EA', '/patient/medicalRecordNumber', boxes.record, "the patient's record number"],
  ];
}

/** The element of a line that says what was done: code, modifiers and description. */
export function procedure(element: string, boxes: { code: string; description: string }): Row[] {
  const line = '/lines/{line}';
  return [
    [element, `${line}/procedureCode`, boxes.code, 'the procedure code'],
    [`${element}-2`, `${line}/procedureCode`, boxes.code, 'the procedure code'],
    ...['first', 'second', 'third', 'fourth'].map(
      (nth, index): Row => [`${element}-${index + 3}`, `${line}/modifiers/${index}`, boxes.code, `the ${nth} modifier`],
    ),
    [`${element}-7`, `${line}/description`, boxes.description, 'the description of the service'],
  ];
}

/** Loop 2410. */
export function drug(box: string): Row[] {
  const own = '/lines/{line}/drug';
  return [
    ['2410', own, box, 'the drug'],
    ['2410 LIN', `${own}/ndc`, box, 'the NDC of the drug'],
    ['2410 CTP 04', `${own}/quantity`, box, 'the quantity of the drug'],
    ['2410 CTP 05', `${own}/unit`, box, 'the unit of the drug'],
  ];
}
