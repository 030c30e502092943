import type { TenantTransaction } from '../database.ts';

/** Envelope numbers; a claim's own come from `takePatientControlNumbers`. */
export type ControlNumberKind = 'interchange' | 'group' | 'transaction_set';

/**
 * Takes `count` consecutive numbers and returns the first. The counter row stays locked to the end of the transaction, so the
 * numbers are used exactly when the rows they number are committed. ISA13, GS06 and ST02 hold nine digits: those counters
 * start again at 1 after 999,999,999 (a partner must only not see the same number twice within its own retention).
 */
export async function takeControlNumbers(
  tx: TenantTransaction,
  kind: ControlNumberKind,
  scope: string,
  count: number,
): Promise<number> {
  const { rows } = await tx.query<{ next: number }>({
    name: 'take-control-numbers',
    text: `insert into control_numbers as c (tenant_id, kind, scope, next_value) values ($1, $2, $3, 1 + $4::bigint)
      on conflict (tenant_id, kind, scope) do update
        set next_value = case when c.next_value + $4 > 1000000000 then 1 + $4 else c.next_value + $4 end
      returning next_value as next`,
    values: [tx.tenantId, kind, scope, count],
  });
  const next = rows[0]?.next;
  if (next === undefined) throw new Error(`No ${kind} number could be taken.`);
  return next - count;
}

/** Numbers a lane gets at once. */
const blockSize = 10_000;

/**
 * Takes `count` consecutive patient control numbers (CLM01) and returns the first. One counter a tenant would let its claims be
 * assembled by one worker at a time, since it stays locked to the end of the transaction. So numbers come from lanes: each holds
 * a block of the counter's numbers and is locked by one transaction only; the others find another lane free or open a new one.
 * A number is never given twice; what is left of a lane too short for `count` is given up.
 */
export async function takePatientControlNumbers(tx: TenantTransaction, count: number): Promise<number> {
  const { rows } = await tx.query<{ first: number }>({
    name: 'take-from-lane',
    // Materialized: as a plain subquery a join may run it again, and each time it finds the next lane free.
    text: `with lane as materialized (
        select scope from control_numbers where tenant_id = $1 and kind = 'patient_control' and scope <> ''
          -- Remainder 0 is a block that is used up: its next number would be another lane's.
          and (next_value - 1) % $3 between 1 and $3 - $2
        order by scope limit 1 for update skip locked
      )
      update control_numbers c set next_value = c.next_value + $2 from lane
      where c.tenant_id = $1 and c.kind = 'patient_control' and c.scope = lane.scope returning c.next_value - $2 as first`,
    values: [tx.tenantId, count, blockSize],
  });
  return rows[0]?.first ?? (await openLane(tx, count));
}

/** Takes whole blocks from the counter, for a lane that has no room left or for a new one. */
async function openLane(tx: TenantTransaction, count: number): Promise<number> {
  const size = Math.ceil(count / blockSize) * blockSize;
  const counter = await tx.query<{ first: number }>({
    name: 'take-block',
    text: `insert into control_numbers as c (tenant_id, kind, scope, next_value) values ($1, 'patient_control', '', 1 + $2::bigint)
      on conflict (tenant_id, kind, scope) do update set next_value = (c.next_value + $3 - 2) / $3 * $3 + 1 + $2
      returning next_value - $2 as first`,
    values: [tx.tenantId, size, blockSize],
  });
  const first = counter.rows[0]?.first;
  if (first === undefined) throw new Error('No block of patient control numbers could be taken.');
  const reused = await tx.query({
    name: 'reuse-lane',
    text: `with lane as materialized (
        select scope from control_numbers where tenant_id = $1 and kind = 'patient_control' and scope <> ''
          and ((next_value - 1) % $4 = 0 or (next_value - 1) % $4 > $4 - $3)
        order by scope limit 1 for update skip locked
      )
      update control_numbers c set next_value = $2 + $3 from lane
      where c.tenant_id = $1 and c.kind = 'patient_control' and c.scope = lane.scope`,
    values: [tx.tenantId, first, count, blockSize],
  });
  if (reused.rowCount === 0) {
    await tx.query({
      name: 'open-lane',
      text: `insert into control_numbers (tenant_id, kind, scope, next_value) values ($1, 'patient_control', $2, $3)`,
      values: [tx.tenantId, `from ${first}`, first + count],
    });
  }
  return first;
}
