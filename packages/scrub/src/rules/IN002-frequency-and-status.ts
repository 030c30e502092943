import { billName } from '../bill-facts.ts';
import { hospiceBills, patientStatusCodes, stillPatient } from '../bill-tables.ts';
import { revenueLine } from '../clean-bill.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Why a claim is changed (MCPM ch. 25; ch. 3 section 50). */
const changeReason = /^(?:D[0-9]|E0)$/;

export const in002: Rule = {
  id: 'IN002',
  version: 2,
  title: 'Frequency of the bill and status of the patient',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: 'Medicare Claims Processing Manual ch. 3 sections 40 and 50, ch. 11 section 30.3 and ch. 25',
  evidence: 'M',
  logic:
    'The bill of a whole stay or of all hospice care, or its last (1, 4), is for somebody who has left; an interim bill (2, 3) for somebody who is still a patient (30). Medicare wants a condition code D0 to D9 or E0 with an adjustment or void (7, 8). The encounter and its type of bill do not name two different corrections.',
  needs: [],
  perLine: false,
  overridable: false,
  place: placeOnBill('/institutional/patientStatusCode'),
  firing: {
    words: '0112, a first interim bill, for somebody who went home (01)',
    base: 'stay',
    encounter: { institutional: { typeOfBill: '0112' } },
    pointer: '/institutional/patientStatusCode',
  },
  passing: {
    words: '0112 for somebody who is still a patient (30)',
    base: 'stay',
    encounter: {
      institutional: { typeOfBill: '0112', patientStatusCode: '30', dischargeHour: null, days: { covered: 5 } },
      lines: [revenueLine('0120', { unit: 'DA', units: 5 })],
    },
  },
  evaluate({ bill, coverage, encounter }) {
    const results: RuleResult[] = [];
    if (bill?.type === undefined) return results;
    const { frequency, inpatient, type } = bill;
    const status = bill.bill.patientStatusCode;
    const interim = frequency === '2' || frequency === '3';
    const over = frequency === '1' || frequency === '4';
    const series = inpatient || hospiceBills.has(type.facilityCode);
    // A status that is none is for IN005.
    if (
      series &&
      patientStatusCodes.has(status ?? '') &&
      (interim ? status !== stillPatient : over && status === stillPatient)
    ) {
      results.push({
        verdict: 'fail',
        pointer: '/institutional/patientStatusCode',
        message: interim
          ? `Type of bill ${billName(bill)} is interim, and patient status ${status} says that the patient has left.`
          : `Type of bill ${billName(bill)} ends the stay, and patient status 30 says that the patient is still there.`,
        action: 'Correct the frequency of the bill or the status of the patient.',
      });
    }
    if (encounter.frequencyCode !== '1' && /[78]/.test(type.frequencyCode) && type.frequencyCode !== frequency) {
      results.push({
        verdict: 'fail',
        pointer: '/frequencyCode',
        message: `The encounter says frequency ${encounter.frequencyCode}, its type of bill ${type.frequencyCode}.`,
        action: 'Say in one place whether the earlier claim is replaced (7) or voided (8).',
      });
    }
    const partA = coverage?.claimFilingCode === 'MA';
    if (partA && bill.corrects && !bill.bill.conditions.some((code) => changeReason.test(code))) {
      results.push({
        verdict: 'fail',
        pointer: '/institutional/conditions',
        message: `Type of bill ${billName(bill)} changes an earlier claim and no condition code says why.`,
        action: 'Add the condition code of the change: D0 to D9, or E0.',
      });
    }
    return results;
  },
};
