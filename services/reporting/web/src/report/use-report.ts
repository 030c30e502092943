import { useContext, useEffect, useState } from 'preact/hooks';
import { Session } from '../session/session.ts';
import { type Answer, ask } from './ask.ts';

/** A question on its way. `previous` is what the same place showed before, to be kept while the new answer comes. */
export type Report<Data> =
  | { kind: 'waiting'; previous?: Data }
  | { kind: 'ready'; data: Data }
  | { kind: 'failed'; why: string; requestId?: string; again(): void };

interface Held<Data> {
  /** The question this answers. */
  asked: string;
  answer: Exclude<Answer<Data>, { kind: 'refused' }>;
}

/**
 * Asks when the question changes and drops the answer of one that no longer stands. `reload` asks again and keeps what is shown
 * meanwhile. A key no longer valid ends the session.
 */
export function useReport<Data>(query: string, variables: object = {}): Report<Data> & { reload(): void } {
  const { key, end } = useContext(Session);
  const [held, setHeld] = useState<Held<Data>>();
  const [attempt, setAttempt] = useState(0);
  const asked = JSON.stringify([query, variables, attempt]);
  useEffect(() => {
    const controller = new AbortController();
    ask<Data>(key, query, variables, controller.signal).then(
      (answer) => {
        if (controller.signal.aborted) return;
        if (answer.kind === 'refused') end(answer.why);
        else setHeld({ asked, answer });
      },
      (error: unknown) => {
        if (!controller.signal.aborted) throw error;
      },
    );
    return () => controller.abort();
  }, [asked, key]);
  const reload = () => setAttempt((before) => before + 1);
  if (held?.asked !== asked) {
    return { kind: 'waiting', previous: held?.answer.kind === 'data' ? held.answer.data : undefined, reload };
  }
  if (held.answer.kind === 'data') return { kind: 'ready', data: held.answer.data, reload };
  return { ...held.answer, again: reload, reload };
}
