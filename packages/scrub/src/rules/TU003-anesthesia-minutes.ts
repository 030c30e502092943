import { cleanLine } from '../clean-encounter.ts';
import { membersOf } from '../code-group.ts';
import { inventedCodes } from '../example-edits.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';

export const tu003: Rule = {
  id: 'TU003',
  version: 1,
  title: 'Anaesthesia not billed in minutes',
  category: 'units',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '42 CFR 414.46; Medicare Claims Processing Manual ch. 12 section 50; 005010X222A1 SV103',
  evidence: 'M',
  logic: 'An anaesthesia code is billed in minutes (MJ), 1 to 1440, and they are the minutes that were documented.',
  needs: ['code groups'],
  perLine: true,
  overridable: false,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV103' }, formBox: '24G' },
  firing: {
    words: '4 units of anaesthesia (invented code)',
    encounter: { lines: [{ ...cleanLine, procedureCode: inventedCodes.anesthesia, modifiers: ['AA'], units: 4 }] },
    pointer: '/lines/0/unit',
  },
  passing: {
    words: '95 minutes',
    encounter: {
      lines: [{ ...cleanLine, procedureCode: inventedCodes.anesthesia, modifiers: ['AA'], units: 95, unit: 'MJ' }],
    },
  },
  evaluate(context) {
    const gaps: RuleGap[] = [];
    const results: RuleResult[] = [];
    for (const { index, line, procedure } of membersOf(context, 'anesthesia.base', gaps)) {
      const fail = (member: 'unit' | 'units', message: string, action: string) =>
        results.push({
          ...{ verdict: 'fail', pointer: `/lines/${index}/${member}`, action, line: index },
          message: `Line ${index + 1} (${procedure}): ${message}.`,
        });
      if (line.unit !== 'MJ') fail('unit', `${line.units} units are billed instead of minutes`, 'Bill minutes (MJ).');
      else if (line.units < 1 || line.units > 1440) fail('units', `${line.units} minutes are no time`, 'Correct them.');
      else if (line.minutes !== undefined && line.minutes !== line.units) {
        fail('units', `${line.units} minutes are billed, ${line.minutes} were documented`, 'Correct the one in error.');
      }
    }
    return [...results, ...gaps];
  },
};
