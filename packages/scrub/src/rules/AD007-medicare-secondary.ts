import type { Coverage } from '@claimwright/domain/coverage';
import { cleanCoverage } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

const medicareFilingCodes = new Set(['MA', 'MB']);
const secondaryReasons = new Set(['12', '13', '14', '15', '16', '41', '42', '43', '47']);

/** SBR09 of commercial plans. */
const commercialFilingCodes: ReadonlySet<string> = new Set(['12', '13', '14', 'BL', 'CI', 'HM']);

export const ad007: Rule = {
  id: 'AD007',
  version: 2,
  title: 'Why Medicare is not primary',
  category: 'administration',
  severity: 'deny',
  claimTypes: ['professional'],
  citation: '42 CFR 411.20 to 411.206; 005010X222A1 SBR05',
  evidence: 'V',
  logic:
    'When Medicare answers after another payer, the insurance type code says why (12, 13, 14, 15, 16, 41, 42, 43 or 47). When it answers first, none is sent, and a plan of an employer (with a group number) behind it is a warning. Whether it should answer first is not checked otherwise.',
  needs: [],
  perLine: false,
  overridable: true,
  alsoWarns: true,
  place: { x12: { loop: '2320', segment: 'SBR', element: 'SBR05' }, formBox: '11' },
  firing: {
    words: 'Medicare second, no reason',
    encounter: {
      coverages: [cleanCoverage, { ...cleanCoverage, responsibility: 'secondary', claimFilingCode: 'MB' }],
    },
    pointer: '/coverages/1/insuranceTypeCode',
  },
  passing: {
    words: 'Medicare second to an employer plan of someone still working (12)',
    encounter: {
      coverages: [
        cleanCoverage,
        { ...cleanCoverage, responsibility: 'secondary', claimFilingCode: 'MB', insuranceTypeCode: '12' },
      ],
    },
  },
  evaluate({ encounter }) {
    const results: RuleResult[] = [];
    encounter.coverages.forEach((coverage, index) => {
      if (!medicareFilingCodes.has(coverage.claimFilingCode ?? '')) return;
      const { insuranceTypeCode: reason, responsibility } = coverage;
      const pointer = `/coverages/${index}/insuranceTypeCode`;
      if (responsibility === 'primary') {
        if (reason === undefined) {
          const plan = encounter.coverages.find((other) => other !== coverage && isEmployers(other));
          if (plan === undefined) return;
          results.push({
            verdict: 'fail',
            severity: 'warn',
            pointer: `/coverages/${index}/responsibility`,
            message: `Medicare answers first, and ${plan.payer.name}, a plan with a group number, after it.`,
            action: 'Ask whether the patient or spouse still works: the plan of an employer then answers first.',
            place: { x12: { loop: '2000B', segment: 'SBR', element: 'SBR01' }, formBox: '11' },
          });
          return;
        }
        results.push({
          verdict: 'fail',
          severity: 'warn',
          pointer,
          message: `Medicare answers first, and insurance type ${reason} says why it does not.`,
          action: 'Leave the insurance type out, or correct the order of the payers.',
          place: { x12: { loop: '2000B', segment: 'SBR', element: 'SBR05' }, formBox: '11' },
        });
      } else if (reason === undefined || !secondaryReasons.has(reason)) {
        const found = reason === undefined ? 'no reason is given' : `"${reason}" is not a reason`;
        results.push({
          verdict: 'fail',
          pointer,
          message: `Medicare is ${responsibility} and ${found}.`,
          action: 'Enter the insurance type code that says why Medicare is not primary.',
        });
      }
    });
    return results;
  },
};

/** A group plan of a commercial payer; a supplement to Medicare has no group. */
function isEmployers({ claimFilingCode = '', groupNumber, planFunding }: Coverage): boolean {
  return groupNumber !== undefined && planFunding !== 'government' && commercialFilingCodes.has(claimFilingCode);
}
