import type { InboundContent } from '@claimwright/x12/inbound';
import { type ItemContext, type ItemResult, parked } from './item.ts';

/** 277: what payers answer to our questions. */
export async function applyClaimStatusResponse(
  context: ItemContext,
  item: Extract<InboundContent, { kind: '277' }>,
): Promise<ItemResult> {
  return {
    claimsMoved: 0,
    parked: item.response.answers.map((answer) =>
      parked(context, {
        kind: '277',
        reasonCode: 'claim_not_found',
        reason: `Nobody asked for the status with the trace ${answer.trace}.`,
        reference: answer.trace,
        content: JSON.stringify(answer),
      }),
    ),
  };
}
