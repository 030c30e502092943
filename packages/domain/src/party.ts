import * as z from 'zod';
import { codeText } from './code-text.ts';
import { isoDate } from './dates.ts';
import { contact, providerNumber } from './provider-number.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** The longest name a claim carries: NM103 of 005010X222A1. */
export const longestClaimName = 60;

/** The longest name of an organization that is kept; a claim carries it shortened (`claimName`). */
export const longestOrganizationName = 200;

/** A name as a claim carries it: cut after the last whole word that fits, with no punctuation left hanging. */
export function claimName(name: string): string {
  if (name.length <= longestClaimName) return name;
  const space = name.lastIndexOf(' ', longestClaimName);
  const cut = name.slice(0, space > 0 ? space : longestClaimName);
  return cut.replace(/[\s,;:&/(-]+$/, '') || name.slice(0, longestClaimName);
}

/** A postal address. Two lines as X12 N3 has them; `state` and `postalCode` as N4 has them (the rules judge their content). */
export const address = z.strictObject({
  line1: text(55),
  line2: text(55).optional(),
  city: text(30),
  state: z.string().trim().length(2).optional(),
  postalCode: text(15).optional().describe('US: 5 or 9 digits, a hyphen is allowed'),
  country: z.string().trim().length(2).optional().describe('ISO 3166 alpha-2; left out for the United States'),
});
export type Address = z.infer<typeof address>;

export const administrativeSex = z.enum(['F', 'M', 'U']);

/** A natural person as DMG and NM1 describe one. */
export const person = z.strictObject({
  lastName: text(60),
  firstName: text(35).optional(),
  middleName: text(25).optional(),
  suffix: text(10).optional(),
  birthDate: isoDate.optional(),
  sex: administrativeSex.optional(),
  address: address.optional(),
  phone: text(30).optional(),
});
export type Person = z.infer<typeof person>;

/** The patient: a person the sender can name by a record number of its own. */
export const patient = z.strictObject({
  ...person.shape,
  externalId: text(64).optional().describe("the sender's id of the patient"),
  medicalRecordNumber: text(50).optional(),
  deathDate: isoDate.optional(),
  weightPounds: z.number().positive().max(9999).optional(),
  pregnant: z.boolean().optional(),
});
export type Patient = z.infer<typeof patient>;

/** A provider in any role. An organization has `organizationName`; a person has `lastName`. The rules judge NPI and taxonomy. */
export const provider = z.strictObject({
  npi: codeText(10).optional(),
  organizationName: text(longestOrganizationName).optional(),
  lastName: text(60).optional(),
  firstName: text(35).optional(),
  middleName: text(25).optional(),
  suffix: text(10).optional(),
  taxonomyCode: codeText(10).optional(),
  address: address.optional(),
  numbers: z.array(providerNumber).max(4).optional(),
});
export type Provider = z.infer<typeof provider>;

/** The plan that paid in another's place and now asks for the money (subrogation): loop 2010AC. */
export const payToPlan = z.strictObject({
  name: text(60),
  id: text(80),
  address,
  /** 2U payer, FY claim office, NF NAIC. */
  number: z.strictObject({ kind: z.enum(['2U', 'FY', 'NF']), number: text(50) }).optional(),
  taxId: text(11),
});
export type PayToPlan = z.infer<typeof payToPlan>;

/** Who bills: loop 2010AA, with pay-to address 2010AB. */
export const billingProvider = z.strictObject({
  ...provider.shape,
  taxId: text(11).optional().describe('EIN or SSN, hyphens allowed'),
  taxIdType: z.enum(['ein', 'ssn']).optional(),
  phone: text(30).optional(),
  contactName: text(60).optional(),
  payToAddress: address.optional(),
  payToPlan: payToPlan.optional(),
});
export type BillingProvider = z.infer<typeof billingProvider>;

/** Where the service was given, when it is not the billing address: loop 2310C. */
export const serviceFacility = z.strictObject({
  name: text(longestOrganizationName),
  npi: codeText(10).optional(),
  address,
  numbers: z.array(providerNumber).max(3).optional(),
  contact: contact.optional().describe('property and casualty only'),
});
export type ServiceFacility = z.infer<typeof serviceFacility>;
