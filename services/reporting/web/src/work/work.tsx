import { type TaskKind, taskKinds } from '@claimwright/domain/task';
import { Heading } from '../parts/heading.tsx';
import { Pager } from '../parts/pager.tsx';
import { Select } from '../parts/select.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf, go } from '../route/place.ts';
import { day } from '../words/format.ts';
import { taskKindWords } from '../words/task-kinds.ts';

const query = `query ($after: String, $status: TaskStatus, $kind: [TaskKind!]) {
  tasks(first: 25, after: $after, status: $status, kind: $kind) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id kind summary dueDate openedAt closedAt claim { id patientControlNumber payerName } encounter { id externalId } inboundFileId }
  }
}`;

interface Task {
  id: string;
  kind: TaskKind;
  summary: string;
  dueDate: string | null;
  openedAt: string;
  closedAt: string | null;
  claim: { id: string; patientControlNumber: string; payerName: string } | null;
  encounter: { id: string; externalId: string } | null;
  inboundFileId: string | null;
}

interface Data {
  tasks: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: Task[] };
}

/** What waits for a person, newest first, each with the way to the thing it is about. */
export function Work({ search }: { search: URLSearchParams }) {
  const kind = taskKinds.find((name) => name === search.get('kind'));
  const status = search.get('status') === 'done' ? 'done' : 'open';
  const after = search.get('after') ?? undefined;
  const report = useReport<Data>(query, { after, status, kind: kind === undefined ? undefined : [kind] });
  const filter = { kind, status: status === 'done' ? status : undefined };
  const narrow = (change: Record<string, string | undefined>) => go(addressOf('/work', { ...filter, ...change }));
  return (
    <>
      <Heading title="Work" />
      <div class="stack">
        <div class="card fields">
          <Select
            label="Kind"
            value={kind ?? ''}
            options={[
              { value: '', label: 'Every kind' },
              ...taskKinds.map((value) => ({ value, label: taskKindWords[value] })),
            ]}
            onChange={(value) => narrow({ kind: value })}
          />
          <Select
            label="State"
            value={status}
            options={[
              { value: 'open', label: 'Open' },
              { value: 'done', label: 'Done' },
            ]}
            onChange={(value) => narrow({ status: value === 'done' ? value : undefined })}
          />
        </div>
        <Shown report={report} what="tasks">
          {({ tasks }) =>
            tasks.nodes.length === 0 ? (
              <Nothing>{status === 'open' ? 'Nothing waits for a person.' : 'No task is done yet.'}</Nothing>
            ) : (
              <div class="card">
                <TaskTable tasks={tasks.nodes} />
                <Pager path="/work" search={filter} page={tasks} isFirst={after === undefined} one="task" />
              </div>
            )
          }
        </Shown>
      </div>
    </>
  );
}

function TaskTable({ tasks }: { tasks: readonly Task[] }) {
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col">About</th>
          <th scope="col" class="wide-only">
            Open since
          </th>
          <th scope="col" class="wide-only">
            Due
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr key={task.id}>
            <th scope="row">
              {taskKindWords[task.kind]}
              <span class="below quiet">{task.summary}</span>
            </th>
            <td>
              <Subject task={task} />
            </td>
            <td class="wide-only">{day(task.openedAt)}</td>
            <td class="wide-only">{day(task.dueDate)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Subject({ task }: { task: Task }) {
  if (task.claim)
    return <Link to={addressOf(`/claims/${task.claim.id}`)}>Claim {task.claim.patientControlNumber}</Link>;
  if (task.encounter) {
    return (
      <Link class="breaks" to={addressOf(`/encounters/${task.encounter.id}`)}>
        Encounter {task.encounter.externalId}
      </Link>
    );
  }
  if (task.inboundFileId) return <>Inbound file …{task.inboundFileId.slice(-6)}</>;
  return <>–</>;
}
