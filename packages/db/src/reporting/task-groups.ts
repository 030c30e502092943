import type { IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';
import { type TaskFilters, wanted, wantedValues } from '../read/tasks.ts';

export const taskGroupings = ['kind', 'rule', 'payer', 'provider', 'assignee', 'age', 'charge'] as const;
export type TaskGrouping = (typeof taskGroupings)[number];

/** Tasks of a group. By age the key is a number of days they are older than, by charge the cents they are about at least. */
export interface TaskGroup {
  key: string | null;
  count: number;
  chargeCents: number;
}

/** How a task gets its group: a join that yields `g.key`, and the filter that is about the same. $11 is the present moment. */
const groupings: Readonly<Record<TaskGrouping, { key: string; filter: keyof TaskFilters }>> = {
  kind: { key: 'select t.kind as key', filter: 'kinds' },
  rule: { key: 'select distinct unnest(t.rule_ids) as key', filter: 'ruleId' },
  payer: { key: 'select t.payer_id as key', filter: 'payerId' },
  provider: {
    key: 'select distinct n.key from (values (t.billing_npi), (t.rendering_npi)) as n (key) where n.key is not null',
    filter: 'providerNpi',
  },
  assignee: { key: 'select t.assignee as key', filter: 'assignee' },
  age: {
    key: `select d.days::text as key from (values (2), (7), (14), (30), (60)) as d (days)
      where t.opened_at < $11::timestamptz - make_interval(days => d.days)`,
    filter: 'openedBefore',
  },
  charge: {
    key: `select c.cents::text as key from (values (10000), (25000), (50000), (100000), (250000)) as c (cents)
      where t.charge_cents >= c.cents`,
    filter: 'minChargeCents',
  },
};

const mostGroups = 50;

/**
 * How many tasks there are in each group and the charges they are about, most tasks first, 50 groups at most. The filter the grouping
 * is about is left out. A task of two rules or two providers counts in both groups; ages and charges are counted from a bound up.
 */
export async function groupTasks(
  tx: TenantTransaction,
  filters: TaskFilters,
  by: TaskGrouping,
  now: IsoInstant,
): Promise<TaskGroup[]> {
  const { key, filter } = groupings[by];
  const { [filter]: _own, ...others } = filters;
  const { rows } = await tx.query<TaskGroup>(
    `select g.key, count(*) as count, coalesce(sum(t.charge_cents), 0)::bigint as "chargeCents"
     from tasks t cross join lateral (${key}) as g where ${wanted} and $11::timestamptz is not null
     group by g.key order by 2 desc, 3 desc, 1 limit ${mostGroups}`,
    [...wantedValues(tx, others), now],
  );
  return rows;
}
