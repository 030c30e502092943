import type { TenantTransaction } from '@claimwright/db/database';
import { foldCounts } from '@claimwright/db/pipeline/counts';
import { countClaimsByStatus, receivablesAgeing } from '@claimwright/db/reporting/money';
import { variedVisit } from '@claimwright/worker/test-encounters';
import { startTestWorker, type TestWorker } from '@claimwright/worker/test-worker';
import { afterAll, beforeAll, expect, test } from 'vitest';

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
