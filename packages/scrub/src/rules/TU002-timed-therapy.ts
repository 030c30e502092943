import { cleanLine } from '../clean-encounter.ts';
import { membersOf } from '../code-group.ts';
import { inventedCodes } from '../example-edits.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';
import { physicianNpi } from '../same-physician.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

const timed = { ...cleanLine, modifiers: ['GP'] };

export const tu002: Rule = {
  id: 'TU002',
  version: 2,
  title: 'Units of timed therapy',
  category: 'units',
  severity: 'deny',
  claimTypes: ['professional', 'institutional'],
  citation: 'Medicare Claims Processing Manual ch. 5 section 20.2',
  evidence: 'M',
  logic:
    "Units of 15 minutes, a rest of 8 or more counting as one: by Medicare's way over the minutes of all timed codes of one therapist and day, by the other way (the payer's profile says AMA) code by code. Untimed therapy is one unit a day.",
  needs: ['code groups', 'payer profile'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV104' }, formBox: '24G' },
  firing: {
    words: '2 units for 20 minutes (invented code)',
    encounter: { lines: [{ ...timed, procedureCode: inventedCodes.timedTherapy, units: 2, minutes: 20 }] },
    payer: { timeRule: 'CMS' },
    pointer: '/lines/0/units',
  },
  passing: {
    words: '2 units for 24 minutes and 1 for 23: 47 minutes are 3 units (invented codes)',
    encounter: {
      lines: [
        { ...timed, procedureCode: inventedCodes.timedTherapy, units: 2, minutes: 24 },
        { ...timed, procedureCode: inventedCodes.otherTimedTherapy, units: 1, minutes: 23 },
      ],
    },
    payer: { timeRule: 'CMS' },
  },
  evaluate(context) {
    const gaps: RuleGap[] = [];
    const results: RuleResult[] = [];
    const rule = context.payer.timeRule ?? (context.medicare ? 'CMS' : undefined);
    const lines = membersOf(context, 'therapy.timed', gaps);
    for (const facts of lines) {
      if (rule === undefined) {
        results.push({ verdict: 'no_data', reason: "the payer's profile does not say how timed units are counted" });
        continue;
      }
      const counted = rule === 'AMA' ? [facts] : ofSameDay(context, lines, facts);
      if (counted[0] !== facts) continue;
      if (counted.some(({ line }) => line.minutes === undefined)) {
        results.push({ verdict: 'no_data', reason: 'the minutes of a timed service are missing' });
        continue;
      }
      const minutes = counted.reduce((sum, { line }) => sum + (line.minutes ?? 0), 0);
      const units = counted.reduce((sum, { line }) => sum + line.units, 0);
      if (units > unitsOf(minutes)) results.push(tooMany(facts, units, `${minutes} minutes make ${unitsOf(minutes)}`));
    }
    for (const facts of membersOf(context, 'therapy.untimed', gaps)) {
      if (facts.line.units > 1) results.push(tooMany(facts, facts.line.units, 'a code without time is one a day'));
    }
    return [...results, ...gaps];
  },
};

/** Timed units of some minutes: whole quarters of an hour, and one for a rest of 8 minutes or more. */
export function unitsOf(minutes: number): number {
  return Math.floor(minutes / 15) + (minutes % 15 >= 8 ? 1 : 0);
}

function ofSameDay(context: ScrubContext, lines: readonly LineFacts[], facts: LineFacts): LineFacts[] {
  const therapist = physicianNpi(context, facts);
  return lines.filter((other) => other.from === facts.from && physicianNpi(context, other) === therapist);
}

function tooMany(facts: LineFacts, units: number, basis: string): RuleResult {
  return {
    verdict: 'fail',
    pointer: `/lines/${facts.index}/units`,
    message: `Line ${facts.index + 1} (${facts.procedure} of ${facts.from}): ${units} units are billed, ${basis}.`,
    action: 'Correct the units or the minutes; full quarters go first, then the largest rests.',
    line: facts.index,
  };
}
