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

/** Occurrences that tell an accident and its date. */
export const accidentOccurrence = /^0[1-6]$/;
