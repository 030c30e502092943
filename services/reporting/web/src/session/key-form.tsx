import { useRef, useState } from 'preact/hooks';
import { Logo } from '../parts/logo.tsx';
import { ask } from '../report/ask.ts';

/** Asks for the API key, once a tab, and lets nobody in whom the service does not know. */
export function KeyForm({ notice, onKey }: { notice?: string; onKey(key: string): void }) {
  const [error, setError] = useState(notice);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const key = field.current?.value.trim() ?? '';
    if (!/^cw_[A-Za-z0-9_-]{16,200}$/.test(key)) {
      refuse('A key begins with cw_ and is at least 19 characters long. Check that it was copied whole.');
      return;
    }
    setBusy(true);
    const answer = await ask(key, '{ today }');
    setBusy(false);
    if (answer.kind === 'data') onKey(key);
    else refuse(answer.why);
  }

  function refuse(why: string): void {
    setError(why);
    field.current?.focus();
  }

  return (
    <main class="key-page">
      <form class="card key-card" onSubmit={submit} noValidate>
        <p class="brand">
          <Logo /> Claimwright
        </p>
        <h1>Enter your API key</h1>
        <p class="quiet">It stays in this browser tab and is gone when you close it.</p>
        <label for="key">API key</label>
        <input
          ref={field}
          id="key"
          name="key"
          type="password"
          autoComplete="off"
          spellcheck={false}
          placeholder="cw_…"
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : 'key-error'}
        />
        {error !== undefined && (
          <p class="field-error" id="key-error" role="alert">
            {error}
          </p>
        )}
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? 'Checking the key …' : 'Open the dashboard'}
        </button>
      </form>
    </main>
  );
}
