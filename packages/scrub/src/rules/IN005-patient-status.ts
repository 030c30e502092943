import { billName } from '../bill-facts.ts';
import { expiredStatusCodes, patientStatusCodes } from '../bill-tables.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Admitted to this hospital as an inpatient: how an outpatient bill ends. */
const admittedHere = '09';

export const in005: Rule = {
  id: 'IN005',
  version: 1,
  title: 'Patient status',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: '005010X223A2 CL103; Medicare Code Editor edit 16; Medicare Claims Processing Manual ch. 25 section 75.2',
  evidence: 'M',
  logic:
    'Every bill has a patient status that is in use; 09 (admitted here) ends an outpatient bill and no stay. A status that says the patient died, and a date of death within the statement, go together: without one of them it is a warning.',
  needs: [],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: placeOnBill('/institutional/patientStatusCode'),
  firing: {
    words: '09 on 0111',
    base: 'stay',
    encounter: { institutional: { patientStatusCode: '09' } },
    pointer: '/institutional/patientStatusCode',
  },
  passing: { words: '01 on 0111', base: 'stay' },
  evaluate({ bill, encounter }) {
    const results: RuleResult[] = [];
    if (bill === undefined) return results;
    const pointer = '/institutional/patientStatusCode';
    const status = bill.bill.patientStatusCode;
    const fail = (at: string, message: string, action: string, severity?: 'warn') =>
      results.push({ verdict: 'fail', pointer: at, message, action, ...(severity ? { severity } : {}) });
    const correct = 'Enter how the patient left, or 30 while they stay.';
    if (status === undefined) fail(pointer, 'The bill has no patient status.', correct);
    else if (!patientStatusCodes.has(status)) fail(pointer, `"${status}" is no patient status in use.`, correct);
    else if (bill.inpatient && status === admittedHere) {
      fail(pointer, `Patient status 09 on ${billName(bill)}: it says that an outpatient was admitted here.`, correct);
    }
    if (status === undefined) return results;
    const { deathDate } = encounter.patient;
    const died = expiredStatusCodes.has(status);
    const { statementFrom = '', statementTo = '' } = bill.bill;
    if (died && deathDate === undefined) {
      fail(
        '/patient/deathDate',
        `Patient status ${status} says that the patient died, and no date of death is told.`,
        'Enter the date of death.',
        'warn',
      );
    } else if (!died && deathDate !== undefined && deathDate >= statementFrom && deathDate <= statementTo) {
      fail(
        pointer,
        `The patient died on ${deathDate}, within the statement, and patient status ${status} does not say so.`,
        'Correct the status or the date of death.',
        'warn',
      );
    }
    return results;
  },
};
