import type { InboundFileRow } from '@claimwright/db/read/inbound-files';
import * as z from 'zod';

// What the gateway answers about files that clearinghouses hand in.

const instant = z.iso.datetime();
const status = z.enum(['received', 'processed', 'parked']);

export const fileReceipt = z
  .object({
    id: z.uuid(),
    duplicate: z.boolean().describe('the same bytes had been handed in before'),
    status,
    sha256: z.string(),
    receivedAt: instant,
    links: z.object({ self: z.string(), parked: z.string() }),
  })
  .meta({ id: 'FileReceipt' });

export const fileResource = z
  .object({
    id: z.uuid(),
    name: z.string(),
    source: z.string(),
    sha256: z.string(),
    sizeBytes: z.int(),
    status,
    kinds: z.array(z.string()).describe('what was found in it: 999, 277CA, 835 …'),
    receivedAt: instant,
    processedAt: instant.nullable(),
    summary: z.record(z.string(), z.unknown()).nullable(),
    links: z.object({ self: z.string(), parked: z.string() }),
  })
  .meta({ id: 'InboundFile' });

const parkedFacts = z.object({
  id: z.uuid(),
  inboundFileId: z.uuid(),
  kind: z.string(),
  reasonCode: z.string(),
  reason: z.string(),
  reference: z.string().nullable(),
  parkedAt: instant,
  resolvedAt: instant.nullable(),
  resolvedBy: z.string().nullable(),
  asked: z.enum(['retry', 'match']).nullable().describe('what somebody wants done with it, until a job has done it'),
  refusal: z.string().nullable().describe('why what was asked last could not be done'),
  resolution: z.enum(['retried', 'matched', 'dismissed']).nullable(),
  resolutionReason: z.string().nullable(),
  resolvedClaimId: z.uuid().nullable(),
});

export const parkedState = parkedFacts.meta({ id: 'ParkedState' });

export const parkedItem = parkedFacts
  .extend({
    content: z.string().describe('the part of the file, as it came'),
    detail: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'ParkedItem' });

/** Where a file and what was parked of it are found. */
export function linksOfFile(id: string) {
  return { self: `/v1/clearinghouse/files/${id}`, parked: `/v1/clearinghouse/parked?inboundFileId=${id}` };
}

/** A file with where to find it. */
export function toApiFile(file: InboundFileRow) {
  return { ...file, links: linksOfFile(file.id) };
}
