import type { ElementCuts } from './element-cuts.ts';
import type { Condition, ElementRule, SegmentRule } from './grammar.ts';
import { valueProblem } from './value-check.ts';

export type ElementDefectRule =
  | 'element_missing'
  | 'element_not_used'
  | 'element_malformed'
  | 'element_length'
  | 'element_characters'
  | 'element_code'
  | 'element_shape'
  | 'element_condition'
  | 'elements_too_many';

/** Told of each thing wrong with an element; the message follows the element's name ("NM109 is required and empty"). */
export type ElementReporter = (
  rule: ElementDefectRule,
  snipType: 1 | 2 | 5,
  element: number,
  component: number,
  message: string,
) => void;

/** Judges the elements of one segment that has been cut, by the guide's rule for it. */
export function checkElements(cuts: ElementCuts, rule: SegmentRule, report: ElementReporter): void {
  const { elements } = rule;
  const standing = Math.min(cuts.count, elements.length);
  if (cuts.count > elements.length) {
    report('elements_too_many', 1, elements.length + 1, 0, 'stands after the last element of the segment');
  }
  if (cuts.count > 0 && cuts.isEmpty(cuts.count) && cuts.count <= elements.length) {
    report('element_condition', 1, cuts.count, 0, 'is empty at the end of the segment: its separator is left out');
  }
  const last = Math.max(standing, rule.lastRequired);
  for (let index = 0; index < last; index += 1) {
    const element = elements[index];
    if (!element) continue;
    const number = index + 1;
    if (number > standing || cuts.isEmpty(number)) {
      if (element.usage === 'R') report('element_missing', 2, number, 0, 'is required and empty');
    } else if (element.usage === 'N') {
      report('element_not_used', 2, number, 0, 'is not used in this place');
    } else checkElement(cuts, number, element, report);
  }
  for (const condition of rule.conditions) {
    // What begins after the last element asks for nothing, unless one of several must stand.
    if (condition.lowest <= standing || condition.kind === 'R') checkCondition(cuts, condition, elements, report);
  }
}

function checkElement(cuts: ElementCuts, number: number, rule: ElementRule, report: ElementReporter): void {
  if (cuts.isPlain(number) && !rule.components) {
    const { starts, ends } = cuts;
    const before = number - 1;
    const found = valueProblem(
      cuts.coded,
      starts[number] ?? 0,
      ends[number] ?? 0,
      rule,
      starts[before] ?? 0,
      ends[before] ?? 0,
    );
    if (found) report(found.rule, found.snipType, number, 0, found.message);
    return;
  }
  if (cuts.hasStrangeCharacters(number)) {
    report('element_characters', 1, number, 0, 'has a character that is not in the X12 character sets');
    return;
  }
  const from = cuts.starts[number] ?? 0;
  const to = cuts.ends[number] ?? 0;
  if (cuts.hasRepetitions(number)) {
    if (!rule.repeats) {
      report('element_malformed', 1, number, 0, 'repeats, which this element may not');
      return;
    }
    let start = from;
    for (let at = from; at <= to; at += 1) {
      if (at < to && cuts.coded.codes[at] !== cuts.repetition) continue;
      checkOne(cuts, number, rule, start, at, report);
      start = at + 1;
    }
    return;
  }
  checkOne(cuts, number, rule, from, to, report);
}

function checkOne(
  cuts: ElementCuts,
  number: number,
  rule: ElementRule,
  from: number,
  to: number,
  report: ElementReporter,
): void {
  if (rule.components) {
    checkComponents(cuts, number, rule.components, from, to, report);
    return;
  }
  if (cuts.hasComponents(number)) {
    report('element_malformed', 1, number, 0, 'has components, which this element has not');
    return;
  }
  const found = valueProblem(cuts.coded, from, to, rule, cuts.starts[number - 1] ?? 0, cuts.ends[number - 1] ?? 0);
  if (found) report(found.rule, found.snipType, number, 0, found.message);
}

function checkComponents(
  cuts: ElementCuts,
  number: number,
  rules: readonly ElementRule[],
  from: number,
  to: number,
  report: ElementReporter,
): void {
  const { coded, componentCode } = cuts;
  const { codes } = coded;
  let start = from;
  let beforeFrom = from;
  let beforeTo = from;
  let index = 0;
  for (let at = from; at <= to; at += 1) {
    if (at < to && codes[at] !== componentCode) continue;
    const rule = rules[index];
    index += 1;
    if (!rule) {
      report('elements_too_many', 1, number, index, 'stands after the last component of the element');
      return;
    }
    if (at === start) {
      if (rule.usage === 'R') report('element_missing', 2, number, index, 'is required and empty');
    } else if (rule.usage === 'N') report('element_not_used', 2, number, index, 'is not used in this place');
    else {
      const found = valueProblem(coded, start, at, rule, beforeFrom, beforeTo);
      if (found) report(found.rule, found.snipType, number, index, found.message);
    }
    beforeFrom = start;
    beforeTo = at;
    start = at + 1;
  }
  if (index > 1 && codes[to - 1] === componentCode) {
    report('element_condition', 1, number, index, 'is empty at the end of the element: its separator is left out');
  }
  for (; index < rules.length; index += 1) {
    if (rules[index]?.usage === 'R') report('element_missing', 2, number, index + 1, 'is required and empty');
  }
}

/** X12.6 3.8: what elements ask of each other. */
function checkCondition(
  cuts: ElementCuts,
  condition: Condition,
  rules: readonly ElementRule[],
  report: ElementReporter,
): void {
  const { kind, elements } = condition;
  const [first = 0] = elements;
  let present = 0;
  for (const element of elements) if (!cuts.isEmpty(element)) present += 1;
  const firstStands = !cuts.isEmpty(first);
  if (kind === 'P' && present > 0 && present < elements.length) {
    const missing = elements.find((element) => cuts.isEmpty(element)) ?? first;
    // What the guide requires anyway has been reported as missing.
    if (rules[missing - 1]?.usage === 'R') return;
    report('element_condition', 1, missing, 0, `is empty: elements ${named(elements)} come together or not at all`);
  } else if (kind === 'R' && present === 0) {
    report('element_condition', 1, first, 0, `is empty: one of elements ${named(elements)} must stand`);
  } else if (kind === 'E' && present > 1) {
    report('element_condition', 1, first, 0, `stands: only one of elements ${named(elements)} may`);
  } else if (kind === 'C' && firstStands && present < elements.length) {
    report('element_condition', 1, first, 0, `stands alone: elements ${named(elements)} ask for each other`);
  } else if (kind === 'L' && firstStands && present === 1) {
    report('element_condition', 1, first, 0, `stands alone of elements ${named(elements)}`);
  }
}

function named(elements: readonly number[]): string {
  return elements.map((element) => String(element).padStart(2, '0')).join(', ');
}
