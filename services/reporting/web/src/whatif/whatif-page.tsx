import { useContext, useEffect } from 'preact/hooks';
import { Columns } from '../parts/columns.tsx';
import { Facts } from '../parts/facts.tsx';
import { NotThere } from '../parts/not-there.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Section } from '../parts/section.tsx';
import { Shown } from '../parts/states.tsx';
import { actorInWords } from '../parts/timeline.tsx';
import { useReport } from '../report/use-report.ts';
import { useAction } from '../rest/use-action.ts';
import { useCall } from '../rest/use-call.ts';
import { Me } from '../session/me.ts';
import { counted, dollars, moment, sentence, whole } from '../words/format.ts';
import { Changes } from './changes-by-rule.tsx';
import { type ComparedVolume, type WhatIf, type WhatIfResult, whatIfQuery } from './whatif-query.ts';
import { isUnderWay, progressOf, scopeOf, subjectOf } from './whatif-status.tsx';

interface Data {
  payers: { payerId: string; name: string }[];
  whatIf: (WhatIf & { result: WhatIfResult }) | null;
}

const lookAgainMilliseconds = 1500;

/** One what-if run: how far it is, and what would change by rule and payer with the money at risk. */
export function WhatIfPage({ id }: { id: string }) {
  const report = useReport<Data>(whatIfQuery, { id });
  const run = report.kind === 'ready' ? report.data.whatIf : undefined;
  useEffect(() => {
    if (!run || !isUnderWay(run)) return undefined;
    const timer = setTimeout(report.reload, lookAgainMilliseconds);
    return () => clearTimeout(timer);
  }, [run]);
  return (
    <Shown report={report} what="the run">
      {({ whatIf, payers }) =>
        whatIf === null ? (
          <NotThere what="run" all={['/what-if', 'runs']} />
        ) : (
          <Run run={whatIf} payers={payers} reload={report.reload} />
        )
      }
    </Shown>
  );
}

interface RunProps {
  run: WhatIf & { result: WhatIfResult };
  payers: Data['payers'];
  reload(): void;
}

function Run({ run, payers, reload }: RunProps) {
  const { result } = run;
  const names = new Map(payers.map(({ payerId, name }) => [payerId, name]));
  return (
    <>
      <PageHead crumb={['/what-if', 'What if']} title={`What if: ${subjectOf(run)}`} />
      <div class="stack">
        <Progress run={run} reload={reload} />
        <dl class="figures">
          <Figure name="Would be held" volume={result.newlyHeld} words="ready now" tone="bad" />
          <Figure name="Would become ready" volume={result.newlyReady} words="held now" tone="good" />
        </dl>
        <Changes changes={result.changes} isDone={!isUnderWay(run)} payerName={(id) => names.get(id) ?? id} />
        <Outcomes rows={result.outcomes} />
      </div>
    </>
  );
}

function Figure({ name, volume, words, tone }: { name: string; volume: ComparedVolume; words: string; tone: string }) {
  return (
    <div class={`card figure tone-${tone}`}>
      <dt>{name}</dt>
      <dd>
        <span class={`figure-value ${volume.encounters > 0 ? 'toned' : ''}`}>{dollars(volume.chargeCents)}</span>
        <span class="quiet">
          {counted(volume.encounters, 'encounter')} {words}
        </span>
        {volume.open !== null && volume.encounters > 0 && (
          <span class="quiet">
            {dollars(volume.open.chargeCents)} of it open, {dollars(volume.chargeCents - volume.open.chargeCents)}{' '}
            decided
          </span>
        )}
      </dd>
    </div>
  );
}

function Progress({ run, reload }: { run: WhatIf; reload(): void }) {
  const me = useContext(Me);
  const call = useCall();
  const cancel = useAction(() => call('POST', `/v1/whatif/${run.id}:cancel`));
  const stop = async () => {
    await cancel.run();
    reload();
  };
  const working = isUnderWay(run);
  return (
    <Section
      title={sentence(progressOf(run))}
      aside={
        working &&
        me.may('admin') && (
          <button type="button" class="button" disabled={cancel.busy} onClick={() => void stop()}>
            Stop
          </button>
        )
      }
    >
      {working && (
        <progress
          value={run.toCheck === null ? undefined : run.checked}
          max={run.toCheck ?? undefined}
          aria-label="Checked"
        />
      )}
      {run.reason !== null && <p class="field-error">{run.reason}</p>}
      <ProblemNote problem={cancel.problem} what="Not stopped." />
      <Facts
        facts={[
          ['Compared', scopeOf(run)],
          ['Asked', `${moment(run.requestedAt)}, ${actorInWords(run.requestedBy, me.nameOf)}`],
          ['Ended', run.finishedAt === null ? '–' : moment(run.finishedAt)],
          ...(run.broken > 0 ? [['Could not be compared', whole(run.broken)] as const] : []),
        ]}
      />
    </Section>
  );
}

function Outcomes({ rows }: { rows: WhatIfResult['outcomes'] }) {
  if (rows.length === 0) return null;
  return (
    <Section title="Outcomes that would differ">
      <table class="list">
        <Columns
          names={[
            'As things are',
            'As they would be',
            ['Encounters', 'right'],
            ['Charged', 'right'],
            ['Of that open', 'right'],
          ]}
        />
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.before} ${row.after}`}>
              <th scope="row">{sentence(row.before)}</th>
              <td>{sentence(row.after)}</td>
              <td class="right">{whole(row.encounters)}</td>
              <td class="right">{dollars(row.chargeCents)}</td>
              <td class="right">{row.open === null ? '–' : dollars(row.open.chargeCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
