import * as z from 'zod';
import { codeText } from './code-text.ts';
import { isoDate } from './dates.ts';
import { diagnosis } from './diagnosis.ts';
import { nonNegativeCents } from './money.ts';
import { provider } from './party.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const days = z.int().min(0).max(9999);

/** DTP*435 and CL101, CL102 as a hospital's registration knows them. */
export const admissionInput = z.strictObject({
  date: isoDate.optional(),
  hour: text(5).optional().describe('HH, HHMM or HH:MM'),
  typeCode: codeText(2).optional().describe('1 emergency, 2 urgent, 3 elective, 4 newborn, 5 trauma, 9 not available'),
  sourceCode: codeText(2).optional().describe('point of origin'),
});

/** An ICD-10-PCS procedure of a stay. */
export const stayProcedure = z.strictObject({ code: codeText(10), date: isoDate.optional() });

/**
 * What a hospital bill says besides what every encounter says. Everything is optional here: what a bill of this type needs is
 * for the rules to say (IN001–IN020), so that an encounter with a gap is kept and the gap is a finding. The diagnoses stand in
 * the encounter's `diagnoses`, the principal one first.
 */
export const institutionalBill = z
  .strictObject({
    typeOfBill: codeText(4).optional().describe('three or four characters, 111 or 0111; the last one is the frequency'),
    statementFrom: isoDate.optional(),
    statementTo: isoDate.optional(),
    admission: admissionInput.optional(),
    dischargeHour: text(5).optional().describe('HH, HHMM or HH:MM'),
    patientStatusCode: codeText(2).optional().describe('two digits; 30 is still a patient'),
    admittingDiagnosis: codeText(10).optional(),
    reasonsForVisit: z.array(codeText(10)).max(12).default([]).describe('outpatient; a claim carries three'),
    externalCauses: z.array(diagnosis).max(24).default([]),
    /** Hospitals of some kinds tell no present-on-admission indicators (Deficit Reduction Act section 5001(c)). */
    presentOnAdmissionExempt: z
      .boolean()
      .default(false)
      .describe('critical access, psychiatric, rehabilitation, long-term, cancer and children hospitals'),
    drg: text(4).optional().describe('the group the hospital computed'),
    procedures: z.array(stayProcedure).max(50).default([]).describe('ICD-10-PCS, the principal one first'),
    occurrences: z
      .array(z.strictObject({ code: codeText(2), date: isoDate.optional() }))
      .max(48)
      .default([]),
    occurrenceSpans: z
      .array(z.strictObject({ code: codeText(2), from: isoDate.optional(), to: isoDate.optional() }))
      .max(48)
      .default([]),
    values: z
      .array(
        z.strictObject({
          code: codeText(2),
          hundredths: nonNegativeCents.optional().describe('cents, or hundredths of what the code counts'),
        }),
      )
      .max(48)
      .default([]),
    conditions: z.array(codeText(2)).max(48).default([]),
    treatmentCodes: z.array(text(12)).max(12).default([]),
    days: z
      .strictObject({
        covered: days.optional(),
        nonCovered: days.optional(),
        coinsurance: days.optional(),
        lifetimeReserve: days.optional(),
      })
      .optional()
      .describe('days of the stay, as value codes 80 to 83 say them; the day of discharge is not counted'),
    patientEstimatedDueCents: nonNegativeCents.optional(),
    attendingProvider: provider.optional(),
    operatingProvider: provider.optional(),
    otherOperatingProvider: provider.optional(),
  })
  .meta({ id: 'InstitutionalBill' });
export type InstitutionalBill = z.infer<typeof institutionalBill>;

/** A type of bill taken apart. */
export interface TypeOfBill {
  /** Second and third character: facility and classification (CLM05-1), "11" of 0111. */
  facilityCode: string;
  /** The last character: CLM05-3. */
  frequencyCode: string;
}

/** Reads a type of bill with or without its leading zero; undefined when it has no shape of one. */
export function readTypeOfBill(text: string | undefined): TypeOfBill | undefined {
  const parts = /^0?([1-9][1-9])([0-9A-Z])$/.exec(text?.trim().toUpperCase() ?? '');
  return parts ? { facilityCode: parts[1] ?? '', frequencyCode: parts[2] ?? '' } : undefined;
}

/** Facility and classification of stays: their bills have an admission with its hour, type and point of origin. */
const inpatientFacilityCodes: ReadonlySet<string> = new Set([
  '11',
  '12',
  '18',
  '21',
  '22',
  '28',
  '41',
  '65',
  '66',
  '86',
]);

/** Whether a bill of this facility and classification (CLM05-1) is for a stay. */
export function isInpatientFacility(facilityCode: string): boolean {
  return inpatientFacilityCodes.has(facilityCode);
}

/** A time of day as DTP carries it, HHMM ("9", "09", "0930" and "09:30" are read); undefined when it is none. */
export function readHour(text: string | undefined): string | undefined {
  const parts = /^(\d{1,2})(?::?(\d{2}))?$/.exec(text?.trim() ?? '');
  if (!parts) return undefined;
  const hour = (parts[1] ?? '').padStart(2, '0');
  const minute = parts[2] ?? '00';
  return Number(hour) < 24 && Number(minute) < 60 ? hour + minute : undefined;
}

/** A revenue code with the leading zero that EHRs drop ("450" is 0450); anything else in capitals as it came. */
export function fullRevenueCode(text: string): string {
  const code = text.trim().toUpperCase();
  return /^\d{3}$/.test(code) ? `0${code}` : code;
}

/** Revenue lines whose code is a rate by group (HIPPS) and no procedure: skilled nursing, home health, inpatient rehabilitation. */
const rateRevenueCodes: ReadonlySet<string> = new Set(['0022', '0023', '0024']);

/** Whether the code on a line of this revenue code is a rate (SV202-1 HP); one of three digits is read with its leading zero. */
export function carriesRate(revenueCode: string | undefined): boolean {
  return revenueCode !== undefined && rateRevenueCodes.has(fullRevenueCode(revenueCode));
}

const accommodation = /^0(?:1\d|2[01])\d$/;

/** Whether a revenue code stands for days in a bed (0100 to 0219); one of three digits is read with its leading zero. */
export function isAccommodation(revenueCode: string | undefined): boolean {
  return accommodation.test(fullRevenueCode(revenueCode ?? ''));
}

/**
 * CLM05-3 of a hospital bill: the last character of its type of bill, unless the encounter itself is marked as a correction (7, 8);
 * undefined when the type of bill has no shape of one.
 */
export function billFrequency(encounter: {
  frequencyCode: string;
  institutional?: Pick<InstitutionalBill, 'typeOfBill'>;
}): string | undefined {
  if (encounter.frequencyCode !== '1') return encounter.frequencyCode;
  return readTypeOfBill(encounter.institutional?.typeOfBill)?.frequencyCode;
}
