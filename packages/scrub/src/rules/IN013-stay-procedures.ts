import { addDays } from '@claimwright/domain/dates';
import { billName } from '../bill-facts.ts';
import { upperCode } from '../code-shapes.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';

/** Seven characters, no I and no O. */
const pcsShape = /^[0-9A-HJ-NP-Z]{7}$/;
const daysBefore = 3;

export const in013: Rule = {
  id: 'IN013',
  version: 2,
  title: 'ICD-10-PCS procedures',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: '45 CFR 162.1002; 005010X223A2 HI BBR and BBQ; Medicare Code Editor edit 1',
  evidence: 'V',
  logic:
    'Procedures of a stay are ICD-10-PCS codes of seven characters in effect on their day, which lies within the statement or up to three days before; on a later bill of a stay, from three days before the admission. The same code twice on one day is a warning. Outpatient bills carry none. At most 25.',
  needs: ['icd10pcs'],
  perLine: false,
  overridable: false,
  place: placeOnBill('/institutional/procedures'),
  firing: {
    words: '0SR9019 on 0131',
    base: 'outpatient',
    encounter: { institutional: { procedures: [{ code: '0SR9019', date: '2026-03-02' }] } },
    pointer: '/institutional/procedures/0/code',
  },
  passing: {
    words: '0SR9019 on 0111',
    base: 'stay',
    encounter: {
      institutional: {
        procedures: [{ code: '0SR9019', date: '2026-03-03' }],
        operatingProvider: { npi: '1122334455', lastName: 'Healer', firstName: 'Sam' },
      },
    },
  },
  evaluate({ bill, codeSets }) {
    const results: RuleResult[] = [];
    if (bill?.type === undefined) return results;
    const { admission, procedures, statementFrom, statementTo } = bill.bill;
    // The last bill of a long stay tells the procedures of all of it.
    const begins = [statementFrom, admission?.date].filter((day) => day !== undefined).sort()[0];
    procedures.forEach(({ code: raw, date }, index) => {
      const fail = (member: string, message: string, action: string, more: Partial<RuleFailure> = {}) =>
        results.push({
          verdict: 'fail',
          pointer: `/institutional/procedures/${index}/${member}`,
          message,
          action,
          ...more,
        });
      const code = upperCode(raw);
      if (!bill.inpatient) {
        fail(
          'code',
          `ICD-10-PCS procedure ${raw} stands on the outpatient bill ${billName(bill)}.`,
          'Bill it by its procedure code on a line.',
        );
        return;
      }
      if (!pcsShape.test(code)) {
        fail('code', `"${raw}" does not have the shape of an ICD-10-PCS code.`, 'Enter its seven characters.');
        return;
      }
      if (date === undefined) {
        fail('date', `Procedure ${raw} has no date.`, 'Enter the day of the procedure.');
        return;
      }
      if (
        begins !== undefined &&
        statementTo !== undefined &&
        (date < addDays(begins, -daysBefore) || date > statementTo)
      ) {
        fail(
          'date',
          `Procedure ${raw} of ${date} lies outside the stay (${begins} to ${statementTo}).`,
          'Correct the date.',
        );
      }
      if (procedures.findIndex((other) => upperCode(other.code) === code && other.date === date) < index) {
        fail('code', `Procedure ${raw} of ${date} is told before.`, 'Tell it once, unless it was done twice.', {
          severity: 'warn',
        });
      }
      const answer = codeSets.icd10pcs(code, date);
      if (answer.status === 'no_data') results.push({ verdict: 'no_data', reason: answer.reason });
      else if (answer.status !== 'valid') {
        fail('code', `${raw} is not an ICD-10-PCS code in effect on ${date}.`, 'Use the code in effect on that day.', {
          edition: answer.edition,
        });
      }
    });
    const most = 25;
    if (procedures.length > most) {
      results.push({
        verdict: 'fail',
        pointer: `/institutional/procedures/${most}`,
        message: `${procedures.length} procedures are told; a claim carries ${most}.`,
        action: 'Remove the ones that bear least on the stay.',
      });
    }
    return results;
  },
};
