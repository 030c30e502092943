import { carriesRate, fullRevenueCode, isAccommodation } from '@claimwright/domain/institutional-encounter';
import { type BillFacts, billName, toldDays } from '../bill-facts.ts';
import { revenueLine } from '../clean-bill.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

/** Which bills carry the rates of a revenue line, by facility and classification. */
const billsOfRates: Readonly<Record<string, { facilityCodes: readonly string[]; words: string }>> = {
  '0022': { facilityCodes: ['18', '21'], words: 'skilled nursing (21x) and swing beds (18x)' },
  '0023': { facilityCodes: ['32', '33'], words: 'home health (32x)' },
  '0024': { facilityCodes: ['11'], words: 'stays for rehabilitation (11x)' },
};

/** The rate of skilled nursing days for which there is no assessment. */
const defaultRate = 'ZZZZZ';
const assessment = '50';
const noPayment = '0';
/** Notices of admission to home health and their end: nothing is priced. */
const notices = /^[A-E]$/;

export const in024: Rule = {
  id: 'IN024',
  version: 1,
  title: 'Rates of skilled nursing, home health and rehabilitation',
  category: 'institutional',
  severity: 'deny',
  claimTypes: ['institutional'],
  citation:
    'Medicare Claims Processing Manual ch. 6 section 30, ch. 10 section 40.2 and ch. 3 section 140; MLN SNF Billing Reference',
  evidence: 'S',
  logic:
    'A line of 0022, 0023 or 0024 has a rate (HIPPS) and stands on bills of its kind: skilled nursing or a swing bed, home health, a stay (reject). To Medicare Part A, skilled nursing (21x) with covered days has a line of 0022, and where its rate is another than the one without assessment (ZZZZZ), occurrence 50 with the day of the assessment; home health (32x) but for its notices has one line of 0023. The units of 0022 are the covered days (warning).',
  needs: [],
  perLine: false,
  overridable: true,
  place: placeOnBill('/lines/0/procedureCode'),
  firing: {
    words: '0023 without its rate on 0329',
    base: 'outpatient',
    encounter: {
      institutional: { typeOfBill: '0329', admission: { date: '2026-03-02' } },
      lines: [revenueLine('0023', { chargeCents: 0 })],
    },
    pointer: '/lines/0/procedureCode',
  },
  passing: {
    words: '0023 with 2FB21 on 0329',
    base: 'outpatient',
    encounter: {
      institutional: { typeOfBill: '0329', admission: { date: '2026-03-02' } },
      lines: [revenueLine('0023', { chargeCents: 0, procedureCode: '2FB21' })],
    },
  },
  evaluate(context) {
    const { bill, lines } = context;
    if (bill?.type === undefined) return [];
    const rates = lines.filter(({ line }) => carriesRate(line.revenueCode));
    return [
      ...rates.flatMap((facts) => rateFault(facts, bill) ?? []),
      ...(context.coverage?.claimFilingCode === 'MA' ? wanted(context, bill, rates) : []),
    ];
  },
};

function rateFault({ index, line, shape }: LineFacts, bill: BillFacts): RuleFailure | undefined {
  const code = fullRevenueCode(line.revenueCode ?? '');
  const home = billsOfRates[code];
  const fail = (member: string, message: string, action: string): RuleFailure => ({
    ...{ verdict: 'fail', severity: 'reject', pointer: `/lines/${index}/${member}` },
    ...{ message: `Line ${index + 1}: ${message}`, action, line: index },
  });
  if (home !== undefined && !home.facilityCodes.includes(bill.type?.facilityCode ?? '')) {
    const message = `revenue code ${code} is for ${home.words}, and the bill is ${billName(bill)}.`;
    return fail('revenueCode', message, 'Correct the revenue code or the type of bill.');
  }
  if (shape === 'none') return fail('procedureCode', `${code} stands without its rate (HIPPS).`, 'Enter the rate.');
  return undefined;
}

/** What Medicare Part A wants on bills it prices by rates. */
function wanted({ lines }: ScrubContext, bill: BillFacts, rates: readonly LineFacts[]): RuleResult[] {
  const { covered, nonCovered } = toldDays(bill);
  const facilityCode = bill.type?.facilityCode;
  const unpriced = bill.frequency === noPayment || notices.test(bill.frequency ?? '');
  if (unpriced) return [];
  const fail = (pointer: string, message: string, action: string, severity?: 'warn'): RuleResult => ({
    ...{ verdict: 'fail', pointer, message, action },
    ...(severity === undefined ? {} : { severity }),
  });
  if (facilityCode === '32') {
    const count = ratesOf('0023', rates).length;
    if (count === 1) return [];
    const message = `The bill for home health has ${count} lines of 0023; its rate stands on one.`;
    return [fail('/lines', message, 'Enter one line of 0023 with the rate of the thirty days.')];
  }
  if (facilityCode !== '21' || ((covered ?? 0) === 0 && (nonCovered ?? 0) > 0)) return [];
  const own = ratesOf('0022', rates);
  if (own.length === 0) {
    const message = 'The bill for skilled nursing has no line of 0022, which tells the rate.';
    return [fail('/lines', message, 'Enter a line of 0022 with the rate and its days.')];
  }
  const results: RuleResult[] = [];
  const assessed = own.some(({ procedure }) => procedure !== '' && procedure !== defaultRate);
  if (assessed && !bill.bill.occurrences.some(({ code }) => code === assessment)) {
    const message = 'The rate comes from an assessment, and occurrence 50 does not tell its day.';
    results.push(fail('/institutional/occurrences', message, 'Add occurrence 50 with the day of the assessment.'));
  }
  const days = covered ?? bedDays(lines);
  const units = own.reduce((sum, { line }) => sum + line.units, 0);
  const [first] = own;
  if (first !== undefined && units !== days) {
    const message = `The lines of 0022 have ${units} days, and ${days} are covered.`;
    results.push(fail(`/lines/${first.index}/units`, message, 'Correct the units of the rates.', 'warn'));
  }
  return results;
}

function ratesOf(revenueCode: string, rates: readonly LineFacts[]): LineFacts[] {
  return rates.filter(({ line }) => fullRevenueCode(line.revenueCode ?? '') === revenueCode);
}

function bedDays(lines: readonly LineFacts[]): number {
  const beds = lines.filter(({ line }) => isAccommodation(line.revenueCode));
  return beds.reduce((sum, { line }) => sum + line.units, 0);
}
