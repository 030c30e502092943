import { Section } from '../parts/section.tsx';
import type { Payer, RepairKind } from './rule-query.ts';
import { RuleSettings } from './rule-settings.tsx';

interface RepairKindsProps {
  kinds: readonly RepairKind[];
  payers: readonly Payer[];
  onChanged(): void;
}

/** How values are written plainly before the rules look, and where somebody wants them as they were sent. */
export function RepairKinds({ kinds, payers, onChanged }: RepairKindsProps) {
  return (
    <Section
      title="Repairs"
      note="Made before the rules look, listed with every run, and never a finding. What was received is kept; no code becomes another one."
    >
      <ul class="plain spaced">
        {kinds.map((kind) => (
          <li key={kind.id} id={kind.id}>
            <p>
              <code>{kind.id}</code> <strong>{kind.title}</strong>
              {isOff(kind) && <span class="quiet">, switched off</span>}
            </p>
            <p class="quiet">{kind.logic}</p>
            <details open={kind.settings.length > 0}>
              <summary>Settings of {kind.id}</summary>
              <RuleSettings
                rule={{
                  ...{ id: kind.id, severity: 'info', settings: kind.settings, overridable: true },
                  ...{ alsoWarns: false, offByDefault: false },
                  claimTypes: ['professional', 'institutional'],
                }}
                title={`Where ${kind.id} is made`}
                choices={{ off: 'Off: values stay as they were sent', info: 'On: repaired and listed' }}
                payers={payers}
                onChanged={onChanged}
              />
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function isOff({ settings }: RepairKind): boolean {
  return settings.some(
    ({ severity, inForce, payerId, claimType }) =>
      severity === 'off' && inForce && payerId === null && claimType === null,
  );
}
