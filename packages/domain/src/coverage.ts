import * as z from 'zod';
import { address, person } from './party.ts';
import { priorAdjudication } from './prior-adjudication.ts';
import { contact, providerNumber } from './provider-number.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** The order in which payers answer for the claim (SBR01 P, S, T). */
export const responsibility = z.enum(['primary', 'secondary', 'tertiary']);
export type Responsibility = z.infer<typeof responsibility>;

/** What the patient is to the subscriber; each word has one X12 individual relationship code (`relationshipCode`). */
export const relationship = z.enum([
  'self',
  'spouse',
  'child',
  'employee',
  'organ_donor',
  'cadaver_donor',
  'life_partner',
  'unknown',
  'other',
]);
export type Relationship = z.infer<typeof relationship>;

/** SBR02 / PAT01 values of 005010X222A1. */
export const relationshipCode: Readonly<Record<Relationship, string>> = {
  self: '18',
  spouse: '01',
  child: '19',
  employee: '20',
  unknown: '21',
  organ_donor: '39',
  cadaver_donor: '40',
  life_partner: '53',
  other: 'G8',
};

/** A number of a payer besides its id (REF of 2010BB): 2U payer, EI employer's, FY claim office, NF NAIC. */
export const payerNumber = z.strictObject({ kind: z.enum(['2U', 'EI', 'FY', 'NF']), number: text(50) });
export type PayerNumber = z.infer<typeof payerNumber>;

/** One payer's cover of the patient. */
export const coverage = z.strictObject({
  responsibility,
  payer: z.strictObject({
    id: text(80).optional().describe("the clearinghouse's payer id; a missing one never blocks intake"),
    name: text(60),
    address: address.optional(),
    numbers: z.array(payerNumber).max(3).optional(),
  }),
  memberId: text(80).optional(),
  relationship,
  subscriber: person.optional().describe('required by the rules when relationship is not self'),
  groupNumber: text(50).optional(),
  groupName: text(60).optional(),
  claimFilingCode: text(2).optional().describe('SBR09: MB Medicare Part B, MC Medicaid, CI commercial, BL, HM, WC …'),
  insuranceTypeCode: text(2).optional().describe('SBR05, only when Medicare is not primary'),
  planFunding: z.enum(['insured', 'self_funded', 'government', 'unknown']).optional(),
  propertyCasualtyClaimNumber: text(50).optional(),
  propertyCasualtyContact: contact.optional(),
  patientSocialSecurityNumber: text(11).optional().describe('property and casualty only'),
  patientMemberId: text(50).optional().describe('property and casualty only: of a dependant'),
  billingProviderNumbers: z
    .array(providerNumber)
    .max(2)
    .optional()
    .describe("the billing provider's own numbers with this payer, G2 or LU"),
  priorAdjudication: priorAdjudication
    .optional()
    .describe('what this payer has decided about the visit already; the claim then goes to the next one'),
});
export type Coverage = z.infer<typeof coverage>;
