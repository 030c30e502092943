import { cleanCoverage } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Claim filing codes of payers that answer for an accident. */
const payerKinds: Readonly<Record<string, string>> = {
  AM: 'car insurance',
  LM: 'liability insurance',
  WC: "workers' compensation",
};

export const ad011: Rule = {
  id: 'AD011',
  version: 2,
  title: 'Accident insurance without its claim number',
  category: 'administration',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loops 2010BA and 2010CA REF*Y4, CLM11, DTP*439',
  evidence: 'M',
  logic:
    "A claim to workers' compensation, car or liability insurance carries the insurer's claim number and the date of the accident.",
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2010BA', segment: 'REF', element: 'REF02' }, formBox: '11b' },
  firing: {
    words: "workers' compensation without a claim number",
    encounter: {
      coverages: [{ ...cleanCoverage, claimFilingCode: 'WC' }],
      accident: { kind: 'employment', date: '2026-03-01' },
    },
    pointer: '/coverages/0/propertyCasualtyClaimNumber',
  },
  passing: {
    words: 'with claim number and accident date',
    encounter: {
      coverages: [{ ...cleanCoverage, claimFilingCode: 'WC', propertyCasualtyClaimNumber: 'WC-2026-0042' }],
      accident: { kind: 'employment', date: '2026-03-01' },
    },
  },
  evaluate({ bill, encounter, coverage, coverageIndex, payer }) {
    const results: RuleResult[] = [];
    const kind = payerKinds[coverage?.claimFilingCode ?? payer.claimFilingCode ?? ''];
    if (coverage === undefined || kind === undefined) return results;
    if (coverage.propertyCasualtyClaimNumber === undefined) {
      results.push({
        verdict: 'fail',
        pointer: `/coverages/${coverageIndex}/propertyCasualtyClaimNumber`,
        message: `${coverage.payer.name} is ${kind} and the insurer's claim number is missing.`,
        action: "Enter the insurer's claim number.",
      });
    }
    // A hospital tells an accident by an occurrence code and its date.
    const told = bill?.bill.occurrences.some(({ code }) => /^0[1-6]$/.test(code)) ?? false;
    if (encounter.accident === undefined && !told) {
      results.push({
        verdict: 'fail',
        pointer: '/accident',
        message: `${coverage.payer.name} is ${kind} and no accident is described.`,
        action: 'Enter what kind of accident it was and its date.',
        place: { x12: { loop: '2300', segment: 'CLM', element: 'CLM11' }, formBox: '10' },
      });
    }
    return results;
  },
};
