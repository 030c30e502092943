import { Facts } from '../parts/facts.tsx';
import { NotChecked } from '../parts/not-checked.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing } from '../parts/states.tsx';
import { moment, sentence, whole } from '../words/format.ts';
import type { Run } from './encounter-query.ts';

/** The latest run of the checks: its outcome, what it could not look at, and what it rests on. */
export function Checks({ run }: { run: Run | null }) {
  if (run === null) {
    return (
      <Section title="Coding checks">
        <Nothing>Not checked yet; this takes seconds.</Nothing>
      </Section>
    );
  }
  return (
    <Section
      title="Coding checks"
      note={`${sentence(run.outcome)}${run.outcomeReason === null ? '' : `: ${run.outcomeReason}`}`}
    >
      {run.findings.length === 0 && <p class="quiet">No finding.</p>}
      <NotChecked rows={run.notEvaluated} />
      <Facts
        facts={[
          ['Run', run.runAt === undefined ? '–' : moment(run.runAt)],
          ['Rules', whole(run.rulesEvaluated)],
          ['Rule set', <code key="hash">{run.ruleSetHash.slice(0, 12)}</code>],
          [
            'Code sets',
            Object.entries(run.editions)
              .map(([set, edition]) => `${set} ${edition}`)
              .join(', ') || 'none',
          ],
        ]}
      />
    </Section>
  );
}
