import { useContext, useId, useState } from 'preact/hooks';
import { ProblemNote } from '../parts/problem-note.tsx';
import { RuleLink } from '../parts/rule-link.tsx';
import { Shown } from '../parts/states.tsx';
import { actorInWords } from '../parts/timeline.tsx';
import { useReport } from '../report/use-report.ts';
import { useAction } from '../rest/use-action.ts';
import { useCall } from '../rest/use-call.ts';
import { Me, type MeValue } from '../session/me.ts';
import { moment } from '../words/format.ts';
import { holderInWords } from '../words/people.ts';
import { type Task, type TaskEvent, taskEventsQuery } from './task-query.ts';

interface TaskDetailProps {
  task: Pick<Task, 'id' | 'ruleIds' | 'status' | 'assignee'>;
  onChanged(): void;
}

interface EventsData {
  task: { billingNpi: string | null; renderingNpi: string | null; events: TaskEvent[] } | null;
}

/** One task opened in the list: what people did with it, and what can be done. */
export function TaskDetail({ task, onChanged }: TaskDetailProps) {
  const me = useContext(Me);
  const report = useReport<EventsData>(taskEventsQuery, { id: task.id });
  const changed = () => {
    report.reload();
    onChanged();
  };
  return (
    <div class="task-detail">
      <Shown report={report} what="what happened to the task">
        {(data) => (
          <div class="stack-small">
            <p class="quiet small">
              {task.ruleIds.length > 0 && (
                <>
                  Rules{' '}
                  {task.ruleIds.map((ruleId) => (
                    <span key={ruleId}>
                      <RuleLink ruleId={ruleId} />{' '}
                    </span>
                  ))}
                </>
              )}
              {data.task?.billingNpi && <>Billing NPI {data.task.billingNpi} </>}
              {data.task?.renderingNpi && <>Rendering NPI {data.task.renderingNpi}</>}
            </p>
            <Events events={data.task?.events ?? []} me={me} />
          </div>
        )}
      </Shown>
      {me.may('tasks:write') && <Steps task={task} me={me.actor} onChanged={changed} />}
    </div>
  );
}

function Events({ events, me }: { events: readonly TaskEvent[]; me: MeValue }) {
  if (events.length === 0) return <p class="quiet">Nobody has done anything with it yet.</p>;
  return (
    <ul class="plain spaced" aria-label="What people did with it">
      {events.map((event) => (
        <li key={`${event.occurredAt} ${event.type} ${event.note}`}>
          <strong>{wordsOf(event, me)}</strong> {event.note}
          <span class="quiet small below">
            {moment(event.occurredAt)}, {event.actor === me.actor ? 'by you' : actorInWords(event.actor, me.nameOf)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function wordsOf({ type, assignee }: TaskEvent, me: MeValue): string {
  if (type === 'assigned') return `Given to ${holderInWords(assignee, me)}`;
  return type === 'released' ? 'Given back' : type === 'resolved' ? 'Resolved:' : 'Comment:';
}

function Steps({ task, me, onChanged }: { task: TaskDetailProps['task']; me: string | undefined; onChanged(): void }) {
  const [note, setNote] = useState('');
  const id = useId();
  const call = useCall();
  const step = useAction((action: string, body?: object) => call('POST', `/v1/tasks/${task.id}:${action}`, { body }));
  const take = async (action: string, body?: object) => {
    if (await step.run(action, body)) {
      setNote('');
      onChanged();
    }
  };
  const isOpen = task.status === 'open';
  const others = task.assignee !== null && task.assignee !== me;
  return (
    <form
      class="edit-row"
      onSubmit={(event) => {
        event.preventDefault();
        void take('comment', { note: note.trim() });
      }}
    >
      <div class="field grow">
        <label for={id}>Note</label>
        <input id={id} maxLength={2000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </div>
      <span class="row-buttons">
        <button type="submit" class="button" disabled={step.busy || note.trim() === ''}>
          Comment
        </button>
        {isOpen && (
          <button
            type="button"
            class="button"
            disabled={step.busy || note.trim() === ''}
            title="Say in the note what was done"
            onClick={() => void take('resolve', { note: note.trim() })}
          >
            Resolve
          </button>
        )}
        {isOpen && task.assignee !== me && (
          <button
            type="button"
            class="button"
            disabled={step.busy}
            onClick={() => void take('assign', others ? { takeOver: true } : {})}
          >
            {others ? 'Take over' : 'Take'}
          </button>
        )}
        {isOpen && task.assignee !== null && (
          <button type="button" class="button" disabled={step.busy} onClick={() => void take('release')}>
            Give back
          </button>
        )}
      </span>
      <ProblemNote problem={step.problem} what="Not done." />
    </form>
  );
}
