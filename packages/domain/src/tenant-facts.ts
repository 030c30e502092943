import type { IsoDate } from './dates.ts';

/** A span of dates, inclusive; without an end it lasts. */
export interface DateSpan {
  from: IsoDate;
  to?: IsoDate;
}

/** A table with the name it is cited by ("exclusions@2026-11"). */
export interface NamedTable<Row> {
  edition: string;
  rows: Row;
}

/** A provider's enrolment with a payer. */
export interface ProviderEnrolment extends DateSpan {
  payerId: string;
}

/** An authorization a payer gave. */
export interface PriorAuthorization extends DateSpan {
  number: string;
  /** Procedure codes it covers; empty covers all. */
  procedureCodes: readonly string[];
  /** Units not yet used; absent where the payer sets no limit. */
  unitsLeft?: number;
  /** NPIs it was given to; absent where any provider may use it. */
  npis?: readonly string[];
}

/** What the payer answered about the patient's cover (271). */
export interface EligibilityAnswer {
  /** Day it was asked. */
  checkedOn: IsoDate;
  /** When the cover is active; empty when it is not. */
  active: readonly DateSpan[];
  memberId?: string;
  lastName?: string;
  firstName?: string;
  birthDate?: IsoDate;
  sex?: 'F' | 'M' | 'U';
}

/** A laboratory's certificate under CLIA (42 CFR 493); a waiver covers waived tests only. */
export interface CliaCertificate extends DateSpan {
  level: 'waiver' | 'provider_performed_microscopy' | 'full';
}

/**
 * Tables a tenant loads besides code sets, for one encounter: each is optional, and without it the rules that ask for it
 * have no data. Maps are by NPI or certificate number.
 */
export interface TenantFacts {
  /** Providers excluded from federal programs (LEIE, SAM). */
  exclusions?: NamedTable<ReadonlyMap<string, readonly DateSpan[]>>;
  enrolments?: NamedTable<ReadonlyMap<string, readonly ProviderEnrolment[]>>;
  /** Individuals who may order and refer for Medicare, by NPI. */
  orderingProviders?: NamedTable<ReadonlySet<string>>;
  authorizations?: NamedTable<readonly PriorAuthorization[]>;
  cliaCertificates?: NamedTable<ReadonlyMap<string, CliaCertificate>>;
  /** Of the coverage that answers first. */
  eligibility?: EligibilityAnswer;
}

/** Whether a date lies in one of the spans. */
export function inSpans(spans: readonly DateSpan[], on: IsoDate): boolean {
  return spans.some((span) => span.from <= on && (span.to === undefined || on <= span.to));
}

/** The tables a tenant can load, by the names they are imported under; `leie` and `sam` together are the exclusions. */
export const factSets = [
  'leie',
  'sam',
  'enrolments',
  'ordering-providers',
  'authorizations',
  'clia-certificates',
  'eligibility',
] as const;
export type FactSet = (typeof factSets)[number];

/** True when the word is the name of such a table. */
export function isFactSet(word: string): word is FactSet {
  return (factSets as readonly string[]).includes(word);
}

/** What a row of each table says, besides the key it is found by. */
export interface FactContents {
  leie: DateSpan;
  sam: DateSpan;
  enrolments: ProviderEnrolment;
  'ordering-providers': Record<string, never>;
  /** Without a payer it holds with any. */
  authorizations: PriorAuthorization & { payerId?: string };
  'clia-certificates': CliaCertificate;
  eligibility: EligibilityAnswer;
}

/** A row as it is kept: found by set and key, never by anything else. */
export type FactRow = { [Set in FactSet]: { set: Set; key: string; content: FactContents[Set] } }[FactSet];
