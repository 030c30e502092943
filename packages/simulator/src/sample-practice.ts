import type { EncounterInput } from '@claimwright/domain/encounter';
import { npiHasValidCheckDigit } from '@claimwright/domain/ids';
import type { Address, Provider } from '@claimwright/domain/party';

/** Who bills in the samples, and who works there. All of it is invented. */
export interface SampleClinic {
  billing: EncounterInput['billingProvider'];
  /** Empty for suppliers: nobody renders an ambulance trip or a brace. */
  clinicians: readonly Provider[];
}

/** The NPI that nine digits begin: the one check digit that fits them. Invented ones belong to nobody on purpose. */
export function npiFrom(nineDigits: number): string {
  for (let digit = 0; digit < 10; digit += 1) {
    const npi = `${nineDigits}${digit}`;
    if (npiHasValidCheckDigit(npi)) return npi;
  }
  throw new RangeError(`${nineDigits} cannot begin an NPI`);
}

const address = (line1: string, city: string, postalCode: string): Address => ({
  line1,
  city,
  state: 'MA',
  postalCode,
});

function clinic(
  nineDigits: number,
  organizationName: string,
  taxonomyCode: string,
  place: Address,
  clinicians: readonly Provider[],
): SampleClinic {
  const serial = nineDigits % 1000;
  return {
    billing: {
      npi: npiFrom(nineDigits),
      organizationName,
      taxonomyCode,
      taxId: `04-55${String(10_000 + serial)}`,
      taxIdType: 'ein',
      phone: `617555${String(1000 + serial)}`,
      contactName: 'Billing Desk',
      address: place,
    },
    clinicians,
  };
}

const clinician = (nineDigits: number, firstName: string, lastName: string, taxonomyCode: string): Provider => ({
  npi: npiFrom(nineDigits),
  lastName,
  firstName,
  taxonomyCode,
});

const familyMedicine = '207Q00000X';
const internalMedicine = '207R00000X';
const socialWork = '1041C0700X';
const emergencyMedicine = '207P00000X';

/** The clinics of the samples by what they do. */
export const sampleClinics = {
  family: clinic(
    190_000_101,
    'Sample Harbor Family Practice',
    familyMedicine,
    address('14 Sample Wharf', 'Boston', '021101234'),
    [
      clinician(190_000_111, 'Imogen', 'Exampleton', familyMedicine),
      clinician(190_000_112, 'Rufus', 'Mockridge', familyMedicine),
      clinician(190_000_113, 'Odile', 'Placeholder', internalMedicine),
    ],
  ),
  hospitalClinic: clinic(
    190_000_201,
    'Testborough General Outpatient Clinic',
    '261QM1300X',
    address('200 Fixture Avenue', 'Worcester', '016081200'),
    [
      clinician(190_000_211, 'Casimir', 'Stubfield', internalMedicine),
      clinician(190_000_212, 'Philippa', 'Dummond', internalMedicine),
    ],
  ),
  healthCenter: clinic(
    190_000_301,
    'Placeholder Community Health Center',
    '261QF0400X',
    address('7 Synthetic Square', 'Lowell', '018521107'),
    [
      clinician(190_000_311, 'Anselm', 'Fauxman', familyMedicine),
      clinician(190_000_312, 'Beatrix', 'Sampleson', socialWork),
    ],
  ),
  urgentCare: clinic(
    190_000_401,
    'Quickfix Example Urgent Care',
    '261QU0200X',
    address('55 Dummy Road', 'Springfield', '011031455'),
    [
      clinician(190_000_411, 'Leopold', 'Testerly', emergencyMedicine),
      clinician(190_000_412, 'Wanda', 'Specimen', emergencyMedicine),
    ],
  ),
  ambulance: clinic(
    190_000_501,
    'Mock Valley Ambulance Service',
    '341600000X',
    address('9 Siren Sample Lane', 'New Bedford', '027401109'),
    [],
  ),
  supplier: clinic(
    190_000_601,
    'Invented Brace and Mobility Supply',
    '332B00000X',
    address('31 Fictive Parkway', 'Pittsfield', '012011631'),
    [],
  ),
} as const satisfies Record<string, SampleClinic>;

/** Who orders what a supplier delivers. */
export const sampleOrderer: Provider = clinician(190_000_114, 'Gideon', 'Ordering', familyMedicine);

/** A plan of the samples: its id is one that the simulator's payers know, but for the last. */
export interface SamplePlan {
  weight: number;
  payerId: string;
  name: string;
  kind: 'medicare' | 'medicaid' | 'commercial';
  claimFilingCode: string;
  planFunding: 'insured' | 'self_funded' | 'government';
  groupNumber?: string;
}

/** The plans of the samples, as often as they occur among patients. */
export const samplePlans: readonly SamplePlan[] = [
  {
    weight: 30,
    payerId: 'MCRB-MA',
    name: 'Medicare Part B, Massachusetts',
    kind: 'medicare',
    claimFilingCode: 'MB',
    planFunding: 'government',
  },
  {
    weight: 22,
    payerId: 'MCD-MA',
    name: 'Massachusetts Medicaid',
    kind: 'medicaid',
    claimFilingCode: 'MC',
    planFunding: 'government',
  },
  {
    weight: 20,
    payerId: 'GSH01',
    name: 'Granite Shore Health Plan',
    kind: 'commercial',
    claimFilingCode: 'CI',
    planFunding: 'insured',
    groupNumber: 'GS-48210',
  },
  {
    weight: 15,
    payerId: 'CHM77',
    name: 'Copper Heron Mutual Insurance',
    kind: 'commercial',
    claimFilingCode: 'CI',
    planFunding: 'insured',
    groupNumber: 'H-77034',
  },
  {
    weight: 12,
    payerId: 'FBA-QA',
    name: 'Quill & Anchor Manufacturing Employee Health Plan',
    kind: 'commercial',
    claimFilingCode: 'CI',
    planFunding: 'self_funded',
    groupNumber: 'QA-0001',
  },
  // The clearinghouse has no connection to this one, as happens.
  {
    weight: 1,
    payerId: 'NOROUTE',
    name: 'Unreachable Plan',
    kind: 'commercial',
    claimFilingCode: 'CI',
    planFunding: 'insured',
    groupNumber: 'NR-1',
  },
];
