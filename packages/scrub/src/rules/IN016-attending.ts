import { fullRevenueCode } from '@claimwright/domain/institutional-encounter';
import { upperCode } from '../code-shapes.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

const ambulance = /^054\d$/;
/** First character of ICD-10-PCS: the section of medical and surgical procedures. */
const surgical = /^0/;

export const in016: Rule = {
  id: 'IN016',
  version: 1,
  title: 'Attending and operating provider',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: '005010X223A2 loops 2310A and 2310B',
  evidence: 'M',
  logic:
    'Every bill names who attended, with an NPI, unless it is for transport alone (054x). One with a surgical ICD-10-PCS procedure (section 0) names who operated.',
  needs: [],
  perLine: false,
  overridable: false,
  place: placeOnBill('/institutional/attendingProvider'),
  firing: {
    words: 'nobody attended',
    base: 'stay',
    encounter: { institutional: { attendingProvider: null } },
    pointer: '/institutional/attendingProvider',
  },
  passing: { words: 'attended by Sam Healer', base: 'stay' },
  evaluate({ bill, lines }) {
    const results: RuleResult[] = [];
    if (bill === undefined) return results;
    const { attendingProvider, operatingProvider, procedures } = bill.bill;
    const transport =
      lines.length > 0 && lines.every(({ line }) => ambulance.test(fullRevenueCode(line.revenueCode ?? '')));
    if (attendingProvider === undefined && !transport) {
      results.push({
        verdict: 'fail',
        pointer: '/institutional/attendingProvider',
        message: 'The bill names no attending provider.',
        action: 'Enter who had the overall responsibility for the care.',
      });
    }
    if (attendingProvider !== undefined && attendingProvider.npi === undefined) {
      results.push({
        verdict: 'fail',
        pointer: '/institutional/attendingProvider/npi',
        message: 'The attending provider has no NPI.',
        action: 'Enter the NPI of the person.',
      });
    }
    const operation = procedures.find(({ code }) => surgical.test(upperCode(code)));
    if (operation !== undefined && bill.inpatient && operatingProvider === undefined) {
      results.push({
        verdict: 'fail',
        pointer: '/institutional/operatingProvider',
        message: `${operation.code} is a surgical procedure, and the bill names no operating provider.`,
        action: 'Enter who performed the principal operation.',
      });
    }
    return results;
  },
};
