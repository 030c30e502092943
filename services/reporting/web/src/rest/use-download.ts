import { useContext } from 'preact/hooks';
import { Session } from '../session/session.ts';
import { fetchFile } from './call.ts';
import { type Action, useAction } from './use-action.ts';

/** Fetches a file of the API with the session's key and hands it to the browser to keep. What is answered are its headers. */
export function useDownload(): Action<[path: string], Headers> {
  const { key, end } = useContext(Session);
  return useAction(async (path: string) => {
    const outcome = await fetchFile(key, path);
    if (outcome.kind === 'problem') return { ok: false, problem: outcome.problem };
    if (outcome.kind === 'locked_out') {
      end(outcome.why);
      return new Promise(() => undefined);
    }
    const { name, content, headers } = outcome.body;
    const address = URL.createObjectURL(content);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    // The browser has taken the content over by then.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return { ok: true, status: outcome.status, body: headers, etag: outcome.etag };
  });
}
