import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Hospital, inpatient: the bills of hospitals paid by case. */
const hospitalStay = '11';

export const in011: Rule = {
  id: 'IN011',
  version: 1,
  title: 'Present on admission',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: 'Deficit Reduction Act of 2005 section 5001(c); Medicare Claims Processing Manual ch. 23 section 10.6',
  evidence: 'M',
  logic:
    'On the bill of a hospital stay (11x) every diagnosis and external cause says whether it was present on admission, but for codes on the list of exempt ones, which say nothing (warning). Hospitals of exempt kinds say so in the encounter.',
  needs: ['POA-exempt codes'],
  perLine: false,
  overridable: true,
  alsoWarns: true,
  place: placeOnBill('/diagnoses/0'),
  firing: {
    words: 'E11.65 without an indicator on 0111',
    base: 'stay',
    encounter: { diagnoses: [{ code: 'E11.65' }, { code: 'I10', presentOnAdmission: 'Y' }] },
    pointer: '/diagnoses/0/presentOnAdmission',
  },
  passing: {
    words: 'E11.65 present (Y), Z79.01 exempt and without',
    base: 'stay',
    encounter: { diagnoses: [{ code: 'E11.65', presentOnAdmission: 'Y' }, { code: 'Z79.01' }] },
  },
  evaluate({ bill, codeSets, diagnoses, encounter }) {
    const results: RuleResult[] = [];
    if (bill?.type?.facilityCode !== hospitalStay || bill.bill.presentOnAdmissionExempt) return results;
    const told = [
      ...diagnoses.map(({ raw, code, index }) => ({
        raw,
        code,
        indicated: encounter.diagnoses[index],
        at: `/diagnoses/${index}`,
      })),
      ...bill.externalCauses.map(({ raw, code }, index) => ({
        raw,
        code,
        indicated: bill.bill.externalCauses[index],
        at: `/institutional/externalCauses/${index}`,
      })),
    ];
    for (const { at, raw, code, indicated } of told) {
      const presentOnAdmission = indicated?.presentOnAdmission;
      if (code === undefined || bill.codesOn === undefined) continue;
      const answer = codeSets.poaExempt(code, bill.codesOn);
      if (answer.status === 'no_data') {
        if (presentOnAdmission === undefined) results.push({ verdict: 'no_data', reason: answer.reason });
        continue;
      }
      const exempt = answer.status === 'valid';
      if (exempt === (presentOnAdmission === undefined)) continue;
      results.push({
        verdict: 'fail',
        ...(exempt ? { severity: 'warn' } : {}),
        pointer: `${at}/presentOnAdmission`,
        message: exempt
          ? `Diagnosis ${raw} is exempt from present-on-admission reporting and says ${presentOnAdmission}.`
          : `Diagnosis ${raw} does not say whether it was present on admission.`,
        action: exempt ? 'Leave the indicator out.' : 'Enter Y, N, U or W as the record says.',
        edition: answer.edition,
      });
    }
    return results;
  },
};
