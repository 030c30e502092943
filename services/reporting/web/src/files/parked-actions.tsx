import { useContext, useId, useState } from 'preact/hooks';
import { ReasonForm } from '../parts/reason-form.tsx';
import { actorInWords } from '../parts/timeline.tsx';
import { type Answered, type Call, useCall } from '../rest/use-call.ts';
import { useFollow } from '../rest/use-follow.ts';
import { useResource } from '../rest/use-resource.ts';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { Me } from '../session/me.ts';
import { moment } from '../words/format.ts';
import { meansOneClaim } from '../words/parked.ts';

/** What became of a parked item, as the API tells it without the text. */
interface ParkedState {
  asked: 'retry' | 'match' | null;
  refusal: string | null;
  resolvedAt: string | null;
  resolvedBy: string | null;
  resolution: 'retried' | 'matched' | 'dismissed' | null;
  resolutionReason: string | null;
  resolvedClaimId: string | null;
}

interface ParkedActionsProps {
  item: { id: string; kind: string; reasonCode: string };
  onChanged(): void;
}

/** What a person does about a parked item, and what came of it: try it again, say which claim it means, close it with a reason. */
export function ParkedActions({ item, onChanged }: ParkedActionsProps) {
  const me = useContext(Me);
  const state = useResource<ParkedState>(me.may('files:read') ? `/v1/clearinghouse/parked/${item.id}` : undefined);
  const known = state.kind === 'ready' ? state.data : state.kind === 'waiting' ? state.previous : undefined;
  const isMoving = known !== undefined && known.asked !== null;
  useFollow(isMoving, known?.asked ?? 'still', () => {
    state.reload();
    onChanged();
  });
  if (known === undefined) return null;
  if (known.resolvedAt !== null) return <Resolved state={known} />;
  if (isMoving) return <p class="quiet small">It is being worked on …</p>;
  const done = () => {
    state.reload();
    onChanged();
  };
  return (
    <>
      {known.refusal === null ? null : <p role="alert">It could not be done: {known.refusal}</p>}
      {me.may('claims:write') ? <Buttons item={item} onDone={done} /> : null}
    </>
  );
}

const resolutions: Readonly<Record<NonNullable<ParkedState['resolution']>, string>> = {
  retried: 'Used after another try',
  matched: 'Taken to the claim somebody named',
  dismissed: 'Closed without using it',
};

function Resolved({ state }: { state: ParkedState }) {
  const me = useContext(Me);
  const { resolution, resolvedAt, resolvedBy, resolutionReason, resolvedClaimId } = state;
  return (
    <p class="quiet small">
      {resolution === null ? 'Dealt with' : resolutions[resolution]}
      {resolvedBy === null ? '' : ` ${actorInWords(resolvedBy, me.nameOf)}`}
      {resolvedAt === null ? '' : `, ${moment(resolvedAt)}`}
      {resolutionReason === null ? '' : `: ${resolutionReason}`}{' '}
      {resolvedClaimId === null ? null : <Link to={addressOf(`/claims/${resolvedClaimId}`)}>Show the claim</Link>}
    </p>
  );
}

function Buttons({ item, onDone }: { item: ParkedActionsProps['item']; onDone(): void }) {
  const call = useCall();
  const [number, setNumber] = useState('');
  const field = useId();
  const path = (verb: string) => `/v1/clearinghouse/parked/${item.id}:${verb}`;
  const common = { confirm: 'Do it', busy: 'Doing it …', failed: 'Not done.', onDone };
  return (
    <div class="row-buttons">
      <ReasonForm
        {...common}
        ask="Try again"
        title="Try it again"
        question="What has changed since"
        send={(reason) => call('POST', path('retry'), { body: { reason } })}
      />
      {meansOneClaim(item) && (
        <ReasonForm
          {...common}
          ask="Name its claim"
          title="Say which claim it means"
          question="How you know"
          send={(reason) => matchByNumber(call, path('match'), number, reason)}
        >
          <div class="field">
            <label for={field}>Patient control number</label>
            <input id={field} value={number} required onInput={(event) => setNumber(event.currentTarget.value)} />
          </div>
        </ReasonForm>
      )}
      <ReasonForm
        {...common}
        ask="Dismiss"
        title="Close it without using it"
        question="What was done instead"
        confirm="Dismiss"
        send={(reason) => call('POST', path('dismiss'), { body: { reason } })}
      />
    </div>
  );
}

/** People know a claim by its number; the API by its id. */
async function matchByNumber(call: Call, path: string, number: string, reason: string): Promise<Answered<unknown>> {
  const wanted = encodeURIComponent(number.trim().toUpperCase());
  const found = await call<{ items: { id: string }[] }>('GET', `/v1/claims?patientControlNumber=${wanted}&limit=1`);
  if (!found.ok) return found;
  const [claim] = found.body.items;
  if (claim) return call('POST', path, { body: { claimId: claim.id, reason } });
  const detail = `No claim has the patient control number ${number.trim()}.`;
  return { ok: false, problem: { code: 'not_found', status: 404, detail, errors: [], members: {} } };
}
