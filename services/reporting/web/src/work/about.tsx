import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { day, days } from '../words/format.ts';
import { patientInWords } from '../words/people.ts';
import type { TaskFilter } from './task-filter.ts';
import type { Task } from './task-query.ts';

/** Where a task stands in the queue as it is filtered, so that the page it leads to can lead on to the next one. */
export interface QueuePlace {
  cursor: string;
  filter: TaskFilter;
}

type About = Pick<Task, 'inboundFileId' | 'batchId'> & {
  claim: Pick<NonNullable<Task['claim']>, 'id'> | null;
  encounter: Pick<NonNullable<Task['encounter']>, 'id'> | null;
};

/** The address of what a task is about; undefined where there is no page of it. */
export function addressOfSubject(task: About, place?: QueuePlace): string | undefined {
  const search = place && { ...place.filter, task: place.cursor };
  if (task.claim) return addressOf(`/claims/${task.claim.id}`, search);
  if (task.encounter) return addressOf(`/encounters/${task.encounter.id}`, search);
  if (task.inboundFileId !== null) return addressOf(`/files/${task.inboundFileId}`, search);
  return task.batchId === null ? undefined : addressOf(`/batches/${task.batchId}`, search);
}

/** Whom or what a task is about, by the name people know it by. */
function nameOfSubject(task: Task): string {
  const name = patientInWords(task.claim?.patient ?? task.encounter?.patient ?? null);
  return name ?? referenceOf(task) ?? '–';
}

/** The numbers a task's subject goes by; undefined where it has none. */
function referenceOf({ claim, encounter, inboundFile, batch }: Task): string | undefined {
  if (claim) return [`Claim ${claim.patientControlNumber}`, ...claim.encounters.map(idOf)].join(', ');
  if (encounter) return `Encounter ${encounter.externalId}`;
  if (inboundFile) return `File ${inboundFile.name}`;
  return batch ? `Batch ${batch.fileName}` : undefined;
}

function idOf({ externalId }: { externalId: string }): string {
  return externalId;
}

/** Name and numbers in one line, for who hears the page. */
export function subjectInWords(task: Task): string {
  return [...new Set([nameOfSubject(task), referenceOf(task)])].filter(Boolean).join(', ');
}

/** The way to what a task is about; `full` with the numbers. */
export function Subject({ task, place, full = false }: { task: Task; place?: QueuePlace; full?: boolean }) {
  const address = addressOfSubject(task, place);
  const name = full ? subjectInWords(task) : nameOfSubject(task);
  if (address === undefined) return name;
  return (
    <Link class="breaks" to={address}>
      {name}
    </Link>
  );
}

/** The same with what tells one from another of the same name: when, who pays, and small the numbers. */
export function SubjectCell({ task, place, payer }: { task: Task; place?: QueuePlace; payer: string | null }) {
  const { serviceFrom = null, serviceTo = null } = task.claim ?? task.encounter ?? {};
  const when = serviceFrom === null ? undefined : days(serviceFrom, serviceTo);
  const reference = referenceOf(task);
  const facts = [
    when,
    payer,
    task.inboundFile && `received ${day(task.inboundFile.receivedAt)}`,
    task.batch && !task.claim && `written ${day(task.batch.builtAt)}`,
  ].filter(Boolean);
  return (
    <>
      <Subject task={task} place={place} />
      {facts.length > 0 && <span class="below">{facts.join(', ')}</span>}
      {reference !== undefined && reference !== nameOfSubject(task) && (
        <span class="below quiet reference" title={reference}>
          {reference}
        </span>
      )}
    </>
  );
}
