import { addDays, type IsoDate } from '@claimwright/domain/dates';
import type { HistoryLine } from '@claimwright/domain/finding';
import { isInpatientFacility, readTypeOfBill } from '@claimwright/domain/institutional-encounter';
import { partACoverage } from '../clean-bill.ts';
import { pastLine } from '../example-history.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { standing } from '../same-physician.ts';

const windowDays = 3;

export const in017: Rule = {
  id: 'IN017',
  version: 1,
  title: 'Outpatient services in the three days before a stay',
  category: 'institutional',
  severity: 'warn',
  claimTypes: ['institutional'],
  citation: '42 CFR 412.2(c)(5); Medicare Claims Processing Manual ch. 3 section 40.3',
  evidence: 'V',
  logic:
    'For Original Medicare: an outpatient service of the same hospital on the day of admission or in the three days before belongs to the bill of the stay, whichever of the two is billed first. Hospitals not paid by case have one day; that, and which services are related, the coder decides. Hospitals of the same owner are known only where they bill under the same NPI.',
  needs: ['patient history'],
  perLine: false,
  overridable: true,
  place: placeOnBill('/institutional/admission/date'),
  firing: {
    words: 'a stay from 2026-03-02, G0463 of 2026-02-28 billed on 0131',
    base: 'stay',
    encounter: {
      coverages: [partACoverage],
    },
    history: [pastLine('G0463', '2026-02-28', { typeOfBill: '0131', revenueCode: '0510', billingNpi: '1234567893' })],
    pointer: '/institutional/admission/date',
  },
  passing: {
    words: 'the same with the clinic visit on 2026-02-25',
    base: 'stay',
    encounter: {
      coverages: [partACoverage],
    },
    history: [pastLine('G0463', '2026-02-25', { typeOfBill: '0131', revenueCode: '0510', billingNpi: '1234567893' })],
  },
  evaluate({ bill, encounter, history, lines, medicare }) {
    const results: RuleResult[] = [];
    if (bill?.type === undefined || !medicare) return results;
    const hospital = encounter.billingProvider.npi;
    const ours = history.filter((past) => standing(past) && past.billingNpi === hospital && hospital !== undefined);
    if (bill.inpatient) {
      const admitted = bill.bill.admission?.date;
      if (admitted === undefined) return results;
      const before = ours.filter((past) => !isStay(past) && inWindow(past.serviceTo, admitted));
      const [first] = before.toSorted(byDate);
      if (first !== undefined) {
        results.push({
          verdict: 'fail',
          pointer: '/institutional/admission/date',
          message: `${named(first)} of ${first.serviceTo} was billed as outpatient within three days before the admission on ${admitted}${before.length > 1 ? ` (and ${before.length - 1} more)` : ''}.`,
          action: 'Bill related and diagnostic services of these days with the stay, and void the outpatient bill.',
        });
      }
      return results;
    }
    for (const { index, to } of lines) {
      const stay = ours.filter((past) => isStay(past) && inWindow(to, past.serviceFrom)).toSorted(byDate)[0];
      if (stay === undefined) continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${index}/serviceFrom`,
        message: `Line ${index + 1} of ${to} lies within three days before the stay from ${stay.serviceFrom}, which is billed.`,
        action: 'Bill related and diagnostic services of these days with the stay.',
        line: index,
      });
    }
    return results;
  },
};

function isStay(past: HistoryLine): boolean {
  return isInpatientFacility(readTypeOfBill(past.typeOfBill)?.facilityCode ?? '');
}

function inWindow(service: IsoDate, admitted: IsoDate): boolean {
  return service <= admitted && service >= addDays(admitted, -windowDays);
}

function named({ procedureCode, revenueCode }: HistoryLine): string {
  return procedureCode === '' ? `Revenue code ${revenueCode}` : procedureCode;
}

function byDate(one: HistoryLine, other: HistoryLine): number {
  const key = (past: HistoryLine) => `${past.serviceFrom} ${past.serviceTo} ${past.procedureCode} ${past.revenueCode}`;
  return key(one) < key(other) ? -1 : 1;
}
