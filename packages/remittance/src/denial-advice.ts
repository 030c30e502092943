import type { AdjustmentGroup } from '@claimwright/domain/remittance';

/**
 * Who may be asked for what was refused, by the group code of the adjustment (domain table 2.6): CO binds the provider to the
 * contract and never lets the patient be billed; PR leaves it to the patient or the next payer; OA and PI say neither.
 */
const whoPays: Readonly<Record<AdjustmentGroup, string>> = {
  CO: 'Group CO: it cannot go to the patient.',
  CR: 'Group CR corrects an earlier answer: compare the two.',
  OA: 'Group OA settles neither contract nor patient: find out who pays before anybody is billed.',
  PI: 'Group PI is a reduction by the payer alone, neither contract nor patient: dispute it where the contract does not allow it.',
  PR: 'Group PR: it may go to the next payer, or to the patient unless a notice was due and not given.',
};

const strictestFirst: readonly AdjustmentGroup[] = ['CO', 'PI', 'OA', 'CR', 'PR'];

/**
 * What to do about a denial: the step of its class and who may be asked for the money. Of several groups the strictest one
 * speaks, so that nothing refused under CO is ever sent to the patient; what stands under PR besides is named.
 */
export function adviceFor(step: string, groups: readonly AdjustmentGroup[]): string {
  const strictest = strictestFirst.find((group) => groups.includes(group));
  if (strictest === undefined) return step;
  const besides = strictest !== 'PR' && groups.includes('PR') ? ' Only the part under group PR may.' : '';
  return `${step} ${whoPays[strictest]}${strictest === 'CO' ? besides : ''}`;
}
