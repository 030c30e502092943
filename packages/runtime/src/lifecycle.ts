/** A signal that aborts on the first SIGINT or SIGTERM; a second one ends the process at once, for a person who will not wait. */
export function shutdownSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      controller.abort(name);
      process.once(name, () => process.kill(process.pid, 'SIGKILL'));
    });
  }
  return controller.signal;
}

/** Resolves when the signal aborts (at once when it already has). */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
