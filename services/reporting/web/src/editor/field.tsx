import { useEffect, useState } from 'preact/hooks';
import { fieldId, useEditing } from './editing.ts';
import type { FieldKind } from './kinds.ts';
import { valueAt, withValueAt } from './pointer.ts';

interface FieldProps<Value> {
  /** JSON Pointer of the value. */
  at: string;
  label: string;
  kind: FieldKind<Value>;
  /** How wide, in characters. */
  size?: number;
  class?: string;
}

/** One value of the content. What cannot be read stays as it was typed, marked, and is not taken over. */
export function Field<Value>({ at, label, kind, size, class: className }: FieldProps<Value>) {
  const { content, change, problems, unreadable, setUnreadable } = useEditing();
  const value = valueAt(content, at) as Value | undefined;
  const [typed, setTyped] = useState(() => kind.write(value));
  const read = kind.read(typed);
  // Another hand may have changed the value: a repair, a taken-over version. What is typed and means the same stays.
  const isCurrent =
    !read.ok || JSON.stringify(read.value) === JSON.stringify(value) || (isEmpty(read.value) && isEmpty(value));
  const text = isCurrent ? typed : kind.write(value);
  const id = fieldId(at);
  const said = unreadable.get(at) ?? problems.find((problem) => problem.pointer === at)?.message;
  useEffect(() => () => setUnreadable(at, undefined), [at]);
  const take = (next: string) => {
    setTyped(next);
    const outcome = kind.read(next);
    setUnreadable(at, outcome.ok ? undefined : outcome.why);
    if (outcome.ok) change((before) => withValueAt(before, at, outcome.value));
  };
  const shared = {
    id,
    value: text,
    'aria-invalid': said !== undefined,
    'aria-describedby': said === undefined ? undefined : `${id}-said`,
    onInput: (event: { currentTarget: HTMLInputElement }) => take(event.currentTarget.value),
  };
  return (
    <div class={`field ${className ?? ''}`}>
      <label for={id}>{label}</label>
      {kind.isDate ? (
        <input {...shared} type="date" />
      ) : (
        <input {...shared} inputMode={kind.inputMode} size={size} spellcheck={false} />
      )}
      {said !== undefined && (
        <p class="field-error small" id={`${id}-said`}>
          {said}
        </p>
      )}
    </div>
  );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A value out of a few. The empty choice leaves it out. */
export function ChoiceField({
  at,
  label,
  options,
}: {
  at: string;
  label: string;
  options: readonly { value: string; label: string }[];
}) {
  const { content, change, problems } = useEditing();
  const value = String(valueAt(content, at) ?? '');
  const id = fieldId(at);
  const said = problems.find((problem) => problem.pointer === at)?.message;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={said !== undefined}
        aria-describedby={said === undefined ? undefined : `${id}-said`}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          change((before) => withValueAt(before, at, chosen === '' ? undefined : chosen));
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {said !== undefined && (
        <p class="field-error small" id={`${id}-said`}>
          {said}
        </p>
      )}
    </div>
  );
}
