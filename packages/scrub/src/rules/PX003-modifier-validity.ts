import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';
import { type LineFacts, serviceName } from '../scrub-context.ts';

const modifierPattern = /^[0-9A-Z]{2}$/;

/** Origin and destination of an ambulance trip, one letter each; the pairs are in no modifier list. */
const tripPattern = /^[DEGHIJNPRSX]{2}$/;
const ambulanceCode = /^A0[2-9]\d{2}$/;

export const px003: Rule = {
  id: 'PX003',
  version: 2,
  title: 'Modifier not valid',
  category: 'code_validity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2400 SV101-3 to SV101-6; I/OCE edit 22; 277CA A7:453',
  evidence: 'V',
  logic:
    'Two letters or digits, in effect on the date of service, at most four on a line and none twice. Modifiers that begin with a digit belong to CPT: unless a table knows them they are not judged. On ambulance codes a pair of trip letters is valid.',
  needs: ['modifiers', 'date of service'],
  perLine: true,
  overridable: false,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-3' }, formBox: '24D' },
  firing: {
    words: 'G0463-RT-RT, the same modifier twice',
    encounter: { lines: [{ ...cleanLine, modifiers: ['RT', 'RT'] }] },
    pointer: '/lines/0/modifiers/1',
  },
  passing: {
    words: 'A0425-RH, from a residence to a hospital',
    encounter: { lines: [{ ...cleanLine, procedureCode: 'A0425', modifiers: ['RH'] }] },
  },
  evaluate({ lines }) {
    const results: RuleResult[] = [];
    for (const facts of lines) {
      for (let at = 0; at < facts.modifiers.length; at += 1) {
        const result = judge(facts, at);
        if (result !== undefined) results.push(result);
      }
    }
    return results;
  },
};

function judge(facts: LineFacts, at: number): RuleResult | undefined {
  const { code, answer } = facts.modifiers[at] ?? { code: '', answer: undefined };
  const fail = (message: string, action: string, edition?: string): RuleFailure => ({
    verdict: 'fail',
    pointer: `/lines/${facts.index}/modifiers/${at}`,
    message: `Line ${facts.index + 1} (${serviceName(facts)}): ${message}`,
    action,
    place: { x12: { loop: '2400', segment: 'SV1', element: `SV101-${at + 3}` }, formBox: '24D' },
    edition,
    line: facts.index,
  });
  if (!modifierPattern.test(code)) return fail(`"${code}" is not a modifier.`, 'Enter two letters or digits.');
  if (facts.modifiers.findIndex((other) => other.code === code) < at) {
    return fail(`modifier ${code} stands twice.`, 'Remove the repeated modifier.');
  }
  if (answer === undefined || answer.status === 'valid') return undefined;
  if (ambulanceCode.test(facts.procedure) && tripPattern.test(code)) return undefined;
  if (answer.status === 'no_data') return { verdict: 'no_data', reason: answer.reason };
  if (answer.status === 'unknown' && code < 'A') {
    return { verdict: 'no_data', reason: 'the modifier belongs to CPT, whose licensed table is not loaded' };
  }
  return fail(`modifier ${code} is not in effect on ${facts.from}.`, 'Correct or remove the modifier.', answer.edition);
}
