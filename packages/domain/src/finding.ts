import type { IsoDate, IsoInstant } from './dates.ts';
import type { Id } from './ids.ts';
import type { Repair } from './repair.ts';

/** `no_data` is not a pass: the rule could not be evaluated because a table or a date was missing. */
export type Verdict = 'pass' | 'fail' | 'bypassed' | 'no_data';

/**
 * reject: must not leave us, it would fail the 999 or 277CA. deny: can be sent, the payer will deny; held unless overridden.
 * warn: suspicious, shown. info: annotation only.
 */
export type Severity = 'reject' | 'deny' | 'warn' | 'info';

/** How sure we are of a rule's legal basis: verified in an official text, secondary source, from memory. */
export type EvidenceTag = 'V' | 'S' | 'M';

/** One thing a rule has to say about one place of one encounter. */
export interface Finding {
  ruleId: string;
  ruleVersion: number;
  verdict: Exclude<Verdict, 'pass'>;
  severity: Severity;
  /** What is wrong, in plain words, naming the value. */
  message: string;
  /** What to do about it. */
  action: string;
  /** JSON Pointer (RFC 6901) into the encounter: "/diagnoses/0/code". */
  pointer: string;
  /** X12 place: loop, segment, element ("2300", "HI", "HI01-2"). */
  x12: { loop: string; segment: string; element: string };
  /** Box of the CMS-1500 (02/12) form, "21", "24D", … */
  formBox: string;
  citation: string;
  evidence: EvidenceTag;
  /** Edition the verdict rests on ("icd10cm@FY2026-10"), absent for rules that need no table. */
  edition?: string;
  overridable: boolean;
}

/** What a run could not check, and why; one row a rule and reason. */
export interface NotEvaluated {
  ruleId: string;
  reason: string;
  /** How many places of the encounter it concerns. */
  count: number;
}

/** Where an encounter goes after its coding checks. */
export type ScrubOutcome = 'ready' | 'needs_review' | 'needs_coding' | 'not_billable';

/** One run of all rules over one version of one encounter. Same claim, history and rule-set hash give the same run. */
export interface ScrubRun {
  outcome: ScrubOutcome;
  /** Why it is not billable or needs coding, in plain words; absent otherwise. */
  outcomeReason?: string;
  ruleSetHash: string;
  /** Editions consulted, set name to edition name. */
  editions: Record<string, string>;
  findings: Finding[];
  notEvaluated: NotEvaluated[];
  rulesEvaluated: number;
  /** What was written plainly before the rules looked, in order; the content as received stays as it is. */
  repairs: readonly Repair[];
}

/** A released finding: who said so, why, and until when. Matches findings by rule and pointer. */
export interface FindingOverride {
  ruleId: string;
  pointer: string;
  reason: string;
  actor: string;
  createdAt: IsoInstant;
  expiresAt?: IsoInstant;
}

/** Another claim or encounter of the same patient, as history rules see it. */
export interface HistoryLine {
  encounterId: Id;
  claimId?: Id;
  billingNpi?: string;
  renderingNpi?: string;
  /** Empty on a revenue line without one. */
  procedureCode: string;
  /** Of an institutional line. */
  revenueCode?: string;
  /** Of an institutional bill; absent on professional lines. */
  typeOfBill?: string;
  /** Days the bill states, where it states them. */
  statementFrom?: string;
  statementTo?: string;
  modifiers: string[];
  placeOfService?: string;
  units: number;
  chargeCents: number;
  serviceFrom: string;
  serviceTo: string;
  frequencyCode: string;
  /** ICD-10-CM codes the line points to. */
  diagnosisCodes?: string[];
  /** Taxonomy of the rendering provider: one group and one specialty count as one physician (MCPM ch. 12 section 30.6.5). */
  renderingTaxonomy?: string;
  /** Where its claim stands; a rejected, voided or wholly denied one was never adjudicated as a service given. */
  claimStatus?: 'open' | 'paid' | 'denied' | 'rejected' | 'voided';
}

/** Whether and how heavily a rule counts, for whom: the narrowest scope that is in force wins. */
export interface RuleSetting {
  ruleId: string;
  scope: {
    payerId?: string;
    claimType?: 'professional' | 'institutional';
  };
  severity: Severity | 'off';
  who: string;
  why: string;
  /** Last day it holds; absent: until it is changed. */
  until?: IsoDate;
}
