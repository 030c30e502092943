import { type TaskKind, taskKinds } from '@claimwright/domain/task';

/** What of the queue is shown, as it stands in the address; every value is text there. */
export interface TaskFilter {
  kind?: TaskKind;
  /** Open ones unless said otherwise. */
  status?: 'done';
  rule?: string;
  payer?: string;
  provider?: string;
  /** A name, "me" or "none". */
  assignee?: string;
  /** Opened more than so many days ago. */
  age?: string;
  /** At least so many cents. */
  charge?: string;
  /** Oldest first unless said otherwise: what waits longest is due first. */
  sort?: 'newest' | 'charge';
}

const words = ['rule', 'payer', 'provider', 'assignee'] as const;
const numbers = ['age', 'charge'] as const;

/** Reads a filter from the address; what makes no sense there is left out. */
export function readTaskFilter(search: URLSearchParams): TaskFilter {
  const filter: TaskFilter = {};
  const kind = taskKinds.find((name) => name === search.get('kind'));
  if (kind !== undefined) filter.kind = kind;
  if (search.get('status') === 'done') filter.status = 'done';
  for (const name of words) {
    const value = search.get(name);
    if (value) filter[name] = value;
  }
  for (const name of numbers) {
    const value = search.get(name) ?? '';
    if (/^\d{1,9}$/.test(value)) filter[name] = value;
  }
  const sort = search.get('sort');
  if (sort === 'newest' || sort === 'charge') filter.sort = sort;
  return filter;
}

/** The filter as GraphQL takes it. */
export function toTaskVariables(filter: TaskFilter) {
  return {
    status: filter.status ?? 'open',
    kind: filter.kind === undefined ? undefined : [filter.kind],
    ruleId: filter.rule,
    payerId: filter.payer,
    providerNpi: filter.provider,
    assignee: filter.assignee,
    olderThanDays: filter.age === undefined ? undefined : Number(filter.age),
    minChargeCents: filter.charge === undefined ? undefined : Number(filter.charge),
    sort: filter.sort ?? 'oldest',
  };
}
