import { formatX12Amount } from '@claimwright/domain/money';
import type { Adjustment } from '@claimwright/domain/remittance';
import { toX12Quantity, x12Segment } from './writer.ts';

/** CAS, one a group with at most six triplets; a group with more goes on in another CAS. */
export function adjustmentSegments(list: readonly Adjustment[]): string {
  let text = '';
  for (const [group, members] of Map.groupBy(list, (adjustment) => adjustment.group)) {
    for (let first = 0; first < members.length; first += 6) {
      const triplets = members
        .slice(first, first + 6)
        .flatMap(({ reasonCode, amountCents, quantity }) => [
          reasonCode,
          formatX12Amount(amountCents),
          quantity === undefined ? undefined : toX12Quantity(quantity),
        ]);
      text += x12Segment('CAS', group, ...triplets);
    }
  }
  return text;
}
