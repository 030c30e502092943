import type { ClaimOperation } from '@claimwright/domain/claim-operations';
import { useContext } from 'preact/hooks';
import { EncounterBadge } from '../parts/badge.tsx';
import { RuleLink } from '../parts/rule-link.tsx';
import { actorInWords } from '../parts/timeline.tsx';
import { useFollow } from '../rest/use-follow.ts';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { Me } from '../session/me.ts';
import { moment } from '../words/format.ts';
import type { Claim } from './claim-query.ts';

const titles: Readonly<Record<ClaimOperation, string>> = {
  correct: 'A correction is under way.',
  void: 'A void is under way.',
  resubmit: 'It is about to be sent again.',
  bill_next: 'The next payer is about to be billed.',
};

/** What was asked and is not done yet: how far it is, and which encounter it waits for and why. Follows it to its end. */
export function WaitingCorrection({ claim, reload }: { claim: Claim; reload(): void }) {
  const me = useContext(Me);
  const waiting = claim.waitingCorrection;
  const isHeld = claim.waitsFor === 'encounter';
  useFollow(waiting !== null && !isHeld, JSON.stringify(waiting), reload);
  if (waiting === null) return null;
  return (
    <section class={`notice ${isHeld ? 'attention' : ''}`} aria-label="What is under way">
      <p role="status">
        <strong>{titles[waiting.kind]}</strong> {progressOf(waiting, isHeld)}
      </p>
      {waiting.encounters.length > 0 && (
        <ul class="plain">
          {waiting.encounters.map(({ id, externalId, status, ruleIds }) => (
            <li key={id}>
              Encounter{' '}
              <Link class="breaks" to={addressOf(`/encounters/${id}`)}>
                {externalId}
              </Link>{' '}
              <EncounterBadge status={status} />{' '}
              {ruleIds.length > 0 && (
                <>
                  held by{' '}
                  {ruleIds.map((ruleId) => (
                    <span key={ruleId}>
                      <RuleLink ruleId={ruleId} />{' '}
                    </span>
                  ))}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <p class="quiet small">
        {waiting.reason} ({moment(waiting.requestedAt)}, {actorInWords(waiting.requestedBy, me.nameOf)})
      </p>
    </section>
  );
}

function progressOf({ kind, encounters }: NonNullable<Claim['waitingCorrection']>, isHeld: boolean): string {
  if (isHeld)
    return 'It waits for a person: the changed encounter did not pass the checks. Put that right and it goes on.';
  if (kind !== 'correct') return 'A job does it within seconds.';
  if (encounters.some(({ status }) => status === 'received')) return 'The checks are running …';
  return 'The checks have passed; the claim is being put together …';
}
