import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import type { TaskFilter } from './task-filter.ts';
import type { Task } from './task-query.ts';

/** Where a task stands in the queue as it is filtered, so that the page it leads to can lead on to the next one. */
export interface QueuePlace {
  cursor: string;
  filter: TaskFilter;
}

/** The address of what a task is about; undefined where there is no page of it. */
export function addressOfSubject(task: Pick<Task, 'claim' | 'encounter'>, place?: QueuePlace): string | undefined {
  const search = place && { ...place.filter, task: place.cursor };
  if (task.claim) return addressOf(`/claims/${task.claim.id}`, search);
  return task.encounter ? addressOf(`/encounters/${task.encounter.id}`, search) : undefined;
}

/** What a task is about, by the name people know it by. */
export function nameOfSubject(task: Task): string {
  if (task.claim) return `Claim ${task.claim.patientControlNumber}`;
  if (task.encounter) return `Encounter ${task.encounter.externalId}`;
  return task.inboundFileId ? `Inbound file …${task.inboundFileId.slice(-6)}` : '–';
}

/** The way to what a task is about. */
export function Subject({ task, place }: { task: Task; place?: QueuePlace }) {
  const address = addressOfSubject(task, place);
  if (address === undefined) return <>{nameOfSubject(task)}</>;
  return (
    <Link class="breaks" to={address}>
      {nameOfSubject(task)}
    </Link>
  );
}
