import { ageInYears } from '@claimwright/domain/dates';
import { ageLimits } from '../age-limits-table.ts';
import { cleanLine } from '../clean-encounter.ts';
import { groupNotLoaded, lineMembership } from '../code-group.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const px007: Rule = {
  id: 'PX007',
  version: 3,
  title: 'Procedure does not fit the age or sex of the patient',
  category: 'demographics',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'descriptions of preventive visits; 42 CFR 410.15 to 410.62; Medicare Claims Processing Manual ch. 18',
  evidence: 'M',
  logic:
    'A table gives ages and sex for groups of preventive and screening services, and of services that only women get. A patient of unknown sex is not judged by it.',
  needs: ['code groups', 'birth date'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-2' }, formBox: '24D' },
  firing: {
    words: 'G0102, prostate screening, of a woman',
    encounter: { lines: [{ ...cleanLine, procedureCode: 'G0102' }] },
    pointer: '/lines/0/procedureCode',
  },
  passing: {
    words: 'G0102 of a man of 54',
    encounter: { patient: { sex: 'M' }, lines: [{ ...cleanLine, procedureCode: 'G0102' }] },
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    const { birthDate, sex } = context.encounter.patient;
    for (const facts of context.lines) {
      const age = birthDate === undefined ? undefined : ageInYears(birthDate, facts.from);
      for (const limit of ageLimits) {
        const membership = lineMembership(context, limit.group, facts);
        if (membership === 'unknown') results.push(groupNotLoaded(limit.group));
        if (membership !== 'member') continue;
        const faults: string[] = [];
        if (age === undefined) results.push({ verdict: 'no_data', reason: 'the birth date is missing' });
        else if (age < (limit.from ?? 0) || age > (limit.to ?? Number.POSITIVE_INFINITY)) faults.push(`age ${age}`);
        if (limit.sex !== undefined && (sex === 'F' || sex === 'M') && sex !== limit.sex) faults.push(`sex ${sex}`);
        if (faults.length === 0) continue;
        results.push({
          verdict: 'fail',
          pointer: `/lines/${facts.index}/procedureCode`,
          message: `Line ${facts.index + 1}: ${facts.procedure} does not fit ${faults.join(' and ')}.`,
          action: "Correct the code, or the patient's birth date or sex.",
          line: facts.index,
        });
      }
    }
    return results;
  },
};
