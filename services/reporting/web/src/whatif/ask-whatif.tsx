import { addDays } from '@claimwright/domain/dates';
import { useId, useState } from 'preact/hooks';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Section } from '../parts/section.tsx';
import { Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { useAction } from '../rest/use-action.ts';
import { useCall } from '../rest/use-call.ts';
import { days, whole } from '../words/format.ts';
import { ChooseSettings, type WantedSetting } from './choose-settings.tsx';
import { type WhatIf, type WhatIfChoices, type WhatIfScope, whatIfChoicesQuery } from './whatif-query.ts';

interface AskWhatIfProps {
  /** A rule to begin with, and an edition. */
  startRule: string | undefined;
  startEdition: string | undefined;
  onAsked(id: string): void;
}

/** The question: which editions or settings would be different, and over which dates of service. */
export function AskWhatIf(props: AskWhatIfProps) {
  const report = useReport<WhatIfChoices>(whatIfChoicesQuery);
  return (
    <Section title="Ask" note="Encounters are checked twice, as things are and as they would be. Nothing else changes.">
      <Shown report={report} what="what can be asked">
        {(choices) => <Form {...props} choices={choices} />}
      </Shown>
    </Section>
  );
}

const usualDays = 90;

function Form({ choices, startRule, startEdition, onAsked }: AskWhatIfProps & { choices: WhatIfChoices }) {
  const [editions, setEditions] = useState<ReadonlySet<string>>(new Set(startEdition ? [startEdition] : []));
  const [settings, setSettings] = useState<readonly WantedSetting[]>(
    startRule ? [{ ruleId: startRule, payerId: '', severity: 'off' }] : [],
  );
  const [window, setWindow] = useState({ from: addDays(choices.today, -usualDays), to: choices.today });
  const [scope, setScope] = useState<WhatIfScope>('open_and_window');
  const call = useCall();
  const ask = useAction(() =>
    call<WhatIf>('POST', '/v1/whatif', {
      body: {
        candidateEditions: [...editions],
        ruleSettings: settings.map(({ payerId, ...setting }) => ({
          ...setting,
          why: 'to compare with',
          ...(payerId === '' ? {} : { payerId }),
        })),
        scope,
        ...window,
      },
    }),
  );
  const submit = async (event: Event) => {
    event.preventDefault();
    const run = await ask.run();
    if (run) onAsked(run.id);
  };
  const toggle = (id: string) =>
    setEditions((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  const isEmpty = editions.size + settings.length === 0;
  return (
    <form class="stack-small" onSubmit={submit} aria-label="Ask what would change">
      <Editions choices={choices} chosen={editions} onToggle={toggle} />
      <ChooseSettings choices={choices} settings={settings} onChange={setSettings} />
      <label class="check wide">
        <input
          type="checkbox"
          checked={scope === 'open_and_window'}
          onChange={(event) => setScope(event.currentTarget.checked ? 'open_and_window' : 'window')}
        />
        <span>
          Everything that is still open, whatever its date{' '}
          <span class="quiet">not yet billed, or on a claim that is not yet decided</span>
        </span>
      </label>
      <div class="edit-row">
        <DayInput label="First service from" value={window.from} onInput={(from) => setWindow({ ...window, from })} />
        <DayInput label="To" value={window.to} onInput={(to) => setWindow({ ...window, to })} />
        <button type="submit" class="button primary" disabled={ask.busy || isEmpty}>
          {ask.busy ? 'Asking …' : 'Compare'}
        </button>
      </div>
      {isEmpty && (
        <p class="quiet small">Choose an edition or add a setting: there has to be something to compare with.</p>
      )}
      <ProblemNote problem={ask.problem} what="Not asked." />
    </form>
  );
}

function DayInput({ label, value, onInput }: { label: string; value: string; onInput(value: string): void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="date" required value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </div>
  );
}

interface EditionsProps {
  choices: WhatIfChoices;
  chosen: ReadonlySet<string>;
  onToggle(id: string): void;
}

/** Editions that are stored and not active. */
function Editions({ choices, chosen, onToggle }: EditionsProps) {
  const idle = choices.codeSetEditions.filter(({ status }) => status !== 'active');
  return (
    <fieldset class="line-fields">
      <legend>Editions, as if they were active</legend>
      {idle.length === 0 ? (
        <p class="quiet">Every stored edition is active. Import one as a candidate to compare with it.</p>
      ) : (
        idle.map((edition) => (
          <label key={edition.id} class="check wide">
            <input type="checkbox" checked={chosen.has(edition.id)} onChange={() => onToggle(edition.id)} />
            <span>
              <code>{edition.id}</code>{' '}
              <span class="quiet">
                {edition.status}, {days(edition.effectiveFrom, edition.effectiveTo)}, {whole(edition.rowCount)} rows
              </span>
            </span>
          </label>
        ))
      )}
    </fieldset>
  );
}
