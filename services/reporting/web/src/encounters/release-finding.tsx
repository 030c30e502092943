import { useId, useState } from 'preact/hooks';
import type { ShownFinding } from '../parts/finding.tsx';
import { ReasonForm } from '../parts/reason-form.tsx';
import { useCall } from '../rest/use-call.ts';

interface ReleaseFindingProps {
  encounterId: string;
  finding: ShownFinding;
  onReleased(): void;
}

/** Releases a finding with a reason, until a day or for 90 days. The checks then run again with the release known to them. */
export function ReleaseFinding({ encounterId, finding, onReleased }: ReleaseFindingProps) {
  const [until, setUntil] = useState('');
  const id = useId();
  const call = useCall();
  const { ruleId, pointer } = finding;
  const expiry = until === '' ? {} : { expiresAt: `${until}T23:59:59Z` };
  return (
    <ReasonForm
      ask="Release with a reason"
      title={`Release ${ruleId}`}
      question="Why it is right as it is"
      confirm="Release"
      busy="Releasing …"
      failed="Not released."
      send={(reason) =>
        call('POST', `/v1/encounters/${encounterId}/findings:override`, {
          body: { ruleId, pointer, reason, ...expiry },
        })
      }
      onDone={onReleased}
    >
      <div class="field">
        <label for={`${id}-until`}>Until the end of (else 90 days)</label>
        <input id={`${id}-until`} type="date" value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
      </div>
    </ReasonForm>
  );
}
