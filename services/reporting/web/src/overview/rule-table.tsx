import { SeverityBadge } from '../parts/badge.tsx';
import { Columns } from '../parts/columns.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing } from '../parts/states.tsx';
import { whole } from '../words/format.ts';

export interface RuleCount {
  ruleId: string;
  title: string | null;
  severity: string;
  verdict: string;
  findings: number;
  encounters: number;
}

const verdictWords: Readonly<Record<string, string>> = { fail: 'Failed', bypassed: 'Released', no_data: 'Not checked' };

/** What the coding checks find most, over the latest run of every encounter. */
export function RuleTable({ rows }: { rows: readonly RuleCount[] }) {
  return (
    <Section
      title="Findings by rule"
      note="Latest run of every encounter. Reject and deny hold an encounter back; warn and info let it go."
    >
      {rows.length === 0 ? (
        <Nothing>The coding checks have found nothing.</Nothing>
      ) : (
        <table class="rules">
          <Columns
            names={[
              'Rule',
              'Severity',
              ['Verdict', 'wide-only'],
              ['Findings', 'right'],
              ['Encounters', 'right wide-only'],
            ]}
          />
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.ruleId} ${row.severity} ${row.verdict}`}>
                <th scope="row">
                  <code>{row.ruleId}</code> <span class="rule-title">{row.title}</span>
                </th>
                <td>
                  <SeverityBadge severity={row.severity} />
                </td>
                <td class="wide-only">{verdictWords[row.verdict] ?? row.verdict}</td>
                <td class="right">{whole(row.findings)}</td>
                <td class="right wide-only">{whole(row.encounters)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
