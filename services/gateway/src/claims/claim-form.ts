import { writeAudit } from '@claimwright/db/audit';
import { readClaim } from '@claimwright/db/read/claims';
import type { Id } from '@claimwright/domain/ids';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { principalOf } from '@claimwright/http/authentication';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../gateway.ts';
import { originOf } from '../request.ts';

type ClaimType = AnyClaimSnapshot['claimType'];

/**
 * The snapshot of the claim that the request names, its export noted in the audit trail with `detail`; undefined for a claim of
 * another type, which has no such form, as for one that is not the tenant's.
 */
export async function exportedClaim<Type extends ClaimType>(
  deps: GatewayDeps,
  request: FastifyRequest,
  claimType: Type,
  detail: Record<string, unknown>,
): Promise<Extract<AnyClaimSnapshot, { claimType: Type }> | undefined> {
  const { id } = request.params as { id: Id };
  return deps.database.transaction(principalOf(request).tenantId, async (tx) => {
    const snapshot = (await readClaim(tx, id))?.snapshot;
    if (!isOfType(snapshot, claimType)) return undefined;
    await writeAudit(
      tx,
      { ...originOf(request), action: 'claim.export', resourceType: 'claim', resourceIds: [id], detail },
      deps.clock.now(),
    );
    return snapshot;
  });
}

function isOfType<Type extends ClaimType>(
  snapshot: AnyClaimSnapshot | undefined,
  claimType: Type,
): snapshot is Extract<AnyClaimSnapshot, { claimType: Type }> {
  return snapshot?.claimType === claimType;
}

/** How a contract describes a claim's form; `items` is what its boxes are called. */
export function formAnswer(items: string) {
  return {
    description: 'the form',
    contentType: 'application/pdf',
    headers: {
      'content-disposition': 'the file name',
      'x-unfit-items': `${items} whose content did not fit, separated by commas; empty when all of it did`,
    },
  } as const;
}

/** Sends a claim's form under its patient control number, with the boxes of `pages` that could not hold their content. */
export function sendForm(
  reply: FastifyReply,
  claim: AnyClaimSnapshot,
  pdf: Uint8Array,
  pages: readonly { unfit: readonly { item: string }[] }[],
): FastifyReply {
  const unfit = pages.flatMap((page) => page.unfit.map(({ item }) => item));
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${claim.patientControlNumber}.pdf"`)
    .header('x-unfit-items', [...new Set(unfit)].join(','))
    .send(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
}
