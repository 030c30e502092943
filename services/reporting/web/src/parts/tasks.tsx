import type { TaskKind } from '@claimwright/domain/task';
import { day } from '../words/format.ts';
import { taskKindWords } from '../words/task-kinds.ts';

/** What a person is asked to do about the thing on this page. */
export function Tasks({
  tasks,
}: {
  tasks: readonly {
    id: string;
    kind: TaskKind;
    summary: string;
    openedAt: string;
    dueDate?: string | null;
    pointer?: string | null;
  }[];
}) {
  if (tasks.length === 0) return null;
  return (
    <ul class="notice attention tasks" aria-label="Open tasks">
      {tasks.map((task) => (
        <li key={task.id}>
          <strong>{taskKindWords[task.kind]}</strong> {task.summary} {task.pointer ? <code>{task.pointer}</code> : null}{' '}
          <span class="quiet">
            Open since {day(task.openedAt)}.{task.dueDate ? ` Due ${day(task.dueDate)}.` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}
