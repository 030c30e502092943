import { createHash } from 'node:crypto';
import type { TenantTransaction } from '@claimwright/db/database';
import { type LoadedRoute, loadRoutes, saveBatch } from '@claimwright/db/pipeline/batches';
import { createClaimJournal, lockClaims, saveClaimJournal } from '@claimwright/db/pipeline/claim-moves';
import { takeControlNumbers } from '@claimwright/db/pipeline/control-numbers';
import {
  type ClaimToAsk,
  insertStatusRequests,
  lockAsking,
  lockClaimsToAsk,
} from '@claimwright/db/pipeline/status-requests';
import { allTenantIds } from '@claimwright/db/tenants';
import type { ClaimStatusInquiry } from '@claimwright/domain/claim-status';
import { addDays } from '@claimwright/domain/dates';
import { sumCents } from '@claimwright/domain/money';
import { addHours } from '@claimwright/domain/route-schedule';
import { askClaimStatus, transmitBatches } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { enqueue } from '@claimwright/queue/enqueue';
import { write276 } from '@claimwright/x12/claim-status-request-write';
import { actorOf, type WorkerDependencies } from '../dependencies.ts';
import { usualDays } from '../watch/usual-days.ts';

/** Questions in one file. */
const questionsPerBatch = 1000;

/** Asks payers where the claims are on which they are silent longer than usual. */
export function askClaimStatusJob(deps: WorkerDependencies) {
  return implementJob(askClaimStatus, async () => {
    for (const tenantId of await allTenantIds(deps.database)) {
      let asked: number;
      do {
        asked = await deps.database.transaction(tenantId, (tx) => askForTenant(deps, tx));
      } while (asked >= questionsPerBatch);
    }
    deps.nudge();
  });
}

/** One file of questions a route at most; returns how many were asked on the busiest one. */
export async function askForTenant(
  deps: Pick<WorkerDependencies, 'clock' | 'newId'>,
  tx: TenantTransaction,
): Promise<number> {
  const routes = (await loadRoutes(tx)).filter((route) => route.expectations.statusRequests);
  if (routes.length === 0) return 0;
  const today = deps.clock.today();
  let asked = 0;
  for (const route of routes) {
    const usual = await usualDays(tx, today, () => route.expectations.usualPaymentDays);
    await lockAsking(tx, route.name);
    const claims = await lockClaimsToAsk(
      tx,
      {
        route: route.name,
        payers: usual.map(({ payerId }) => payerId),
        until: usual.map(({ days }) => addDays(today, -days - 1)),
        askedBefore: addHours(deps.clock.now(), -24 * route.expectations.statusRepeatDays),
      },
      questionsPerBatch,
    );
    if (claims.length > 0) await buildQuestions(deps, tx, route, claims);
    asked = Math.max(asked, claims.length);
  }
  return asked;
}

/** Control numbers, text, batch and questions in one transaction, as with claims: what is handed over again is the same bytes. */
async function buildQuestions(
  deps: Pick<WorkerDependencies, 'clock' | 'newId'>,
  tx: TenantTransaction,
  route: LoadedRoute,
  claims: readonly ClaimToAsk[],
): Promise<void> {
  const at = deps.clock.now();
  const interchange = await takeControlNumbers(tx, 'interchange', route.name, 1);
  const group = await takeControlNumbers(tx, 'group', '', 1);
  const set = await takeControlNumbers(tx, 'transaction_set', '', 1);
  const reference = `Q${String(group).padStart(9, '0')}`;
  const requests = claims.map((claim, index) => ({
    id: deps.newId(),
    claimId: claim.id,
    trace: `${reference}N${index + 1}`,
  }));
  const { envelope } = route.settings;
  const text = write276({
    parties: { ...envelope, interchangeControlNumber: interchange, groupControlNumber: group },
    at,
    transactionSetControlNumber: set,
    reference,
    receiver: { name: envelope.submitterName, id: envelope.submitterId },
    inquiries: claims.map((claim, index) => toX12Inquiry(claim, requests[index]?.trace ?? '')),
  });
  const content = Buffer.from(text, 'utf8');
  const id = deps.newId();
  await saveBatch(
    tx,
    {
      id,
      kind: 'status_requests',
      route: route.name,
      interchangeControlNumber: interchange,
      groupControlNumber: group,
      fileName: `276_${route.name}_${String(interchange).padStart(9, '0')}.x12`,
      chargeCents: sumCents(claims.map((claim) => claim.chargeCents)),
      content,
      contentSha256: createHash('sha256').update(content).digest(),
      claims: [],
      claimCount: claims.length,
    },
    at,
  );
  await insertStatusRequests(tx, id, requests, at);
  await noteQuestions(deps, tx, id, requests);
  await enqueue(tx, transmitBatches, tx.tenantId, [id]);
}

/** That it was asked stands in the timeline of each claim. */
async function noteQuestions(
  deps: Pick<WorkerDependencies, 'clock'>,
  tx: TenantTransaction,
  batchId: string,
  requests: readonly { claimId: string; trace: string }[],
): Promise<void> {
  const traces = new Map(requests.map(({ claimId, trace }) => [claimId, trace]));
  const journal = createClaimJournal();
  for (const claim of await lockClaims(tx, { ids: [...traces.keys()] })) {
    const detail = { question: '276', trace: traces.get(claim.id) };
    journal.record(claim, { type: 'informed', effectiveDate: deps.clock.today(), detail });
  }
  await saveClaimJournal(tx, journal, { actor: actorOf(askClaimStatus), at: deps.clock.now(), batchId });
}

function toX12Inquiry(claim: ClaimToAsk, trace: string): ClaimStatusInquiry {
  const { snapshot } = claim;
  const { destination, billingProvider, patient } = snapshot;
  const { payerId, payerName, subscriber, memberId, relationship } = destination;
  return {
    trace,
    patientControlNumber: claim.patientControlNumber,
    ...(claim.payerClaimControlNumber === null ? {} : { payerClaimControlNumber: claim.payerClaimControlNumber }),
    // REF*BLT: what kind of bill is meant.
    ...(snapshot.claimType === 'institutional'
      ? { typeOfBill: `${snapshot.facilityCode}${snapshot.frequencyCode}` }
      : {}),
    chargeCents: claim.chargeCents,
    serviceFrom: claim.serviceFrom,
    serviceTo: claim.serviceTo,
    payer: { id: payerId, name: payerName },
    provider: billingProvider,
    subscriber: { ...subscriber, memberId },
    ...(relationship === 'self' ? {} : { patient }),
  };
}
