import type { CodedText } from '../coded-text.ts';
import type { ElementRule } from './grammar.ts';
import { shapes } from './shape.ts';

type Codes = CodedText['codes'];

/** What is wrong with one value: rule, SNIP type and words that follow the element's name. */
export interface ValueProblem {
  rule: 'element_malformed' | 'element_length' | 'element_characters' | 'element_code' | 'element_shape';
  snipType: 1 | 2 | 5;
  message: string;
}

const problem = (rule: ValueProblem['rule'], snipType: 1 | 2 | 5, message: string): ValueProblem => ({
  rule,
  snipType,
  message,
});

const notWhole = problem('element_malformed', 1, 'is not a whole number');
const notDecimal = problem('element_malformed', 1, 'is not a decimal number');
const leadingZeros = problem('element_malformed', 1, 'has zeros in front');
const threeDecimals = problem('element_malformed', 1, 'is an amount with more than two decimals');
const notDate = problem('element_malformed', 1, 'is not a date');
const notTime = problem('element_malformed', 1, 'is not a time');
const notPeriod = problem('element_malformed', 1, 'is not a date, time or period in the format named before it');
const endsBeforeBegin = problem('element_malformed', 1, 'is a period that ends before it begins');
const blankAtEnd = problem('element_characters', 1, 'ends with a blank');

function tooShort({ min }: ElementRule, what: string): ValueProblem {
  return problem('element_length', 1, `has fewer than ${min} ${what}`);
}

function tooLong({ max }: ElementRule, what: string): ValueProblem {
  return problem('element_length', 1, `has more than ${max} ${what}`);
}

function tooFine(decimals: number): ValueProblem {
  return problem('element_length', 2, `has more than ${decimals} digits after the point`);
}

const mostCodesNamed = 12;

function notInList(codes: readonly string[]): ValueProblem {
  const named = codes.length <= mostCodesNamed ? ` (${codes.join(', ')})` : '';
  return problem('element_code', 2, `is not one of the codes of the guide${named}`);
}

/** Shape problems are made once: the same object is given each time. */
const shapeProblems = new Map(
  Object.entries(shapes).map(([name, { message }]) => [
    name,
    problem('element_shape', name === 'positive' ? 2 : 5, message),
  ]),
);

/**
 * Judges the value between two offsets by its rule; `beforeFrom` and `beforeTo` are those of the value before it
 * (for periods and qualified codes). Undefined when nothing is wrong.
 */
export function valueProblem(
  coded: CodedText,
  from: number,
  to: number,
  rule: ElementRule,
  beforeFrom: number,
  beforeTo: number,
): ValueProblem | undefined {
  const length = to - from;
  if (coded.codes[to - 1] === 32) return blankAtEnd;
  const found = typeProblem(coded, from, to, rule, beforeFrom, beforeTo);
  if (found) return found;
  if (rule.type !== 'R' && rule.type !== '$' && rule.type !== 'N0') {
    if (length < rule.min) return tooShort(rule, 'characters');
    if (length > rule.max) return tooLong(rule, 'characters');
  }
  if (rule.codes && !rule.codes.has(coded, from, to)) return notInList(rule.codes.codes);
  if (rule.shape !== undefined) {
    const shape = shapes[rule.shape];
    if (shape && !shape.fits(coded.slice(from, to), coded.slice(beforeFrom, beforeTo)))
      return shapeProblems.get(rule.shape);
  }
  return undefined;
}

function typeProblem(
  coded: CodedText,
  from: number,
  to: number,
  rule: ElementRule,
  beforeFrom: number,
  beforeTo: number,
): ValueProblem | undefined {
  const { codes } = coded;
  switch (rule.type) {
    case 'N0':
      return numberProblem(codes, from, to, rule, false);
    case 'R':
    case '$':
      return numberProblem(codes, from, to, rule, true);
    case 'DT':
      return isDate(codes, from, to) ? undefined : notDate;
    case 'TM':
      return isTime(codes, from, to) ? undefined : notTime;
    case 'DP':
      return periodProblem(codes, from, to, coded.slice(beforeFrom, beforeTo));
    default:
      return undefined;
  }
}

/** Sign and point do not count towards the length (X12.6). */
function numberProblem(
  codes: Codes,
  from: number,
  to: number,
  rule: ElementRule,
  mayHavePoint: boolean,
): ValueProblem | undefined {
  const first = (codes[from] ?? 0) === 45 ? from + 1 : from;
  let point = -1;
  for (let at = first; at < to; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 46 && mayHavePoint && point < 0) point = at;
    else if (code < 48 || code > 57) return mayHavePoint ? notDecimal : notWhole;
  }
  const digits = to - first - (point < 0 ? 0 : 1);
  if (digits === 0) return mayHavePoint ? notDecimal : notWhole;
  const whole = (point < 0 ? to : point) - first;
  // Zeros in front are suppressed unless the least length needs them.
  if (mayHavePoint && whole > 1 && (codes[first] ?? 0) === 48) return leadingZeros;
  if (rule.type === '$' && point >= 0 && to - point > 3) return threeDecimals;
  if (rule.decimals !== undefined && point >= 0 && to - point - 1 > rule.decimals) return tooFine(rule.decimals);
  if (digits < rule.min) return tooShort(rule, 'digits');
  return digits > rule.max ? tooLong(rule, 'digits') : undefined;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function number(codes: Codes, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = (codes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** CCYYMMDD or YYMMDD, a day that exists. */
export function isDate(codes: Codes, from: number, to: number): boolean {
  const length = to - from;
  if (length !== 8 && length !== 6) return false;
  const year = length === 8 ? number(codes, from, from + 4) : 2000 + number(codes, from, from + 2);
  const month = number(codes, to - 4, to - 2);
  const day = number(codes, to - 2, to);
  if (!(year > 0 && month >= 1 && month <= 12 && day >= 1)) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0));
}

/** HHMM, HHMMSS, HHMMSSD or HHMMSSDD. */
export function isTime(codes: Codes, from: number, to: number): boolean {
  const length = to - from;
  if (length !== 4 && (length < 6 || length > 8)) return false;
  const hour = number(codes, from, from + 2);
  const minute = number(codes, from + 2, from + 4);
  const second = length > 4 ? number(codes, from + 4, from + 6) : 0;
  return hour < 24 && minute < 60 && second < 60 && (length < 7 || number(codes, from + 6, to) >= 0);
}

/** A date period in the format of its qualifier (element 1250). */
function periodProblem(codes: Codes, from: number, to: number, format: string): ValueProblem | undefined {
  switch (format) {
    case 'D8':
      return to - from === 8 && isDate(codes, from, to) ? undefined : notPeriod;
    case 'RD8': {
      const isRange =
        to - from === 17 &&
        (codes[from + 8] ?? 0) === 45 &&
        isDate(codes, from, from + 8) &&
        isDate(codes, from + 9, to);
      if (!isRange) return notPeriod;
      return number(codes, from, from + 8) <= number(codes, from + 9, to) ? undefined : endsBeforeBegin;
    }
    case 'DT':
      return to - from === 12 && isDate(codes, from, from + 8) && isTime(codes, from + 8, to) ? undefined : notPeriod;
    case 'TM':
      return to - from === 4 && isTime(codes, from, to) ? undefined : notPeriod;
    default:
      // An unknown qualifier is reported where it stands.
      return undefined;
  }
}
