import { SeverityBadge } from './badge.tsx';

/** GraphQL fields of a finding as this shows it. */
export const findingFields =
  'ruleId title verdict severity message action pointer formBox citation evidence edition overridable x12 { loop segment element }';

export interface ShownFinding {
  ruleId: string;
  title: string | null;
  verdict: string;
  severity: string;
  message: string;
  action: string;
  pointer: string;
  formBox: string;
  citation: string;
  evidence: string;
  edition: string | null;
  overridable: boolean;
  x12: { loop: string; segment: string; element: string };
}

const evidenceWords: Readonly<Record<string, string>> = {
  V: 'checked against the official text',
  S: 'from a secondary source',
  M: 'from experience, not yet checked against the text',
};

/** Findings with all that is needed to argue with them: the rule, its source, and the place in every notation. */
export function Findings({ findings }: { findings: readonly ShownFinding[] }) {
  return (
    <ul class="findings">
      {findings.map((finding) => (
        <li key={`${finding.ruleId} ${finding.pointer} ${finding.message}`}>
          <p class="finding-head">
            <SeverityBadge severity={finding.severity} />
            <span>
              <code>{finding.ruleId}</code> {finding.title}
            </span>
            {finding.verdict === 'bypassed' && <span class="quiet">released</span>}
          </p>
          <p>{finding.message}</p>
          <p class="quiet">{finding.action}</p>
          <details>
            <summary>Source and place</summary>
            <dl class="facts small">
              <dt>Source</dt>
              <dd>
                {finding.citation} <span class="quiet">({evidenceWords[finding.evidence] ?? finding.evidence})</span>
              </dd>
              <dt>Encounter</dt>
              <dd>
                <code>{finding.pointer}</code>
              </dd>
              <dt>X12</dt>
              <dd>
                loop {finding.x12.loop}, {finding.x12.segment}
                {finding.x12.element === finding.x12.segment ? '' : `, ${finding.x12.element}`}
              </dd>
              {finding.formBox !== '' && (
                <>
                  <dt>{finding.formBox.startsWith('FL ') ? 'UB-04' : 'CMS-1500'}</dt>
                  <dd>{finding.formBox.startsWith('FL ') ? finding.formBox : `box ${finding.formBox}`}</dd>
                </>
              )}
              {finding.edition !== null && (
                <>
                  <dt>Code set</dt>
                  <dd>{finding.edition}</dd>
                </>
              )}
              <dt>May be released</dt>
              <dd>{finding.overridable ? 'yes, with a reason' : 'no'}</dd>
            </dl>
          </details>
        </li>
      ))}
    </ul>
  );
}
