import type { IsoDate } from '@claimwright/domain/dates';

/**
 * What a code set says of a code on a date. `unknown` is only ever said by a complete edition; an incomplete one (the starter
 * set) that does not hold the code, or a date no edition serves, answers `no_data`.
 */
export type CodeAnswer =
  | { status: 'valid'; edition: string }
  /** ICD-10-CM: in the tabular list but with children; not billable. */
  | { status: 'header'; edition: string; billableExamples: readonly string[] }
  /** Known, but not on that date. */
  | { status: 'not_effective'; edition: string; effectiveFrom?: IsoDate; effectiveTo?: IsoDate }
  | { status: 'unknown'; edition: string }
  | { status: 'no_data'; reason: string };

/** Attributes of a diagnosis code on a date; undefined where no loaded edition says. */
export interface DiagnosisFlags {
  manifestation?: boolean;
  newborn?: boolean;
  pediatric?: boolean;
  maternity?: boolean;
  adult?: boolean;
  unspecified?: boolean;
  /** Unacceptable as principal diagnosis (MCE edit 9). */
  unacceptablePrincipal?: boolean;
  /** External cause, never principal (MCE edit 2). */
  externalCause?: boolean;
  /** Sex edits of the MCE; CMS ended them on 2024-09-30. */
  female?: boolean;
  male?: boolean;
}

/** Seventh-character definition that governs a category or subcategory. */
export interface SeventhCharacterRule {
  edition: string;
  /** The category or subcategory the definition stands on, no dot. */
  category: string;
  characters: readonly string[];
}

/** Everything the rules may ask of code sets. All lookups are synchronous, allocate little, and take codes without dots, upper case. */
export interface CodeSets {
  icd10cm(code: string, on: IsoDate): CodeAnswer;
  diagnosisFlags(code: string, on: IsoDate): DiagnosisFlags & { edition?: string };
  /** The rule for the nearest ancestor of the code that has one; undefined when none is known. */
  seventhCharacter(code: string, on: IsoDate): SeventhCharacterRule | undefined;
  hcpcs(code: string, on: IsoDate): CodeAnswer;
  modifier(code: string, on: IsoDate): CodeAnswer;
  placeOfService(code: string, on: IsoDate): CodeAnswer;
  /** Whether a place is paid at the facility rate; undefined when the set does not say. */
  placeIsFacility(code: string): boolean | undefined;
  /**
   * Editions by set name, for the rule-set hash: "icd10cm" → ["FY2026-10+5c1e0f9a2b7d", …]. Sorted, deterministic; the part after
   * the plus is of the SHA-256 of the rows, so that an edition imported again with other rows gives another hash.
   */
  editions(): Readonly<Record<string, readonly string[]>>;
}
