import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const px006: Rule = {
  id: 'PX006',
  version: 2,
  title: 'Modifiers of the beneficiary notice contradict each other',
  category: 'modifiers',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: 'Medicare Claims Processing Manual ch. 30; ch. 1 section 60',
  evidence: 'M',
  logic:
    'GZ says that no notice was given and never stands with GA or GX, which say that one was; GA (required notice) and GX (voluntary notice) do not stand together. GX with GY is right.',
  needs: [],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-3' }, formBox: '24D' },
  firing: {
    words: 'G0463-GA-GZ',
    encounter: { lines: [{ ...cleanLine, modifiers: ['GA', 'GZ'] }] },
    pointer: '/lines/0/modifiers/1',
  },
  passing: { words: 'G0463-GY-GX', encounter: { lines: [{ ...cleanLine, modifiers: ['GY', 'GX'] }] } },
  evaluate({ lines }) {
    const results: RuleResult[] = [];
    for (const { index, procedure, modifiers } of lines) {
      if (modifiers.length < 2) continue;
      const notices = modifiers.filter(({ code }) => code === 'GA' || code === 'GX' || code === 'GZ');
      const last = notices.at(-1);
      if (last === undefined || notices.every(({ code }) => code === last.code)) continue;
      const at = modifiers.lastIndexOf(last);
      results.push({
        verdict: 'fail',
        pointer: `/lines/${index}/modifiers/${at}`,
        message: `Line ${index + 1} (${procedure}): modifiers ${notices.map(({ code }) => code).join(' and ')} contradict each other.`,
        action: 'Keep GA, GX or GZ according to the notice that was given.',
        place: { x12: { loop: '2400', segment: 'SV1', element: `SV101-${at + 3}` }, formBox: '24D' },
        line: index,
      });
    }
    return results;
  },
};
