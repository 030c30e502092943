import type { Row } from './field-row.ts';
import { address, personName } from './party-field-rows.ts';

// Loops 2320, 2330A, 2330B and 2430. What another payer decided was told by the sender (`priorAdjudication`), or taken from the
// payer's remittance: then only the claim holds it.

const cover = '/coverages/{other}';
const told = `${cover}/priorAdjudication`;
const held = '/otherPayers/{loop}';
const decided = `${held}/adjudication`;
const ofLine = `${told}/lines/{told}`;
const heldLine = '/lines/{claimLine}/adjudications/{loop}';
const line = '/lines/{line}';

/** Boxes of the CMS-1500 or form locators of the UB-04. */
interface Boxes {
  cover: string;
  insured: string;
  member: string;
  group: string;
  plan: string;
  payer: string;
  paid: string;
}

const remark = (place: string, index: number): Row => [
  place,
  `?${told}/remarkCodes/${index} @remittance`,
  '',
  'a remark of the other payer',
  `${decided}/remarkCodes/${index}`,
];

/** What MIA or MOA says beside remarks. */
function figures(segment: 'MIA' | 'MOA', of: 'inpatient' | 'outpatient', members: readonly [number, string][]): Row[] {
  return members.map(([element, member]) => [
    `2320 ${segment} ${String(element).padStart(2, '0')}`,
    `?${told}/${of}/${member} @remittance`,
    '',
    `a figure of the other payer (${member})`,
    `${decided}/${of}/${member}`,
  ]);
}

function subscriber({ cover: box, group, plan }: Boxes): Row[] {
  return [
    ['2320', cover, box, 'the other cover of the patient'],
    ['2320 SBR', cover, box, 'the other cover of the patient'],
    ['2320 SBR 01', `${cover}/responsibility`, box, 'whether the other payer is primary, secondary or tertiary'],
    [
      '2320 SBR 02',
      `@payer_profile ${cover}/relationship`,
      box,
      'the relationship of the patient to the other insured',
    ],
    ['2320 SBR 03', `${cover}/groupNumber`, group, 'the group number of the other cover'],
    ['2320 SBR 04', `${cover}/groupName`, plan, 'the name of the group or plan of the other cover'],
    ['2320 SBR 05', `${cover}/insuranceTypeCode`, box, 'why Medicare is not primary'],
    ['2320 SBR 09', `?${cover}/claimFilingCode @payer_profile`, box, 'the kind of the other insurance'],
    ['2320 OI', '/signatures', '', 'the signatures for the other payer'],
    ['2320 OI 03', '/signatures/benefitsAssigned', '13', 'whether benefits of the other payer are assigned'],
    ['2320 OI 06', '/signatures/releaseOfInformation', '12', 'the consent to release information to the other payer'],
  ];
}

function decision({ paid }: Boxes): Row[] {
  return [
    ...adjustments('2320', `${told}/adjustments/{adjustment}`, `${decided}/adjustments/{adjustment}`),
    ['2320 AMT*D', `?${told}/paidCents @remittance`, paid, 'what the other payer paid', `${decided}/paidCents`],
    [
      '2320 AMT*A8',
      `?${told}/nonCoveredCents @remittance`,
      '',
      'what the other payer does not cover',
      `${decided}/nonCoveredCents`,
    ],
    [
      '2320 AMT*EAF',
      '@computed',
      '',
      'what the patient owes by the other payer, the sum of its PR adjustments',
      `${decided}/remainingPatientLiabilityCents`,
    ],
    ['2320 MOA', `?${told}/remarkCodes @remittance`, '', 'the remarks of the other payer', `${decided}/remarkCodes`],
    ...[0, 1, 2, 3, 4].map((index) => remark(`2320 MOA 0${index + 3}`, index)),
    ['2320 MIA', `?${told}/remarkCodes @remittance`, '', 'the remarks of the other payer', `${decided}/remarkCodes`],
    [
      '2320 MIA 01',
      `?${told}/inpatient/coveredDays @computed`,
      '',
      'the covered days of the stay, as the other payer or the bill tells them',
      `${decided}/inpatient/coveredDays`,
    ],
    ...figures('MIA', 'inpatient', [
      [3, 'lifetimePsychiatricDays'],
      [4, 'drgCents'],
      [6, 'disproportionateShareCents'],
      [7, 'medicareSecondaryCents'],
      [8, 'capitalCents'],
      [9, 'capitalFederalDrgCents'],
      [10, 'capitalHospitalDrgCents'],
      [11, 'capitalDisproportionateShareCents'],
      [12, 'oldCapitalCents'],
      [13, 'capitalTeachingCents'],
      [14, 'operatingHospitalDrgCents'],
      [15, 'costReportDays'],
      [16, 'operatingFederalDrgCents'],
      [17, 'capitalOutlierCents'],
      [18, 'indirectTeachingCents'],
      [19, 'nonpayableProfessionalCents'],
      [24, 'capitalExceptionCents'],
    ]),
    ...figures('MOA', 'outpatient', [
      [1, 'reimbursementRate'],
      [2, 'payableCents'],
      [8, 'renalDiseaseCents'],
      [9, 'nonpayableProfessionalCents'],
    ]),
    remark('2320 MIA 05', 0),
    ...[20, 21, 22, 23].map((element) => remark(`2320 MIA ${element}`, element - 19)),
  ];
}

function names({ insured, member, payer }: Boxes): Row[] {
  const at = [`${cover}/subscriber`, '/patient'];
  const who = 'the insured of the other cover';
  return [
    ...personName('2330A', 'IL', at, insured, who),
    ['2330A NM1*IL 09', `${cover}/memberId`, member, 'the member id of the other cover'],
    ...address(
      '2330A',
      at.map((place) => `${place}/address`),
      insured,
      who,
    ),
    ['2330B', `${cover}/payer`, payer, 'the other payer'],
    ['2330B NM1*PR', `${cover}/payer`, payer, 'the other payer'],
    ['2330B NM1*PR 03', `${cover}/payer/name`, payer, "the other payer's name"],
    ['2330B NM1*PR 09', `?${cover}/payer/id @payer_profile`, payer, "the other payer's id"],
    ...address('2330B', [`${cover}/payer/address`], payer, 'the other payer'),
    [
      '2330B DTP*573',
      `?${told}/adjudicatedOn @remittance`,
      '',
      'the day the other payer decided',
      `${decided}/adjudicatedOn`,
    ],
    [
      '2330B REF*G1',
      '/priorAuthorizationNumber',
      '23',
      'the authorization number of the other payer',
      `${held}/priorAuthorizationNumber`,
    ],
    [
      '2330B REF*F8',
      `?${told}/payerClaimControlNumber @remittance`,
      '',
      "the other payer's number of the claim",
      `${held}/payerClaimControlNumber`,
    ],
  ];
}

function adjustments(loop: string, at: string, claimPointer: string): Row[] {
  const row = (place: string, member: string, words: string): Row => [
    `${loop} CAS${place}`,
    `?${at}${member} @remittance`,
    '',
    words,
    `${claimPointer}${member}`,
  ];
  return [
    row('', '', 'an adjustment of the other payer'),
    row(' 01', '/group', 'the group of an adjustment of the other payer'),
    row(' 02', '/reasonCode', 'the reason of an adjustment of the other payer'),
    row(' 03', '/amountCents', 'the amount of an adjustment of the other payer'),
    row(' 04', '/quantity', 'the quantity of an adjustment of the other payer'),
  ];
}

const lineDecision: readonly Row[] = [
  ['2430', `?${ofLine} @remittance`, '', 'what the other payer decided', heldLine],
  ['2430 SVD', `?${ofLine} @remittance`, '', 'what the other payer decided', heldLine],
  ['2430 SVD 01', `?${cover}/payer/id @payer_profile`, '', "the other payer's id", `${heldLine}/payerId`],
  ['2430 SVD 02', `?${ofLine}/paidCents @remittance`, '', 'what the other payer paid', `${heldLine}/paidCents`],
  ...['03', '03-2'].map(
    (element): Row => [
      `2430 SVD ${element}`,
      `?${ofLine}/procedureCode @remittance ${line}/procedureCode`,
      '',
      'the procedure code the other payer decided about',
      `${heldLine}/procedureCode`,
    ],
  ),
  ...[0, 1, 2, 3].map(
    (index): Row => [
      `2430 SVD 03-${index + 3}`,
      `?${ofLine}/modifiers/${index} @remittance ${line}/modifiers/${index}`,
      '',
      'a modifier the other payer decided about',
      `${heldLine}/modifiers/${index}`,
    ],
  ),
  ['2430 SVD 04', `${line}/revenueCode`, 'FL 42', 'the revenue code', `${heldLine}/revenueCode`],
  [
    '2430 SVD 05',
    `?${ofLine}/units @remittance ${line}/units`,
    '',
    'the units the other payer paid',
    `${heldLine}/units`,
  ],
  ['2430 SVD 06', '@remittance', '', 'the line this one was bundled into', `${heldLine}/bundledLineNumber`],
  ...adjustments('2430', `${ofLine}/adjustments/{adjustment}`, `${heldLine}/adjustments/{adjustment}`),
  [
    '2430 DTP*573',
    `?${told}/adjudicatedOn @remittance`,
    '',
    'the day the other payer decided',
    `${heldLine}/adjudicatedOn`,
  ],
  [
    '2430 AMT*EAF',
    '@computed',
    '',
    'what the patient owes by the other payer, the sum of its PR adjustments',
    `${heldLine}/remainingPatientLiabilityCents`,
  ],
];

/** Loops 2320, 2330 and 2430 with the boxes of a form. */
export function otherPayerRows(boxes: Boxes): Row[] {
  return [...subscriber(boxes), ...decision(boxes), ...names(boxes), ...lineDecision];
}
