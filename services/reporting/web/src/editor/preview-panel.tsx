import type { Run } from '../encounters/encounter-query.ts';
import { ChangeList } from '../parts/change-list.tsx';
import { FindingLines, Findings, type ShownFinding } from '../parts/finding.tsx';
import { NotChecked } from '../parts/not-checked.tsx';
import { Section } from '../parts/section.tsx';
import { sentence } from '../words/format.ts';
import type { ContentChange } from './changes.ts';
import { compareFindings } from './compare-findings.ts';
import { focusField } from './editing.ts';
import type { Preview } from './use-preview.ts';

/** "if saved: Ready". */
export function PreviewWord({ preview }: { preview: Preview }) {
  if (preview.problem) return <span class="quiet">, cannot be checked yet</span>;
  if (!preview.after) return <span class="quiet">, checking …</span>;
  return (
    <span>
      , if saved: <strong>{sentence(preview.after.outcome)}</strong>
      {preview.busy && <span class="quiet"> (checking …)</span>}
    </span>
  );
}

interface PreviewPanelProps {
  preview: Preview;
  changes: readonly ContentChange[];
  unreadable: ReadonlyMap<string, string>;
  /** Findings that stand at no code. */
  elsewhere: readonly ShownFinding[];
}

/** What the checks would say: findings that would go, that would come, and what stays, before anything is saved. */
export function PreviewPanel({ preview, changes, unreadable, elsewhere }: PreviewPanelProps) {
  return (
    <Section title="If this were saved" note="The same checks as after saving. Nothing is kept of a look ahead.">
      {unreadable.size > 0 && (
        <PlaceList
          places={[...unreadable].map(([pointer, message]) => ({ pointer, message }))}
          title="Cannot be read"
        />
      )}
      {preview.problem && (
        <div class="preview-problem" role="alert">
          {preview.problem.errors.length === 0 ? (
            <p class="field-error">{preview.problem.detail}</p>
          ) : (
            <PlaceList places={preview.problem.errors} title="The service cannot take this yet" />
          )}
        </div>
      )}
      {preview.before && preview.after && <Difference before={preview.before} after={preview.after} />}
      {elsewhere.length > 0 && (
        <>
          <h3>At no code</h3>
          <Findings findings={elsewhere} />
        </>
      )}
      {preview.after && <NotChecked rows={preview.after.notEvaluated} />}
      {changes.length > 0 && (
        <details>
          <summary>What you changed</summary>
          <ChangeList label="Your changes" changes={changes} />
        </details>
      )}
    </Section>
  );
}

function PlaceList({ places, title }: { places: readonly { pointer?: string; message: string }[]; title: string }) {
  return (
    <>
      <p class="field-error">
        <strong>{title}:</strong>
      </p>
      <ul class="plain">
        {places.map(({ pointer, message }) => (
          <li key={`${pointer} ${message}`}>
            {pointer ? (
              <button type="button" class="link" onClick={() => focusField(pointer)}>
                <code>{pointer}</code>
              </button>
            ) : null}{' '}
            {message}
          </li>
        ))}
      </ul>
    </>
  );
}

function Difference({ before, after }: { before: Run; after: Run }) {
  const { appeared, vanished, stayed } = compareFindings(before.findings, after.findings);
  return (
    <div class="difference" aria-live="polite">
      <p>
        {before.outcome === after.outcome ? (
          <>
            Stays <strong>{sentence(after.outcome).toLowerCase()}</strong>
          </>
        ) : (
          <>
            {sentence(before.outcome)} → <strong>{sentence(after.outcome)}</strong>
          </>
        )}
        {after.outcomeReason !== null && <span class="quiet">: {after.outcomeReason}</span>}
      </p>
      <FindingLines title="Would go" tone="good" findings={vanished} />
      <FindingLines title="Would come" tone="bad" findings={appeared} />
      <p class="quiet small">
        {stayed.length === 0
          ? 'No finding stays.'
          : `${stayed.length} ${stayed.length === 1 ? 'stays' : 'stay'} as before.`}
      </p>
    </div>
  );
}
