/** Severities of FHIR R4 `issue-severity`. */
export type IssueSeverity = 'fatal' | 'error' | 'warning' | 'information';

/** The part of FHIR R4 `issue-type` this package uses. */
export type IssueCode =
  | 'structure'
  | 'required'
  | 'value'
  | 'too-long'
  | 'code-invalid'
  | 'extension'
  | 'not-found'
  | 'not-supported'
  | 'duplicate'
  | 'multiple-matches'
  | 'business-rule'
  | 'informational';

/**
 * One thing to say about one element. `expression` holds simple FHIRPath from the Bundle ("Bundle.entry[3].resource.period").
 * `diagnostics` goes to logs as well as to the sender, so it never quotes a name, birth date, address or member id.
 */
export interface OperationOutcomeIssue {
  severity: IssueSeverity;
  code: IssueCode;
  diagnostics: string;
  expression: string[];
}

/** The FHIR R4 resource that carries issues. */
export interface OperationOutcome {
  resourceType: 'OperationOutcome';
  issue: OperationOutcomeIssue[];
}

/**
 * Wraps issues in an OperationOutcome. R4 demands at least one issue, so an empty list becomes one informational
 * "nothing to report".
 */
export function toOperationOutcome(issues: readonly OperationOutcomeIssue[]): OperationOutcome {
  if (issues.length > 0) return { resourceType: 'OperationOutcome', issue: [...issues] };
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'information', code: 'informational', diagnostics: 'Nothing to report.', expression: [] }],
  };
}

/** Collects issues while something is read. An error means that what is read cannot be used. */
export class Issues {
  readonly list: OperationOutcomeIssue[] = [];

  error(code: IssueCode, diagnostics: string, ...expression: string[]): void {
    this.list.push({ severity: 'error', code, diagnostics, expression });
  }

  warning(code: IssueCode, diagnostics: string, ...expression: string[]): void {
    this.list.push({ severity: 'warning', code, diagnostics, expression });
  }

  information(code: IssueCode, diagnostics: string, ...expression: string[]): void {
    this.list.push({ severity: 'information', code, diagnostics, expression });
  }

  get errors(): OperationOutcomeIssue[] {
    return this.list.filter((issue) => issue.severity === 'error' || issue.severity === 'fatal');
  }
}
