/** How many rows a whole file of each kind has; outside it the file is cut short, doubled or something else. */
export interface RowBand {
  minimum: number;
  maximum: number;
}

/** Bands of ICD-10-CM grow with the years: FY2016 had 69,823 codes, FY2026 74,719. */
export function codesBand(fiscalYear: number): RowBand {
  if (fiscalYear >= 2025) return { minimum: 74_000, maximum: 76_000 + Math.max(0, fiscalYear - 2027) * 700 };
  return fiscalYear >= 2023 ? { minimum: 73_000, maximum: 75_000 } : { minimum: 69_500, maximum: 73_500 };
}

/** Codes and headers together. */
export function orderBand(fiscalYear: number): RowBand {
  if (fiscalYear >= 2025) return { minimum: 97_000, maximum: 99_000 + Math.max(0, fiscalYear - 2027) * 900 };
  return fiscalYear >= 2023 ? { minimum: 96_000, maximum: 98_500 } : { minimum: 91_000, maximum: 97_000 };
}

/** HCPCS Level II codes of one release, those ended in the last years among them. */
export function hcpcsBand(year: number): RowBand {
  return year >= 2024 ? { minimum: 8_000, maximum: 10_000 } : { minimum: 6_000, maximum: 9_000 };
}

export const modifierBand: RowBand = { minimum: 330, maximum: 450 };
export const posBand: RowBand = { minimum: 45, maximum: 60 };
export const poaExemptBand: RowBand = { minimum: 38_000, maximum: 39_000 };
export const mceBand: RowBand = { minimum: 80_000, maximum: 90_000 };
export const mceProcedureBand: RowBand = { minimum: 75_000, maximum: 100_000 };
/** Seventh-character definitions of a tabular list; FY2021 has 507. */
export const definitionBand: RowBand = { minimum: 450, maximum: 700 };
/** Procedure-to-procedure edits of one quarter, all four parts together. */
export const practitionerPairBand: RowBand = { minimum: 2_400_000, maximum: 2_800_000 };
export const hospitalPairBand: RowBand = { minimum: 1_700_000, maximum: 2_000_000 };
/** A copy of NCCI without CPT codes: July 2024 has 3,158 and 2,200 pairs, 2,928 to 4,387 limits. */
export const levelTwoPairBand: RowBand = { minimum: 1_500, maximum: 20_000 };
export const levelTwoLimitBand: RowBand = { minimum: 2_000, maximum: 8_000 };
export const limitBand: RowBand = { minimum: 14_000, maximum: 16_000 };
export const addOnBand: RowBand = { minimum: 300, maximum: 3_000 };
/** Rows of code and modifier; without CPT some 4,900. */
export const feeBand: RowBand = { minimum: 16_000, maximum: 21_000 };
export const levelTwoFeeBand: RowBand = { minimum: 4_000, maximum: 7_000 };
export const localityBand: RowBand = { minimum: 100, maximum: 130 };
export const taxonomyBand: RowBand = { minimum: 800, maximum: 1_200 };
export const articleBand: RowBand = { minimum: 500, maximum: 20_000 };
