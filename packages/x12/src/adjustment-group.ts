import type { AdjustmentGroup } from '@claimwright/domain/remittance';

const adjustmentGroups: readonly string[] = ['CO', 'PR', 'OA', 'PI', 'CR'] satisfies AdjustmentGroup[];

/** Whether CAS01 is a group that is known. */
export function isAdjustmentGroup(code: string): code is AdjustmentGroup {
  return adjustmentGroups.includes(code);
}
