import type { AskedItem } from '@claimwright/db/pipeline/parked-items';
import type { Remittance } from '@claimwright/domain/remittance';
import { type InboundContent, readInbound } from '@claimwright/x12/inbound';
import type { SaidOfClaim } from './whole-refusals.ts';

/**
 * What a parked item holds, to be tried again as it came; a sentence when its text cannot be. An answer of a posted remittance is not
 * among them: it goes to its claim (`matchParkedAnswer`).
 */
export function contentOfParked(
  { kind, reasonCode, content }: Pick<AskedItem, 'kind' | 'reasonCode' | 'content'>,
  patientControlNumber?: string,
): InboundContent[] | string {
  if (kind === 'file' || kind === 'unreadable') return readInbound(content);
  const held: unknown = JSON.parse(content);
  if (reasonCode === 'internal_error' || kind === '999' || kind === 'TA1') return [held as InboundContent];
  if (kind === '835') return [{ kind, remittance: held as Remittance } as InboundContent];
  if (kind === '277CA' && reasonCode === 'claim_not_found') {
    const status = held as SaidOfClaim;
    const claim = patientControlNumber === undefined ? status : { ...status, patientControlNumber };
    const { sourceEntity, sourceName } = status;
    const acknowledgement = { sourceEntity, sourceName, sourceId: '', statuses: [], batches: [], claims: [claim] };
    return [{ kind, acknowledgement } as unknown as InboundContent];
  }
  return 'What it says cannot be applied by itself. Act on it, and dismiss it with what was done.';
}
