import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

const demographicPlace = (element: string) => ({ x12: { loop: '2010BA', segment: 'DMG', element }, formBox: '3' });

export const st007: Rule = {
  id: 'ST007',
  version: 2,
  title: 'Dates out of order',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2400 DTP*472, loop 2300 DTP',
  evidence: 'M',
  logic:
    'Birth, then service from, then service to, then today; no service after death; admission before discharge, disability start before its end, an accident not after the service.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2400', segment: 'DTP', element: 'DTP03' }, formBox: '24A' },
  firing: {
    words: 'a service of tomorrow',
    encounter: { lines: [{ ...cleanLine, serviceFrom: '2026-03-11' }] },
    pointer: '/lines/0/serviceFrom',
  },
  passing: {
    words: 'a service of today',
    encounter: { lines: [{ ...cleanLine, serviceFrom: '2026-03-10' }] },
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    const { birthDate } = context.encounter.patient;
    if (birthDate !== undefined && birthDate > context.today) {
      results.push({
        verdict: 'fail',
        pointer: '/patient/birthDate',
        message: `The patient's birth date ${birthDate} lies in the future.`,
        action: 'Correct the birth date.',
        place: demographicPlace('DMG02'),
      });
    }
    for (const line of context.lines) {
      const fault = lineFault(line, context);
      if (fault !== undefined) results.push({ verdict: 'fail', line: line.index, ...fault });
    }
    checkClaimDates(context, results);
    return results;
  },
};

type Fault = Pick<RuleFailure, 'pointer' | 'message' | 'action'>;

function lineFault({ index, line, from, to }: LineFacts, { encounter, today }: ScrubContext): Fault | undefined {
  const name = `Line ${index + 1}`;
  const start = `/lines/${index}/serviceFrom`;
  const end = line.serviceTo === undefined ? start : `/lines/${index}/serviceTo`;
  const { birthDate, deathDate } = encounter.patient;
  if (to < from) {
    return {
      pointer: end,
      message: `${name} ends ${to}, before it begins ${from}.`,
      action: 'Correct the dates of service.',
    };
  }
  if (to > today) {
    return {
      pointer: from > today ? start : end,
      message: `${name} is dated ${from > today ? from : to}, after today (${today}).`,
      action: 'Bill after the service is given, or correct the date.',
    };
  }
  if (birthDate !== undefined && from < birthDate) {
    return {
      pointer: start,
      message: `${name} is dated ${from}, before the patient was born (${birthDate}).`,
      action: 'Correct the date of service or the birth date.',
    };
  }
  if (deathDate !== undefined && to > deathDate) {
    return {
      pointer: from > deathDate ? start : end,
      message: `${name} is dated ${from > deathDate ? from : to}, after the patient's death (${deathDate}).`,
      action: 'Correct the date of service or the date of death.',
    };
  }
  return undefined;
}

function checkClaimDates({ encounter, service }: ScrubContext, results: RuleResult[]): void {
  const { admission, discharge, disabilityFrom, disabilityTo } = encounter.dates;
  const fail = (pointer: string, message: string, formBox: string) =>
    results.push({
      verdict: 'fail',
      pointer,
      message,
      action: 'Correct the dates.',
      place: { x12: { loop: '2300', segment: 'DTP', element: 'DTP03' }, formBox },
    });
  if (admission !== undefined && discharge !== undefined && discharge < admission) {
    fail('/dates/discharge', `The discharge ${discharge} is before the admission ${admission}.`, '18');
  }
  if (disabilityFrom !== undefined && disabilityTo !== undefined && disabilityTo < disabilityFrom) {
    fail('/dates/disabilityTo', `The disability ends ${disabilityTo}, before it begins ${disabilityFrom}.`, '16');
  }
  const accidentDate = encounter.accident?.date;
  if (accidentDate !== undefined && service !== undefined && accidentDate > service.to) {
    fail('/accident/date', `The accident ${accidentDate} is after the last service ${service.to}.`, '14');
  }
}
