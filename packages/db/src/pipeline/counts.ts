import type { DayCount, OpenCount } from '@claimwright/domain/timeliness';
import type { TenantTransaction } from '../database.ts';

/** Appends day-count and open-count deltas; `foldCounts` adds them up later. */
export async function appendCountDeltas(
  tx: TenantTransaction,
  deltas: { dayCounts: readonly DayCount[]; openCounts: readonly OpenCount[] },
): Promise<void> {
  const { dayCounts, openCounts } = deltas;
  if (dayCounts.length > 0) {
    await tx.query({
      name: 'append-day-counts',
      text: `insert into day_count_deltas (tenant_id, payer_id, stage, cohort_month, days, claims, cents)
        select $1, d.payer_id, d.stage, d.cohort_month, d.days, sum(d.claims), sum(d.cents)
        from unnest($2::text[], $3::text[], $4::date[], $5::integer[], $6::integer[], $7::bigint[])
          as d (payer_id, stage, cohort_month, days, claims, cents) group by 2, 3, 4, 5`,
      values: [
        tx.tenantId,
        dayCounts.map((row) => row.payerId),
        dayCounts.map((row) => row.stage),
        dayCounts.map((row) => row.cohortMonth),
        dayCounts.map((row) => row.days),
        dayCounts.map((row) => row.claims),
        dayCounts.map((row) => row.cents),
      ],
    });
  }
  if (openCounts.length > 0) {
    await tx.query({
      name: 'append-open-counts',
      text: `insert into open_count_deltas (tenant_id, payer_id, stage, start_date, claims, cents)
        select $1, d.payer_id, d.stage, d.start_date, sum(d.claims), sum(d.cents)
        from unnest($2::text[], $3::text[], $4::date[], $5::integer[], $6::bigint[])
          as d (payer_id, stage, start_date, claims, cents) group by 2, 3, 4`,
      values: [
        tx.tenantId,
        openCounts.map((row) => row.payerId),
        openCounts.map((row) => row.stage),
        openCounts.map((row) => row.startDate),
        openCounts.map((row) => row.claims),
        openCounts.map((row) => row.cents),
      ],
    });
  }
}

/** Adds waiting deltas into the count tables and removes them, in one transaction: sums over table and deltas never change. */
export async function foldCounts(tx: TenantTransaction): Promise<void> {
  await tx.query({
    name: 'fold-day-counts',
    text: `with taken as (delete from day_count_deltas where tenant_id = $1 returning payer_id, stage, cohort_month, days, claims, cents)
      insert into day_counts as c (tenant_id, payer_id, stage, cohort_month, days, claims, cents)
      select $1, payer_id, stage, cohort_month, days, sum(claims), sum(cents) from taken group by 2, 3, 4, 5
      on conflict (tenant_id, payer_id, stage, cohort_month, days) do update
        set claims = c.claims + excluded.claims, cents = c.cents + excluded.cents`,
    values: [tx.tenantId],
  });
  await tx.query({
    name: 'fold-open-counts',
    text: `with taken as (delete from open_count_deltas where tenant_id = $1 returning payer_id, stage, start_date, claims, cents)
      insert into open_counts as c (tenant_id, payer_id, stage, start_date, claims, cents)
      select $1, payer_id, stage, start_date, sum(claims), sum(cents) from taken group by 2, 3, 4
      on conflict (tenant_id, payer_id, stage, start_date) do update
        set claims = c.claims + excluded.claims, cents = c.cents + excluded.cents`,
    values: [tx.tenantId],
  });
  await tx.query({
    name: 'fold-claim-counts',
    text: `with taken as (delete from claim_status_deltas where tenant_id = $1 returning status, claims, charge_cents, paid_cents)
      insert into claim_status_counts as c (tenant_id, status, claims, charge_cents, paid_cents)
      select $1, status, sum(claims), sum(charge_cents), sum(paid_cents) from taken group by 2
      on conflict (tenant_id, status) do update set claims = c.claims + excluded.claims,
        charge_cents = c.charge_cents + excluded.charge_cents, paid_cents = c.paid_cents + excluded.paid_cents`,
    values: [tx.tenantId],
  });
  await foldReviewCounts(tx);
}

async function foldReviewCounts(tx: TenantTransaction): Promise<void> {
  await tx.query({
    name: 'fold-encounter-counts',
    text: `with taken as (delete from encounter_status_deltas where tenant_id = $1 returning status, encounters, charge_cents)
      insert into encounter_status_counts as c (tenant_id, status, encounters, charge_cents)
      select $1, status, sum(encounters), sum(charge_cents) from taken group by 2
      on conflict (tenant_id, status) do update set encounters = c.encounters + excluded.encounters,
        charge_cents = c.charge_cents + excluded.charge_cents`,
    values: [tx.tenantId],
  });
  await tx.query({
    name: 'fold-finding-counts',
    text: `with taken as (delete from finding_deltas where tenant_id = $1 returning rule_id, severity, verdict, findings, encounters)
      insert into finding_counts as c (tenant_id, rule_id, severity, verdict, findings, encounters)
      select $1, rule_id, severity, verdict, sum(findings), sum(encounters) from taken group by 2, 3, 4
      on conflict (tenant_id, rule_id, severity, verdict) do update set findings = c.findings + excluded.findings,
        encounters = c.encounters + excluded.encounters`,
    values: [tx.tenantId],
  });
}
