import { useContext, useId, useState } from 'preact/hooks';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Section } from '../parts/section.tsx';
import { actorInWords } from '../parts/timeline.tsx';
import { useAction } from '../rest/use-action.ts';
import { useCall } from '../rest/use-call.ts';
import { Me } from '../session/me.ts';
import { moment } from '../words/format.ts';
import type { Claim } from './claim-query.ts';

type Correction = Claim['corrections'][number];

const kinds: Readonly<Record<Correction['kind'], string>> = {
  correct: 'Correct what it bills',
  void: 'Cancel it',
  resubmit: 'Send it again',
  bill_next: 'Bill the next payer',
};
const statuses: Readonly<Record<Correction['status'], string>> = {
  waiting: 'not carried out yet',
  done: 'done',
  refused: 'not possible',
  abandoned: 'given up',
};

/** What somebody asked to happen to the claim; what waits can be given up. Nothing when nobody asked for anything. */
export function Corrections({ claim, onChanged }: { claim: Claim; onChanged(): void }) {
  const me = useContext(Me);
  if (claim.corrections.length === 0) return null;
  return (
    <Section title="Corrections" note="What somebody asked to happen to this claim, and what came of it">
      <ul class="plain stack-small">
        {claim.corrections.map((correction) => (
          <li key={correction.id}>
            <p>
              {kinds[correction.kind]}: {statuses[correction.status]}.{' '}
              <span class="quiet">
                {correction.reason} ({actorInWords(correction.requestedBy, me.nameOf)}, {moment(correction.requestedAt)}
                )
              </span>
            </p>
            {correction.refusal === null ? null : (
              <p class="quiet">
                {correction.refusal}
                {correction.abandonedBy === null ? '' : ` (${actorInWords(correction.abandonedBy, me.nameOf)})`}
              </p>
            )}
            {correction.status === 'waiting' && me.may('claims:write') ? (
              <Abandon claimId={claim.id} onAbandoned={onChanged} />
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Gives a waiting correction up, with a reason: its encounters hold again what they held before. */
function Abandon({ claimId, onAbandoned }: { claimId: string; onAbandoned(): void }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const id = useId();
  const call = useCall();
  const abandon = useAction(() => call('POST', `/v1/claims/${claimId}:abandon-correction`, { body: { reason } }));
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await abandon.run()) {
      setOpen(false);
      onAbandoned();
    }
  };
  if (!open) {
    return (
      <button type="button" class="button small-button" onClick={() => setOpen(true)}>
        Give it up
      </button>
    );
  }
  return (
    <form class="inline-form" onSubmit={submit} aria-label="Give the correction up">
      <div class="field grow">
        <label for={`${id}-reason`}>Why it is not wanted any more</label>
        <input
          id={`${id}-reason`}
          value={reason}
          required
          minLength={3}
          maxLength={500}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <span class="row-buttons">
        <button type="submit" class="button" disabled={abandon.busy || reason.trim().length < 3}>
          {abandon.busy ? 'Giving it up …' : 'Give it up'}
        </button>
        <button type="button" class="button" onClick={() => setOpen(false)}>
          Keep it
        </button>
      </span>
      <ProblemNote problem={abandon.problem} what="Not given up." />
    </form>
  );
}
