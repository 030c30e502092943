import { addDays, daysBetween, type IsoDate } from '@claimwright/domain/dates';
import { readHour } from '@claimwright/domain/institutional-encounter';
import type { BillFacts } from '../bill-facts.ts';
import { homeHealthBills, hospiceBills, nursingBills, stillPatient } from '../bill-tables.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

const admissionTypes = /^[1-59]$/;
const origins = /^[0-9A-Z]$/;
const newborn = '4';
const newbornDays = 28;

/** Services of the three days before are billed with the stay (42 CFR 412.2(c)(5)), so a statement may begin before the admission. */
const daysBefore = 3;

export const in004: Rule = {
  id: 'IN004',
  version: 2,
  title: 'Admission and discharge',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: '005010X223A2 DTP*435, DTP*096, CL101 and CL102; Medicare Claims Processing Manual ch. 25',
  evidence: 'M',
  logic:
    'The bill of a stay has day and hour of the admission, its type (1 to 5, 9) and the point of origin; one that ends the stay has the hour of discharge; skilled nursing (21x, 22x) tells no hours. Home health and hospice have the day care began. The admission is not after the statement ends, nor more than three days after it begins. It is not after the hour of discharge. A newborn (type 4) comes from inside or outside this hospital (5, 6), and is no more than 28 days old: else a warning.',
  needs: [],
  perLine: false,
  overridable: false,
  place: placeOnBill('/institutional/admission/date'),
  firing: {
    words: '0111 without admission',
    base: 'stay',
    encounter: { institutional: { admission: null } },
    pointer: '/institutional/admission/date',
  },
  passing: { words: '0111 with day, hour, type and origin', base: 'stay' },
  evaluate({ bill, encounter }) {
    const results: RuleResult[] = [];
    if (bill === undefined) return results;
    const fail: Fail = (member, message, action, severity) =>
      results.push({
        ...{ verdict: 'fail', pointer: `/institutional/${member}`, message, action },
        ...(severity === undefined ? {} : { severity }),
      });
    const { admission = {}, dischargeHour } = bill.bill;
    if (admission.hour !== undefined && readHour(admission.hour) === undefined) {
      fail(
        'admission/hour',
        `"${admission.hour}" is no hour of the day.`,
        'Enter the hour of the admission, 00 to 23.',
      );
    }
    if (dischargeHour !== undefined && readHour(dischargeHour) === undefined) {
      fail('dischargeHour', `"${dischargeHour}" is no hour of the day.`, 'Enter the hour of the discharge, 00 to 23.');
    }
    if (bill.inpatient) {
      judgeStay(bill, fail);
      judgeNewborn(bill, encounter.patient.birthDate, fail);
    }
    if (!bill.inpatient) judgeStartOfCare(bill, fail);
    return results;
  },
};

type Fail = (member: string, message: string, action: string, severity?: 'warn') => void;

function judgeStay(bill: BillFacts, fail: Fail): void {
  const { admission = {}, dischargeHour, patientStatusCode, statementFrom, statementTo } = bill.bill;
  const { date, hour, typeCode, sourceCode } = admission;
  if (date === undefined)
    fail('admission/date', 'The stay has no day of admission.', 'Enter when the patient was admitted.');
  const hours = !nursingBills.has(bill.type?.facilityCode ?? '');
  if (hour === undefined && hours)
    fail('admission/hour', 'The stay has no hour of admission.', 'Enter when the patient was admitted.');
  if (typeCode === undefined || !admissionTypes.test(typeCode)) {
    const found = typeCode === undefined ? 'has no type' : `has type "${typeCode}"`;
    fail(
      'admission/typeCode',
      `The admission ${found}; 1 to 5 and 9 are known.`,
      'Enter how urgent the admission was.',
    );
  }
  if (sourceCode === undefined || !origins.test(sourceCode)) {
    const found =
      sourceCode === undefined ? 'no point of origin' : `the point of origin "${sourceCode}", which is none`;
    fail('admission/sourceCode', `The admission has ${found}.`, 'Enter where the patient came from.');
  } else if (typeCode === newborn && sourceCode !== '5' && sourceCode !== '6') {
    fail(
      'admission/sourceCode',
      `A newborn (type 4) has origin ${sourceCode}; 5 (born here) or 6 (born elsewhere) is expected.`,
      'Correct the type of admission or the origin.',
    );
  }
  const ends = bill.frequency === '1' || bill.frequency === '4';
  if (ends && hours && patientStatusCode !== stillPatient && dischargeHour === undefined) {
    fail('dischargeHour', 'The stay has ended and has no hour of discharge.', 'Enter when the patient left.');
  }
  if (date === undefined || statementFrom === undefined || statementTo === undefined) return;
  const [began, ended] = [readHour(hour), readHour(dischargeHour)];
  if (date === statementTo && began !== undefined && ended !== undefined && ended < began) {
    fail(
      'dischargeHour',
      `The patient was admitted at ${hour} and left at ${dischargeHour} of one day.`,
      'Correct the hours.',
    );
  }
  if (date > statementTo) {
    fail('admission/date', `The admission ${date} is after the statement ends (${statementTo}).`, 'Correct the dates.');
  } else if (date > addDays(statementFrom, daysBefore)) {
    fail(
      'admission/date',
      `The admission ${date} is more than three days after the statement begins (${statementFrom}).`,
      'Begin the statement with the admission, or at most three days before.',
    );
  }
}

/** Home health and hospice: every bill tells when care began, which is not after its last day. */
function judgeStartOfCare({ bill, type }: BillFacts, fail: Fail): void {
  if (type === undefined || !(homeHealthBills.has(type.facilityCode) || hospiceBills.has(type.facilityCode))) return;
  const began = bill.admission?.date;
  if (began === undefined) {
    fail('admission/date', 'The bill does not say when care began.', 'Enter the day of admission to the care.');
  } else if (bill.statementTo !== undefined && began > bill.statementTo) {
    fail(
      'admission/date',
      `Care began ${began}, after the statement ends (${bill.statementTo}).`,
      'Correct the dates.',
    );
  }
}

function judgeNewborn({ bill }: BillFacts, birthDate: IsoDate | undefined, fail: Fail): void {
  const admitted = bill.admission?.date;
  if (bill.admission?.typeCode !== newborn || admitted === undefined || birthDate === undefined) return;
  const age = daysBetween(birthDate, admitted);
  if (age <= newbornDays) return;
  const message = `The admission is that of a newborn (type 4), and the patient was born ${age} days before.`;
  fail('admission/typeCode', message, 'Correct the type of admission or the birth date.', 'warn');
}
