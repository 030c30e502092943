import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const st015: Rule = {
  id: 'ST015',
  version: 1,
  title: 'Services of two calendar years',
  category: 'structure',
  severity: 'warn',
  claimTypes: ['professional'],
  citation: 'Medicare Claims Processing Manual ch. 26',
  evidence: 'M',
  logic: 'Lines of one claim lie in one calendar year, since deductibles and fee schedules change with it.',
  needs: [],
  perLine: false,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'DTP', element: 'DTP03' }, formBox: '24A' },
  firing: {
    words: 'lines of 2025-12-31 and 2026-01-01',
    encounter: {
      lines: [
        { ...cleanLine, serviceFrom: '2025-12-31' },
        { ...cleanLine, serviceFrom: '2026-01-01' },
      ],
    },
    pointer: '/lines/1/serviceFrom',
  },
  passing: {
    words: 'lines of 2026-01-01 and 2026-01-02',
    encounter: {
      lines: [
        { ...cleanLine, serviceFrom: '2026-01-01' },
        { ...cleanLine, serviceFrom: '2026-01-02' },
      ],
    },
  },
  evaluate({ lines, service }) {
    const results: RuleResult[] = [];
    const year = service?.from.slice(0, 4);
    const late = lines.find((line) => !line.to.startsWith(`${year}-`));
    if (year !== undefined && late !== undefined) {
      const member = late.from.startsWith(`${year}-`) ? 'serviceTo' : 'serviceFrom';
      results.push({
        verdict: 'fail',
        pointer: `/lines/${late.index}/${member}`,
        message: `Services begin in ${year} and line ${late.index + 1} reaches ${late.to}.`,
        action: 'Bill each calendar year on a claim of its own.',
      });
    }
    return results;
  },
};
