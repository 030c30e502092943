import { useEffect, useState } from 'preact/hooks';
import type { Report } from '../report/use-report.ts';
import { useCall } from './use-call.ts';

interface Held<Data> {
  asked: string;
  answer: { kind: 'data'; data: Data } | { kind: 'failed'; why: string; requestId?: string; status: number };
}

/** A reading of the API, as `useReport` is one of GraphQL. `reload` asks again and keeps what is shown meanwhile. */
export type Resource<Data> = Report<Data> & { reload(): void; status?: number };

/** Reads an address of the API and again when it or `when` changes; undefined: nothing yet. */
export function useResource<Data>(path: string | undefined, when: string | number = ''): Resource<Data> {
  const call = useCall();
  const [held, setHeld] = useState<Held<Data>>();
  const [attempt, setAttempt] = useState(0);
  const asked = `${attempt} ${when} ${path ?? ''}`;
  useEffect(() => {
    if (path === undefined) return undefined;
    const controller = new AbortController();
    call<Data>('GET', path, { signal: controller.signal }).then(
      (answer) => {
        if (controller.signal.aborted) return;
        if (answer.ok) setHeld({ asked, answer: { kind: 'data', data: answer.body } });
        else {
          const { detail: why, requestId, status } = answer.problem;
          setHeld({ asked, answer: { kind: 'failed', why, requestId, status } });
        }
      },
      (error: unknown) => {
        if (!controller.signal.aborted) throw error;
      },
    );
    return () => controller.abort();
  }, [asked]);
  const reload = () => setAttempt((before) => before + 1);
  if (held?.asked !== asked) {
    return { kind: 'waiting', previous: held?.answer.kind === 'data' ? held.answer.data : undefined, reload };
  }
  if (held.answer.kind === 'data') return { kind: 'ready', data: held.answer.data, reload };
  return { ...held.answer, again: reload, reload };
}
