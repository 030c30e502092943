import type { TaskKind } from '@claimwright/domain/task';
import { useContext } from 'preact/hooks';
import { useAction } from '../rest/use-action.ts';
import { useCall } from '../rest/use-call.ts';
import { Me } from '../session/me.ts';
import { day } from '../words/format.ts';
import { holderInWords } from '../words/people.ts';
import { taskKindWords } from '../words/task-kinds.ts';
import { ProblemNote } from './problem-note.tsx';

interface OpenTask {
  id: string;
  kind: TaskKind;
  summary: string;
  openedAt: string;
  assignee: string | null;
  dueDate?: string | null;
  pointer?: string | null;
}

/** What a person is asked to do about the thing on this page, who does it, and to take it. */
export function Tasks({ tasks, onChanged }: { tasks: readonly OpenTask[]; onChanged(): void }) {
  if (tasks.length === 0) return null;
  return (
    <ul class="notice attention tasks" aria-label="Open tasks">
      {tasks.map((task) => (
        <li key={task.id}>
          <strong>{taskKindWords[task.kind]}</strong> {task.summary} {task.pointer ? <code>{task.pointer}</code> : null}{' '}
          <span class="quiet">
            Open since {day(task.openedAt)}.{task.dueDate ? ` Due ${day(task.dueDate)}.` : ''}
          </span>{' '}
          <Holder task={task} onChanged={onChanged} />
        </li>
      ))}
    </ul>
  );
}

function Holder({ task, onChanged }: { task: OpenTask; onChanged(): void }) {
  const me = useContext(Me);
  const call = useCall();
  const others = task.assignee !== null && task.assignee !== me.actor;
  const take = useAction(() => call('POST', `/v1/tasks/${task.id}:assign`, { body: others ? { takeOver: true } : {} }));
  return (
    <>
      {task.assignee !== null && <span>Taken by {holderInWords(task.assignee, me)}.</span>}{' '}
      {me.may('tasks:write') && task.assignee !== me.actor && (
        <button
          type="button"
          class="button small-button"
          disabled={take.busy}
          onClick={async () => {
            if (await take.run()) onChanged();
          }}
        >
          {others ? 'Take over' : 'Take'}
        </button>
      )}
      <ProblemNote problem={take.problem} what="Not taken." />
    </>
  );
}
