import { daysBetween } from '@claimwright/domain/dates';
import { useContext, useRef } from 'preact/hooks';
import { go } from '../route/place.ts';
import { Me } from '../session/me.ts';
import { counted, day, dollars } from '../words/format.ts';
import { holderInWords } from '../words/people.ts';
import { taskKindWords } from '../words/task-kinds.ts';
import { addressOfSubject, type QueuePlace, SubjectCell, subjectInWords } from './about.tsx';
import { TaskDetail } from './task-detail.tsx';
import type { Task } from './task-query.ts';
import type { Names } from './use-names.ts';

interface TaskTableProps {
  tasks: readonly Task[];
  today: string;
  names: Names;
  placeOf(task: Task): QueuePlace;
  chosen: ReadonlyMap<string, Task>;
  onChoose(tasks: readonly Task[], chosen: boolean): void;
  /** The task that is opened in the list. */
  opened: string | undefined;
  onOpen(id: string | undefined): void;
  onTake(task: Task): void;
  onChanged(): void;
}

/** The queue as a list one can work through without a mouse: up and down, choose, open, take. */
export function TaskTable(props: TaskTableProps) {
  const { tasks, chosen, onChoose } = props;
  const me = useContext(Me);
  const body = useRef<HTMLTableSectionElement>(null);
  const last = useRef<number>(undefined);
  const mayWrite = me.may('tasks:write');
  const all = tasks.length > 0 && tasks.every((task) => chosen.has(task.id));
  const choose = (index: number, through: boolean) => {
    const task = tasks[index];
    if (!task) return;
    const [from, to] =
      through && last.current !== undefined ? [last.current, index].sort((a, b) => a - b) : [index, index];
    onChoose(tasks.slice(from, (to ?? index) + 1), through || !chosen.has(task.id));
    last.current = index;
  };
  return (
    <table class="list tasks-table" onKeyDown={(event) => onKey(event, body.current, props, choose)}>
      <thead>
        <tr>
          {mayWrite && (
            <th scope="col" class="check-cell">
              <label class="check">
                <input type="checkbox" checked={all} onChange={() => onChoose(tasks, !all)} />
                <span class="all-label">Choose all tasks of this page</span>
              </label>
            </th>
          )}
          <th scope="col">Task</th>
          <th scope="col">About</th>
          <th scope="col" class="right">
            Charge
          </th>
          <th scope="col" class="wide-only">
            Open for
          </th>
          <th scope="col" class="wide-only">
            Who has it
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        {tasks.map((task, index) => (
          <TaskRow
            key={task.id}
            {...props}
            task={task}
            mayWrite={mayWrite}
            onCheck={(through) => choose(index, through)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface TaskRowProps extends TaskTableProps {
  task: Task;
  mayWrite: boolean;
  onCheck(through: boolean): void;
}

function TaskRow({
  task,
  mayWrite,
  chosen,
  today,
  names,
  placeOf,
  opened,
  onOpen,
  onCheck,
  onTake,
  onChanged,
}: TaskRowProps) {
  const me = useContext(Me);
  const isOpened = opened === task.id;
  const payer = task.payerId === null ? null : names.payer(task.payerId);
  return (
    <>
      <tr class={chosen.has(task.id) ? 'chosen' : undefined} data-task={task.id}>
        {mayWrite && (
          <td class="check-cell">
            <input
              type="checkbox"
              aria-label={`Choose ${taskKindWords[task.kind]}, ${subjectInWords(task)}`}
              checked={chosen.has(task.id)}
              onClick={(event) => {
                // Shift chooses everything from the last one to this, this one among them.
                event.currentTarget.checked = event.shiftKey || !chosen.has(task.id);
                onCheck(event.shiftKey);
              }}
            />
          </td>
        )}
        <th scope="row">
          <button
            type="button"
            class="link"
            aria-expanded={isOpened}
            data-open
            onClick={() => onOpen(isOpened ? undefined : task.id)}
          >
            {taskKindWords[task.kind]}
          </button>
          <span class="below quiet">{summaryOf(task, names)}</span>
        </th>
        <td>
          <SubjectCell task={task} place={placeOf(task)} payer={payer} />
        </td>
        <td class="right">{dollars(task.chargeCents)}</td>
        <td class="wide-only nowrap">
          {task.status === 'done'
            ? `done ${day(task.closedAt)}`
            : counted(daysBetween(task.openedAt.slice(0, 10), today), 'day')}
          {task.dueDate !== null && <span class="below quiet">due {day(task.dueDate)}</span>}
        </td>
        <td class="wide-only">
          {task.assignee === null && mayWrite && task.status === 'open' ? (
            <button
              type="button"
              class="button small-button"
              aria-label={`Take ${taskKindWords[task.kind]}, ${subjectInWords(task)}`}
              onClick={() => onTake(task)}
            >
              Take
            </button>
          ) : (
            holderInWords(task.assignee, me)
          )}
        </td>
      </tr>
      {isOpened && (
        <tr class="detail-row">
          <td colSpan={mayWrite ? 6 : 5}>
            <TaskDetail task={task} onChanged={onChanged} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The rules by name where a task is about findings: the names say more than their number. */
function summaryOf(task: Task, names: Names): string {
  if (task.kind !== 'coding_review' || task.ruleIds.length === 0) return task.summary;
  return task.ruleIds.map((ruleId) => `${ruleId} ${names.rule(ruleId)}`).join('; ');
}

/** Keys count only while the focus is in the list, and never in a field of text. */
function onKey(
  event: KeyboardEvent,
  body: HTMLElement | null,
  { tasks, opened, onOpen, onTake, placeOf }: TaskTableProps,
  choose: (index: number, through: boolean) => void,
): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches('input:not([type=checkbox]), textarea, select'))
    return;
  const rows = [...(body?.querySelectorAll<HTMLElement>('tr[data-task]') ?? [])];
  const at = rows.findIndex((row) => row.contains(target));
  const task = tasks[at];
  const key = event.key.toLowerCase();
  if (key === 'arrowdown' || key === 'arrowup' || key === 'j' || key === 'k') {
    const next = key === 'arrowdown' || key === 'j' ? at + 1 : at - 1;
    const row = rows[next];
    if (!row) return;
    event.preventDefault();
    row.querySelector<HTMLElement>('input, [data-open]')?.focus();
    if (event.shiftKey) choose(next, true);
  } else if (task && key === 'x') choose(at, event.shiftKey);
  else if (task && key === 'd') onOpen(opened === task.id ? undefined : task.id);
  else if (task && key === 't') onTake(task);
  else if (task && (key === 'o' || (key === 'enter' && target.matches('input')))) {
    const address = addressOfSubject(task, placeOf(task));
    if (address !== undefined) go(address);
  }
}
