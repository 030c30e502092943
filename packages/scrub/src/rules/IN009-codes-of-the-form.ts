import type { BillFacts } from '../bill-facts.ts';
import { accidentOccurrence } from '../bill-tables.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

const codeShape = /^[0-9A-Z]{2}$/;
const mostOfAKind = 24;
/** Inpatient admission changed to outpatient. */
const changedToOutpatient = '44';

export const in009: Rule = {
  id: 'IN009',
  version: 2,
  title: 'Occurrence, span, value and condition codes',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: '005010X223A2 HI BG, BH, BI and BE; Medicare Claims Processing Manual ch. 25',
  evidence: 'M',
  logic:
    'Two letters or digits each, at most 24 of a kind, a value code once; a condition twice, or an occurrence twice on one day, is a warning. So is a newborn (admission type 4) without the birth weight (value 54). An occurrence has its date, not after the statement; a span both dates in order; a value its amount. An accident is told by an occurrence 01 to 06 (warning). Condition 44, a stay turned into an outpatient visit, stands on outpatient bills.',
  needs: [],
  perLine: false,
  overridable: false,
  place: placeOnBill('/institutional/occurrences'),
  firing: {
    words: 'occurrence 11 without a date',
    base: 'stay',
    encounter: { institutional: { occurrences: [{ code: '11' }] } },
    pointer: '/institutional/occurrences/0/date',
  },
  passing: {
    words: 'occurrence 11 of 2026-03-01',
    base: 'stay',
    encounter: { institutional: { occurrences: [{ code: '11', date: '2026-03-01' }] } },
  },
  evaluate({ bill, encounter }) {
    const results: RuleResult[] = [];
    if (bill === undefined) return results;
    const fail: Fail = (member, message, action, severity) =>
      results.push({
        verdict: 'fail',
        pointer: `/institutional/${member}`,
        message,
        action,
        ...(severity ? { severity } : {}),
      });
    judgeShapes(bill, fail);
    judgeDates(bill, fail);
    judgeValues(bill, fail);
    judgeRepeats(bill, fail);
    const { conditions, occurrences } = bill.bill;
    const turned = conditions.indexOf(changedToOutpatient);
    if (turned >= 0 && bill.inpatient) {
      fail(
        `conditions/${turned}`,
        'Condition code 44 says the stay became an outpatient visit, and the bill is for a stay.',
        'Bill it as an outpatient visit, or remove the code.',
      );
    }
    if (encounter.accident !== undefined && !occurrences.some(({ code }) => accidentOccurrence.test(code))) {
      fail(
        'occurrences',
        'An accident is told, and no occurrence code 01 to 06 with its date.',
        'Add the occurrence code of the kind of accident.',
        'warn',
      );
    }
    return results;
  },
};

type Fail = (member: string, message: string, action: string, severity?: 'warn') => void;

function judgeShapes({ bill }: BillFacts, fail: Fail): void {
  const kinds: [string, string, readonly string[]][] = [
    ['occurrences', 'occurrence', bill.occurrences.map(({ code }) => code)],
    ['occurrenceSpans', 'occurrence span', bill.occurrenceSpans.map(({ code }) => code)],
    ['values', 'value', bill.values.map(({ code }) => code)],
    ['conditions', 'condition', bill.conditions],
  ];
  for (const [member, name, codes] of kinds) {
    codes.forEach((code, index) => {
      if (codeShape.test(code)) return;
      const at = member === 'conditions' ? `${member}/${index}` : `${member}/${index}/code`;
      fail(at, `"${code}" is no ${name} code.`, 'Enter the two letters or digits of the code.');
    });
    if (codes.length > mostOfAKind) {
      fail(
        `${member}/${mostOfAKind}`,
        `${codes.length} ${name} codes are told; a claim carries ${mostOfAKind}.`,
        'Remove the ones that bear least on the bill.',
      );
    }
  }
}

function judgeDates({ bill }: BillFacts, fail: Fail): void {
  const { occurrences, occurrenceSpans, statementTo } = bill;
  occurrences.forEach(({ code, date }, index) => {
    const at = `occurrences/${index}/date`;
    if (date === undefined) fail(at, `Occurrence ${code} has no date.`, 'Enter when it happened.');
    else if (statementTo !== undefined && date > statementTo) {
      fail(at, `Occurrence ${code} of ${date} is after the statement ends (${statementTo}).`, 'Correct the date.');
    }
  });
  occurrenceSpans.forEach(({ code, from, to }, index) => {
    const at = `occurrenceSpans/${index}`;
    if (from === undefined) fail(`${at}/from`, `Occurrence span ${code} has no first day.`, 'Enter its first day.');
    if (to === undefined) fail(`${at}/to`, `Occurrence span ${code} has no last day.`, 'Enter its last day.');
    if (from !== undefined && to !== undefined && to < from) {
      fail(`${at}/to`, `Occurrence span ${code} ends ${to}, before it begins ${from}.`, 'Correct the dates.');
    }
  });
}

function judgeValues({ bill: { values } }: BillFacts, fail: Fail): void {
  values.forEach(({ code, hundredths }, index) => {
    if (hundredths === undefined)
      fail(`values/${index}/hundredths`, `Value code ${code} has no amount.`, 'Enter its amount.');
    const first = values.findIndex((other) => other.code === code);
    if (first < index)
      fail(
        `values/${index}/code`,
        `Value code ${code} stands at positions ${first + 1} and ${index + 1}.`,
        'Tell it once.',
      );
  });
}

const newborn = '4';
const birthWeight = '54';

function judgeRepeats({ bill, inpatient }: BillFacts, fail: Fail): void {
  const { admission, conditions, occurrences, values } = bill;
  const once = 'Tell it once.';
  conditions.forEach((code, index) => {
    if (conditions.indexOf(code) === index) return;
    fail(`conditions/${index}`, `Condition code ${code} is told before.`, once, 'warn');
  });
  occurrences.forEach(({ code, date }, index) => {
    const first = occurrences.findIndex((other) => other.code === code && other.date === date);
    if (first === index || date === undefined) return;
    fail(`occurrences/${index}/code`, `Occurrence ${code} of ${date} is told before.`, once, 'warn');
  });
  if (inpatient && admission?.typeCode === newborn && !values.some(({ code }) => code === birthWeight)) {
    const action = 'Add value code 54 with the weight at birth in grams.';
    fail('values', 'The bill of a newborn tells no birth weight.', action, 'warn');
  }
}
