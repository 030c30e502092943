import { counted } from '../words/format.ts';

/** What a run could not check. It is not a pass, and says so. */
export function NotChecked({ rows }: { rows: readonly { ruleId: string; reason: string; count: number }[] }) {
  if (rows.length === 0) return null;
  return (
    <details class="not-checked">
      <summary>{counted(rows.length, 'check')} could not be made</summary>
      <p class="quiet small">Not a pass: what was needed is missing.</p>
      <ul>
        {rows.map((row) => (
          <li key={`${row.ruleId} ${row.reason}`}>
            <code>{row.ruleId}</code> {row.reason}
            {row.count > 1 && <span class="quiet"> ({counted(row.count, 'place')})</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
