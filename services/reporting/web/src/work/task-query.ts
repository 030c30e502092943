import type { TaskKind } from '@claimwright/domain/task';
import type { Patient } from '../words/people.ts';

const given = `$status: TaskStatus, $kind: [TaskKind!], $ruleId: String, $payerId: String, $providerNpi: String, $assignee: String,
  $olderThanDays: Int, $minChargeCents: Cents, $sort: TaskSort`;
const filters = `status: $status, kind: $kind, ruleId: $ruleId, payerId: $payerId, providerNpi: $providerNpi, assignee: $assignee,
  olderThanDays: $olderThanDays, minChargeCents: $minChargeCents, sort: $sort`;
const fields = `id kind status summary dueDate openedAt closedAt ruleIds payerId chargeCents assignee inboundFileId batchId
  inboundFile { id name receivedAt } batch { id fileName builtAt }
  claim { id patientControlNumber serviceFrom serviceTo patient { firstName lastName } encounters { externalId } }
  encounter { id externalId serviceFrom serviceTo patient { firstName lastName } }`;

/** A page of the queue. */
export const tasksQuery = `query ($after: String, ${given}) {
  today
  tasks(first: 50, after: $after, ${filters}) {
    totalCount totalChargeCents
    pageInfo { hasNextPage endCursor }
    edges { cursor node { ${fields} } }
  }
}`;

/** The task that follows one in the queue: what it is about. */
export const nextTaskQuery = `query ($after: String, ${given}) {
  tasks(first: 1, after: $after, ${filters}) {
    edges { cursor node { id inboundFileId batchId claim { id } encounter { id } } }
  }
}`;

export const groupNames = ['rule', 'payer', 'provider', 'assignee', 'age', 'charge'] as const;
export type GroupName = (typeof groupNames)[number];

/** How many tasks stand in each group. */
export const groupsQuery = `query (${given}) {
  tasks(first: 1, ${filters}) {
    ${groupNames.map((name) => `${name}: groups(by: ${name}) { key count chargeCents }`).join('\n    ')}
  }
}`;

/** The tasks a filter leaves, without what only the list shows: to choose all of them. */
export const allTasksQuery = `query ($after: String, ${given}) {
  tasks(first: 200, after: $after, ${filters}) {
    pageInfo { hasNextPage endCursor }
    edges { node { ${fields} } }
  }
}`;

/** What people did with a task. */
export const taskEventsQuery = `query ($id: ID!) {
  task(id: $id) { id billingNpi renderingNpi events { type actor occurredAt assignee note } }
}`;

export interface TaskEvent {
  type: 'assigned' | 'released' | 'resolved' | 'commented';
  actor: string;
  occurredAt: string;
  assignee: string | null;
  note: string | null;
}

export interface Task {
  id: string;
  kind: TaskKind;
  status: 'open' | 'done';
  summary: string;
  dueDate: string | null;
  openedAt: string;
  closedAt: string | null;
  ruleIds: string[];
  payerId: string | null;
  chargeCents: number;
  assignee: string | null;
  inboundFileId: string | null;
  batchId: string | null;
  inboundFile: { id: string; name: string; receivedAt: string } | null;
  batch: { id: string; fileName: string; builtAt: string } | null;
  claim: {
    id: string;
    patientControlNumber: string;
    serviceFrom: string;
    serviceTo: string;
    patient: Patient | null;
    encounters: { externalId: string }[];
  } | null;
  encounter: {
    id: string;
    externalId: string;
    serviceFrom: string | null;
    serviceTo: string | null;
    patient: Patient | null;
  } | null;
}

export interface TaskPage {
  totalCount: number;
  totalChargeCents: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { cursor: string; node: Task }[];
}

export interface TasksData {
  today: string;
  tasks: TaskPage;
}

export interface TaskGroup {
  key: string | null;
  count: number;
  chargeCents: number;
}

export interface GroupsData {
  tasks: Record<GroupName, TaskGroup[]>;
}
