import { useEffect, useRef } from 'preact/hooks';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Section } from '../parts/section.tsx';
import { counted, whole } from '../words/format.ts';
import { Subject } from './about.tsx';
import type { Bulk, BulkResult, BulkRun, BulkWish } from './use-bulk.ts';

const doing: Readonly<Record<BulkWish['action'], string>> = {
  assign: 'Giving out tasks',
  release: 'Giving tasks back',
  resolve: 'Resolving tasks',
  comment: 'Commenting on tasks',
  override: 'Releasing findings',
};

/** How far a bulk action is, and what came of each task: first those that were refused, with the reason. */
export function BulkResults({ bulk }: { bulk: Bulk }) {
  const { run } = bulk;
  const place = useRef<HTMLDivElement>(null);
  // What was pressed stands at the foot of a long list.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [run?.tasks]);
  if (!run) return null;
  const refused = run.results.filter(({ problem }) => problem !== undefined);
  const done = run.results.filter(({ problem }) => problem === undefined);
  return (
    <div ref={place}>
      <Section
        title={doing[run.wish.action]}
        note={summaryOf(run, done, refused)}
        aside={
          <button type="button" class="button" onClick={run.state === 'running' ? bulk.stop : bulk.forget}>
            {run.state === 'running' ? 'Stop' : 'Close'}
          </button>
        }
      >
        {run.state === 'running' && (
          <progress value={run.results.length} max={run.tasks.length} aria-label={doing[run.wish.action]} />
        )}
        <ProblemNote problem={run.problem} what="It went no further." />
        {refused.length > 0 && <Refused results={refused} />}
        {run.state !== 'running' && <TakeOver bulk={bulk} run={run} refused={refused} />}
        {done.length > 0 && (
          <details>
            <summary>{counted(done.length, 'task')} done</summary>
            <ul class="plain">
              {done.map(({ task, released }) => (
                <li key={task.id}>
                  <Subject task={task} full />
                  {released !== undefined && <span class="quiet"> {counted(released, 'finding')} released</span>}
                </li>
              ))}
            </ul>
          </details>
        )}
      </Section>
    </div>
  );
}

const fewEnough = 10;

/** The refused ones by reason: many often have the same. */
function Refused({ results }: { results: readonly BulkResult[] }) {
  const reasons = [...Map.groupBy(results, ({ problem }) => problem?.detail ?? '')];
  return (
    <ul class="plain spaced" aria-label="Refused">
      {reasons.map(([reason, some]) => (
        <li key={reason}>
          <span class="field-error">{reason}</span>
          <details open={some.length <= fewEnough}>
            <summary>{counted(some.length, 'task')}</summary>
            <ul class="inline-list">
              {some.map(({ task }) => (
                <li key={task.id}>
                  <Subject task={task} full />
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}

function summaryOf(run: BulkRun, done: readonly BulkResult[], refused: readonly BulkResult[]) {
  const words = [`${whole(done.length)} done`, ...(refused.length > 0 ? [`${whole(refused.length)} refused`] : [])];
  const left = run.tasks.length - run.results.length;
  if (left > 0) words.push(`${whole(left)} ${run.state === 'running' ? 'to go' : 'left undone'}`);
  return <span role="status">{words.join(', ')}</span>;
}

/** What somebody else has can be taken all the same, when that is said. */
function TakeOver({ bulk, run, refused }: { bulk: Bulk; run: BulkRun; refused: readonly BulkResult[] }) {
  const { wish } = run;
  const held = refused.filter(({ problem }) => problem?.code === 'task_assigned').map(({ task }) => task);
  if (wish.action !== 'assign' || held.length === 0) return null;
  return (
    <p class="add">
      <button type="button" class="button" onClick={() => void bulk.start({ ...wish, takeOver: true }, held)}>
        Take over {counted(held.length, 'task')} all the same
      </button>
    </p>
  );
}
