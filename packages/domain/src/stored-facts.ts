import type {
  CliaCertificate,
  DateSpan,
  EligibilityAnswer,
  NamedTable,
  PriorAuthorization,
  ProviderEnrolment,
  TenantFacts,
} from './tenant-facts.ts';

/** The facts of one encounter as JSON can hold them: what a run was given, kept with it. */
export interface StoredFacts {
  exclusions?: NamedTable<Record<string, readonly DateSpan[]>>;
  enrolments?: NamedTable<Record<string, readonly ProviderEnrolment[]>>;
  orderingProviders?: NamedTable<readonly string[]>;
  authorizations?: NamedTable<readonly PriorAuthorization[]>;
  cliaCertificates?: NamedTable<Record<string, CliaCertificate>>;
  eligibility?: EligibilityAnswer;
}

/** Writes facts down. */
export function toStoredFacts(facts: TenantFacts): StoredFacts {
  const { exclusions, enrolments, orderingProviders, cliaCertificates, ...plain } = facts;
  return {
    ...plain,
    ...(exclusions && { exclusions: { ...exclusions, rows: Object.fromEntries(exclusions.rows) } }),
    ...(enrolments && { enrolments: { ...enrolments, rows: Object.fromEntries(enrolments.rows) } }),
    ...(orderingProviders && { orderingProviders: { ...orderingProviders, rows: [...orderingProviders.rows].sort() } }),
    ...(cliaCertificates && {
      cliaCertificates: { ...cliaCertificates, rows: Object.fromEntries(cliaCertificates.rows) },
    }),
  };
}

/** Reads them again: a run given these says what it said then. */
export function fromStoredFacts(stored: StoredFacts): TenantFacts {
  const { exclusions, enrolments, orderingProviders, cliaCertificates, ...plain } = stored;
  return {
    ...plain,
    ...(exclusions && { exclusions: { ...exclusions, rows: new Map(Object.entries(exclusions.rows)) } }),
    ...(enrolments && { enrolments: { ...enrolments, rows: new Map(Object.entries(enrolments.rows)) } }),
    ...(orderingProviders && { orderingProviders: { ...orderingProviders, rows: new Set(orderingProviders.rows) } }),
    ...(cliaCertificates && {
      cliaCertificates: { ...cliaCertificates, rows: new Map(Object.entries(cliaCertificates.rows)) },
    }),
  };
}
