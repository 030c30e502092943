import { useId, useRef } from 'preact/hooks';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useAction } from '../rest/use-action.ts';
import { useCall } from '../rest/use-call.ts';
import { addressOf, go } from '../route/place.ts';

/** Hands in a file that came in another way: a corrected payment, an answer from a portal. It leads to what became of it. */
export function HandIn() {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const call = useCall();
  const send = useAction((file: File) =>
    call<{ id: string }>('POST', `/v1/clearinghouse/files?name=${encodeURIComponent(file.name.slice(0, 200))}`, {
      body: file,
    }),
  );
  const chosen = async () => {
    const file = field.current?.files?.[0];
    const stored = file && (await send.run(file));
    if (stored) go(addressOf(`/files/${stored.id}`));
  };
  return (
    <div class="field grow">
      <label for={id}>Hand in a file (TA1, 999, 277CA, 277, 835)</label>
      <input ref={field} id={id} type="file" disabled={send.busy} onChange={() => void chosen()} />
      <ProblemNote problem={send.problem} what="Not taken in." />
    </div>
  );
}
