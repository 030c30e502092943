import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useAction } from '../rest/use-action.ts';
import type { Answered } from '../rest/use-call.ts';
import { ProblemNote } from './problem-note.tsx';

interface ReasonFormProps {
  /** The button that opens it. */
  ask: string;
  /** What the form is called for whoever cannot see it. */
  title: string;
  /** What is asked for above the reason. */
  question: string;
  confirm: string;
  busy: string;
  cancel?: string;
  /** What did not happen, before the problem that came back. */
  failed: string;
  /** Further fields, beside the reason. */
  children?: ComponentChildren;
  send(reason: string): Promise<Answered<unknown>>;
  onDone(): void;
}

/** A button that opens a line to give a reason in, without which it cannot be done. */
export function ReasonForm({
  ask,
  title,
  question,
  confirm,
  busy,
  cancel = 'Cancel',
  failed,
  children,
  send,
  onDone,
}: ReasonFormProps) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const id = useId();
  const action = useAction(() => send(reason));
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await action.run()) {
      setOpen(false);
      onDone();
    }
  };
  if (!open) {
    return (
      <button type="button" class="button small-button" onClick={() => setOpen(true)}>
        {ask}
      </button>
    );
  }
  return (
    <form class="inline-form" onSubmit={submit} aria-label={title}>
      <div class="field grow">
        <label for={id}>{question}</label>
        <input
          id={id}
          value={reason}
          required
          minLength={3}
          maxLength={500}
          ref={(field) => {
            if (field && reason === '') field.focus();
          }}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      {children}
      <span class="row-buttons">
        <button type="submit" class="button" disabled={action.busy || reason.trim().length < 3}>
          {action.busy ? busy : confirm}
        </button>
        <button type="button" class="button" onClick={() => setOpen(false)}>
          {cancel}
        </button>
      </span>
      <ProblemNote problem={action.problem} what={failed} />
    </form>
  );
}
