/**
 * What claim adjustment reason codes (CARC) mean for the work that follows, in our own words and by number only; the texts of
 * the list are licensed. Grouping: domain table 2.6 of the design. A row says nothing about money.
 */
export type DenialCategory =
  | 'registration'
  | 'eligibility'
  | 'coordination_of_benefits'
  | 'liability'
  | 'authorization'
  | 'timely_filing'
  | 'duplicate'
  | 'provider_enrolment'
  | 'place_of_service'
  | 'code_mismatch'
  | 'global_period'
  | 'bundling'
  | 'units_frequency'
  | 'medical_necessity'
  | 'non_covered'
  | 'plan_procedure'
  | 'inpatient_grouping'
  | 'missing_information'
  | 'payer_processing'
  | 'contract_pricing'
  | 'unclassified';

export interface DenialClass {
  category: DenialCategory;
  /** Whether work before the claim was sent could have avoided it. */
  preventable: boolean;
  /** The first step, whoever pays in the end: it names no patient as payer, since that is for the group code to say. */
  nextAction: string;
  /** CARC of this class. */
  codes: readonly string[];
  /** CARC that belong here only together with one of these remark codes: "16+MA61". They go before the bare CARC. */
  withRemark?: readonly string[];
}

/** In order of priority: when two classes lose the same amount, the earlier one names the denial. */
export const denialClasses: readonly DenialClass[] = [
  {
    category: 'registration',
    preventable: true,
    nextAction: 'Compare name, birth date and member id with the card, correct them and send the claim again.',
    codes: ['140'],
    withRemark: ['31+N382', '16+MA27', '16+MA61', '16+MA36', '16+N382'],
  },
  {
    category: 'eligibility',
    preventable: true,
    nextAction: 'Check the cover on the date of service with a 271 and bill the payer that was in force.',
    codes: ['26', '27', '31', '32', '33', '177', '200'],
  },
  {
    category: 'coordination_of_benefits',
    preventable: true,
    nextAction: 'Find out which payer answers first, bill it, and send its answer with this claim.',
    codes: ['22', '109', '201', 'B11'],
  },
  {
    category: 'liability',
    preventable: true,
    nextAction: 'Ask for the accident or work injury and bill the payer that is liable for it.',
    codes: ['19', '20', '21'],
  },
  {
    category: 'authorization',
    preventable: true,
    nextAction: 'Look for an approval on file; ask for one after the fact, or appeal with the record.',
    codes: ['15', '39', '197', '198', '243', '284', '288'],
  },
  {
    category: 'timely_filing',
    preventable: true,
    nextAction:
      'Send proof that the claim was accepted in time (277CA or 999); without it nothing is to be had from the payer.',
    codes: ['29', '138', '164'],
  },
  {
    category: 'duplicate',
    preventable: true,
    nextAction:
      'Find the claim it repeats and its answer; if it was a second service, send it with the modifier that says so.',
    codes: ['18', 'B13'],
  },
  {
    category: 'provider_enrolment',
    preventable: true,
    nextAction:
      'Check enrolment, NPI, taxonomy and certificates of the provider with this payer on the date of service.',
    codes: ['8', '170', '171', '172', '183', '184', '185', '208', '242', '279', 'B7', 'B20'],
    withRemark: ['16+MA120', '16+N264', '16+N265', '16+N290', '16+N257'],
  },
  {
    category: 'place_of_service',
    preventable: true,
    nextAction: 'Compare the place of service with where the service was given and with what the code allows.',
    codes: ['5', '58'],
  },
  {
    category: 'code_mismatch',
    preventable: true,
    nextAction: 'Have a coder compare diagnosis, procedure, modifier and patient, and send a corrected claim.',
    codes: ['4', '6', '7', '9', '10', '11', '146', '181', '182', 'B22'],
    withRemark: ['16+M20', '16+M51', '16+M76', '16+M64', '16+MA63'],
  },
  {
    category: 'global_period',
    preventable: true,
    nextAction:
      'Check whether the service belongs to an earlier operation; if not, send it with the modifier that says so.',
    codes: [],
    withRemark: ['97+M144'],
  },
  {
    category: 'bundling',
    preventable: true,
    nextAction: 'Check whether the services were separate; if so, send the modifier that says it, with the record.',
    codes: ['59', '97', '231', '234', '236', 'B15'],
  },
  {
    category: 'units_frequency',
    preventable: true,
    nextAction: 'Compare units and dates with the record and the payer’s limit; correct them or appeal.',
    codes: ['35', '119', '151', '222', '273'],
  },
  {
    category: 'medical_necessity',
    preventable: true,
    nextAction: 'Compare the diagnosis with the payer’s policy; appeal with the record if it supports the service.',
    codes: ['50', '54', '55', '56', '150', '152', '167', '186', '272'],
  },
  {
    category: 'non_covered',
    preventable: false,
    nextAction: 'Check the plan’s terms and whether the patient was told beforehand; appeal if the plan covers it.',
    codes: ['49', '51', '60', '96', '149', '168', '204', '256', '269', 'B1'],
  },
  {
    category: 'plan_procedure',
    preventable: true,
    nextAction: 'Read which step of the plan was missed; make up for it or appeal.',
    codes: ['95'],
  },
  {
    category: 'inpatient_grouping',
    preventable: true,
    nextAction: 'Have health information management group the stay again and compare.',
    codes: ['233', '249', 'A8'],
  },
  {
    category: 'missing_information',
    preventable: true,
    nextAction: 'Read the remark codes, supply what is missing and send the claim again.',
    codes: ['16', '125', '129', '148', '163', '226', '227', '250', '251', '252', 'A1'],
  },
  {
    category: 'payer_processing',
    preventable: false,
    nextAction: 'Ask the payer what it waits for and when it will decide.',
    codes: ['133', '216'],
  },
  {
    category: 'contract_pricing',
    preventable: false,
    nextAction: 'Compare with the contract and dispute the price with the payer.',
    codes: ['147', '193'],
  },
  {
    category: 'unclassified',
    preventable: false,
    nextAction: 'Read the payer’s code and remarks; this code has no class of its own yet.',
    codes: [],
  },
];

/**
 * CARC that explain a price and refuse nothing: contract, sequestration, deductible, coinsurance, copay, what another payer paid,
 * interest, capitation, withhold, taxes, incentives, a patient's fixed share, and codes that only inform. Any code that is neither
 * here nor above counts as a denial of class `unclassified`, so that nothing unknown is written off in silence.
 */
export const expectedReasonCodes: ReadonlySet<string> = new Set([
  ...[
    '1',
    '2',
    '3',
    '23',
    '24',
    '44',
    '45',
    '66',
    '70',
    '85',
    '89',
    '90',
    '91',
    '94',
    '100',
    '101',
    '102',
    '103',
    '104',
  ],
  ...[
    '105',
    '118',
    '121',
    '122',
    '131',
    '132',
    '137',
    '139',
    '142',
    '143',
    '144',
    '161',
    '187',
    '194',
    '223',
    '225',
    '235',
  ],
  ...['237', '241', '246', '247', '248', '253', '276'],
]);
