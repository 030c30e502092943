import { useState } from 'preact/hooks';
import type { Refusal } from './call.ts';
import type { Answered } from './use-call.ts';

/** Something a person does: whether it is on its way, and why it was refused the last time. */
export interface Action<Input extends unknown[], Body> {
  busy: boolean;
  problem: Refusal | undefined;
  /** Resolves with what was answered; undefined when it was refused. */
  run(...input: Input): Promise<Body | undefined>;
  forget(): void;
}

/** Keeps the state of one action. It cannot be started a second time while it runs. */
export function useAction<Input extends unknown[], Body>(
  work: (...input: Input) => Promise<Answered<Body>>,
): Action<Input, Body> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refusal>();
  return {
    busy,
    problem,
    forget: () => setProblem(undefined),
    run: async (...input) => {
      if (busy) return undefined;
      setBusy(true);
      setProblem(undefined);
      const answer = await work(...input);
      setBusy(false);
      if (answer.ok) return answer.body;
      setProblem(answer.problem);
      return undefined;
    },
  };
}
