import { useId, useState } from 'preact/hooks';
import { compareFindings } from '../editor/compare-findings.ts';
import { FindingLines, Findings } from '../parts/finding.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Section } from '../parts/section.tsx';
import { useAction } from '../rest/use-action.ts';
import { useCall } from '../rest/use-call.ts';
import { day, moment, sentence } from '../words/format.ts';
import type { Run } from './encounter-query.ts';

interface Rerun {
  run: Run;
  reproducible: boolean;
  reasons: string[];
  of: { runAt: string; encounterVersion: number; identical: boolean } | null;
}

interface AsOfProps {
  encounterId: string;
  /** The run that stands. */
  latest: Run | null;
  /** The date this installation takes as today. */
  today: string;
}

/** Runs the checks again, as of now or as of a day that is past, and says what differs from the run that stands. Nothing is kept. */
export function AsOf({ encounterId, latest, today }: AsOfProps) {
  const [asOf, setAsOf] = useState('');
  const [shown, setShown] = useState<{ asOf: string; rerun: Rerun }>();
  const id = useId();
  const call = useCall();
  const rerun = useAction((on: string) =>
    call<Rerun>('POST', `/v1/encounters/${encounterId}:scrub${on === '' ? '' : `?asOf=${on}`}`),
  );
  const start = async (on: string) => {
    setShown(undefined);
    const answer = await rerun.run(on);
    if (answer) setShown({ asOf: on, rerun: answer });
  };
  return (
    <Section
      title="Run the checks again"
      note="As they are now, or as they stood on a day that is past. Nothing is kept."
    >
      <form
        class="edit-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (asOf !== '') void start(asOf);
        }}
      >
        <button type="button" class="button" disabled={rerun.busy} onClick={() => void start('')}>
          By the rules of now
        </button>
        <div class="field">
          <label for={id}>As of the end of</label>
          <input id={id} type="date" max={today} value={asOf} onInput={(event) => setAsOf(event.currentTarget.value)} />
        </div>
        <button type="submit" class="button" disabled={rerun.busy || asOf === ''}>
          Go back to that day
        </button>
      </form>
      {rerun.busy && (
        <p class="quiet" role="status">
          Running …
        </p>
      )}
      <ProblemNote
        problem={rerun.problem}
        what={rerun.problem?.code === 'not_reproducible' ? 'Not possible.' : 'Not run.'}
      />
      {shown && <Then {...shown} latest={latest} />}
    </Section>
  );
}

function Then({ asOf, rerun, latest }: { asOf: string; rerun: Rerun; latest: Run | null }) {
  const { run, of, reasons } = rerun;
  const difference = compareFindings(latest?.findings ?? [], run.findings);
  const isSame = difference.appeared.length + difference.vanished.length === 0;
  return (
    <div class="difference" role="status">
      <p>
        <strong>{sentence(run.outcome)}</strong> {asOf === '' ? 'by the rules of now' : `as of ${day(asOf)}`}
        {of && `: the run of ${moment(of.runAt)}, version ${of.encounterVersion}`}.
      </p>
      {of && (
        <p class="quiet">
          {of.identical
            ? 'Made again from what it was given then, with the same answer to the byte.'
            : 'Made again, with another answer than then.'}
        </p>
      )}
      {reasons.map((reason) => (
        <p key={reason} class="field-error">
          {reason}
        </p>
      ))}
      {isSame ? (
        <p>The findings are those of the run that stands.</p>
      ) : (
        <>
          <FindingLines title="Not in the run that stands" tone="bad" findings={difference.appeared} />
          <FindingLines title="Only in the run that stands" tone="good" findings={difference.vanished} />
        </>
      )}
      {run.findings.length > 0 && (
        <details>
          <summary>All findings of this run ({run.findings.length})</summary>
          <Findings findings={run.findings} />
        </details>
      )}
      <p class="quiet small">
        Code sets:{' '}
        {Object.entries(run.editions)
          .map(([set, edition]) => `${set} ${edition}`)
          .join(', ') || 'none'}
        . Rule set <code>{run.ruleSetHash.slice(0, 12)}</code>.
      </p>
    </div>
  );
}
