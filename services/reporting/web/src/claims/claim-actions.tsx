import {
  type ClaimOperation,
  type ClaimStanding,
  claimOperations,
  whyNotAsked,
} from '@claimwright/domain/claim-operations';
import { useContext, useState } from 'preact/hooks';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Section } from '../parts/section.tsx';
import { useAction } from '../rest/use-action.ts';
import { useCall } from '../rest/use-call.ts';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { Me } from '../session/me.ts';
import { needsPayersNumber, operationWords, whatWillHappen } from '../words/claim-operations.ts';
import { encounterStatusWords } from '../words/statuses.ts';
import { ClaimForms } from './claim-forms.tsx';
import type { Claim } from './claim-query.ts';
import { isReasonGiven, noReason, ReasonFields, toApiReason } from './reason-fields.tsx';

interface ClaimActionsProps {
  claim: Claim;
  payer: string;
  onAsked(): void;
}

/** What can be asked of the claim as it stands, by who may ask it, and its form to print. */
export function ClaimActions({ claim, payer, onAsked }: ClaimActionsProps) {
  const me = useContext(Me);
  const [wanted, setWanted] = useState<ClaimOperation>();
  const offered = me.may('claims:write') ? operationsOf(claim) : [];
  const chosen = offered.find((operation) => operation === wanted);
  if (offered.length === 0 && !me.may('claims:read')) return null;
  return (
    <Section title="What can be done">
      <div class="row-buttons apart">
        {offered.map((operation) => (
          <button
            key={operation}
            type="button"
            class="button"
            aria-expanded={operation === chosen}
            onClick={() => setWanted(operation === chosen ? undefined : operation)}
          >
            {operationWords[operation].ask} …
          </button>
        ))}
        {me.may('claims:read') && <ClaimForms claim={claim} />}
      </div>
      {chosen === 'correct' && <Correct claim={claim} payer={payer} />}
      {chosen !== undefined && chosen !== 'correct' && (
        <Ask
          key={chosen}
          operation={chosen}
          claim={claim}
          payer={payer}
          onLeave={() => setWanted(undefined)}
          onAsked={() => {
            setWanted(undefined);
            onAsked();
          }}
        />
      )}
    </Section>
  );
}

/** While something waits nothing else is asked; only a correction may be corrected itself. */
function operationsOf(claim: Claim): ClaimOperation[] {
  const standing = standingOf(claim);
  const waiting = claim.waitingCorrection?.kind;
  return claimOperations
    .filter((operation) => waiting === undefined || (waiting === 'correct' && operation === 'correct'))
    .filter((operation) => whyNotAsked(operation, standing) === undefined);
}

function standingOf({ status, frequencyCode, related }: Claim): ClaimStanding {
  const named = (relation: string) => related.find((each) => each.relation === relation)?.id ?? null;
  return { status, frequencyCode, supersededBy: named('superseded_by'), priorClaimId: named('prior_payer') };
}

/** The way to the encounters: what a claim bills is changed there. */
function Correct({ claim, payer }: { claim: Claim; payer: string }) {
  return (
    <div class="stack-small">
      <p>{whatWillHappen('correct', { status: claim.status, payerName: payer })}</p>
      <ul class="plain">
        {claim.encounters.map(({ id, externalId, status }) => (
          <li key={id}>
            <Link
              class="button"
              to={addressOf(`/encounters/${id}`, { correct: status === 'billed' ? claim.id : undefined })}
            >
              {status === 'billed' ? 'Edit encounter' : 'Open encounter'} {externalId}
            </Link>{' '}
            {status !== 'billed' && (
              <span class="quiet">
                {encounterStatusWords[status].label}: it is edited there; the claim follows when it passes the checks.
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface AskProps extends ClaimActionsProps {
  operation: Exclude<ClaimOperation, 'correct'>;
  onLeave(): void;
}

const paths: Readonly<Record<AskProps['operation'], string>> = {
  void: 'void',
  resubmit: 'resubmit',
  bill_next: 'bill-next',
};

function Ask({ operation, claim, payer, onAsked, onLeave }: AskProps) {
  const [given, setGiven] = useState(noReason);
  const call = useCall();
  const ask = useAction(() =>
    call('POST', `/v1/claims/${claim.id}:${paths[operation]}`, {
      body: toApiReason(given),
      ifMatch: `"${claim.contentVersion}"`,
    }),
  );
  const words = operationWords[operation];
  return (
    <form
      class="stack-small"
      aria-label={words.ask}
      onSubmit={async (event) => {
        event.preventDefault();
        if (await ask.run()) onAsked();
      }}
    >
      <p>{whatWillHappen(operation, { status: claim.status, payerName: payer })}</p>
      <div class="edit-row">
        <ReasonFields
          value={given}
          onChange={setGiven}
          asksNumber={claim.payerClaimControlNumber === null && needsPayersNumber(operation, claim)}
        />
        <span class="row-buttons">
          <button type="submit" class="button primary" disabled={ask.busy || !isReasonGiven(given)}>
            {ask.busy ? words.busy : words.confirm}
          </button>
          <button type="button" class="button" onClick={onLeave}>
            Leave it
          </button>
        </span>
      </div>
      <ProblemNote problem={ask.problem} what="Not done." />
    </form>
  );
}
