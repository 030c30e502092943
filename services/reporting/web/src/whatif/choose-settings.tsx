import { Select } from '../parts/select.tsx';
import { severities, severityWords } from '../words/rules.ts';
import type { WhatIfChoices } from './whatif-query.ts';

/** A setting that would be made; an empty payer is every payer. */
export interface WantedSetting {
  ruleId: string;
  payerId: string;
  severity: string;
}

interface ChooseSettingsProps {
  choices: WhatIfChoices;
  settings: readonly WantedSetting[];
  onChange(settings: readonly WantedSetting[]): void;
}

/** Rules that would count otherwise, one a row. */
export function ChooseSettings({ choices, settings, onChange }: ChooseSettingsProps) {
  const first = choices.rules.find(({ overridable }) => overridable);
  const add = () => onChange([...settings, { ruleId: first?.id ?? '', payerId: '', severity: 'off' }]);
  const change = (index: number, part: Partial<WantedSetting>) =>
    onChange(settings.map((setting, at) => (at === index ? { ...setting, ...part } : setting)));
  return (
    <fieldset class="line-fields">
      <legend>Rules that would count otherwise</legend>
      {settings.map((setting, index) => (
        <div key={index} class="edit-row">
          <Select
            label="Rule"
            value={setting.ruleId}
            options={choices.rules.map(({ id, title, severity }) => ({
              value: id,
              label: `${id} ${title} (${severity})`,
            }))}
            onChange={(ruleId) => change(index, { ruleId })}
          />
          <Select
            label="Would count as"
            value={setting.severity}
            options={severities.map((value) => ({ value, label: severityWords[value] }))}
            onChange={(severity) => change(index, { severity })}
          />
          <Select
            label="For"
            value={setting.payerId}
            options={[
              { value: '', label: 'Every payer' },
              ...choices.payers.map(({ payerId, name }) => ({ value: payerId, label: name })),
            ]}
            onChange={(payerId) => change(index, { payerId })}
          />
          <button
            type="button"
            class="button"
            aria-label={`Leave out setting ${index + 1}`}
            onClick={() => onChange(settings.toSpliced(index, 1))}
          >
            Leave out
          </button>
        </div>
      ))}
      <p class="add">
        <button type="button" class="button" onClick={add}>
          Add a rule
        </button>
      </p>
    </fieldset>
  );
}
