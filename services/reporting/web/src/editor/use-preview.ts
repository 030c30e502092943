import type { EncounterInput } from '@claimwright/domain/encounter';
import { useEffect, useState } from 'preact/hooks';
import type { Run } from '../encounters/encounter-query.ts';
import type { FieldProblem } from '../rest/call.ts';
import { useCall } from '../rest/use-call.ts';

/** What the checks would say of a content that is not saved. */
export interface Preview {
  /** Of the content before it was edited: what the others are compared with. Undefined until it has come. */
  before: Run | undefined;
  /** Of the content as it is; the one of a moment ago while a new one is on its way. */
  after: Run | undefined;
  busy: boolean;
  /** Why it could not be checked: what the service cannot read of it, or that it could not be reached. */
  problem: { detail: string; errors: FieldProblem[] } | undefined;
}

const pauseMilliseconds = 450;

/**
 * Checks a content each time it rests, and once as it was before: both by the rules and tables of now, so that what differs comes
 * from the edit alone. Nothing is kept of it by the service. Undefined asks nothing.
 */
export function usePreview(base: EncounterInput, draft: EncounterInput | undefined): Preview {
  const call = useCall();
  const [before, setBefore] = useState<Run>();
  const [after, setAfter] = useState<{ of: string; run?: Run; problem?: Preview['problem'] }>();
  const was = JSON.stringify(base);
  const is = draft === undefined ? undefined : JSON.stringify(draft);
  const validate = (body: unknown, signal: AbortSignal) =>
    call<Run>('POST', '/v1/encounters:validate', { body, signal });
  useEffect(() => {
    if (is === undefined) return undefined;
    const controller = new AbortController();
    validate(base, controller.signal).then(
      (answer) => setBefore(answer.ok ? answer.body : undefined),
      (error: unknown) => ignoreAborted(error, controller),
    );
    return () => controller.abort();
  }, [was, is === undefined]);
  useEffect(() => {
    if (is === undefined) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      validate(draft, controller.signal).then(
        (answer) =>
          setAfter((last) =>
            answer.ok ? { of: is, run: answer.body } : { of: is, run: last?.run, problem: answer.problem },
          ),
        (error: unknown) => ignoreAborted(error, controller),
      );
    }, pauseMilliseconds);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [is]);
  return { before, after: after?.run, busy: after?.of !== is, problem: after?.of === is ? after?.problem : undefined };
}

function ignoreAborted(error: unknown, { signal }: AbortController): void {
  if (!signal.aborted) throw error;
}
