import type { WaitingFile } from '@claimwright/db/pipeline/pull';
import * as z from 'zod';

// What the gateway answers a clearinghouse about files that wait for it.

const instant = z.iso.datetime();

export const waitingFile = z
  .object({
    id: z.uuid(),
    route: z.string(),
    fileName: z.string(),
    kind: z.enum(['claims', 'status_requests']).describe('837 claims, or a 276 that asks for the status of claims'),
    claims: z.int(),
    sizeBytes: z.int(),
    sha256: z.string(),
    builtAt: instant,
    leasedUntil: instant.nullable().describe('until then somebody is fetching it; null: it is free'),
    links: z.object({ lease: z.string() }),
  })
  .meta({ id: 'WaitingFile' });

export const heldRoute = z.object({
  route: z.string(),
  notBefore: instant,
  reason: z.enum(['window', 'rate', 'interval']).describe("which limit of the route's schedule"),
});

/** Where a waiting file is leased. */
export function toApiWaitingFile(file: WaitingFile): z.output<typeof waitingFile> {
  return { ...file, links: { lease: `/v1/clearinghouse/outbox/${file.id}:lease` } };
}
