import type { IsoDate } from '@claimwright/domain/dates';
import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import type { DayCount, OpenCount, Stage } from '@claimwright/domain/timeliness';
import type { TenantTransaction } from '../database.ts';

/** Payers that have claims, or are configured, with the name to show. */
export async function listPayers(tx: TenantTransaction): Promise<{ payerId: string; name: string }[]> {
  const { rows } = await tx.query<{ payerId: string; name: string }>(
    // The configured name reads better than the one on the claims, which is upper case for the wire.
    `select coalesce(p.payer_id, c.payer_id) as "payerId", coalesce(p.name, c.name) as name
     from (select payer_id, name from payers where tenant_id = $1) p
     full join (select payer_id, min(payer_name) as name from claims where tenant_id = $1 group by payer_id) c on c.payer_id = p.payer_id
     order by 2`,
    [tx.tenantId],
  );
  return rows;
}

/** Claims by status with charges and payments. */
export async function countClaimsByStatus(tx: TenantTransaction) {
  const { rows } = await tx.query<{ status: ClaimStatus; count: number; chargeCents: number; paidCents: number }>(
    `select status, count(*) as count, sum(charge_cents)::bigint as "chargeCents", sum(paid_cents)::bigint as "paidCents"
     from claims where tenant_id = $1 group by status`,
    [tx.tenantId],
  );
  return rows;
}

/** Day counts of a stage whose claims began between two months, folded and not yet folded alike. */
export async function loadDayCounts(
  tx: TenantTransaction,
  query: { stage: Stage; payerId?: string; fromMonth: IsoDate; toMonth: IsoDate },
): Promise<DayCount[]> {
  const { rows } = await tx.query<DayCount>({
    name: 'day-counts',
    text: `select payer_id as "payerId", stage, cohort_month as "cohortMonth", days, sum(claims)::bigint as claims, sum(cents)::bigint as cents
      from (
        select payer_id, stage, cohort_month, days, claims, cents from day_counts
        where tenant_id = $1 and stage = $2 and ($3::text is null or payer_id = $3) and cohort_month between $4 and $5
        union all
        select payer_id, stage, cohort_month, days, claims, cents from day_count_deltas
        where tenant_id = $1 and stage = $2 and ($3::text is null or payer_id = $3) and cohort_month between $4 and $5
      ) c group by 1, 2, 3, 4 having sum(claims) <> 0 order by 1, 3, 4`,
    values: [tx.tenantId, query.stage, query.payerId ?? null, query.fromMonth, query.toMonth],
  });
  return rows;
}

/** Open counts of a stage whose claims began between two dates. */
export async function loadOpenCounts(
  tx: TenantTransaction,
  query: { stage: Stage; payerId?: string; from: IsoDate; to: IsoDate },
): Promise<OpenCount[]> {
  const { rows } = await tx.query<OpenCount>({
    name: 'open-counts',
    text: `select payer_id as "payerId", stage, start_date as "startDate", sum(claims)::bigint as claims, sum(cents)::bigint as cents
      from (
        select payer_id, stage, start_date, claims, cents from open_counts
        where tenant_id = $1 and stage = $2 and ($3::text is null or payer_id = $3) and start_date between $4 and $5
        union all
        select payer_id, stage, start_date, claims, cents from open_count_deltas
        where tenant_id = $1 and stage = $2 and ($3::text is null or payer_id = $3) and start_date between $4 and $5
      ) c group by 1, 2, 3 having sum(claims) <> 0 order by 1, 3`,
    values: [tx.tenantId, query.stage, query.payerId ?? null, query.from, query.to],
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
    `with balances as (
       select claim_id, sum(amount_cents) as cents from ledger_entries
       where tenant_id = $1 and account = 'insurance_receivable' and claim_id is not null group by claim_id having sum(amount_cents) > 0
     )
     select c.payer_id as "payerId", min(c.payer_name) as "payerName",
       case when $2::date - c.service_to <= 30 then '0-30' when $2::date - c.service_to <= 60 then '31-60'
            when $2::date - c.service_to <= 90 then '61-90' when $2::date - c.service_to <= 120 then '91-120'
            when $2::date - c.service_to <= 180 then '121-180' when $2::date - c.service_to <= 365 then '181-365' else '>365' end as bucket,
       count(*) as claims, sum(b.cents)::bigint as "balanceCents"
     from balances b join claims c on c.tenant_id = $1 and c.id = b.claim_id and c.status <> 'rejected'
     group by c.payer_id, bucket order by 2, 3`,
    [tx.tenantId, asOf],
  );
  return rows;
}
