import { fullRevenueCode } from '@claimwright/domain/institutional-encounter';
import type { BillDiagnosis, BillFacts } from '../bill-facts.ts';
import { unscheduledCentres } from '../bill-tables.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';
import type { DiagnosisFacts, LineFacts } from '../scrub-context.ts';

const mostReasons = 3;
const mostCauses = 12;
const unscheduledTypes = new Set(['1', '2', '5']);
const externalCause = /^[V-Y]/;

export const in010: Rule = {
  id: 'IN010',
  version: 2,
  title: 'Admitting diagnosis, reasons for the visit and external causes',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: '005010X223A2 HI ABJ, APR and ABN; ICD-10-CM Official Guidelines I.C.20',
  evidence: 'M',
  logic:
    'A stay has its admitting diagnosis. An unscheduled outpatient visit (admission type 1, 2 or 5 with revenue code 045x, 0516 or 0762) has a reason, and no visit more than three. External causes are codes V00 to Y99, at most twelve; one told twice, or among the diagnoses too, is a warning, and so is one as admitting diagnosis or reason. What the type of bill has no place for is an information: a reason on a stay, an admitting diagnosis on an outpatient bill. Each is a code in effect: of a stay on its last day, else on the first.',
  needs: ['icd10cm'],
  perLine: false,
  overridable: false,
  place: placeOnBill('/institutional/admittingDiagnosis'),
  firing: {
    words: '0111 without admitting diagnosis',
    base: 'stay',
    encounter: { institutional: { admittingDiagnosis: null } },
    pointer: '/institutional/admittingDiagnosis',
  },
  passing: { words: '0111, admitted with R06.02', base: 'stay' },
  evaluate({ bill, diagnoses, lines }) {
    const results: RuleResult[] = [];
    if (bill === undefined) return results;
    if (bill.inpatient && bill.admitting === undefined) {
      results.push({
        verdict: 'fail',
        pointer: '/institutional/admittingDiagnosis',
        message: 'The stay has no admitting diagnosis.',
        action: 'Enter the diagnosis at admission.',
      });
    }
    if (isUnscheduled(bill, lines) && bill.reasonsForVisit.length === 0) {
      results.push({
        verdict: 'fail',
        pointer: '/institutional/reasonsForVisit',
        message: 'The visit was not scheduled, and no reason of the patient for it is told.',
        action: 'Enter the complaint the patient came with.',
      });
    }
    judgeCount(results, 'reasonsForVisit', bill.reasonsForVisit.length, mostReasons, 'reasons for the visit');
    judgeCount(results, 'externalCauses', bill.externalCauses.length, mostCauses, 'external causes');
    judgePlaces(results, bill, diagnoses);
    if (bill.admitting !== undefined) judgeCode(results, bill.admitting, 'Admitting diagnosis', bill);
    for (const reason of bill.reasonsForVisit) judgeCode(results, reason, 'Reason for the visit', bill);
    for (const cause of bill.externalCauses) {
      if (cause.code !== undefined && !externalCause.test(cause.code)) {
        results.push({
          verdict: 'fail',
          pointer: cause.pointer,
          message: `${cause.raw} is no external cause (V00 to Y99).`,
          action: 'List it among the diagnoses.',
        });
      } else judgeCode(results, cause, 'External cause', bill);
    }
    return results;
  },
};

function isUnscheduled({ bill, inpatient, type }: BillFacts, lines: readonly LineFacts[]): boolean {
  if (type === undefined || inpatient || !unscheduledTypes.has(bill.admission?.typeCode ?? '')) return false;
  return lines.some(({ line }) => unscheduledCentres.test(fullRevenueCode(line.revenueCode ?? '')));
}

function judgeCount(results: RuleResult[], member: string, count: number, most: number, words: string): void {
  if (count <= most) return;
  results.push({
    verdict: 'fail',
    pointer: `/institutional/${member}/${most}`,
    message: `${count} ${words} are told; a claim carries ${most}.`,
    action: 'Remove the ones that bear least on the visit.',
  });
}

/** External causes where none belongs or again, and what the claim has no place for. */
function judgePlaces(results: RuleResult[], bill: BillFacts, diagnoses: readonly DiagnosisFacts[]): void {
  const { admitting, externalCauses, reasonsForVisit } = bill;
  const fail = (pointer: string, severity: 'warn' | 'info', message: string, action: string) =>
    results.push({ verdict: 'fail', severity, pointer, message, action });
  for (const { pointer, raw, code } of [...(admitting ? [admitting] : []), ...reasonsForVisit]) {
    if (code === undefined || !externalCause.test(code)) continue;
    fail(pointer, 'warn', `${raw} is an external cause and no complaint.`, 'Enter the complaint or injury.');
  }
  externalCauses.forEach(({ pointer, raw, code }, index) => {
    const again = externalCauses.findIndex((other) => other.code === code) < index;
    if (code === undefined || !externalCause.test(code) || !(again || diagnoses.some((other) => other.code === code)))
      return;
    const where = again ? 'before' : 'among the diagnoses too';
    fail(pointer, 'warn', `External cause ${raw} is told ${where}.`, 'Tell it once.');
  });
  if (bill.type === undefined) return;
  if (bill.inpatient && reasonsForVisit.length > 0) {
    const message = 'The claim of a stay has no place for reasons of the visit; they are not sent.';
    fail('/institutional/reasonsForVisit', 'info', message, 'Nothing, if the admitting diagnosis tells them.');
  } else if (!bill.inpatient && admitting !== undefined) {
    const message = 'An outpatient claim has no place for an admitting diagnosis; it is not sent.';
    fail(admitting.pointer, 'info', message, 'Tell it as a reason for the visit, if it is one.');
  }
}

function judgeCode(
  results: RuleResult[],
  { answer, code, pointer, raw }: BillDiagnosis,
  what: string,
  bill: BillFacts,
): void {
  if (code === undefined) {
    results.push({
      verdict: 'fail',
      pointer,
      message: `${what} "${raw}" does not have the shape of an ICD-10-CM code.`,
      action: 'Enter the code of the condition.',
    });
  } else if (answer === undefined) results.push({ verdict: 'no_data', reason: 'the statement has no dates' });
  else if (answer.status === 'no_data') results.push({ verdict: 'no_data', reason: answer.reason });
  else if (answer.status !== 'valid') {
    results.push({
      verdict: 'fail',
      pointer,
      message: `${what} ${raw} is not a billable ICD-10-CM code on ${bill.codesOn}.`,
      action: 'Use the code in effect on that day.',
      edition: answer.edition,
    });
  }
}
