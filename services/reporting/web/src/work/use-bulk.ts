import { useEffect, useRef, useState } from 'preact/hooks';
import type { Refusal } from '../rest/call.ts';
import { useCall } from '../rest/use-call.ts';
import { guardLeaving } from '../route/place.ts';
import type { Task } from './task-query.ts';

/** What is done with each of the chosen tasks; as POST /v1/tasks:bulk takes it. */
export type BulkWish =
  | { action: 'assign'; assignee?: string; takeOver?: boolean }
  | { action: 'release' }
  | { action: 'resolve' | 'comment'; note: string }
  | { action: 'override'; ruleId: string; reason: string; expiresAt?: string };

export interface BulkResult {
  task: Task;
  status: number;
  released?: number;
  problem?: { detail: string; code?: string };
}

export interface BulkRun {
  wish: BulkWish;
  tasks: readonly Task[];
  results: readonly BulkResult[];
  state: 'running' | 'done' | 'stopped';
  /** Why it went no further. */
  problem?: Refusal;
}

export interface Bulk {
  run: BulkRun | undefined;
  start(wish: BulkWish, tasks: readonly Task[]): Promise<void>;
  stop(): void;
  forget(): void;
}

/** Few enough that each answer comes within moments, so that progress can be seen and the rest can be stopped. */
const portion = 20;

/** Does the same with many tasks, portion by portion. A task that is refused does not hold up the others. */
export function useBulk(onChanged: () => void): Bulk {
  const call = useCall();
  const [run, setRun] = useState<BulkRun>();
  const stopped = useRef(false);
  const running = run?.state === 'running';
  useEffect(
    () =>
      running ? guardLeaving(() => confirm('Leave while tasks are still being worked on? They go on.')) : undefined,
    [running],
  );
  return {
    run,
    stop: () => {
      stopped.current = true;
    },
    forget: () => setRun(undefined),
    start: async (wish, tasks) => {
      stopped.current = false;
      const results: BulkResult[] = [];
      setRun({ wish, tasks, results, state: 'running' });
      for (let at = 0; at < tasks.length; at += portion) {
        if (stopped.current) return finish('stopped');
        const some = tasks.slice(at, at + portion);
        const answer = await call<{ results: (Omit<BulkResult, 'task'> & { taskId: string })[] }>(
          'POST',
          '/v1/tasks:bulk',
          {
            body: { ...wish, taskIds: some.map(({ id }) => id) },
          },
        );
        if (!answer.ok) return finish('stopped', answer.problem);
        for (const { taskId, ...result } of answer.body.results) {
          const task = some.find(({ id }) => id === taskId);
          if (task) results.push({ task, ...result });
        }
        setRun({ wish, tasks, results: [...results], state: 'running' });
      }
      return finish('done');

      function finish(state: BulkRun['state'], problem?: Refusal): void {
        setRun({ wish, tasks, results: [...results], state, problem });
        onChanged();
      }
    },
  };
}
