/** Places of service CMS has assigned; the others between 01 and 99 are free. */
const places = new Set(
  (
    '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 31 32 33 34 41 42 49 50 51 52 53 54 55 56 ' +
    '57 58 60 61 62 65 66 71 72 81 99'
  ).split(' '),
);

/** What a value that is no list's member must look like. The lists themselves are licensed or change each quarter. */
export const shapes: Readonly<Record<string, { fits: (value: string, before: string) => boolean; message: string }>> = {
  taxonomy: {
    // Ten characters: three digits, then letters and digits, the last a letter.
    fits: (value) => /^\d{3}[0-9A-Z]{6}[A-Z]$/.test(value),
    message: 'has not the shape of a taxonomy code',
  },
  place: { fits: (value) => places.has(value), message: 'is not a place of service that CMS has assigned' },
  bill: { fits: (value) => /^[1-9][1-9]$/.test(value), message: 'is not a facility and classification of two digits' },
  frequency: { fits: (value) => /^[0-9A-Z]$/.test(value), message: 'is not a frequency code' },
  revenue: { fits: (value) => /^\d{4}$/.test(value), message: 'is not a revenue code of four digits' },
  condition: { fits: (value) => /^[0-9A-Z]{2}$/.test(value), message: 'is not a code of two characters' },
  procedure: { fits: isProcedure, message: 'has not the shape its qualifier asks for' },
  diagnosis: { fits: isDiagnosis, message: 'has not the shape of a diagnosis code without dot' },
  inpatientProcedure: { fits: isInpatientProcedure, message: 'has not the shape of an inpatient procedure code' },
  reason: {
    fits: (value) => /^([1-9]\d{0,2}|[ABDPWY]\d{1,3})$/.test(value),
    message: 'has not the shape of a claim adjustment reason code',
  },
  // LQ01 RX: an NCPDP reject code, two or three characters.
  remark: {
    fits: (value, before) => before === 'RX' || /^(MA?|N)\d{1,3}$/.test(value),
    message: 'has not the shape of a remittance advice remark code',
  },
  taxId: {
    fits: (value) => /^(\d{9}|\d\d-\d{7}|\d{3}-\d\d-\d{4})$/.test(value),
    message: 'is not a tax id of nine digits',
  },
  ssn: { fits: (value) => /^\d{9}$/.test(value), message: 'is not a social security number of nine digits' },
  drug: {
    fits: (value, before) => before !== 'N4' || /^\d{11}$/.test(value),
    message: 'is not an NDC of eleven digits',
  },
  positive: { fits: (value) => !value.startsWith('-'), message: 'is a negative charge' },
};

/** HC: HCPCS, five characters with digits in the middle; N4: eleven digits; other lists are not judged. */
function isProcedure(value: string, qualifier: string): boolean {
  if (qualifier === 'HC') return /^[0-9A-Z]\d{3}[0-9A-Z]$/.test(value);
  if (qualifier === 'N4') return /^\d{11}$/.test(value);
  return true;
}

/** Qualifiers that begin with A say ICD-10-CM; BK, BF, BJ, PR and BN say ICD-9-CM. */
function isDiagnosis(value: string, qualifier: string): boolean {
  if (qualifier.startsWith('A')) return /^[A-Z]\d[0-9A-Z]{1,5}$/.test(value);
  return /^([0-9V]\d{2,4}|E\d{3,4})$/.test(value);
}

/** BBR and BBQ: seven characters of ICD-10-PCS, which has no I and no O; BR and BQ: ICD-9, three or four digits. */
function isInpatientProcedure(value: string, qualifier: string): boolean {
  if (qualifier === 'BBR' || qualifier === 'BBQ') return /^[0-9A-HJ-NP-Z]{7}$/.test(value);
  return qualifier !== 'BR' && qualifier !== 'BQ' ? true : /^\d{3,4}$/.test(value);
}

/** An NPI: ten digits beginning with 1 or 2, the last the Luhn digit over 80840 and the others (45 CFR 162.406). */
export function isNpi(value: string): boolean {
  if (!/^[12]\d{9}$/.test(value)) return false;
  // The prefix 80840 adds 24.
  let sum = 24;
  for (let index = 0; index < 10; index += 1) {
    const digit = value.charCodeAt(index) - 48;
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
