import { useState } from 'preact/hooks';
import { completed } from './completed.ts';
import { useEditing } from './editing.ts';

/** The whole content as JSON: for what has no field of its own. It is taken over when it can be read. */
export function EditJson() {
  const { content, change } = useEditing();
  const [typed, setTyped] = useState<string>();
  const [fault, setFault] = useState<string>();
  const take = () => {
    try {
      const read = completed(JSON.parse(typed ?? '{}'));
      change(() => read);
      setTyped(undefined);
      setFault(undefined);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <details class="card json">
      <summary>Everything else: the whole encounter as JSON</summary>
      <label for="whole-json">Content, as PUT /v1/encounters/{'{id}'} takes it</label>
      <textarea
        id="whole-json"
        rows={20}
        spellcheck={false}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : 'whole-json-fault'}
        value={typed ?? JSON.stringify(content, null, 2)}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {fault !== undefined && (
        <p class="field-error" id="whole-json-fault" role="alert">
          {fault}
        </p>
      )}
      <p class="add">
        <button type="button" class="button" disabled={typed === undefined} onClick={take}>
          Take this over
        </button>
      </p>
    </details>
  );
}
