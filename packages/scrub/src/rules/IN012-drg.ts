import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

const drgShape = /^\d{3}$/;
/** Groups the grouper gives when it cannot group: principal diagnosis not valid as one, and ungroupable. */
const ungroupable = new Set(['998', '999']);

/**
 * Conditions that do not raise the group when they came up in the hospital (Social Security Act section 1886(d)(4)(D)), as far as a
 * code tells alone: object left behind, air embolism, incompatible blood, pressure ulcer of stage 3 or 4, infection by catheter.
 */
const acquired =
  /^(?:T815\d{2}A|T816[019]XA|T800XXA|T803(?:0X|1\d|9X)A|L89\d{2}[34]|T835(?:11|18)A|T802(?:11|18|19)A)$/;

export const in012: Rule = {
  id: 'IN012',
  version: 1,
  title: 'DRG',
  category: 'institutional',
  severity: 'deny',
  claimTypes: ['institutional'],
  citation: 'MS-DRG definitions; Social Security Act section 1886(d)(4)(D); 42 CFR 412.60',
  evidence: 'M',
  logic:
    'The group is three digits, belongs to a stay, and is none of those that say the stay cannot be grouped (998, 999). A condition on the list of hospital-acquired ones that was not present on admission (N, U) is an information: it does not raise the group. The stay is not grouped anew: no grouper is part of this.',
  needs: [],
  perLine: false,
  overridable: true,
  alsoWarns: true,
  place: placeOnBill('/institutional/drg'),
  firing: {
    words: 'DRG 999, ungroupable',
    base: 'stay',
    encounter: { institutional: { drg: '999' } },
    pointer: '/institutional/drg',
  },
  passing: { words: 'DRG 638', base: 'stay', encounter: { institutional: { drg: '638' } } },
  evaluate({ bill, diagnoses, encounter }) {
    const results: RuleResult[] = [];
    if (bill?.type === undefined) return results;
    const { drg } = bill.bill;
    const fault =
      drg === undefined
        ? undefined
        : !drgShape.test(drg)
          ? `"${drg}" is no DRG of three digits`
          : !bill.inpatient
            ? `DRG ${drg} stands on an outpatient bill`
            : ungroupable.has(drg)
              ? `DRG ${drg} says that the stay could not be grouped`
              : undefined;
    if (fault !== undefined) {
      results.push({
        verdict: 'fail',
        pointer: '/institutional/drg',
        message: `${fault}.`,
        action: 'Correct the codes the group is made from and group the stay again.',
      });
    }
    if (!bill.inpatient) return results;
    diagnoses.forEach(({ raw, code }, index) => {
      const presentOnAdmission = encounter.diagnoses[index]?.presentOnAdmission;
      const later = presentOnAdmission === 'N' || presentOnAdmission === 'U';
      if (index === 0 || !later || !acquired.test(code ?? '')) return;
      results.push({
        verdict: 'fail',
        severity: 'info',
        pointer: `/diagnoses/${index}/code`,
        message: `Diagnosis ${raw} came up in the hospital (${presentOnAdmission}) and does not raise the DRG.`,
        action: 'Nothing, if the record says so.',
      });
    });
    return results;
  },
};
