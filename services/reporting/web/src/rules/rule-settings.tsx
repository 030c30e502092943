import { useContext, useId, useState } from 'preact/hooks';
import { SeverityBadge } from '../parts/badge.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Section } from '../parts/section.tsx';
import { Select } from '../parts/select.tsx';
import { Nothing } from '../parts/states.tsx';
import { actorInWords } from '../parts/timeline.tsx';
import { useAction } from '../rest/use-action.ts';
import { useCall } from '../rest/use-call.ts';
import { Me } from '../session/me.ts';
import { day } from '../words/format.ts';
import { type Severity, severities, severityWords } from '../words/rules.ts';
import { isOfWarnings, mayBeSetTo } from './find-rules.ts';
import type { Payer, Rule, RuleSetting } from './rule-query.ts';

interface RuleSettingsProps {
  rule: Pick<Rule, 'id' | 'severity' | 'settings' | 'claimTypes' | 'overridable' | 'alsoWarns' | 'offByDefault'>;
  /** What it may be set to and the words for it, where that is not what every rule may. */
  choices?: Partial<Record<Severity, string>>;
  title?: string;
  payers: readonly Payer[];
  onChanged(): void;
}

/** How heavily a rule counts here, who said so, why and until when; and to say otherwise, for those who may. */
export function RuleSettings({ rule, choices, title, payers, onChanged }: RuleSettingsProps) {
  const me = useContext(Me);
  const names = new Map(payers.map(({ payerId, name }) => [payerId, name]));
  return (
    <Section
      title={title ?? 'How heavily it counts here'}
      note="The narrowest setting in force counts, from the next run of the checks on."
    >
      {rule.settings.length === 0 ? (
        <Nothing>
          {rule.offByDefault
            ? 'Nothing is set: it is off, since it runs only where a setting asks for it.'
            : `Nothing is set: it counts as ${rule.severity} for everybody.`}
        </Nothing>
      ) : (
        <ul class="plain spaced">
          {rule.settings.map((setting) => (
            <Setting
              key={`${setting.payerId} ${setting.claimType}`}
              ofWarnings={isOfWarnings(rule, setting.severity)}
              setting={setting}
              payerName={(id) => names.get(id) ?? id}
              mayChange={me.may('admin')}
              onChanged={onChanged}
            />
          ))}
        </ul>
      )}
      {me.may('admin') && <ChangeSetting rule={rule} choices={choices} payers={payers} onChanged={onChanged} />}
    </Section>
  );
}

interface SettingProps {
  setting: RuleSetting;
  /** What holds a claim stays as it is. */
  ofWarnings: boolean;
  payerName(id: string): string;
  mayChange: boolean;
  onChanged(): void;
}

function Setting({ setting, ofWarnings, payerName, mayChange, onChanged }: SettingProps) {
  const me = useContext(Me);
  const call = useCall();
  const remove = useAction(() => {
    const search = new URLSearchParams({ ruleId: setting.ruleId });
    if (setting.payerId !== null) search.set('payerId', setting.payerId);
    if (setting.claimType !== null) search.set('claimType', setting.claimType);
    return call('DELETE', `/v1/rule-settings?${search}`);
  });
  const scope = scopeInWords(setting, payerName);
  return (
    <li>
      <div class="row">
        <SeverityBadge severity={setting.severity} />
        <span>
          {scope}
          {ofWarnings && ', its warnings alone'}
        </span>
        {!setting.inForce && <span class="quiet">ended</span>}
        {mayChange && (
          <button
            type="button"
            class="button small-button"
            disabled={remove.busy}
            aria-label={`Take back the setting ${scope}`}
            onClick={async () => {
              if (await remove.run()) onChanged();
            }}
          >
            Take back
          </button>
        )}
      </div>
      <p>{setting.why}</p>
      <p class="quiet small">
        {actorInWords(setting.who, me.nameOf)},{' '}
        {setting.until === null ? 'until it is changed' : `until ${day(setting.until)}`}
      </p>
      <ProblemNote problem={remove.problem} what="Not taken back." />
    </li>
  );
}

function scopeInWords({ payerId, claimType }: RuleSetting, payerName: (id: string) => string): string {
  const words = [payerId === null ? 'for every payer' : `for ${payerName(payerId)}`];
  if (claimType !== null) words.push(`${claimType} claims only`);
  return words.join(', ');
}

function ChangeSetting({ rule, choices = severityWords, payers, onChanged }: RuleSettingsProps) {
  const [severity, setSeverity] = useState<string>(rule.severity);
  const [payerId, setPayer] = useState('');
  const [claimType, setClaimType] = useState('');
  const [why, setWhy] = useState('');
  const [until, setUntil] = useState('');
  const id = useId();
  const call = useCall();
  const given = (name: string, value: string) => (value === '' ? {} : { [name]: value });
  const put = useAction(() =>
    call('PUT', '/v1/rule-settings', {
      body: {
        ruleId: rule.id,
        severity,
        why: why.trim(),
        ...given('payerId', payerId),
        ...given('claimType', claimType),
        ...given('until', until),
      },
    }),
  );
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await put.run()) {
      setWhy('');
      onChanged();
    }
  };
  return (
    <details class="change-setting">
      <summary>Set it otherwise</summary>
      <form class="edit-row" onSubmit={submit}>
        <Select
          label="Counts as"
          value={severity}
          options={severities.flatMap((value) => {
            const label = choices[value];
            if (label === undefined || !mayBeSetTo(rule, value)) return [];
            return [{ value, label: isOfWarnings(rule, value) ? `Its warnings alone: ${label}` : label }];
          })}
          onChange={setSeverity}
        />
        <Select
          label="For"
          value={payerId}
          options={[
            { value: '', label: 'Every payer' },
            ...payers.map((payer) => ({ value: payer.payerId, label: payer.name })),
          ]}
          onChange={setPayer}
        />
        <Select
          label="Claims"
          value={claimType}
          options={[{ value: '', label: 'Every type' }, ...rule.claimTypes.map((value) => ({ value, label: value }))]}
          onChange={setClaimType}
        />
        <div class="field">
          <label for={`${id}-until`}>Until the end of (optional)</label>
          <input
            id={`${id}-until`}
            type="date"
            value={until}
            onInput={(event) => setUntil(event.currentTarget.value)}
          />
        </div>
        <div class="field grow">
          <label for={`${id}-why`}>Why</label>
          <input
            id={`${id}-why`}
            required
            minLength={3}
            maxLength={500}
            value={why}
            onInput={(event) => setWhy(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="button" disabled={put.busy || why.trim().length < 3}>
          {put.busy ? 'Setting …' : 'Set'}
        </button>
      </form>
      {!rule.overridable && (
        <p class="quiet small">
          Findings of this rule cannot be released, so it cannot be made weaker than {rule.severity}.
          {rule.alsoWarns && ' Some of them only warn: these can be made a note or switched off.'}
        </p>
      )}
      <ProblemNote problem={put.problem} what="Not set." />
    </details>
  );
}
