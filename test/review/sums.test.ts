import type { TenantTransaction } from '@claimwright/db/database';
import { toDbEncounter } from '@claimwright/db/intake/accept-encounters';
import { changeEncounter, lockEncounter } from '@claimwright/db/intake/change-encounter';
import { asOwner } from '@claimwright/db/owner';
import { foldCounts } from '@claimwright/db/pipeline/counts';
import { countEncountersByStatus, countFindingsByRule } from '@claimwright/db/reporting/encounters';
import { countClaimsByStatus, receivablesAgeing } from '@claimwright/db/reporting/money';
import { groupTasks, taskGroupings } from '@claimwright/db/reporting/task-groups';
import { variedVisit } from '@claimwright/worker/test-encounters';
import { startTestWorker, type TestWorker } from '@claimwright/worker/test-worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// Sums that are kept up are those of the rows, at every moment of the claims' lives.

let worker: TestWorker;
beforeAll(async () => {
  worker = await startTestWorker();
});
afterAll(() => worker[Symbol.asyncDispose]());

const asOf = '2026-06-01';

async function recomputed(tx: TenantTransaction) {
  const statuses = await tx.query(
    `select status, count(*) as count, sum(charge_cents)::bigint as "chargeCents", sum(paid_cents)::bigint as "paidCents"
     from claims group by status order by status`,
  );
  const owed = await tx.query(
    `select c.payer_id as "payerId", count(*) as claims, sum(b.cents)::bigint as "balanceCents" from (
       select claim_id, sum(amount_cents) as cents from ledger_entries
       where account = 'insurance_receivable' and claim_id is not null group by claim_id having sum(amount_cents) > 0
     ) b join claims c on c.id = b.claim_id and c.status <> 'rejected' group by 1 order by 1`,
  );
  return { statuses: statuses.rows, owed: owed.rows };
}

async function kept(tx: TenantTransaction) {
  const statuses = await countClaimsByStatus(tx);
  const byPayer = new Map<string, { payerId: string; claims: number; balanceCents: number }>();
  for (const { payerId, claims, balanceCents } of await receivablesAgeing(tx, asOf)) {
    const sum = byPayer.get(payerId) ?? { payerId, claims: 0, balanceCents: 0 };
    byPayer.set(payerId, { payerId, claims: sum.claims + claims, balanceCents: sum.balanceCents + balanceCents });
  }
  return {
    statuses: statuses.toSorted((a, b) => (a.status < b.status ? -1 : 1)),
    owed: [...byPayer.values()].sort((a, b) => (a.payerId < b.payerId ? -1 : 1)),
  };
}

test('claims by status and what payers owe, from the first claim to the last payment, folded and not', async () => {
  const seen = new Set<string>();
  const compare = async () => {
    const { rows, sums } = await worker.transaction(async (tx) => ({
      rows: await recomputed(tx),
      sums: await kept(tx),
    }));
    expect(sums).toEqual(rows);
    seen.add(JSON.stringify(rows));
  };
  await compare();
  await worker.accept(Array.from({ length: 40 }, (_, number) => variedVisit(number)));
  for (let week = 0; week < 8; week += 1) {
    await worker.drain();
    await compare();
    if (week % 2 === 1) await worker.transaction(foldCounts);
    await compare();
    await worker.advance(6);
  }
  await compare();
  expect(seen.size).toBeGreaterThan(5);
  const [left] = await worker.rows<{ n: number }>("select count(*) as n from claims where status = 'paid'");
  expect(left?.n).toBeGreaterThan(0);
});

const encounterSums = `select status, count(*) as count, sum(charge_cents)::bigint as "chargeCents" from encounters group by 1`;
const findingSums = `select f.rule_id as "ruleId", f.severity, f.verdict, count(*) as findings, count(distinct f.encounter_id) as encounters
  from (select distinct on (encounter_id) id from scrub_runs order by encounter_id, id desc) latest
  join findings f on f.run_id = latest.id group by 1, 2, 3`;
const ordered = (rows: readonly object[]) => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();

test('encounters by status and findings by rule, through changes and runs made again, folded and not', async () => {
  const seen = new Set<string>();
  const compare = async () => {
    await worker.transaction(async (tx) => {
      const encounters = ordered(await countEncountersByStatus(tx));
      expect(encounters).toEqual(ordered((await tx.query(encounterSums)).rows));
      const findings = ordered(await countFindingsByRule(tx));
      expect(findings).toEqual(ordered((await tx.query(findingSums)).rows));
      seen.add(JSON.stringify([encounters, findings]));
    });
  };
  const at = worker.dependencies.clock.now();
  const change = (id: string, content: ReturnType<typeof variedVisit>) =>
    worker.transaction(async (tx) => {
      const head = await lockEncounter(tx, id);
      if (!head) throw new Error('the encounter is gone');
      const columns = toDbEncounter({ ...content, externalId: head.externalId });
      const moved = { head, event: 'updated', toStatus: 'received', at, actor: 'test', columns } as const;
      await changeEncounter(tx, moved);
    });
  const held = await worker.accept(
    [107, 117, 127].map((number) => ({ ...variedVisit(number), externalId: `held-${number}` })),
  );
  await compare();
  await worker.drain();
  await compare();
  // One is corrected, one changed and still wrong, one changed twice before it is checked again.
  await change(held[0]!, variedVisit(100));
  await change(held[1]!, { ...variedVisit(117), patientPaidCents: 1 });
  await change(held[2]!, variedVisit(118));
  await change(held[2]!, { ...variedVisit(119), patientPaidCents: 2 });
  await compare();
  await worker.transaction(foldCounts);
  await compare();
  await worker.drain();
  await compare();
  await worker.transaction(foldCounts);
  await compare();
  expect(seen.size).toBeGreaterThan(3);
});

describe('what dashboards ask of sums', () => {
  /** The plans of every query that `ask` makes. */
  async function plansOf(ask: (tx: TenantTransaction) => Promise<unknown>): Promise<string> {
    const plans: string[] = [];
    await worker.transaction(async (tx) => {
      const explaining: TenantTransaction['query'] = async (
        query: string | { text: string; values?: unknown[] },
        values?: unknown[],
      ) => {
        const asked = typeof query === 'string' ? { text: query, values } : query;
        const { rows } = await tx.query<{ 'QUERY PLAN': string }>(
          `explain (costs off) ${asked.text}`,
          asked.values ?? [],
        );
        plans.push(...rows.map((row) => row['QUERY PLAN']));
        return tx.query(asked.text, asked.values ?? []) as never;
      };
      await ask(new Proxy(tx, { get: (of, name) => (name === 'query' ? explaining : Reflect.get(of, name)) }));
    });
    expect(plans.length).toBeGreaterThan(0);
    return plans.join('\n');
  }

  test('reads neither encounters nor runs nor findings', async () => {
    for (const ask of [countEncountersByStatus, countFindingsByRule]) {
      const plan = await plansOf(ask);
      expect(plan).toMatch(/_counts/);
      expect(plan).not.toMatch(/ on (?:encounters|scrub_runs|findings)\b/);
    }
  });

  test('groups open tasks by an index of them, however many are done', async () => {
    await worker.transaction((tx) =>
      tx.query(
        `insert into tasks (tenant_id, id, kind, status, summary, opened_at, closed_at, rule_ids, payer_id, charge_cents)
         select $1, gen_random_uuid(), 'coding_review', case when n % 100 = 0 then 'open' else 'done' end, 'one of many', now(), now(),
           array['DX00' || n % 9], 'P' || n % 7, n from generate_series(1, 20000) n`,
        [tx.tenantId],
      ),
    );
    await asOwner(worker.database.ownerUrl, (client) => client.query('vacuum analyze tasks'));
    for (const by of taskGroupings) {
      const plan = await plansOf((tx) => groupTasks(tx, { status: 'open' }, by, worker.dependencies.clock.now()));
      expect(plan, by).toMatch(/Scan (?:using|on) (?:tasks_open_\w+|tasks_by_status[\s\S]*status = 'open')/);
      expect(plan, by).not.toContain('Seq Scan on tasks');
    }
  });
});
