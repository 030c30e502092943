import type { BatchRow } from '@claimwright/db/read/batches';
import type { Id } from '@claimwright/domain/ids';
import { claimStatuses } from '@claimwright/domain/lifecycle';
import * as z from 'zod';

// What the gateway answers about batches of claims.

const instant = z.iso.datetime();

export const batchSummary = z
  .object({
    id: z.uuid(),
    route: z.string().describe('clearinghouse route that carries it'),
    status: z.enum(['built', 'transmitted']),
    kind: z.enum(['claims', 'status_requests']).describe('837 claims, or a 276 that asks for the status of claims'),
    interchangeControlNumber: z.int().describe('ISA13'),
    groupControlNumber: z.int().describe('GS06'),
    fileName: z.string(),
    claimCount: z.int(),
    chargeCents: z.int(),
    contentSha256: z.string(),
    builtAt: instant,
    transmittedAt: instant.nullable(),
    acknowledgedAt: instant.nullable().describe('when a 999 came, or a TA1 that rejects'),
    notBefore: instant.nullable().describe('the schedule of the route holds it back until then'),
    attempts: z.int(),
    lastError: z.string().nullable(),
    links: z.object({ self: z.string(), x12: z.string() }),
  })
  .meta({ id: 'BatchSummary' });

export const batchResource = z
  .object({
    ...batchSummary.shape,
    claims: z.array(
      z.object({
        id: z.uuid(),
        patientControlNumber: z.string(),
        status: z.enum(claimStatuses),
        transactionSetControlNumber: z.int().describe('ST02'),
      }),
    ),
  })
  .meta({ id: 'Batch' });

/** A batch with where to find it and its bytes. */
export function toApiBatch<Row extends BatchRow>(batch: Row) {
  return { ...batch, links: linksOf(batch.id) };
}

function linksOf(id: Id) {
  return { self: `/v1/batches/${id}`, x12: `/v1/batches/${id}/x12` };
}
