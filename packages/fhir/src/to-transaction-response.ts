import type { AcceptedEncounter } from './from-encounter.ts';
import { type OperationOutcome, type OperationOutcomeIssue, toOperationOutcome } from './operation-outcome.ts';
import type { FhirIntake } from './read-bundle.ts';

/** What became of one encounter in storage. */
export interface StoredResource {
  /** HTTP status line without the protocol: "201 Created". */
  status: string;
  location?: string;
  /** Weak entity tag: `W/"1"`. */
  etag?: string;
  lastModified?: string;
  /** What storage or the coding checks had to say; joins the issues of reading. */
  issues?: OperationOutcomeIssue[];
}

/** Bundle.entry.response of FHIR R4. */
export interface EntryResponse {
  status: string;
  location?: string;
  etag?: string;
  lastModified?: string;
  outcome?: OperationOutcome;
}

/** The Bundle that answers a Bundle. */
export interface TransactionResponse {
  resourceType: 'Bundle';
  type: 'transaction-response' | 'batch-response';
  entry: { response: EntryResponse }[];
}

/**
 * Answers a Bundle with one entry for each entry of the request, in order. An accepted Encounter answers with what storage says; a
 * rejected one, and any other entry with an error, with 422 and its issues. Every other resource is only read into its
 * encounters and has no location: 200.
 * @param stored says what became of an accepted encounter; called once for each, in order.
 */
export function toTransactionResponse(
  intake: Extract<FhirIntake, { ok: true }>,
  stored: (encounter: AcceptedEncounter) => StoredResource,
): TransactionResponse {
  const issuesByEntry = Map.groupBy(intake.issues, entryIndexOf);
  const encounters = new Map(intake.encounters.map((encounter) => [encounter.entryIndex, encounter]));
  const entry = Array.from({ length: intake.entries }, (_, index) => {
    const encounter = encounters.get(index);
    const shared = issuesByEntry.get(index) ?? [];
    if (!encounter) return { response: withOutcome({ status: statusOf(shared) }, shared) };
    if ('rejected' in encounter) {
      return { response: withOutcome({ status: unprocessable }, [...encounter.rejected, ...shared]) };
    }
    const { issues = [], ...response } = stored(encounter);
    return { response: withOutcome(response, [...encounter.issues, ...shared, ...issues]) };
  });
  const type = intake.type === 'transaction' ? 'transaction-response' : 'batch-response';
  return { resourceType: 'Bundle', type, entry };
}

const unprocessable = '422 Unprocessable Entity';

function statusOf(issues: readonly OperationOutcomeIssue[]): string {
  return issues.some((issue) => issue.severity === 'error' || issue.severity === 'fatal') ? unprocessable : '200 OK';
}

function withOutcome(response: EntryResponse, issues: readonly OperationOutcomeIssue[]): EntryResponse {
  return issues.length > 0 ? { ...response, outcome: toOperationOutcome(issues) } : response;
}

/** The entry an issue is about; -1 for one about the Bundle itself. */
function entryIndexOf(issue: OperationOutcomeIssue): number {
  const match = /^Bundle\.entry\[(\d+)\]/.exec(issue.expression[0] ?? '');
  return match ? Number(match[1]) : -1;
}
