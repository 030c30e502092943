import type { Coverage } from '@claimwright/domain/coverage';
import type { EncounterInput } from '@claimwright/domain/encounter';
import { type BillFacts, billName } from '../bill-facts.ts';
import { providerOfCertification } from '../bill-tables.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';

/** Hospital, inpatient: the bills of hospitals paid by case. */
const hospitalStay = '11';

export const in011: Rule = {
  id: 'IN011',
  version: 2,
  title: 'Present on admission',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: 'Deficit Reduction Act of 2005 section 5001(c); Medicare Claims Processing Manual ch. 23 section 10.6',
  evidence: 'M',
  logic:
    'On the bill of a hospital stay (11x) every diagnosis and external cause says whether it was present on admission, but for codes on the list of exempt ones, which say nothing (warning). Hospitals of exempt kinds say so in the encounter, or by the CMS certification number of the billing provider (G2). An outpatient bill carries no indicators (an information).',
  needs: ['POA-exempt codes'],
  perLine: false,
  overridable: true,
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
  evaluate({ bill, codeSets, coverage, diagnoses, encounter }) {
    const results: RuleResult[] = [];
    if (bill?.type === undefined) return results;
    if (!bill.inpatient) return indicatedOutpatient(encounter, bill);
    if (bill.type.facilityCode !== hospitalStay || bill.bill.presentOnAdmissionExempt || isExempt(coverage))
      return results;
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

/** The certification number names a hospital that is not paid by case: critical access, psychiatric, rehabilitation, long-term, children. */
function isExempt(coverage: Coverage | undefined): boolean {
  const own = coverage?.billingProviderNumbers?.find(({ kind }) => kind === 'G2')?.number ?? '';
  const provider = providerOfCertification(own);
  return provider !== undefined && provider.what !== 'a short-term hospital';
}

function indicatedOutpatient({ diagnoses }: EncounterInput, bill: BillFacts): RuleFailure[] {
  const index = diagnoses.findIndex(({ presentOnAdmission }) => presentOnAdmission !== undefined);
  if (index < 0) return [];
  return [
    {
      verdict: 'fail',
      severity: 'info',
      pointer: `/diagnoses/${index}/presentOnAdmission`,
      message: `${billName(bill)} is for no stay: what was present on admission is not sent.`,
      action: 'Nothing, if the type of bill is right.',
    },
  ];
}
