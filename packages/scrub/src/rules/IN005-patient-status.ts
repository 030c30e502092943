import { type BillFacts, billName } from '../bill-facts.ts';
import { expiredStatusCodes, hospiceBills, patientStatusCodes } from '../bill-tables.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';
import type { ScrubContext } from '../scrub-context.ts';

/** The patient died: in hospice, at home, in a facility or at a place unknown. */
const diedInHospice = /^4[0-2]$/;
const died = '20';

/** Tells the day of death on a bill; Medicare wants it since 1 October 2012. */
const dayOfDeath = '55';

/** Admitted to this hospital as an inpatient: how an outpatient bill ends. */
const admittedHere = '09';

export const in005: Rule = {
  id: 'IN005',
  version: 2,
  title: 'Patient status',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation:
    '005010X223A2 CL103; Medicare Code Editor edit 16; Medicare Claims Processing Manual ch. 25 section 75.2; occurrence 55 as CGS HHH and other contractors want it',
  evidence: 'M',
  logic:
    'Every bill has a patient status that is in use; 09 (admitted here) ends an outpatient bill and no stay; 40 to 42 (died in hospice) ends a hospice bill, where 20 is a warning. A status that says the patient died, and a date of death within the statement (of the patient, or of occurrence 55), go together: without one of them it is a warning. Medicare wants occurrence 55 with such a status, on the day of death.',
  needs: [],
  perLine: false,
  overridable: false,
  place: placeOnBill('/institutional/patientStatusCode'),
  firing: {
    words: '09 on 0111',
    base: 'stay',
    encounter: { institutional: { patientStatusCode: '09' } },
    pointer: '/institutional/patientStatusCode',
  },
  passing: { words: '01 on 0111', base: 'stay' },
  evaluate(context) {
    const { bill } = context;
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
    } else if (diedInHospice.test(status) && bill.type !== undefined && !isHospice(bill)) {
      fail(
        pointer,
        `Patient status ${status} on ${billName(bill)}: it says that the patient died in hospice.`,
        correct,
      );
    } else if (status === died && isHospice(bill)) {
      fail(pointer, 'Patient status 20 on a hospice bill, which tells a death by 40, 41 or 42.', correct, 'warn');
    }
    if (status !== undefined) results.push(...deathFaults(status, context, bill));
    return results;
  },
};

function isHospice({ type }: BillFacts): boolean {
  return hospiceBills.has(type?.facilityCode ?? '');
}

/** A death by the status, by the patient's date of death and by occurrence 55, held against each other. */
function deathFaults(status: string, { encounter, medicare }: ScrubContext, { bill }: BillFacts): RuleFailure[] {
  const at = bill.occurrences.findIndex(({ code }) => code === dayOfDeath);
  const told = bill.occurrences[at]?.date;
  const deathDate = encounter.patient.deathDate ?? told;
  const { statementFrom = '', statementTo = '' } = bill;
  if (!expiredStatusCodes.has(status)) {
    if (deathDate === undefined || deathDate < statementFrom || deathDate > statementTo) return [];
    const message = `The patient died on ${deathDate}, within the statement, and patient status ${status} does not say so.`;
    const action = 'Correct the status or the date of death.';
    return [{ verdict: 'fail', severity: 'warn', pointer: '/institutional/patientStatusCode', message, action }];
  }
  const faults: RuleFailure[] = [];
  if (deathDate === undefined) {
    const message = `Patient status ${status} says that the patient died, and no date of death is told.`;
    const action = 'Enter the date of death.';
    faults.push({ verdict: 'fail', severity: 'warn', pointer: '/patient/deathDate', message, action });
  }
  if (at < 0 && medicare) {
    const message = `Patient status ${status} says that the patient died, and Medicare wants occurrence 55 with the day.`;
    const action = 'Add occurrence 55 with the day of death.';
    faults.push({ verdict: 'fail', severity: 'deny', pointer: '/institutional/occurrences', message, action });
  } else if (told !== undefined && told !== deathDate) {
    const message = `Occurrence 55 tells ${told} as the day of death, and the patient died on ${deathDate}.`;
    const pointer = `/institutional/occurrences/${at}/date`;
    faults.push({ verdict: 'fail', severity: 'warn', pointer, message, action: 'Correct one of the dates.' });
  }
  return faults;
}
