import type { Database } from '@claimwright/db/database';
import { type ClaimEventType, type ClaimStatus, nextClaimStatus } from '@claimwright/domain/lifecycle';
import type { DayCount, OpenCount } from '@claimwright/domain/timeliness';
import { fullRecount } from '@claimwright/timeliness/full-recount';
import type { ClaimMilestones } from '@claimwright/timeliness/stage-contributions';
import { expect } from 'vitest';

// What must hold of one tenant's claims, ledger and counts at any moment between two transactions.

/** Statuses follow from events, money balances and agrees with the claims, counts equal the full recount. */
export async function expectBooksInOrder(database: Database, tenantId: string): Promise<void> {
  await expectStatusesFromEvents(database, tenantId);
  await expectLedgerInBalance(database, tenantId);
  await expectCountsEqualRecount(database, tenantId);
}

async function ask<Row extends object>(database: Database, tenantId: string, sql: string): Promise<Row[]> {
  return (await database.snapshot(tenantId, (tx) => tx.query(sql))).rows as Row[];
}

async function expectStatusesFromEvents(database: Database, tenantId: string): Promise<void> {
  const rows = await ask<{ number: string; status: string; events: { type: ClaimEventType; to: string }[] }>(
    database,
    tenantId,
    `select c.patient_control_number as number, c.status,
       jsonb_agg(jsonb_build_object('type', e.type, 'to', e.to_status) order by e.sequence) as events
     from claims c join claim_events e on e.tenant_id = c.tenant_id and e.claim_id = c.id group by c.tenant_id, c.id`,
  );
  const wrong = rows.flatMap(({ number, status, events }) => {
    let derived: ClaimStatus | undefined;
    for (const event of events) {
      derived = nextClaimStatus(derived, event.type);
      if (derived !== event.to) return [`${number}: ${event.type} leads to ${derived}, the event says ${event.to}`];
    }
    return derived === status ? [] : [`${number}: events lead to ${derived}, the claim says ${status}`];
  });
  expect(wrong).toEqual([]);
  const [{ claims } = { claims: 0 }] = await ask<{ claims: number }>(
    database,
    tenantId,
    'select count(*) as claims from claims',
  );
  expect(rows).toHaveLength(claims);
}

async function expectLedgerInBalance(database: Database, tenantId: string): Promise<void> {
  const unbalanced = await ask(
    database,
    tenantId,
    'select claim_id, posting, sum(amount_cents) from ledger_entries group by claim_id, posting having sum(amount_cents) <> 0',
  );
  expect(unbalanced).toEqual([]);
  const [totals] = await ask<{ cash: number; payments: number }>(
    database,
    tenantId,
    `select (select coalesce(sum(amount_cents), 0)::bigint from ledger_entries where account = 'cash') as cash,
       (select coalesce(sum(payment_cents), 0)::bigint from remittances) as payments`,
  );
  expect(totals?.cash).toBe(totals?.payments);
  const wrong = await ask(
    database,
    tenantId,
    `select c.patient_control_number, c.status, c.charge_cents, c.paid_cents, l.* from claims c
     left join lateral (
       select coalesce(sum(amount_cents) filter (where account = 'insurance_receivable'), 0) as receivable,
         -coalesce(sum(amount_cents) filter (where account = 'revenue'), 0) as charged,
         coalesce(sum(amount_cents) filter (where account in ('cash', 'unapplied_cash')), 0) as paid,
         coalesce(sum(amount_cents) filter (where account = 'patient_receivable'), 0) as patient,
         coalesce(sum(amount_cents) filter (where account = 'patient_receivable' and posting not like 'charge%'), 0) as answered_patient,
         coalesce(sum(amount_cents) filter (where account in ('contractual_adjustment', 'denial_pending', 'payer_reduction',
           'other_adjustment')), 0) as adjusted
       from ledger_entries e where e.tenant_id = c.tenant_id and e.claim_id = c.id) l on true
     where l.receivable <> l.charged - l.paid - l.patient - l.adjusted
       -- A further submission that has not left yet charges when it leaves.
       or (c.submission_number = 1 or c.status not in ('assembled', 'batched')) and l.charged <> (case
         when c.submitted_on is null or c.frequency_code = '8' or c.status = 'rejected' then 0
         -- Owed by nobody; what is paid or left to the patient all the same is earned when it is answered.
         when c.reporting_only then l.paid + l.patient
         -- Charged on the claim that took its place, or on the claim to the first payer.
         when c.prior_claim_id is not null or exists (select from claims s where s.tenant_id = c.tenant_id and s.id = c.superseded_by
           and s.submitted_on is not null and s.status <> 'rejected') then 0
         else c.charge_cents end)
       or l.paid <> c.paid_cents or l.answered_patient <> c.patient_responsibility_cents`,
  );
  expect(wrong).toEqual([]);
}

async function expectCountsEqualRecount(database: Database, tenantId: string): Promise<void> {
  const claims = await ask<ClaimMilestones>(
    database,
    tenantId,
    `select c.payer_id as "payerId", c.status, c.charge_cents as "chargeCents", c.frequency_code as "frequencyCode", c.reporting_only as "reportingOnly",
       c.service_to as "serviceTo", c.submitted_on as "submittedOn", c.accepted_on as "acceptedOn",
       c.adjudicated_on as "firstRemittanceOn", c.paid_on as "paidOn", c.superseded_on as "supersededOn",
       c.earlier_milestones as earlier, c.supersedes_claim_id is not null or c.late_charges_of is not null
         or c.prior_claim_id is not null as "visitIsCounted",
       (select min((e.received_at at time zone 'UTC')::date) from claim_encounters ce
          join encounters e on e.tenant_id = ce.tenant_id and e.id = ce.encounter_id
          where ce.tenant_id = c.tenant_id and ce.claim_id = c.id) as "acceptedByGatewayOn"
     from claims c`,
  );
  const expected = fullRecount(claims.map(withoutNulls));
  const dayCounts = await ask<DayCount>(
    database,
    tenantId,
    `select payer_id as "payerId", stage, cohort_month as "cohortMonth", days, sum(claims)::bigint as claims, sum(cents)::bigint as cents
     from (select payer_id, stage, cohort_month, days, claims, cents from day_counts
       union all select payer_id, stage, cohort_month, days, claims, cents from day_count_deltas) all_counts
     group by 1, 2, 3, 4 having sum(claims) <> 0 or sum(cents) <> 0`,
  );
  const openCounts = await ask<OpenCount>(
    database,
    tenantId,
    `select payer_id as "payerId", stage, start_date as "startDate", sum(claims)::bigint as claims, sum(cents)::bigint as cents
     from (select payer_id, stage, start_date, claims, cents from open_counts
       union all select payer_id, stage, start_date, claims, cents from open_count_deltas) all_counts
     group by 1, 2, 3 having sum(claims) <> 0 or sum(cents) <> 0`,
  );
  expect(sorted(dayCounts)).toEqual(sorted(expected.dayCounts));
  expect(sorted(openCounts)).toEqual(sorted(expected.openCounts));
}

function withoutNulls(row: ClaimMilestones): ClaimMilestones {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as ClaimMilestones;
}

function sorted<Row extends object>(rows: readonly Row[]): string[] {
  return rows.map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).toSorted()))).sort();
}
