import { sampleBundle } from '@claimwright/fhir/sample-bundle';
import { sampleEncounters } from '@claimwright/simulator/sample-encounters';
import { variedVisit, visitKinds } from '@claimwright/worker/test-encounters';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksInOrder } from './books.ts';
import { expectFilesEqualClaims } from './claim-files.ts';
import { firstDay, type Installation, startInstallation } from './installation.ts';

// Encounters go in over HTTP and claims come out paid. The tests are the stations of one journey, in order.

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation[Symbol.asyncDispose]());

const varied = Array.from({ length: 40 }, (_, number) => variedVisit(number));
const samples = sampleEncounters(160, 7, firstDay);
const accepted: string[] = [];

test('encounters are taken one by one, in bulk and as FHIR', async () => {
  for (const encounter of varied.slice(0, 10)) {
    const answer = await installation.call('POST', '/v1/encounters', {
      json: encounter,
      headers: { 'idempotency-key': `one-${encounter.externalId}` },
    });
    expect(answer.status).toBe(202);
    accepted.push(answer.body.id);
  }
  const bulk = [...varied.slice(10), ...samples];
  const answer = await installation.call('POST', '/v1/encounters:bulk', {
    headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': 'bulk' },
    body: bulk.map((encounter) => `${JSON.stringify(encounter)}\n`).join(''),
  });
  expect(answer.status).toBeLessThan(300);
  const lines = answer.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => line.status)).toEqual(bulk.map(() => 202));
  const fhir = await installation.call('POST', '/fhir', {
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(sampleBundle()),
  });
  expect(fhir.status).toBe(200);
  const entries: { response: { status: string; location?: string } }[] = fhir.body.entry;
  const taken = entries.filter(
    ({ response }) => response.status.startsWith('202') && response.location?.includes('encounters/'),
  );
  expect(taken.length).toBeGreaterThan(0);
  const [{ count } = { count: 0 }] = await installation.rows<{ count: number }>('select count(*) from encounters');
  expect(count).toBe(10 + bulk.length + taken.length);
  const creations = await installation.rows(
    "select resource_id from audit_log where action = 'encounter.create' group by resource_id",
  );
  expect(creations).toHaveLength(count);
});

test('every encounter is accounted for: billed, or held with what holds it', async () => {
  await installation.settled();
  const rows = await installation.rows<{
    external_id: string;
    status: string;
    claims: number;
    blocking: number;
    tasks: string[] | null;
    reason: string | null;
  }>(
    `select e.external_id, e.status,
       (select count(*) from claim_encounters ce where ce.encounter_id = e.id and ce.live) as claims,
       (select count(*) from findings f where f.verdict = 'fail' and f.severity in ('reject', 'deny')
          and f.run_id = (select id from scrub_runs r where r.encounter_id = e.id order by run_at desc, id desc limit 1)) as blocking,
       (select array_agg(kind) from tasks t where t.encounter_id = e.id and t.status = 'open') as tasks,
       (select detail->>'reason' from encounter_events v where v.encounter_id = e.id order by sequence desc limit 1) as reason
     from encounters e`,
  );
  const wrong = rows.filter(({ status, claims, blocking, tasks, reason }) => {
    switch (status) {
      case 'billed':
        return claims === 0 || blocking > 0 || tasks !== null;
      case 'needs_review':
        if (claims > 0) return true;
        // Held by our rules, or given back by a clearinghouse that has no way to the payer.
        return tasks?.join() === 'claim_rejected' ? !reason : blocking === 0 || tasks?.join() !== 'coding_review';
      case 'needs_coding':
        return claims > 0 || tasks?.join() !== 'coding_missing';
      case 'not_billable':
        return claims > 0 || !reason;
      default:
        return true;
    }
  });
  expect(wrong).toEqual([]);
  const statusOf = new Map(rows.map((row) => [row.external_id, row.status]));
  for (const [number, encounter] of varied.entries()) {
    const [kind, expected] = visitKinds[number % visitKinds.length] ?? [];
    expect([kind, statusOf.get(encounter.externalId)]).toEqual([kind, expected]);
  }
  const split = rows.find((row) => row.external_id === 'visit-4');
  expect(split?.claims).toBe(2);
});

test('a second look at what was posted changes nothing', async () => {
  const before = await installation.rows('select count(*) from audit_log');
  const first = varied[0];
  const again = await installation.call('POST', '/v1/encounters', {
    json: first,
    headers: { 'idempotency-key': `one-${first?.externalId}` },
  });
  expect([again.status, again.body.id]).toEqual([202, accepted[0]]);
  expect(await installation.rows('select count(*) from audit_log')).toEqual(before);
});

test('the clearinghouse has every claim once, word for word', async () => {
  const { database, tenantId, claimFilesFolder } = installation.stack;
  const sent = await expectFilesEqualClaims(database, tenantId, claimFilesFolder);
  expect(sent).toBeGreaterThan(150);
  await expectBooksInOrder(database, tenantId);
});

test('after ninety days every claim is answered as the payers decided, or they are silent on purpose', async () => {
  await installation.advance(90);
  const { simulator, database, tenantId } = installation.stack;
  const claims = new Map(
    (
      await installation.rows<{ number: string; status: string; paid: number; patient: number }>(
        'select patient_control_number as number, status, paid_cents as paid, patient_responsibility_cents as patient from claims',
      )
    ).map((claim) => [claim.number, claim]),
  );
  const futures = await simulator.futures();
  expect(futures.map((future) => future.patientControlNumber).sort()).toEqual([...claims.keys()].sort());
  const today = simulator.clock.today();
  let silent = 0;
  for (const future of futures) {
    const claim = claims.get(future.patientControlNumber);
    const answers = [future.payment, future.takeback].filter((payment) => payment !== undefined && payment.on <= today);
    const paidCents = answers.flatMap((payment) => payment?.claims ?? []).reduce((sum, one) => sum + one.paidCents, 0);
    const rejected = !future.forwarding.accepted || future.receipt?.accepted === false;
    const expected = { number: future.patientControlNumber, paid: paidCents, rejected };
    expect({ number: claim?.number, paid: claim?.paid, rejected: claim?.status === 'rejected' }).toEqual(expected);
    if (!rejected && answers.length === 0) {
      silent += 1;
      expect(future.silence ?? 'later').toBeTruthy();
      expect(['acknowledged', 'payer_accepted']).toContain(claim?.status);
    } else if (!rejected) {
      expect(['paid', 'partially_paid', 'patient_responsibility', 'denied']).toContain(claim?.status);
    }
  }
  expect(silent).toBeLessThan(futures.length / 10);
  await expectBooksInOrder(database, tenantId);
  expect(await installation.rows('select kind, reason_code, reason from parked_items')).toEqual([]);
  expect(installation.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
});

test('counts that were folded equal counts that were only appended', async () => {
  const { database, tenantId, worker } = installation.stack;
  const { foldCounts } = await import('@claimwright/db/pipeline/counts');
  await worker.dependencies.database.transaction(tenantId, foldCounts);
  expect(await installation.rows('select 1 from day_count_deltas union all select 1 from open_count_deltas')).toEqual(
    [],
  );
  await expectBooksInOrder(database, tenantId);
});

test('reading a claim leaves its row in the audit log', async () => {
  const [claim] = await installation.rows<{ id: string }>("select id from claims where status = 'paid' limit 1");
  const answer = await installation.call('GET', `/v1/claims/${claim?.id}`);
  expect(answer.status).toBe(200);
  expect(
    await installation.rows("select 1 from audit_log where action = 'claim.read' and resource_id = $1", [claim?.id]),
  ).toHaveLength(1);
});
