import type { IsoDate } from '@claimwright/domain/dates';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { DayCount, OpenCount, Stage } from '@claimwright/domain/timeliness';
import type { TenantTransaction } from '../database.ts';

/** Payers that have claims, or are configured, with the name to show. Reads one row of claims a payer, however many there are. */
export async function listPayers(tx: TenantTransaction): Promise<{ payerId: string; name: string }[]> {
  const { rows } = await tx.query<{ payerId: string; name: string }>({
    name: 'list-payers',
    // The configured name reads better than the one on the claims, which is upper case for the wire.
    text: `with recursive billed as (
        (select payer_id, payer_name from claims where tenant_id = $1 order by payer_id, id limit 1)
        union all
        select next.payer_id, next.payer_name from billed, lateral (
          select payer_id, payer_name from claims where tenant_id = $1 and payer_id > billed.payer_id order by payer_id, id limit 1
        ) next
      )
      select coalesce(p.payer_id, b.payer_id) as "payerId", coalesce(p.name, b.payer_name) as name
      from (select payer_id, name from payers where tenant_id = $1) p full join billed b on b.payer_id = p.payer_id order by 2`,
    values: [tx.tenantId],
  });
  return rows;
}

/** Claims by status with charges and payments: from the sums kept of them, folded or not. */
export async function countClaimsByStatus(tx: TenantTransaction) {
  const { rows } = await tx.query<{ status: ClaimStatus; count: number; chargeCents: number; paidCents: number }>(
    `select status, sum(claims)::bigint as count, sum(charge_cents)::bigint as "chargeCents", sum(paid_cents)::bigint as "paidCents"
     from (select status, claims, charge_cents, paid_cents from claim_status_counts where tenant_id = $1
       union all select status, claims, charge_cents, paid_cents from claim_status_deltas where tenant_id = $1) counted
     group by status having sum(claims) <> 0`,
    [tx.tenantId],
  );
  return rows;
}

/** Which counts are wanted: of one payer, of each payer, or of all together (`payerId` is then empty in every row). */
export interface CountQuery {
  stage: Stage;
  of: { payerId: string } | 'each payer' | 'all payers';
}

// The tenant's counts and what is not folded into them yet. A payer named by a constant place keeps the index usable in a plan
// made once for every value.
function both(of: CountQuery['of'], columns: string, folded: string, waiting: string, within: string): string {
  const payer = typeof of === 'object' ? 'and payer_id = $5' : '';
  const from = (table: string) =>
    `select payer_id, ${columns}, claims, cents from ${table} where tenant_id = $1 and stage = $2 and ${within} between $3 and $4 ${payer}`;
  return `(${from(folded)} union all ${from(waiting)}) c`;
}

function payerColumn(of: CountQuery['of']): string {
  return of === 'all payers' ? `''::text` : 'payer_id';
}

function nameOf(kind: string, of: CountQuery['of']): string {
  return `${kind} of ${typeof of === 'object' ? 'one payer' : of}`;
}

/** Day counts of a stage whose claims began between two months, over all of those months together, folded or not. */
export async function loadDayCounts(
  tx: TenantTransaction,
  { stage, of, fromMonth, toMonth }: CountQuery & { fromMonth: IsoDate; toMonth: IsoDate },
): Promise<DayCount[]> {
  const { rows } = await tx.query<DayCount>({
    name: nameOf('day counts', of),
    text: `select ${payerColumn(of)} as "payerId", $2::text as stage, $3::date as "cohortMonth", days, sum(claims)::bigint as claims, sum(cents)::bigint as cents
      from ${both(of, 'days', 'day_counts', 'day_count_deltas', 'cohort_month')} group by 1, days having sum(claims) <> 0`,
    values: [tx.tenantId, stage, fromMonth, toMonth, ...(typeof of === 'object' ? [of.payerId] : [])],
  });
  return rows;
}

/** Open counts of a stage whose claims began between two dates. */
export async function loadOpenCounts(
  tx: TenantTransaction,
  { stage, of, from, to }: CountQuery & { from: IsoDate; to: IsoDate },
): Promise<OpenCount[]> {
  const { rows } = await tx.query<OpenCount>({
    name: nameOf('open counts', of),
    text: `select ${payerColumn(of)} as "payerId", $2::text as stage, start_date as "startDate", sum(claims)::bigint as claims, sum(cents)::bigint as cents
      from ${both(of, 'start_date', 'open_counts', 'open_count_deltas', 'start_date')} group by 1, start_date having sum(claims) <> 0`,
    values: [tx.tenantId, stage, from, to, ...(typeof of === 'object' ? [of.payerId] : [])],
  });
  return rows;
}

export interface AgeingRow {
  payerId: string;
  payerName: string;
  bucket: string;
  claims: number;
  balanceCents: number;
}

/**
 * What payers still owe, by age since the last date of service (42 CFR and HFMA speak of discharge; for professional claims
 * that is the last day of service). Credit balances are not netted against it, and a rejected claim is not in it: no payer has
 * that one, and its encounter is billed again on another.
 */
export async function receivablesAgeing(tx: TenantTransaction, asOf: IsoDate): Promise<AgeingRow[]> {
  const { rows } = await tx.query<AgeingRow>(
    `select c.payer_id as "payerId", min(c.payer_name) as "payerName",
       case when $2::date - c.service_to <= 30 then '0-30' when $2::date - c.service_to <= 60 then '31-60'
            when $2::date - c.service_to <= 90 then '61-90' when $2::date - c.service_to <= 120 then '91-120'
            when $2::date - c.service_to <= 180 then '121-180' when $2::date - c.service_to <= 365 then '181-365' else '>365' end as bucket,
       count(*) as claims, sum(b.insurance_cents)::bigint as "balanceCents"
     from claim_balances b join claims c on c.tenant_id = $1 and c.id = b.claim_id and c.status <> 'rejected'
     where b.tenant_id = $1 and b.insurance_cents > 0 group by c.payer_id, bucket order by 2, 3`,
    [tx.tenantId, asOf],
  );
  return rows;
}
