import type { ContentChange } from '../editor/changes.ts';

/** Changes of a content, place by place: what stood there and what stands there now. */
export function ChangeList({ changes, label }: { changes: readonly ContentChange[]; label: string }) {
  return (
    <ul class="changes" aria-label={label}>
      {changes.map((change) => (
        <li key={change.pointer}>
          <code class="change-place">{change.pointer}</code>
          {change.from !== undefined && <del>{shown(change.from)}</del>}
          {change.from !== undefined && change.to !== undefined && <span aria-hidden="true">→</span>}
          {change.to !== undefined && <ins>{shown(change.to)}</ins>}
        </li>
      ))}
    </ul>
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
