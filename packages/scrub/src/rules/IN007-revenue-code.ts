import { fullRevenueCode, isAccommodation } from '@claimwright/domain/institutional-encounter';
import { billName } from '../bill-facts.ts';
import { revenueLine } from '../clean-bill.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';

/** The sum of a paper bill; CLM02 is that of an electronic one. */
const totalLine = '0001';

export const in007: Rule = {
  id: 'IN007',
  version: 1,
  title: 'Revenue code',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: '005010X223A2 SV201; I/OCE edits 41 and 65',
  evidence: 'M',
  logic:
    'Every line has a revenue code of four digits that is in the list the tenant has loaded (the list is licensed); one of three digits gets its leading zero and is a warning. 0001, the total of a paper bill, is no line. Accommodation (010x to 021x) belongs to stays.',
  needs: ['revenue codes'],
  perLine: true,
  overridable: false,
  alsoWarns: true,
  place: placeOnBill('/lines/0/revenueCode'),
  firing: {
    words: '450, three digits',
    base: 'outpatient',
    encounter: {
      lines: [revenueLine('450', { procedureCode: 'G0463' })],
    },
    pointer: '/lines/0/revenueCode',
  },
  passing: { words: '0510, four digits', base: 'outpatient' },
  evaluate({ bill, codeSets, lines }) {
    const results: RuleResult[] = [];
    if (bill === undefined) return results;
    for (const { index, line, from } of lines) {
      const fail = (message: string, action: string, more: Partial<RuleFailure> = {}) =>
        results.push({
          verdict: 'fail',
          pointer: `/lines/${index}/revenueCode`,
          message,
          action,
          line: index,
          ...more,
        });
      const told = line.revenueCode;
      const code = fullRevenueCode(told ?? '');
      const enter = 'Enter the four digits of the revenue code.';
      if (told === undefined) fail(`Line ${index + 1} has no revenue code.`, enter);
      else if (!/^\d{4}$/.test(code)) fail(`Line ${index + 1}: "${told}" is no revenue code of four digits.`, enter);
      else if (code === totalLine) {
        fail(
          `Line ${index + 1} is the total (0001), which an electronic bill does not carry as a line.`,
          'Remove the line.',
        );
      } else {
        if (told !== code) {
          fail(`Line ${index + 1}: revenue code ${told} lacks its leading zero; it is sent as ${code}.`, enter, {
            severity: 'warn',
          });
        }
        if (isAccommodation(code) && bill.type !== undefined && !bill.inpatient) {
          fail(
            `Line ${index + 1}: accommodation (${code}) on the outpatient bill ${billName(bill)}.`,
            'Correct the revenue code or the type of bill.',
          );
        }
        const answer = codeSets.revenueCode(code, from);
        if (answer.status === 'no_data') results.push({ verdict: 'no_data', reason: answer.reason });
        else if (answer.status !== 'valid') {
          fail(
            `Line ${index + 1}: revenue code ${code} is not in the list on ${from}.`,
            'Use a revenue code in the list.',
            {
              edition: answer.edition,
            },
          );
        }
      }
    }
    return results;
  },
};
