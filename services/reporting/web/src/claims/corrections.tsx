import { useContext } from 'preact/hooks';
import { ReasonForm } from '../parts/reason-form.tsx';
import { Section } from '../parts/section.tsx';
import { actorInWords } from '../parts/timeline.tsx';
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

/** Whether nothing of it was sent: it waits, or it was the last thing asked and its claim waits for a batch. */
function canBeGivenUp(correction: Correction, { status, corrections, related }: Claim): boolean {
  if (correction.status === 'waiting') return true;
  if (correction.status !== 'done' || correction.kind === 'bill_next' || !isLast(correction, corrections)) return false;
  const made = related.filter(({ relation }) => relation === 'superseded_by' || relation === 'late_charges');
  return status === 'assembled' || made.some((other) => other.status === 'assembled');
}

function isLast({ requestedAt }: Correction, all: readonly Correction[]): boolean {
  return all.every((other) => other.requestedAt <= requestedAt);
}

/** What somebody asked to happen to the claim; what waits to be done or to be sent can be given up. Nothing when nobody asked for anything. */
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
            {canBeGivenUp(correction, claim) && me.may('claims:write') ? (
              <Abandon claim={claim} onAbandoned={onChanged} />
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Gives a correction up, with a reason: its encounters hold again what they held before. */
function Abandon({ claim, onAbandoned }: { claim: Claim; onAbandoned(): void }) {
  const call = useCall();
  return (
    <ReasonForm
      ask="Give it up"
      title="Give the correction up"
      question="Why it is not wanted any more"
      confirm="Give it up"
      busy="Giving it up …"
      cancel="Keep it"
      failed="Not given up."
      send={(reason) =>
        call('POST', `/v1/claims/${claim.id}:abandon-correction`, {
          body: { reason },
          ifMatch: `"${claim.contentVersion}"`,
        })
      }
      onDone={onAbandoned}
    />
  );
}
