import type { Accident, Signatures } from '@claimwright/domain/encounter';

/** CLM07. */
export const assignmentCode: Readonly<Record<Signatures['assignment'], string>> = {
  assigned: 'A',
  clinical_lab_only: 'B',
  not_assigned: 'C',
};

/** CLM08. */
export const benefitsCode: Readonly<Record<Signatures['benefitsAssigned'], string>> = {
  yes: 'Y',
  no: 'N',
  not_applicable: 'W',
};

/** CLM09. */
export const releaseCode: Readonly<Record<Signatures['releaseOfInformation'], string>> = {
  signed: 'Y',
  informed_consent: 'I',
};

/** CLM11-1. */
export const accidentCode: Readonly<Record<Accident['kind'], string>> = { auto: 'AA', employment: 'EM', other: 'OA' };

/** SBR01 of each responsibility. */
export const responsibilityCode = { primary: 'P', secondary: 'S', tertiary: 'T' } as const;

/** The word of a code in one of these tables; undefined when the table has no such code. */
export function wordOf<Word extends string>(table: Readonly<Record<Word, string>>, code: string): Word | undefined {
  for (const word of Object.keys(table) as Word[]) if (table[word] === code) return word;
  return undefined;
}
