import type { Rule, RuleResult } from '../rule.ts';

export const ad009: Rule = {
  id: 'AD009',
  version: 2,
  title: 'Patient differs from what the payer has',
  category: 'administration',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: "the payer's answer to an eligibility question (271); 277CA A7:33 and A7:158",
  evidence: 'M',
  logic:
    "Member id, last and first name, birth date and sex are those of the payer's answer, as far as it gave them. Case, blanks and punctuation do not count.",
  needs: ['eligibility answer'],
  perLine: false,
  overridable: true,
  place: { x12: { loop: '2010BA', segment: 'DMG', element: 'DMG02' }, formBox: '3' },
  firing: {
    words: 'the payer has another birth date',
    tenant: { eligibility: { checkedOn: '2026-03-01', active: [{ from: '2025-01-01' }], birthDate: '1971-04-19' } },
    pointer: '/patient/birthDate',
  },
  passing: {
    words: 'the payer has TEST PERSON, the claim Testperson',
    tenant: { eligibility: { checkedOn: '2026-03-01', active: [{ from: '2025-01-01' }], lastName: 'TEST PERSON' } },
  },
  evaluate({ coverage, coverageIndex, encounter, tenant }) {
    const answer = tenant.eligibility;
    if (answer === undefined) return [{ verdict: 'no_data', reason: 'the payer was not asked who the patient is' }];
    const results: RuleResult[] = [];
    const compare = (
      [pointer, element, formBox]: readonly [string, string, string],
      what: string,
      own: string | undefined,
      theirs: string | undefined,
    ) => {
      if (own === undefined || theirs === undefined || plain(own) === plain(theirs)) return;
      results.push({
        verdict: 'fail',
        pointer,
        message: `The ${what} of the claim is not the one the payer has.`,
        action: "Compare with the patient's card and correct the one in error.",
        place: { x12: { loop: '2010BA', segment: element.slice(0, 3), element }, formBox },
      });
    };
    const { patient } = encounter;
    compare([`/coverages/${coverageIndex}/memberId`, 'NM109', '1a'], 'member id', coverage?.memberId, answer.memberId);
    compare(['/patient/lastName', 'NM103', '2'], 'last name', patient.lastName, answer.lastName);
    compare(['/patient/firstName', 'NM104', '2'], 'first name', patient.firstName, answer.firstName);
    compare(['/patient/birthDate', 'DMG02', '3'], 'birth date', patient.birthDate, answer.birthDate);
    compare(['/patient/sex', 'DMG03', '3'], 'sex', patient.sex, answer.sex);
    return results;
  },
};

function plain(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}
