/**
 * Facts about hospital bills that rules share, from the Medicare Claims Processing Manual (chapters 1, 3, 4 and 25) and the Medicare
 * Code Editor. The lists and texts of the NUBC are licensed and are not here; whoever has them loads revenue codes as a list of their own.
 */

/** Second and third character of types of bill that Medicare takes (MCPM ch. 1 section 80 and ch. 25). */
export const facilityCodes: ReadonlySet<string> = new Set(
  '11 12 13 14 18 21 22 23 28 32 33 34 41 43 65 66 71 72 73 74 75 76 77 78 79 81 82 83 84 85 86 87 89'.split(' '),
);

/** Patient status codes in use (MCE edit 16; MCPM ch. 25 section 75.2). */
export const patientStatusCodes: ReadonlySet<string> = new Set(
  '01 02 03 04 05 06 07 09 20 21 30 40 41 42 43 50 51 61 62 63 64 65 66 69 70 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95'.split(
    ' ',
  ),
);

/** The patient died: in the hospital, or under hospice care at home, in a facility, at a place unknown. */
export const expiredStatusCodes: ReadonlySet<string> = new Set(['20', '40', '41', '42']);

export const stillPatient = '30';

/** Revenue centres whose outpatient lines name the service by HCPCS (I/OCE edit 48; MCPM ch. 4 section 20.5), by their first characters. */
export const codedRevenueCentres: readonly string[] =
  '030 031 032 034 035 036 040 042 043 044 045 047 048 049 051 052 061 0636 073 074 076 0771 092'.split(' ');

/** Emergency room and clinic. */
export const visitCentres = /^0(?:45|51)\d$/;

/** Places an outpatient comes to without an appointment. */
export const unscheduledCentres = /^(?:045\d|0516|0762)$/;

/** Stays whose services are billed under Part B: no days are told (MCPM ch. 4 section 240 and ch. 7 section 10). */
export const partBStays: ReadonlySet<string> = new Set(['12', '22']);

/** Skilled nursing, under Part A and B: the hour of admission and discharge is not told. */
export const nursingBills: ReadonlySet<string> = new Set(['21', '22']);

/** Home health under a plan of care: one bill for thirty days. */
export const homeHealthBills: ReadonlySet<string> = new Set(['32', '33']);

export const hospiceBills: ReadonlySet<string> = new Set(['81', '82']);

/** Occurrences that tell an accident and its date. */
export const accidentOccurrence = /^0[1-6]$/;

/** Providers by the last four digits of their CMS certification number (State Operations Manual ch. 2 section 2779A), and what they bill. */
const providerBills: readonly { from: number; to: number; what: string; facilityCodes: readonly string[] }[] = [
  { from: 1, to: 899, what: 'a short-term hospital', facilityCodes: ['11', '12', '13', '14', '18'] },
  { from: 1000, to: 1199, what: 'a federally qualified health center', facilityCodes: ['73', '77'] },
  { from: 1300, to: 1399, what: 'a critical access hospital', facilityCodes: ['11', '12', '14', '18', '85'] },
  { from: 1400, to: 1499, what: 'a community mental health center', facilityCodes: ['76'] },
  { from: 1500, to: 1799, what: 'a hospice', facilityCodes: ['81', '82'] },
  { from: 1800, to: 1989, what: 'a federally qualified health center', facilityCodes: ['73', '77'] },
  { from: 1990, to: 1999, what: 'a religious nonmedical institution', facilityCodes: ['41', '43'] },
  { from: 2000, to: 2299, what: 'a long-term care hospital', facilityCodes: ['11', '12', '13', '14'] },
  { from: 2300, to: 2899, what: 'a dialysis facility', facilityCodes: ['72'] },
  { from: 3025, to: 3099, what: 'a rehabilitation hospital', facilityCodes: ['11', '12', '13', '14'] },
  { from: 3100, to: 3199, what: 'a home health agency', facilityCodes: ['32', '33', '34'] },
  { from: 3200, to: 3299, what: 'an outpatient rehabilitation facility (CORF)', facilityCodes: ['75'] },
  { from: 3300, to: 3399, what: 'a children hospital', facilityCodes: ['11', '12', '13', '14'] },
  { from: 3400, to: 3499, what: 'a rural health clinic', facilityCodes: ['71'] },
  { from: 3500, to: 3799, what: 'a dialysis facility', facilityCodes: ['72'] },
  { from: 3800, to: 3999, what: 'a rural health clinic', facilityCodes: ['71'] },
  { from: 4000, to: 4499, what: 'a psychiatric hospital', facilityCodes: ['11', '12', '13', '14'] },
  { from: 4500, to: 4599, what: 'an outpatient rehabilitation facility (CORF)', facilityCodes: ['75'] },
  { from: 4600, to: 4799, what: 'a community mental health center', facilityCodes: ['76'] },
  { from: 4800, to: 4899, what: 'an outpatient rehabilitation facility (CORF)', facilityCodes: ['75'] },
  { from: 4900, to: 4999, what: 'a community mental health center', facilityCodes: ['76'] },
  { from: 5000, to: 6499, what: 'a skilled nursing facility', facilityCodes: ['21', '22', '23'] },
  { from: 6500, to: 6989, what: 'an outpatient physical therapy provider', facilityCodes: ['74'] },
  { from: 7000, to: 8499, what: 'a home health agency', facilityCodes: ['32', '33', '34'] },
  { from: 8500, to: 8999, what: 'a rural health clinic', facilityCodes: ['71'] },
  { from: 9000, to: 9799, what: 'a home health agency', facilityCodes: ['32', '33', '34'] },
];

/** What the holder of a CMS certification number is and may bill; undefined where the number does not tell. */
export function providerOfCertification(
  number: string,
): { what: string; facilityCodes: readonly string[] } | undefined {
  if (!/^\d{6}$/.test(number)) return undefined;
  const serial = Number(number.slice(2));
  return providerBills.find(({ from, to }) => serial >= from && serial <= to);
}
