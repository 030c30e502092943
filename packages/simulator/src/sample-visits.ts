import type { Drug } from '@claimwright/domain/encounter';
import type { SamplePlan, sampleClinics } from './sample-practice.ts';

/** What may be chosen for whom. */
export interface VisitKind {
  name: string;
  weight: number;
  clinic: keyof typeof sampleClinics;
  placeOfService: string;
  plans: readonly SamplePlan['kind'][];
  ages: readonly [from: number, to: number];
  sex?: 'F' | 'M';
  /** One of these is chosen: the diagnoses in order, and the side where they have one. */
  diagnoses: readonly { codes: readonly string[]; side?: 'LT' | 'RT' }[];
  lines: readonly LineKind[];
}

/** One line of a visit. */
export interface LineKind {
  code: string;
  /** Per unit, before the practice's own markup of the day. */
  centsPerUnit: number;
  units: readonly [from: number, to: number];
  /** Tenths of a unit are possible: ambulance miles. */
  tenths?: boolean;
  modifiers?: readonly string[];
  /** Takes the side of the diagnosis as a modifier. */
  sided?: boolean;
  /** Share of visits that have the line; always when absent. */
  share?: number;
  /** 1-based positions it points to; all when absent. */
  pointers?: readonly number[];
  /** Per unit of the line. NDCs are invented: no labeler has 99999. */
  drug?: Drug;
}

const any = ['medicare', 'medicaid', 'commercial'] as const;
const adult = [18, 95] as const;
const chronic = [
  { codes: ['I10', 'E78.5'] },
  { codes: ['E11.9', 'I10', 'Z79.84'] },
  { codes: ['E11.65', 'E78.2'] },
  { codes: ['J44.9', 'I10'] },
  { codes: ['I48.91', 'Z79.01'] },
  { codes: ['N18.31', 'I10'] },
  { codes: ['M54.59'] },
  { codes: ['F41.1'] },
  { codes: ['G47.33', 'E66.9'] },
  { codes: ['K21.9'] },
] as const;
const injury = [
  { codes: ['S93.401A'], side: 'RT' },
  { codes: ['S93.402A'], side: 'LT' },
  { codes: ['S80.01XA'], side: 'RT' },
  { codes: ['S61.412A'], side: 'LT' },
] as const;
const acute = [
  { codes: ['J06.9'] },
  { codes: ['J02.9', 'R50.9'] },
  { codes: ['J20.9', 'R05.1'] },
  { codes: ['J01.90'] },
  { codes: ['N39.0'] },
  { codes: ['R11.2', 'E86.0'] },
] as const;

const ketorolac: LineKind = {
  code: 'J1885',
  centsPerUnit: 1250,
  units: [2, 4],
  modifiers: ['JZ'],
  share: 0.5,
  pointers: [1],
  drug: { ndc: '99999-0101-01', quantity: 0.5, unit: 'ML' },
};

/** The visits of the samples. HCPCS Level II only; charges are invented. */
export const visitKinds: readonly VisitKind[] = [
  {
    name: 'clinic visit',
    weight: 26,
    clinic: 'hospitalClinic',
    placeOfService: '22',
    plans: any,
    ages: adult,
    diagnoses: chronic,
    lines: [{ code: 'G0463', centsPerUnit: 15_960, units: [1, 1] }],
  },
  {
    name: 'wellness visit',
    weight: 10,
    clinic: 'family',
    placeOfService: '11',
    plans: ['medicare'],
    ages: [65, 95],
    diagnoses: [{ codes: ['Z00.00', 'I10'] }, { codes: ['Z00.01', 'E11.9', 'E78.5'] }],
    lines: [
      { code: 'G0439', centsPerUnit: 17_800, units: [1, 1] },
      { code: 'G0444', centsPerUnit: 2450, units: [1, 1], share: 0.6, pointers: [1] },
      { code: 'G0442', centsPerUnit: 2450, units: [1, 1], share: 0.3, pointers: [1] },
    ],
  },
  {
    name: 'flu shot',
    weight: 10,
    clinic: 'family',
    placeOfService: '11',
    plans: any,
    ages: [3, 95],
    diagnoses: [{ codes: ['Z23'] }],
    lines: [
      { code: 'G0008', centsPerUnit: 3950, units: [1, 1] },
      { code: 'Q2038', centsPerUnit: 2870, units: [1, 1], drug: { ndc: '99999-0202-05', quantity: 0.5, unit: 'ML' } },
    ],
  },
  {
    name: 'health center visit',
    weight: 12,
    clinic: 'healthCenter',
    placeOfService: '50',
    plans: ['medicaid'],
    ages: [1, 64],
    diagnoses: acute,
    lines: [{ code: 'T1015', centsPerUnit: 21_500, units: [1, 1] }],
  },
  {
    name: 'counseling',
    weight: 7,
    clinic: 'healthCenter',
    placeOfService: '50',
    plans: ['medicaid'],
    ages: [12, 64],
    diagnoses: [{ codes: ['F41.1'] }, { codes: ['F32.1'] }, { codes: ['F43.10', 'F33.1'] }],
    lines: [{ code: 'H0004', centsPerUnit: 3100, units: [2, 4] }],
  },
  {
    name: 'urgent care',
    weight: 12,
    clinic: 'urgentCare',
    placeOfService: '20',
    plans: ['commercial'],
    ages: [2, 64],
    diagnoses: [...acute, ...injury],
    lines: [{ code: 'S9083', centsPerUnit: 18_900, units: [1, 1] }, ketorolac],
  },
  {
    name: 'knee injection',
    weight: 5,
    clinic: 'hospitalClinic',
    placeOfService: '22',
    plans: ['medicare', 'commercial'],
    ages: [45, 95],
    diagnoses: [
      { codes: ['M17.11'], side: 'RT' },
      { codes: ['M17.12'], side: 'LT' },
    ],
    lines: [
      { code: 'G0463', centsPerUnit: 15_960, units: [1, 1] },
      {
        code: 'J3301',
        centsPerUnit: 640,
        units: [4, 8],
        sided: true,
        drug: { ndc: '99999-0303-20', quantity: 0.25, unit: 'ML' },
      },
    ],
  },
  {
    name: 'bone density drug',
    weight: 3,
    clinic: 'hospitalClinic',
    placeOfService: '22',
    plans: ['medicare'],
    ages: [65, 95],
    diagnoses: [{ codes: ['M81.0', 'Z79.899'] }],
    lines: [
      {
        code: 'J0897',
        centsPerUnit: 2680,
        units: [60, 60],
        modifiers: ['JZ'],
        pointers: [1],
        drug: { ndc: '99999-0404-01', quantity: 1 / 60, unit: 'ML' },
      },
      { code: 'G0463', centsPerUnit: 15_960, units: [1, 1] },
    ],
  },
  {
    name: 'diabetes training',
    weight: 4,
    clinic: 'family',
    placeOfService: '11',
    plans: ['medicare', 'commercial'],
    ages: adult,
    diagnoses: [{ codes: ['E11.65', 'Z79.4'] }, { codes: ['E11.9'] }],
    lines: [{ code: 'G0108', centsPerUnit: 6150, units: [1, 2] }],
  },
  {
    name: 'heart counseling',
    weight: 3,
    clinic: 'family',
    placeOfService: '11',
    plans: ['medicare'],
    ages: [65, 95],
    diagnoses: [{ codes: ['I25.10', 'E78.5'] }, { codes: ['E66.811', 'I10'] }],
    lines: [{ code: 'G0446', centsPerUnit: 3350, units: [1, 1] }],
  },
  {
    name: 'gynecological examination',
    weight: 5,
    clinic: 'family',
    placeOfService: '11',
    plans: ['commercial'],
    ages: [21, 64],
    sex: 'F',
    diagnoses: [{ codes: ['Z01.419'] }],
    lines: [
      { code: 'S0612', centsPerUnit: 16_400, units: [1, 1] },
      { code: 'Q0091', centsPerUnit: 5600, units: [1, 1], share: 0.5 },
    ],
  },
  {
    name: 'colon cancer screening',
    weight: 3,
    clinic: 'hospitalClinic',
    placeOfService: '22',
    plans: ['medicare', 'commercial'],
    ages: [45, 85],
    diagnoses: [{ codes: ['Z12.11'] }],
    lines: [{ code: 'G0121', centsPerUnit: 98_500, units: [1, 1] }],
  },
  {
    name: 'ambulance',
    weight: 6,
    clinic: 'ambulance',
    placeOfService: '41',
    plans: any,
    ages: [1, 95],
    diagnoses: [{ codes: ['R55'] }, { codes: ['R07.9', 'R06.02'] }, { codes: ['R42', 'I95.9'] }],
    lines: [
      { code: 'A0427', centsPerUnit: 95_200, units: [1, 1], modifiers: ['RH'] },
      { code: 'A0425', centsPerUnit: 2150, units: [2, 24], tenths: true, modifiers: ['RH'] },
    ],
  },
  {
    name: 'brace',
    weight: 6,
    clinic: 'supplier',
    placeOfService: '12',
    plans: ['medicaid', 'commercial'],
    ages: [12, 64],
    diagnoses: [
      { codes: ['M17.11'], side: 'RT' },
      { codes: ['M17.12'], side: 'LT' },
      { codes: ['S83.511A'], side: 'RT' },
    ],
    lines: [
      { code: 'L1833', centsPerUnit: 68_400, units: [1, 1], sided: true },
      { code: 'E0114', centsPerUnit: 5900, units: [1, 1], modifiers: ['NU'], share: 0.4 },
    ],
  },
];
