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
  /** Rarely a reason for a stay (MCE edit 8). */
  questionableAdmission?: boolean;
  /** External cause, never principal (MCE edit 2). */
  externalCause?: boolean;
  /** Sex edits of the MCE; CMS ended them on 2024-09-30. */
  female?: boolean;
  male?: boolean;
}

/** Attributes of an ICD-10-PCS code on a date; undefined where no loaded edition says. */
export interface ProcedureFlags {
  /** Never paid by Medicare (MCE edit 11). */
  nonCovered?: boolean;
  /** Paid under conditions no claim tells (MCE edit 17). */
  limitedCoverage?: boolean;
}

/** Seventh-character definition that governs a category or subcategory. */
export interface SeventhCharacterRule {
  edition: string;
  /** The category or subcategory the definition stands on, no dot. */
  category: string;
  characters: readonly string[];
}

/** A question no loaded edition can answer; not a pass and not a fail. `reason` names the set and the editions there are. */
export interface NoData {
  status: 'no_data';
  reason: string;
}

/** The edition speaks about this and has nothing against, or nothing on, the code. */
export interface NoneFound {
  status: 'none';
  edition: string;
}

/** Kinds of notes in the tabular list of ICD-10-CM (OCG I.A.11 to I.A.17). */
export type TabularNoteKind = 'includes' | 'excludes1' | 'excludes2' | 'codeFirst' | 'useAdditionalCode' | 'codeAlso';

/** A note of the tabular list as it bears on a code: it stands on the code or on anything above it, and holds for all below. */
export interface TabularNote {
  kind: TabularNoteKind;
  /** Where it stands: a code without dot ("E11"), a section ("E08-E13") or a chapter ("chapter 4"). */
  anchor: string;
  /** The note; of a note that introduces a list ("code to identify:") the introduction and its items, separated by "; ". */
  text: string;
  /** The codes it names, as written in its brackets: "N18.1-N18.6", "T36-T50 with fifth or sixth character 5". */
  targets: readonly string[];
  /** False: it names no codes in brackets, or in a way no program can read. Whether it is met is then `no_data`. */
  decidable: boolean;
  /** "such as": the codes are examples, others satisfy it too. None of them present proves nothing. */
  examplesOnly: boolean;
  /** "if applicable", "if known", "if present": asks for a code only where there is something to code. */
  conditional: boolean;
  /** Whether a code (no dot) is among the targets; ranges go by the order of the tabular list, not of the alphabet. */
  covers(code: string): boolean;
}

/** Notes of one kind on a code, nearest first. `none`: the tabular list has no such note on the code or above it. */
export type TabularNotes = { status: 'found'; edition: string; notes: readonly TabularNote[] } | NoneFound | NoData;

/** `conflict`: a readable Excludes1 note on `holder` or above it names `excluded`. `none` speaks of readable notes only. */
export type ExcludesAnswer =
  | { status: 'conflict'; edition: string; holder: string; excluded: string; note: TabularNote }
  | NoneFound
  | NoData;

/** Whose procedure-to-procedure edits: physicians and other practitioners (and ASCs), or outpatient hospital services. */
export type PtpSetting = 'practitioner' | 'hospital';

/** An NCCI procedure-to-procedure edit in force on the date; column 1 is payable, column 2 is denied. */
export type PtpAnswer =
  | {
      status: 'edit';
      edition: string;
      /** 0 no modifier opens it, 1 an NCCI-associated modifier does, 9 does not apply. */
      modifierIndicator: 0 | 1 | 9;
      /** Absent: before 1996, or the file does not say. */
      effective?: IsoDate;
      /** Last date of service on which it is in force. */
      deleted?: IsoDate;
    }
  | NoneFound
  | NoData;

export type MueSetting = 'practitioner' | 'hospital' | 'dme';

/** The published medically unlikely edit of a code. `none`: no MUE is published for it (unpublished ones exist). */
export type MueAnswer =
  | {
      status: 'limit';
      edition: string;
      units: number;
      /** Adjudication indicator: 1 claim line, 2 date of service (absolute), 3 date of service (clinical benchmark). */
      mai: 1 | 2 | 3;
    }
  | NoneFound
  | NoData;

/** What the add-on code edits say of a code. `none`: it is no add-on code. */
export type AddOnAnswer =
  | {
      status: 'add_on';
      edition: string;
      /** 1 the listed primaries and no others, 2 the contractor decides, 3 the listed ones and those of the contractor. */
      type: 1 | 2 | 3;
      /** Those in force on the date, ascending; empty for type 2. */
      primaries: readonly string[];
    }
  | NoneFound
  | NoData;

/** Payment-policy indicators of the physician fee schedule for a code (and 26, TC or 53). The characters are CMS's. */
export type PhysicianFeeAnswer = ({ status: 'found'; edition: string } & PhysicianFeeIndicators) | NoneFound | NoData;

export interface PhysicianFeeIndicators {
  /** A active, B bundled, C carrier priced, I not valid for Medicare, N non-covered, R restricted, T injections, X excluded … */
  statusCode: string;
  /** 0 physician service, 1 diagnostic (26 and TC apply), 2 professional only, 3 technical only, 4 global only, 5 incident to … 9. */
  professionalTechnical: string;
  /** "000", "010", "090", "XXX", "YYY", "ZZZ", "MMM". */
  globalDays: string;
  /** 0, 2, 3 … 9: modifier 51. */
  multipleProcedure: string;
  /** 0, 1, 2, 3, 9: modifier 50. */
  bilateralSurgery: string;
  /** 0, 1, 2, 9: modifiers 80, 81, 82, AS. */
  assistantAtSurgery: string;
  /** 0, 1, 2, 9: modifier 62. */
  coSurgeons: string;
  /** 0, 1, 2, 9: modifier 66. */
  teamSurgery: string;
  /** Relative value units in hundredths. */
  workRvuHundredths: number;
  nonFacilityPracticeRvuHundredths: number;
  facilityPracticeRvuHundredths: number;
  malpracticeRvuHundredths: number;
  /** Dollars a relative value unit in ten-thousandths; 0 where the file gives none. */
  conversionFactorTenThousandths: number;
}

/** Geographic practice cost indices of a locality, in thousandths. */
export type PracticeCostAnswer =
  | {
      status: 'found';
      edition: string;
      workThousandths: number;
      practiceThousandths: number;
      malpracticeThousandths: number;
    }
  | NoneFound
  | NoData;

/** What one billing article of Medicare's coverage database (LCD) says of a procedure. */
export interface CoverageArticle {
  /** "A52987". */
  article: string;
  /** Contractor numbers it is written for ("05101"). */
  contractors: readonly string[];
  /** Postal codes of the states it holds in, where the file says. */
  states: readonly string[];
  /** Groups of diagnoses that support necessity; the article's text says whether one of them or one of each is needed. */
  coveredGroups: readonly string[];
  /** Whether a diagnosis (no dot) is in a covered group (in the given one). */
  covers(diagnosis: string, group?: string): boolean;
  /** Whether it is listed as never supporting necessity. */
  excludes(diagnosis: string): boolean;
}

/** `none`: no article in force in the jurisdiction speaks of the procedure. */
export type CoverageAnswer =
  | { status: 'articles'; edition: string; articles: readonly CoverageArticle[] }
  | NoneFound
  | NoData;

/** A provider taxonomy (NUCC) code. */
export type TaxonomyAnswer =
  | { status: 'valid'; edition: string; classification?: string; specialization?: string }
  | { status: 'unknown'; edition: string }
  | NoData;

/** `no_data` when nobody loaded the group, or the code is CPT and the loaded lists name Level II codes only. */
export type GroupAnswer = { status: 'member'; edition: string } | { status: 'not_member'; edition: string } | NoData;

/** The side of the body a diagnosis names. `unspecified`: its title leaves the side open. `none`: it has no side. */
export type SideAnswer =
  | { status: 'found'; edition: string; side: 'right' | 'left' | 'bilateral' | 'unspecified' }
  | NoneFound
  | NoData;

/** Everything the rules may ask of code sets. All lookups are synchronous, allocate little, and take codes without dots, upper case. */
export interface CodeSets {
  icd10cm(code: string, on: IsoDate): CodeAnswer;
  diagnosisFlags(code: string, on: IsoDate): DiagnosisFlags & { edition?: string };
  /** Whether a diagnosis is exempt from present-on-admission reporting: `valid` is exempt, `unknown` is not. */
  poaExempt(code: string, on: IsoDate): CodeAnswer;
  /** An ICD-10-PCS code: procedures of stays. */
  icd10pcs(code: string, on: IsoDate): CodeAnswer;
  procedureFlags(code: string, on: IsoDate): ProcedureFlags & { edition?: string };
  /** The rule for the nearest ancestor of the code that has one; undefined when none is known. */
  seventhCharacter(code: string, on: IsoDate): SeventhCharacterRule | undefined;
  /** The side a diagnosis names, from the official titles; `no_data` where no list with titles is loaded. */
  side(code: string, on: IsoDate): SideAnswer;
  hcpcs(code: string, on: IsoDate): CodeAnswer;
  modifier(code: string, on: IsoDate): CodeAnswer;
  placeOfService(code: string, on: IsoDate): CodeAnswer;
  /** Whether a place is paid at the facility rate; undefined when the set does not say. */
  placeIsFacility(code: string): boolean | undefined;
  /**
   * Whether two diagnoses (no dot, no order) may not stand together (OCG I.A.12.a), by readable Excludes1 notes on either or above
   * it. The unrelated-conditions exception is the coder's; notes in prose are `tabularNotes(code, 'excludes1', on)` not `decidable`.
   */
  excludes1Conflict(a: string, b: string, on: IsoDate): ExcludesAnswer;
  /** "Code first" notes on a diagnosis: one of the targets belongs before it (OCG I.A.13). */
  codeFirst(code: string, on: IsoDate): TabularNotes;
  /** "Use additional code" notes on a diagnosis: one of the targets belongs after it (OCG I.A.13). */
  useAdditional(code: string, on: IsoDate): TabularNotes;
  /** Notes of any kind. */
  tabularNotes(code: string, kind: TabularNoteKind, on: IsoDate): TabularNotes;
  /** The NCCI edit of an ordered pair; ask both orders. Editions serve a quarter: other dates are `no_data`, never `none`. */
  ptp(setting: PtpSetting, column1: string, column2: string, on: IsoDate): PtpAnswer;
  mue(code: string, setting: MueSetting, on: IsoDate): MueAnswer;
  addOn(code: string, on: IsoDate): AddOnAnswer;
  /** Indicators of the Medicare physician fee schedule; `modifier` is 26, TC or 53 for the row of that part, else absent. */
  physicianFee(code: string, on: IsoDate, modifier?: string): PhysicianFeeAnswer;
  /** Indices of a Medicare contractor's locality: "01112", "05". */
  practiceCost(contractor: string, locality: string, on: IsoDate): PracticeCostAnswer;
  /** Billing articles on a procedure; `jurisdiction` is a contractor number ("05101") or a state ("IA"); absent: all of them. */
  coverage(code: string, jurisdiction: string | undefined, on: IsoDate): CoverageAnswer;
  /** Provider taxonomy of ten characters. */
  taxonomy(code: string, on: IsoDate): TaxonomyAnswer;
  /** Whether a code belongs to a named group ("em.office.new", "anesthesia.base", "therapy.timed"). */
  codeGroup(group: string, code: string, on: IsoDate): GroupAnswer;
  /** Revenue code of an institutional line, four digits. Lists are licensed (NUBC): `no_data` until the user loads one. */
  revenueCode(code: string, on: IsoDate): CodeAnswer;
  /** Claim adjustment reason code of an 835 ("45"); the list is X12's, loaded by the user. */
  carc(code: string, on: IsoDate): CodeAnswer;
  /** Remittance advice remark code ("N130", "MA01"). */
  rarc(code: string, on: IsoDate): CodeAnswer;
  /**
   * Editions by set name, for the rule-set hash: "icd10cm" → ["FY2026-10+5c1e0f9a2b7d", …]. Sorted, deterministic; the part after
   * the plus is of the SHA-256 of the rows, so that an edition imported again with other rows gives another hash.
   */
  editions(): Readonly<Record<string, readonly string[]>>;
}
