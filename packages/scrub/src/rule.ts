import type { EncounterInput } from '@claimwright/domain/encounter';
import type { EvidenceTag, HistoryLine, Severity } from '@claimwright/domain/finding';
import type { PayerProfile } from '@claimwright/domain/payer';
import type { TenantFacts } from '@claimwright/domain/tenant-facts';
import type { EncounterPatch } from './merge-patch.ts';
import type { RulePlace } from './rule-place.ts';
import type { ScrubContext } from './scrub-context.ts';

/**
 * What a rule is about, in the order rules run. A reject of the first three holds back the last three for the line it stands
 * on: a duplicate check on a code that is none would say nothing.
 */
export const ruleCategories = [
  'structure',
  'identity',
  'code_validity',
  'demographics',
  'diagnosis_relations',
  'modifiers',
  'place_of_service',
  'units',
  'institutional',
  'ncci',
  'history',
  'administration',
] as const;
export type RuleCategory = (typeof ruleCategories)[number];

/** Data a rule cannot do without; when it is missing the rule answers `no_data` and never fails. */
export type RuleNeed =
  | 'icd10cm'
  | 'diagnosis flags'
  | 'icd10pcs'
  | 'POA-exempt codes'
  | 'revenue codes'
  | 'seventh-character definitions'
  | 'official titles'
  | 'tabular notes'
  | 'NCCI edits'
  | 'MUE'
  | 'add-on codes'
  | 'physician fee schedule'
  | 'coverage articles'
  | 'code groups'
  | 'exclusion list'
  | 'enrolments'
  | 'authorizations'
  | 'CLIA certificates'
  | 'eligibility answer'
  | 'hcpcs'
  | 'modifiers'
  | 'places of service'
  | 'patient history'
  | 'payer profile'
  | 'birth date'
  | 'date of service';

/** The rule found a fault. `severity` and `place` only where they differ from the rule's own. */
export interface RuleFailure {
  verdict: 'fail';
  pointer: string;
  message: string;
  action: string;
  severity?: Severity;
  place?: RulePlace;
  edition?: string;
  /** False: nobody may release this one, whatever the rule says. */
  overridable?: false;
  /** 0-based service line it stands on, where it concerns one. */
  line?: number;
}

/** The rule could not be evaluated at one place; equal reasons are counted together. */
export interface RuleGap {
  verdict: 'no_data';
  reason: string;
}

/** A pass is not reported: most places of most claims pass. */
export type RuleResult = RuleFailure | RuleGap;

/** A change to the clean encounter (and its surroundings) that shows the rule at work. */
export interface RuleExample {
  /** The example in words, for docs/rules.md. */
  words: string;
  /** What `encounter` changes: the clean visit, the clean stay or the clean outpatient bill. Default: the visit. */
  base?: 'visit' | 'stay' | 'outpatient';
  encounter?: EncounterPatch;
  payer?: Partial<PayerProfile>;
  history?: readonly HistoryLine[];
  today?: string;
  tenant?: TenantFacts;
}

/** One coding or billing rule. Everything but `evaluate` is shown to people: in findings and in docs/rules.md. */
export interface Rule {
  /** Stable id, two letters and three digits. Never reused. */
  id: string;
  /** Grows with every change that can change a verdict; part of the rule-set hash. */
  version: number;
  title: string;
  category: RuleCategory;
  severity: Severity;
  claimTypes: readonly EncounterInput['claimType'][];
  citation: string;
  evidence: EvidenceTag;
  /** What it checks, in plain words. */
  logic: string;
  needs: readonly RuleNeed[];
  /** Judges each service line by itself, so that a line rejected earlier counts as not evaluated. */
  perLine: boolean;
  /** Whether an authorised user may release a finding with a reason. */
  overridable: boolean;
  /**
   * Of a rule that holds claims: some of its findings only warn or inform. Where its findings may not be released, settings make
   * these lighter, or switch them off, and leave alone what holds.
   */
  alsoWarns?: true;
  /** Runs only where a setting asks for it. */
  offByDefault?: true;
  place: RulePlace;
  /** `pointer` is where the finding must stand. */
  firing: RuleExample & { pointer: string };
  passing: RuleExample;
  /** Pure: the same context always gives the same results, in the order of the places. */
  evaluate(context: ScrubContext): readonly RuleResult[];
}
