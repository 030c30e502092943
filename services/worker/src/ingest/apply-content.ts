import type { InboundContent } from '@claimwright/x12/inbound';
import { applyImplementationAcknowledgement, applyInterchangeAcknowledgement } from './acknowledge.ts';
import { applyClaimAcknowledgement } from './acknowledge-claims.ts';
import { applyClaimStatusResponse } from './claim-status.ts';
import { type ItemContext, type ItemResult, parked } from './item.ts';
import { applyRemittance } from './remit.ts';

/** Does what one piece of an inbound file says; what of it cannot be used comes back to be parked. */
export async function applyContent(context: ItemContext, item: InboundContent): Promise<ItemResult> {
  switch (item.kind) {
    case 'TA1':
      return applyInterchangeAcknowledgement(context, item);
    case '999':
      return applyImplementationAcknowledgement(context, item);
    case '277CA':
      return applyClaimAcknowledgement(context, item);
    case '277':
      return applyClaimStatusResponse(context, item);
    case '835':
      return applyRemittance(context, item);
    case 'unreadable':
      return {
        parked: [
          parked(context, {
            kind: 'unreadable',
            reasonCode: item.reasonCode,
            reason: item.reason,
            reference: item.interchangeControlNumber,
            content: item.content,
            detail: { defects: item.defects, segmentPosition: item.segmentPosition },
          }),
        ],
        claimsMoved: 0,
      };
  }
}
