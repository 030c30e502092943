import type { TenantTransaction } from '../database.ts';

export type ControlNumberKind = 'interchange' | 'group' | 'transaction_set' | 'patient_control';

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
        set next_value = case when c.kind <> 'patient_control' and c.next_value + $4 > 1000000000 then 1 + $4 else c.next_value + $4 end
      returning next_value as next`,
    values: [tx.tenantId, kind, scope, count],
  });
  const next = rows[0]?.next;
  if (next === undefined) throw new Error(`No ${kind} number could be taken.`);
  return next - count;
}
