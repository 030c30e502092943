import { useId, useState } from 'preact/hooks';
import type { ShownFinding } from '../parts/finding.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useAction } from '../rest/use-action.ts';
import { useCall } from '../rest/use-call.ts';

interface ReleaseFindingProps {
  encounterId: string;
  finding: ShownFinding;
  onReleased(): void;
}

/** Releases a finding with a reason, until a day or for 90 days. The checks then run again with the release known to them. */
export function ReleaseFinding({ encounterId, finding, onReleased }: ReleaseFindingProps) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const id = useId();
  const call = useCall();
  const release = useAction(() =>
    call('POST', `/v1/encounters/${encounterId}/findings:override`, {
      body: {
        ruleId: finding.ruleId,
        pointer: finding.pointer,
        reason,
        ...(until === '' ? {} : { expiresAt: `${until}T23:59:59Z` }),
      },
    }),
  );
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await release.run()) {
      setOpen(false);
      onReleased();
    }
  };
  if (!open) {
    return (
      <button type="button" class="button small-button" onClick={() => setOpen(true)}>
        Release with a reason
      </button>
    );
  }
  return (
    <form class="inline-form" onSubmit={submit} aria-label={`Release ${finding.ruleId}`}>
      <div class="field grow">
        <label for={`${id}-reason`}>Why it is right as it is</label>
        <input
          id={`${id}-reason`}
          value={reason}
          required
          minLength={3}
          maxLength={500}
          ref={(field) => {
            if (field && reason === '') field.focus();
          }}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`${id}-until`}>Until the end of (else 90 days)</label>
        <input id={`${id}-until`} type="date" value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
      </div>
      <span class="row-buttons">
        <button type="submit" class="button" disabled={release.busy || reason.trim().length < 3}>
          {release.busy ? 'Releasing …' : 'Release'}
        </button>
        <button type="button" class="button" onClick={() => setOpen(false)}>
          Cancel
        </button>
      </span>
      <ProblemNote problem={release.problem} what="Not released." />
    </form>
  );
}
