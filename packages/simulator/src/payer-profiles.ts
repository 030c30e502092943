import type { Address } from '@claimwright/domain/party';
import type { AdjustmentGroup } from '@claimwright/domain/remittance';
import type { QuantilePoint } from './seeded-draw.ts';

/** How a simulated payer behaves. All of it is data; the code that reads it knows no payer by name. */
export interface SimulatedPayer {
  payerId: string;
  name: string;
  address: Address;
  /** Nine invented digits; TRN03 is `1` + these. */
  taxId: string;
  paymentMethod: 'ACH' | 'CHK';
  /** The clearinghouse has no connection to this payer and answers every claim with this. */
  unreachable?: { category: string; statusCode: string; entity?: string };
  /** Days from the clearinghouse's hand-over to the payer's own 277CA. */
  receiptDays: readonly QuantilePoint[];
  /** Days from the payer's receipt to its decision; the payment follows on the next weekday. */
  adjudicationDays: readonly QuantilePoint[];
  /** A claim received later than this after the first date of service of a line is too late for the line. */
  filingLimit: { unit: 'days' | 'months'; count: number };
  /** Frequency codes 7 and 8 are taken; Original Medicare takes only 1. */
  acceptsReplacement: boolean;
  /** Of claims that name a payer after it and leave something to the patient: sent on to that payer. Absent: none. */
  crossesOverShare?: number;
  /** Shares of claims, 0–1, decided in this order; each is of those that are left. */
  rejectedShare: number;
  /** Taken by the clearinghouse, never heard of again. */
  lostShare: number;
  /** Accepted by the payer, never decided. */
  pendedShare: number;
  deniedShare: number;
  /** Of claims with several lines that are paid: one line of them denied. */
  lineDeniedShare: number;
  underpaidShare: number;
  /** Of paid claims: reversed later, and denied or paid less. */
  takenBackShare: number;
  /** Days from the payment to the takeback. */
  takebackDays: readonly QuantilePoint[];
  rejections: readonly WeightedStatus[];
  denials: readonly WeightedDenial[];
  lineDenials: readonly WeightedDenial[];
  /** What the contract allows of a charge, per procedure code, in basis points. */
  allowedBasisPoints: { low: number; high: number };
  /** What an underpaid claim gets of the allowed amount, in basis points. */
  underpaidBasisPoints: { low: number; high: number };
  deductible: { share: number; lowCents: number; highCents: number };
  copay: { share: number; amountCents: number };
  coinsurance: { share: number; basisPoints: number };
  /** Taken off the payment under CARC 253 (2 % at Medicare). */
  sequestrationBasisPoints: number;
  /** Interest this payer pays on a late payment, without being asked. */
  interest?: { afterDays: number; annualBasisPoints: number };
}

/** A 277CA verdict: bare X12 codes. */
export interface WeightedStatus {
  weight: number;
  category: string;
  statusCode: string;
  entity?: string;
}

/** Why nothing is paid: bare CARC and RARC numbers. */
export interface WeightedDenial {
  weight: number;
  group: AdjustmentGroup;
  reasonCode: string;
  remarkCodes?: readonly string[];
  /** Reported once for the whole claim, status 4 and no lines: the payer does not know the patient. */
  atClaimLevel?: boolean;
}

const rejections: readonly WeightedStatus[] = [
  { weight: 4, category: 'A7', statusCode: '33', entity: 'IL' },
  { weight: 3, category: 'A7', statusCode: '562', entity: '82' },
  { weight: 2, category: 'A6', statusCode: '21' },
  { weight: 2, category: 'A7', statusCode: '255' },
  { weight: 1, category: 'A8', statusCode: '507' },
  { weight: 1, category: 'A3', statusCode: '116' },
];

const denials: readonly WeightedDenial[] = [
  { weight: 5, group: 'CO', reasonCode: '197' },
  { weight: 4, group: 'CO', reasonCode: '50', remarkCodes: ['N115'] },
  { weight: 4, group: 'CO', reasonCode: '16', remarkCodes: ['M76'] },
  { weight: 3, group: 'CO', reasonCode: '16', remarkCodes: ['N290', 'MA130'] },
  { weight: 2, group: 'CO', reasonCode: '22' },
  { weight: 2, group: 'PR', reasonCode: '27' },
  { weight: 2, group: 'PR', reasonCode: '204' },
  { weight: 1, group: 'CO', reasonCode: '31', remarkCodes: ['N382'], atClaimLevel: true },
];

const lineDenials: readonly WeightedDenial[] = [
  { weight: 5, group: 'CO', reasonCode: '97', remarkCodes: ['M15'] },
  { weight: 3, group: 'CO', reasonCode: '151' },
  { weight: 2, group: 'CO', reasonCode: '50', remarkCodes: ['N115'] },
  { weight: 2, group: 'PR', reasonCode: '96', remarkCodes: ['N130'] },
];

const medicarePartB: SimulatedPayer = {
  payerId: 'MCRB-MA',
  name: 'MEDICARE PART B MASSACHUSETTS',
  address: { line1: '1 SIMULATED PLAZA', city: 'BOSTON', state: 'MA', postalCode: '021080000' },
  taxId: '900000001',
  paymentMethod: 'ACH',
  receiptDays: [
    [0, 1],
    [0.9, 1],
    [1, 2],
  ],
  adjudicationDays: [
    [0, 14],
    [0.6, 14],
    [0.95, 15],
    [1, 16],
  ],
  filingLimit: { unit: 'months', count: 12 },
  acceptsReplacement: false,
  rejectedShare: 0.02,
  lostShare: 0,
  pendedShare: 0.002,
  deniedShare: 0.05,
  lineDeniedShare: 0.04,
  underpaidShare: 0,
  takenBackShare: 0.004,
  takebackDays: [
    [0, 30],
    [1, 90],
  ],
  rejections,
  denials: denials.filter((denial) => denial.reasonCode !== '197'),
  lineDenials,
  allowedBasisPoints: { low: 3200, high: 5200 },
  underpaidBasisPoints: { low: 10_000, high: 10_000 },
  deductible: { share: 0.12, lowCents: 1000, highCents: 24_000 },
  copay: { share: 0, amountCents: 0 },
  coinsurance: { share: 0.95, basisPoints: 2000 },
  sequestrationBasisPoints: 200,
  interest: { afterDays: 30, annualBasisPoints: 450 },
};

const medicaid: SimulatedPayer = {
  ...medicarePartB,
  payerId: 'MCD-MA',
  name: 'MASSACHUSETTS MEDICAID',
  address: { line1: '2 SIMULATED PLAZA', city: 'QUINCY', state: 'MA', postalCode: '021690000' },
  taxId: '900000002',
  receiptDays: [
    [0, 1],
    [0.5, 2],
    [1, 3],
  ],
  adjudicationDays: [
    [0, 21],
    [0.5, 28],
    [0.9, 38],
    [1, 45],
  ],
  filingLimit: { unit: 'days', count: 365 },
  acceptsReplacement: true,
  rejectedShare: 0.05,
  lostShare: 0.002,
  pendedShare: 0.01,
  deniedShare: 0.11,
  lineDeniedShare: 0.06,
  denials,
  allowedBasisPoints: { low: 2200, high: 3800 },
  deductible: { share: 0, lowCents: 0, highCents: 0 },
  copay: { share: 0.1, amountCents: 365 },
  coinsurance: { share: 0, basisPoints: 0 },
  sequestrationBasisPoints: 0,
  interest: undefined,
};

const graniteShore: SimulatedPayer = {
  ...medicaid,
  payerId: 'GSH01',
  name: 'GRANITE SHORE HEALTH PLAN',
  address: { line1: '3 SIMULATED PLAZA', city: 'PORTLAND', state: 'ME', postalCode: '041010000' },
  taxId: '900000003',
  adjudicationDays: [
    [0, 10],
    [0.5, 14],
    [0.9, 20],
    [1, 25],
  ],
  filingLimit: { unit: 'days', count: 180 },
  rejectedShare: 0.03,
  lostShare: 0.001,
  pendedShare: 0.005,
  deniedShare: 0.07,
  lineDeniedShare: 0.06,
  underpaidShare: 0.02,
  takenBackShare: 0.01,
  allowedBasisPoints: { low: 5200, high: 7400 },
  underpaidBasisPoints: { low: 8800, high: 9700 },
  deductible: { share: 0.18, lowCents: 2000, highCents: 60_000 },
  copay: { share: 0.6, amountCents: 3000 },
  coinsurance: { share: 0.25, basisPoints: 1000 },
};

const copperHeron: SimulatedPayer = {
  ...graniteShore,
  payerId: 'CHM77',
  name: 'COPPER HERON MUTUAL INSURANCE',
  address: { line1: '4 SIMULATED PLAZA', city: 'HARTFORD', state: 'CT', postalCode: '061030000' },
  taxId: '900000004',
  paymentMethod: 'CHK',
  adjudicationDays: [
    [0, 20],
    [0.5, 31],
    [0.75, 42],
    [0.95, 64],
    [1, 75],
  ],
  rejectedShare: 0.05,
  lostShare: 0.005,
  pendedShare: 0.02,
  deniedShare: 0.14,
  lineDeniedShare: 0.1,
  underpaidShare: 0.15,
  takenBackShare: 0.02,
  allowedBasisPoints: { low: 5600, high: 8000 },
  underpaidBasisPoints: { low: 7500, high: 9500 },
  deductible: { share: 0.25, lowCents: 5000, highCents: 100_000 },
  copay: { share: 0.4, amountCents: 4000 },
  coinsurance: { share: 0.5, basisPoints: 2000 },
  interest: { afterDays: 45, annualBasisPoints: 1800 },
};

const quillAndAnchor: SimulatedPayer = {
  ...copperHeron,
  payerId: 'FBA-QA',
  name: 'QUILL AND ANCHOR BENEFIT FUND',
  address: { line1: '5 SIMULATED PLAZA', city: 'PROVIDENCE', state: 'RI', postalCode: '029030000' },
  taxId: '900000005',
  adjudicationDays: [
    [0, 18],
    [0.5, 30],
    [0.9, 50],
    [1, 60],
  ],
  filingLimit: { unit: 'days', count: 365 },
  lostShare: 0.02,
  pendedShare: 0.06,
  deniedShare: 0.1,
  underpaidShare: 0.04,
  interest: undefined,
};

/** The payers a simulation knows unless it is given others. */
export const simulatedPayers: readonly SimulatedPayer[] = [
  medicarePartB,
  medicaid,
  graniteShore,
  copperHeron,
  quillAndAnchor,
  {
    ...graniteShore,
    payerId: 'NOROUTE',
    name: 'UNREACHABLE PLAN',
    taxId: '900000006',
    unreachable: { category: 'A7', statusCode: '116', entity: 'PR' },
  },
];

/** A payer the simulation was told nothing about: it pays like an ordinary commercial plan, under the name on the claim. */
export function ordinaryPayer(payerId: string, name: string): SimulatedPayer {
  return { ...graniteShore, payerId, name, taxId: '900000000' };
}
