import { useContext } from 'preact/hooks';
import { Session } from '../session/session.ts';
import { type CallOptions, call, type Refusal } from './call.ts';

/** What came of a request, when the key was good. */
export type Answered<Body> =
  | { ok: true; status: number; body: Body; etag: string | null }
  | { ok: false; problem: Refusal };

export type Call = <Body>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  options?: CallOptions,
) => Promise<Answered<Body>>;

/** The API with the session's key. A key no longer valid ends the session; the request then never comes back. */
export function useCall(): Call {
  const { key, end } = useContext(Session);
  return async <Body>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    options?: CallOptions,
  ): Promise<Answered<Body>> => {
    const outcome = await call<Body>(key, method, path, options);
    if (outcome.kind === 'done') return { ok: true, ...outcome };
    if (outcome.kind === 'problem') return { ok: false, problem: outcome.problem };
    end(outcome.why);
    return new Promise(() => undefined);
  };
}
