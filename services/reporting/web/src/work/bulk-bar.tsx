import { useId, useState } from 'preact/hooks';
import { counted, dollars } from '../words/format.ts';
import type { Task } from './task-query.ts';
import type { BulkWish } from './use-bulk.ts';

type Wanting = 'give' | 'comment' | 'resolve' | 'override';

interface BulkBarProps {
  chosen: readonly Task[];
  onWish(wish: BulkWish): void;
  mayRelease: boolean;
  onClear(): void;
}

/** What can be done with all chosen tasks at once. It stays at the foot of the screen while any is chosen. */
export function BulkBar({ chosen, onWish, mayRelease, onClear }: BulkBarProps) {
  const [wanting, setWanting] = useState<Wanting>();
  const start = (wish: BulkWish) => {
    setWanting(undefined);
    onWish(wish);
  };
  const rules = [...new Set(chosen.flatMap((task) => (task.encounter && task.status === 'open' ? task.ruleIds : [])))];
  const toggle = (what: Wanting) => setWanting(wanting === what ? undefined : what);
  const sum = chosen.reduce((total, task) => total + task.chargeCents, 0);
  return (
    <section class="bulk-bar" aria-label="Chosen tasks">
      <div class="bulk-head">
        <strong role="status">
          {counted(chosen.length, 'task')} chosen <span class="quiet">{dollars(sum)}</span>
        </strong>
        <button type="button" class="link clear" onClick={onClear}>
          Choose none
        </button>
        <span class="row-buttons">
          <button type="button" class="button" onClick={() => start({ action: 'assign' })}>
            Take them
          </button>
          <button type="button" class="button" aria-expanded={wanting === 'give'} onClick={() => toggle('give')}>
            Give to …
          </button>
          <button type="button" class="button" onClick={() => start({ action: 'release' })}>
            Give back
          </button>
          <button type="button" class="button" aria-expanded={wanting === 'comment'} onClick={() => toggle('comment')}>
            Comment …
          </button>
          <button type="button" class="button" aria-expanded={wanting === 'resolve'} onClick={() => toggle('resolve')}>
            Resolve …
          </button>
          {mayRelease && rules.length > 0 && (
            <button
              type="button"
              class="button"
              aria-expanded={wanting === 'override'}
              onClick={() => toggle('override')}
            >
              Release a rule …
            </button>
          )}
        </span>
      </div>
      {wanting === 'give' && <Give onWish={start} />}
      {(wanting === 'comment' || wanting === 'resolve') && <Note key={wanting} action={wanting} onWish={start} />}
      {wanting === 'override' && <ReleaseRule rules={rules} onWish={start} />}
    </section>
  );
}

function Give({ onWish }: { onWish(wish: BulkWish): void }) {
  const [name, setName] = useState('');
  const [takeOver, setTakeOver] = useState(false);
  const id = useId();
  return (
    <form
      class="edit-row"
      onSubmit={(event) => {
        event.preventDefault();
        onWish({ action: 'assign', takeOver, ...(name.trim() === '' ? {} : { assignee: name.trim() }) });
      }}
    >
      <div class="field">
        <label for={id}>Name</label>
        <input id={id} required maxLength={120} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </div>
      <label class="check">
        <input type="checkbox" checked={takeOver} onChange={() => setTakeOver(!takeOver)} /> also those somebody else
        has
      </label>
      <button type="submit" class="button">
        Give
      </button>
    </form>
  );
}

const noteWords = {
  comment: { label: 'Comment', button: 'Comment' },
  resolve: { label: 'What was done', button: 'Resolve' },
} as const;

function Note({ action, onWish }: { action: 'comment' | 'resolve'; onWish(wish: BulkWish): void }) {
  const [note, setNote] = useState('');
  const id = useId();
  return (
    <form
      class="edit-row"
      onSubmit={(event) => {
        event.preventDefault();
        onWish({ action, note: note.trim() });
      }}
    >
      <div class="field grow">
        <label for={id}>{noteWords[action].label}</label>
        <input id={id} required maxLength={2000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </div>
      <button type="submit" class="button" disabled={note.trim() === ''}>
        {noteWords[action].button}
      </button>
    </form>
  );
}

/** Releases every finding of one rule in the encounters of the chosen tasks, with one reason. */
function ReleaseRule({ rules, onWish }: { rules: readonly string[]; onWish(wish: BulkWish): void }) {
  const [ruleId, setRule] = useState(rules[0] ?? '');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const id = useId();
  const submit = (event: Event) => {
    event.preventDefault();
    const expiry = until === '' ? {} : { expiresAt: `${until}T23:59:59Z` };
    onWish({ action: 'override', ruleId, reason: reason.trim(), ...expiry });
  };
  return (
    <form class="edit-row" onSubmit={submit}>
      <div class="field">
        <label for={`${id}-rule`}>Rule</label>
        <select id={`${id}-rule`} value={ruleId} onChange={(event) => setRule(event.currentTarget.value)}>
          {rules.map((rule) => (
            <option key={rule}>{rule}</option>
          ))}
        </select>
      </div>
      <div class="field grow">
        <label for={`${id}-reason`}>Why its findings are right as they are</label>
        <input
          id={`${id}-reason`}
          required
          minLength={3}
          maxLength={500}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`${id}-until`}>Until the end of (else 90 days)</label>
        <input id={`${id}-until`} type="date" value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
      </div>
      <button type="submit" class="button" disabled={reason.trim().length < 3}>
        Release
      </button>
    </form>
  );
}
