import type { TenantTransaction } from '@claimwright/db/database';
import { lockClaimedEncounters } from '@claimwright/db/intake/correct-claim';
import { readContentVersions } from '@claimwright/db/read/claim-content-version';
import type { Id } from '@claimwright/domain/ids';
import { type Problem, problem } from '@claimwright/http/problem';
import type { AcceptedVersions } from '../if-match.ts';

/** If-Match of a request about a claim, for the API description. */
export const claimIfMatch = (required: boolean) => ({
  'If-Match': {
    description: required
      ? 'the ETag of the claim as it was read, or `*`'
      : 'the ETag of the claim as it was read; left out, the claim is taken as it is now',
    required,
  },
});

/**
 * Why a request about a claim rests on a version that somebody has changed meanwhile; undefined when it does not. The claim must be
 * locked; its encounters are locked here, so that neither can change until the end of the transaction.
 */
export async function refuseOvertaken(
  tx: TenantTransaction,
  claimId: Id,
  versions: AcceptedVersions,
): Promise<Problem | undefined> {
  if (versions === 'any') return undefined;
  await lockClaimedEncounters(tx, claimId);
  const contentVersion = (await readContentVersions(tx, [claimId])).get(claimId);
  if (contentVersion === undefined || versions.has(contentVersion)) return undefined;
  const detail = `What the claim bills, or what was asked of it, has changed since it was read: it is at version ${contentVersion}. Read it again.`;
  return problem('precondition_failed', detail, { members: { contentVersion } });
}
