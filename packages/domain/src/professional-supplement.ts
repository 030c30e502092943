import * as z from 'zod';
import { ambulanceTransport, conditionIndicator } from './ambulance.ts';
import { attachment } from './attachment.ts';
import { contract, lineRepricing, repricing } from './contract.ts';
import { isoDate } from './dates.ts';
import { medicalEquipment } from './medical-equipment.ts';
import { nonNegativeCents } from './money.ts';
import { provider, serviceFacility } from './party.ts';
import { contact } from './provider-number.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const fixedFormat = z.array(text(80)).max(10).optional().describe('K3, only what a state asks for by law');

/** What some professional claims say besides what all of them say: the situational segments of loop 2300. */
export const claimSupplement = z.strictObject({
  attachments: z.array(attachment).max(10).optional(),
  contract: contract.optional(),
  repricing: repricing.optional(),
  fixedFormat,
  noteKind: z
    .enum(['ADD', 'CER', 'DCP', 'DGN', 'TPO'])
    .optional()
    .describe('NTE01 of `note`: ADD when left out, CER certification, DCP goals, DGN diagnosis, TPO third party'),
  ambulance: ambulanceTransport.optional(),
  spinalManipulation: z
    .strictObject({
      conditionCode: z.enum(['A', 'C', 'D', 'E', 'F', 'G', 'M']).describe('CR208'),
      descriptions: z.array(text(80)).max(2).optional(),
    })
    .optional(),
  visionConditions: z
    .array(
      z.strictObject({
        ...conditionIndicator.shape,
        category: z.enum(['E1', 'E2', 'E3']).describe('E1 spectacle lenses, E2 contact lenses, E3 frames'),
      }),
    )
    .max(3)
    .optional(),
  homebound: z.boolean().optional().describe('CRC*75, for tests of a patient who cannot leave home'),
  epsdtReferral: z
    .strictObject({
      referred: z.boolean(),
      codes: z
        .array(z.enum(['AV', 'NU', 'S2', 'ST']))
        .min(1)
        .max(3),
    })
    .optional()
    .describe('CRC*ZZ; NU when no referral was given'),
  anesthesiaProcedures: z
    .array(text(30))
    .max(2)
    .optional()
    .describe('HI*BP and BO: the surgery the anaesthesia was for'),
  conditionCodes: z.array(text(2)).max(24).optional().describe('HI*BG'),
  primaryCareProvider: provider.optional().describe('2310A P3: who referred first, when two did'),
  serviceAuthorizationExceptionCode: z.enum(['1', '2', '3', '4', '5', '6', '7']).optional().describe('REF*4N'),
  mandatoryCrossover: z.boolean().optional().describe('REF*F5, Medicare section 4081'),
  investigationalDeviceExemption: text(50).optional().describe('REF*LX'),
  clearinghouseClaimNumber: text(20).optional().describe('REF*D9'),
  demonstrationProject: text(50).optional().describe('REF*P4'),
  carePlanOversightNumber: text(50).optional().describe('REF*1J'),
  specialProgramCode: z.enum(['02', '03', '05', '09']).optional().describe('CLM12'),
  signedForPatient: z.boolean().optional().describe('CLM10: somebody signed on behalf of the patient'),
});
export type ClaimSupplement = z.infer<typeof claimSupplement>;

/** Dates of one line besides its service (DTP of loop 2400). */
export const lineDates = z.strictObject({
  prescription: isoDate.optional(),
  certificationRevision: isoDate.optional(),
  beginTherapy: isoDate.optional(),
  lastCertification: isoDate.optional(),
  lastSeen: isoDate.optional(),
  hemoglobinTest: isoDate.optional(),
  creatinineTest: isoDate.optional(),
  shipped: isoDate.optional(),
  lastXray: isoDate.optional(),
  initialTreatment: isoDate.optional(),
});
export type LineDates = z.infer<typeof lineDates>;

/** A result the payer asks for beside the service (MEA). */
export const testResult = z.strictObject({
  kind: z.enum(['OG', 'TR']).describe('OG dose at the start, TR result'),
  measure: z
    .enum(['HT', 'R1', 'R2', 'R3', 'R4'])
    .describe('height, haemoglobin, haematocrit, epoetin dose, creatinine'),
  value: z.number().min(0).max(99_999),
});
export type TestResult = z.infer<typeof testResult>;

/** A service bought from another provider and billed on (PS1 and loop 2420B). */
export const purchasedService = z.strictObject({ provider, chargeCents: nonNegativeCents });
export type PurchasedService = z.infer<typeof purchasedService>;

/** The situational segments of loop 2400 and below. */
export const lineSupplement = z.strictObject({
  medicalEquipment: medicalEquipment.optional(),
  attachments: z.array(attachment).max(10).optional(),
  ambulance: ambulanceTransport.optional().describe('when it differs from that of the claim'),
  ambulancePatients: z.int().min(2).max(99).optional().describe('QTY*PT, when more than one was carried'),
  hospiceEmployed: z.boolean().optional().describe('CRC*70: whether a hospice employs the provider'),
  dates: lineDates.optional(),
  obstetricUnits: z.int().min(1).max(99).optional().describe('QTY*FL, additional anaesthesia units'),
  testResults: z.array(testResult).max(5).optional(),
  contract: contract.optional(),
  repricing: lineRepricing.optional(),
  referringCliaNumber: text(50).optional().describe('REF*F4, of the laboratory that did the test'),
  immunizationBatchNumber: text(50).optional().describe('REF*BT'),
  salesTaxCents: nonNegativeCents.optional().describe('AMT*T, part of the charge'),
  postageCents: nonNegativeCents.optional().describe('AMT*F4, part of the charge'),
  fixedFormat,
  noteKind: z.enum(['ADD', 'DCP']).optional().describe('NTE01 of `note`: ADD when left out, DCP goals'),
  thirdPartyNote: text(80).optional().describe('NTE*TPO'),
  purchasedService: purchasedService.optional(),
  serviceFacility: serviceFacility.optional(),
  primaryCareProvider: provider.optional(),
  orderingContact: contact.optional(),
});
export type LineSupplement = z.infer<typeof lineSupplement>;
