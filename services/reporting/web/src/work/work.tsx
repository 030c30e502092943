import { taskKinds } from '@claimwright/domain/task';
import { useContext, useEffect, useState } from 'preact/hooks';
import { Heading } from '../parts/heading.tsx';
import { Pager } from '../parts/pager.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { Select } from '../parts/select.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { ask } from '../report/ask.ts';
import { useReport } from '../report/use-report.ts';
import { useAction } from '../rest/use-action.ts';
import { useCall } from '../rest/use-call.ts';
import { Link } from '../route/link.tsx';
import { addressOf, go } from '../route/place.ts';
import { Me } from '../session/me.ts';
import { Session } from '../session/session.ts';
import { counted, dollars } from '../words/format.ts';
import { taskKindWords } from '../words/task-kinds.ts';
import { BulkBar } from './bulk-bar.tsx';
import { BulkResults } from './bulk-results.tsx';
import { Facets } from './facets.tsx';
import { readTaskFilter, type TaskFilter, toTaskVariables } from './task-filter.ts';
import {
  allTasksQuery,
  type GroupsData,
  groupsQuery,
  type Task,
  type TaskPage,
  type TasksData,
  tasksQuery,
} from './task-query.ts';
import { TaskTable } from './task-table.tsx';
import { type Bulk, useBulk } from './use-bulk.ts';
import { type Names, useNames } from './use-names.ts';

/** The queue: what waits for a person, by rule, payer, provider, age and money; worked one by one or many at once. */
export function Work({ search }: { search: URLSearchParams }) {
  const filter = readTaskFilter(search);
  const after = search.get('after') ?? undefined;
  const variables = toTaskVariables(filter);
  const report = useReport<TasksData>(tasksQuery, { ...variables, after });
  const groups = useReport<GroupsData>(groupsQuery, variables);
  const reload = () => {
    report.reload();
    groups.reload();
  };
  // Above the list, which is another one with every filter: what was begun goes on being shown.
  const bulk = useBulk(reload);
  const names = useNames();
  return (
    <>
      <Heading title="Work" />
      <div class="stack">
        <Filters filter={filter} />
        <BulkResults bulk={bulk} />
        <div class="queue">
          <aside aria-label="Groups">
            <Facets report={groups} filter={filter} names={names} />
          </aside>
          <Shown report={report} what="tasks">
            {({ tasks, today }) => (
              <Queue
                key={JSON.stringify(filter)}
                page={tasks}
                today={today}
                filter={filter}
                isFirst={after === undefined}
                names={names}
                bulk={bulk}
                reload={reload}
              />
            )}
          </Shown>
        </div>
      </div>
    </>
  );
}

function Filters({ filter }: { filter: TaskFilter }) {
  const narrow = (change: Record<string, string | undefined>) => go(addressOf('/work', { ...filter, ...change }));
  const { sort: _sort, status: _status, ...narrowing } = filter;
  return (
    <div class="card fields">
      <Select
        label="Kind"
        value={filter.kind ?? ''}
        options={[
          { value: '', label: 'Every kind' },
          ...taskKinds.map((value) => ({ value, label: taskKindWords[value] })),
        ]}
        onChange={(value) => narrow({ kind: value })}
      />
      <Select
        label="State"
        value={filter.status ?? 'open'}
        options={[
          { value: 'open', label: 'Open' },
          { value: 'done', label: 'Done' },
        ]}
        onChange={(value) => narrow({ status: value === 'done' ? value : undefined })}
      />
      <Select
        label="Order"
        value={filter.sort ?? ''}
        options={[
          { value: '', label: 'Oldest first' },
          { value: 'newest', label: 'Newest first' },
          { value: 'charge', label: 'Most money first' },
        ]}
        onChange={(value) => narrow({ sort: value })}
      />
      <SearchField
        label="Provider"
        hint="Billing or rendering NPI"
        value={filter.provider ?? ''}
        onSearch={(provider) => narrow({ provider })}
      />
      {Object.keys(narrowing).length > 0 && (
        <Link class="button" to={addressOf('/work', { sort: filter.sort, status: filter.status })}>
          Show all
        </Link>
      )}
    </div>
  );
}

interface QueueProps {
  page: TaskPage;
  today: string;
  filter: TaskFilter;
  isFirst: boolean;
  names: Names;
  bulk: Bulk;
  reload(): void;
}

function Queue({ page, today, filter, isFirst, names, bulk, reload }: QueueProps) {
  const me = useContext(Me);
  const call = useCall();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Task>>(new Map());
  const [opened, setOpened] = useState<string>();
  const tasks = page.edges.map(({ node }) => node);
  const take = useAction((task: Task) => call<Task>('POST', `/v1/tasks/${task.id}:assign`, { body: {} }));
  const choose = (tasks: readonly Task[], isChosen: boolean) =>
    setChosen((before) => {
      const next = new Map(before);
      for (const task of tasks) {
        if (isChosen) next.set(task.id, task);
        else next.delete(task.id);
      }
      return next;
    });
  return (
    <div class="stack">
      <ProblemNote problem={take.problem} what="Not taken." />
      {tasks.length === 0 ? (
        <Empty filter={filter} />
      ) : (
        <div class="card">
          <p class="queue-head">
            <strong>{counted(page.totalCount, 'task')}</strong>{' '}
            <span class="quiet">about {dollars(page.totalChargeCents)} charged</span>
            {me.may('tasks:write') && page.totalCount > tasks.length && chosen.size < page.totalCount && (
              <ChooseAll filter={filter} count={page.totalCount} onChoose={(tasks) => choose(tasks, true)} />
            )}
          </p>
          <TaskTable
            tasks={tasks}
            placeOf={(task) => ({ cursor: page.edges.find(({ node }) => node === task)?.cursor ?? '', filter })}
            today={today}
            names={names}
            chosen={chosen}
            onChoose={choose}
            opened={opened}
            onOpen={setOpened}
            onTake={async (task) => {
              if (await take.run(task)) reload();
            }}
            onChanged={reload}
          />
          <Pager path="/work" search={{ ...filter }} page={{ ...page, nodes: tasks }} isFirst={isFirst} one="task" />
          <Keys />
        </div>
      )}
      {chosen.size > 0 && bulk.run?.state !== 'running' && (
        <BulkBar
          chosen={[...chosen.values()]}
          onWish={(wish) => {
            void bulk.start(wish, [...chosen.values()]);
            setChosen(new Map());
          }}
          mayRelease={me.may('findings:override')}
          onClear={() => setChosen(new Map())}
        />
      )}
    </div>
  );
}

function Empty({ filter }: { filter: TaskFilter }) {
  const { sort: _sort, status, ...narrowing } = filter;
  if (Object.keys(narrowing).length > 0) {
    return (
      <Nothing>
        No task fits. <Link to={addressOf('/work', { status })}>Show all tasks</Link>
      </Nothing>
    );
  }
  return <Nothing>{status === 'done' ? 'No task is done yet.' : 'Nothing waits for a person.'}</Nothing>;
}

const mostChosen = 2000;

/** Chooses what the filters leave beyond this page, two thousand at most. */
function ChooseAll({
  filter,
  count,
  onChoose,
}: {
  filter: TaskFilter;
  count: number;
  onChoose(tasks: readonly Task[]): void;
}) {
  const { key, end } = useContext(Session);
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState<string>();
  const [controller] = useState(() => new AbortController());
  useEffect(() => () => controller.abort(), []);
  const gather = async () => {
    setBusy(true);
    setWhy(undefined);
    const tasks: Task[] = [];
    for (let after: string | null | undefined; after !== null && tasks.length < mostChosen; ) {
      const variables = { ...toTaskVariables(filter), after };
      const answer = await ask<{ tasks: TaskPage }>(key, allTasksQuery, variables, controller.signal);
      if (answer.kind === 'refused') return end(answer.why);
      if (answer.kind === 'failed') {
        setWhy(answer.why);
        break;
      }
      const { edges, pageInfo } = answer.data.tasks;
      tasks.push(...edges.map(({ node }) => node));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    }
    setBusy(false);
    onChoose(tasks);
  };
  return (
    <>
      {' '}
      <button
        type="button"
        class="button small-button"
        disabled={busy}
        onClick={() => {
          gather().catch((error: unknown) => {
            if (!controller.signal.aborted) throw error;
          });
        }}
      >
        {busy ? 'Choosing …' : `Choose all ${counted(Math.min(count, mostChosen), 'task')}`}
      </button>
      {why !== undefined && <span class="field-error"> {why}</span>}
    </>
  );
}

/** The keys of the list, for those who ask. */
function Keys() {
  return (
    <details class="keys">
      <summary>Keys in the list</summary>
      <p class="small">
        <kbd>↑</kbd> <kbd>↓</kbd> move, with <kbd>Shift</kbd> they choose; <kbd>Space</kbd> or <kbd>X</kbd> chooses,{' '}
        <kbd>D</kbd> opens what people did with it, <kbd>T</kbd> takes it, <kbd>O</kbd> or <kbd>Enter</kbd> goes to what
        it is about.
      </p>
    </details>
  );
}
