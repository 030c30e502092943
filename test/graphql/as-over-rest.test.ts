import { foldCounts } from '@claimwright/db/pipeline/counts';
import { countClaims } from '@claimwright/db/reporting/claims';
import { countEncounters } from '@claimwright/db/reporting/encounters';
import { claimStatuses, encounterStatuses } from '@claimwright/domain/lifecycle';
import { cleanVisit, variedVisit, visitLine } from '@claimwright/worker/test-encounters';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answered, type ClaimBench, cas, startClaimBench } from '../claims/claim-bench.ts';
import { ack277, reversed, status } from '../faults/answers.ts';
import { openReports, type Reports } from './changes-bench.ts';

// What REST says of a claim or an encounter, GraphQL says too.

let claims: ClaimBench;
let reports: Reports;
beforeEach(async () => {
  claims = await startClaimBench();
  reports = await openReports(claims.bench);
});
afterEach(async () => {
  await reports[Symbol.asyncDispose]();
  await claims[Symbol.asyncDispose]();
});

const api: ClaimBench['bench']['api'] = (...asked) => claims.bench.api(...asked);
const drain = () => claims.bench.worker.drain();

test("how far the void of a claim is, from the asking to the payer's reversal", async () => {
  const [id] = await claims.bill(cleanVisit(1));
  const [claim] = await claims.claims();
  if (!claim) throw new Error('no claim');
  const states: (string | undefined)[] = [];
  const look = async () => {
    const rest = (await api('GET', `/v1/claims/${claim.id}`)).body.voided;
    const voided = '{ state claimId words }';
    const data = await reports.ask(
      `{ claim(id: "${claim.id}") { voided ${voided} } encounter(id: "${id}") { claims { id voided ${voided} } } claims { nodes { id voided { state } } } }`,
    );
    expect(data.claim.voided).toEqual(rest);
    const byId = (rows: { id: string }[]) => rows.find((row) => row.id === claim.id);
    expect(byId(data.encounter.claims)).toEqual({ id: claim.id, voided: rest });
    expect(byId(data.claims.nodes)).toEqual({ id: claim.id, voided: rest && { state: rest.state } });
    states.push(rest?.state);
  };
  const accept = (one: typeof claim) =>
    claims.take(
      ack277([{ claim: one, statuses: [status('A2')], payerClaimControlNumber: `ICN${one.number}` }], {
        batchReference: 'B999999999',
      }),
    );
  await accept(claim);
  const paid = answered(claim, (cents) => [cas('CO-45', Math.round(cents * 0.2))]);
  await claims.pay('T1', paid);
  await look();
  expect((await api('POST', `/v1/claims/${claim.id}:void`, { reason: 'the wrong patient' })).status).toBe(202);
  await drain();
  await look();
  await accept((await claims.claims())[1]!);
  await look();
  const [other] = await claims.bill(cleanVisit(2));
  expect(other).toBeDefined();
  // Money taken back is kept from other money: the payment as a whole is not below zero.
  await claims.pay(
    'T2',
    reversed(paid),
    answered((await claims.claims()).at(-1)!, () => []),
  );
  await look();
  expect(states).toEqual([undefined, 'sent', 'accepted', 'carried_out']);
});

describe('a finding that was released', () => {
  const wrongNpi = { npi: '1122334456', lastName: 'Healer', firstName: 'Sam', taxonomyCode: '207Q00000X' };
  const loose = (number: number, changes: object = {}) =>
    cleanVisit(number, { lines: [visitLine('G0463', 10_000, { diagnosisPointers: [1] })], ...changes });
  const override = '{ id ruleId pointer reason actor createdAt expiresAt ended { at actor reason } }';

  beforeEach(async () => {
    await api('PUT', '/v1/rule-settings', { ruleId: 'ST002', severity: 'deny', why: 'a test' });
  });

  /** The finding of ST002 as REST and GraphQL show it, which is the same. */
  async function finding(id: string) {
    const { lastRun } = (await api('GET', `/v1/encounters/${id}`)).body;
    const rest = lastRun.findings.find((one: { ruleId: string }) => one.ruleId === 'ST002');
    const { encounter } = await reports.ask(
      `{ encounter(id: "${id}") { latestRun { findings { ruleId pointer verdict override ${override} } } } }`,
    );
    const shown = encounter.latestRun.findings.find((one: { ruleId: string }) => one.ruleId === 'ST002');
    const { ruleId, pointer, verdict } = rest;
    expect(shown).toEqual({ ruleId, pointer, verdict, override: rest.override ?? null });
    const others = lastRun.findings.filter((one: { ruleId: string }) => one.ruleId !== 'ST002');
    expect(others.filter((one: object) => 'override' in one)).toEqual([]);
    return rest;
  }

  const release = async (id: string, pointer: string, reason: string, more: object = {}) => {
    const json = { ruleId: 'ST002', pointer, reason, ...more };
    const answer = await api('POST', `/v1/encounters/${id}/findings:override`, json);
    expect(answer.status, answer.text).toBe(201);
    return answer.body.override;
  };

  test('names who released it, why and until when: the release its run went by, taken back or not', async () => {
    // Held by an NPI that is none as well, so that nothing is billed meanwhile.
    const [id = ''] = await claims.bench.worker.accept([loose(1, { renderingProvider: wrongNpi })]);
    await drain();
    const stands = await finding(id);
    expect(stands).not.toHaveProperty('override');
    const first = await release(id, stands.pointer, 'in the note', { expiresAt: '2099-01-01T00:00:00Z' });
    expect(await finding(id)).not.toHaveProperty('override');
    await drain();
    expect((await finding(id)).override).toEqual(first);
    expect(first).toMatchObject({ reason: 'in the note', actor: expect.stringMatching(/^key\//), ended: null });
    await api('POST', `/v1/encounters/${id}/findings:endOverride`, {
      ...{ ruleId: 'ST002', pointer: stands.pointer },
      reason: 'another visit',
    });
    // The run of before went by it all the same.
    const ended = (await finding(id)).override;
    expect(ended).toEqual({ ...first, ended: expect.objectContaining({ reason: 'another visit' }) });
    await drain();
    expect(await finding(id)).toMatchObject({ verdict: 'fail' });
    const second = await release(id, stands.pointer, 'now it is');
    await drain();
    expect((await finding(id)).override).toEqual(second);
    // One given after the run is not the one it went by.
    await claims.bench.worker.rows(`update encounters set status = 'needs_review' where id = $1`, [id]);
    await claims.bench.worker.rows(
      `insert into finding_overrides (tenant_id, id, encounter_id, rule_id, pointer, reason, actor, created_at, expires_at)
       values ($1, gen_random_uuid(), $2, 'ST002', $3, 'later', 'test', now() + interval '50 years', null)`,
      [claims.bench.worker.tenantId, id, stands.pointer],
    );
    expect((await finding(id)).override).toEqual(second);
  });

  test('is shown with its release on the claim too', async () => {
    const [id = ''] = await claims.bench.worker.accept([loose(2)]);
    await drain();
    const given = await release(id, (await finding(id)).pointer, 'both were treated');
    await drain();
    const [claim] = await claims.claims();
    const rest = (await api('GET', `/v1/claims/${claim?.id}`)).body.findings;
    const shown = (await reports.ask(`{ claim(id: "${claim?.id}") { findings { ruleId override ${override} } } }`))
      .claim;
    expect(rest).toMatchObject([
      { encounterId: id, finding: { ruleId: 'ST002', verdict: 'bypassed', override: given } },
    ]);
    expect(shown.findings).toEqual([{ ruleId: 'ST002', override: given }]);
  });
});

test('totals of lists are those of the rows, summed or counted, through the lives of claims, folded or not', async () => {
  const { worker } = claims.bench;
  const rowsOf = async (table: 'encounters' | 'claims', wanted: readonly string[]) => {
    const [row] = await worker.rows<{ n: number }>(
      `select count(*) as n from ${table} where cardinality($1::text[]) = 0 or status = any($1)`,
      [wanted],
    );
    return row?.n;
  };
  const seen = new Set<string>();
  const compare = async () => {
    for (const wanted of [[], ['billed'], ['received', 'needs_review'], [...encounterStatuses]] as const) {
      const { encounters } = await reports.ask(`{ encounters(status: [${wanted}]) { totalCount } }`);
      expect([wanted, encounters.totalCount]).toEqual([wanted, await rowsOf('encounters', wanted)]);
    }
    for (const wanted of [[], ['submitted'], ['paid', 'denied', 'submitted'], [...claimStatuses]] as const) {
      const { claims: page } = await reports.ask(`{ claims(status: [${wanted}]) { totalCount } }`);
      expect([wanted, page.totalCount]).toEqual([wanted, await rowsOf('claims', wanted)]);
    }
    const all = await reports.ask('{ encounters { totalCount } claims(status: null, payerId: null) { totalCount } }');
    const narrowed = await reports.ask(
      '{ encounters(payerId: "GSH01", status: [billed]) { totalCount } claims(payerId: "GSH01") { totalCount } }',
    );
    // Over all payers, the counted ones come to the summed ones.
    const byPayer = await worker.transaction(async (tx) => {
      const { rows } = await tx.query<{ id: string }>('select distinct payer_id as id from encounters');
      let encounters = 0;
      let billed = 0;
      for (const { id } of rows) {
        encounters += await countEncounters(tx, { payerId: id });
        billed += await countClaims(tx, { payerId: id });
      }
      return { encounters: { totalCount: encounters }, claims: { totalCount: billed } };
    });
    expect(all).toEqual(byPayer);
    seen.add(JSON.stringify([all, narrowed]));
  };
  await compare();
  await worker.accept(Array.from({ length: 25 }, (_, number) => variedVisit(number)));
  await compare();
  await drain();
  await compare();
  await worker.transaction(foldCounts);
  await compare();
  await worker.advance(20);
  await compare();
  await worker.transaction(foldCounts);
  await compare();
  expect(seen.size).toBeGreaterThan(2);
});
