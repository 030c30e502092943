import { writeAudit } from '@claimwright/db/audit';
import { readClaim } from '@claimwright/db/read/claims';
import type { Id } from '@claimwright/domain/ids';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { principalOf } from '@claimwright/http/authentication';
import { notFound } from '@claimwright/http/contract';
import { type Problem, problem } from '@claimwright/http/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../dependencies.ts';
import { originOf } from '../request.ts';

type ClaimType = AnyClaimSnapshot['claimType'];

type Exported<Type extends ClaimType> =
  | { ok: true; claim: Extract<AnyClaimSnapshot, { claimType: Type }> }
  | { ok: false; problem: Problem };

/**
 * The snapshot of the claim that the request names, its export noted in the audit trail with `detail`. A claim of another type
 * has no such form: the refusal says which one it has. One that is not the tenant's answers like one that is not there.
 */
export async function exportedClaim<Type extends ClaimType>(
  deps: GatewayDeps,
  request: FastifyRequest,
  claimType: Type,
  detail: Record<string, unknown>,
): Promise<Exported<Type>> {
  const { id } = request.params as { id: Id };
  return deps.database.transaction(principalOf(request).tenantId, async (tx): Promise<Exported<Type>> => {
    const claim = (await readClaim(tx, id))?.snapshot;
    if (!claim) return { ok: false, problem: notFound };
    if (!isOfType(claim, claimType)) return { ok: false, problem: otherForm(id, claim.claimType) };
    await writeAudit(
      tx,
      { ...originOf(request), action: 'claim.export', resourceType: 'claim', resourceIds: [id], detail },
      deps.clock.now(),
    );
    return { ok: true, claim };
  });
}

function isOfType<Type extends ClaimType>(
  snapshot: AnyClaimSnapshot,
  claimType: Type,
): snapshot is Extract<AnyClaimSnapshot, { claimType: Type }> {
  return snapshot.claimType === claimType;
}

function otherForm(id: Id, claimType: ClaimType): Problem {
  const form = `/v1/claims/${id}/${claimType === 'professional' ? 'cms1500.pdf' : 'ub04.pdf'}`;
  const words =
    claimType === 'professional'
      ? `It is a professional claim, which has no UB-04; its form is the CMS-1500: ${form}.`
      : `It is a hospital bill (institutional claim), which has no CMS-1500; its form is the UB-04: ${form}.`;
  return problem('not_found', words, { members: { claimType, form } });
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
