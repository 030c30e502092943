import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Sets of which a line carries at most one. GA, GX, GY and GZ have their own rule (PX006). */
const exclusiveSets: readonly (readonly string[])[] = [
  ['26', 'TC'],
  ['50', 'LT', 'RT'],
  ['76', '77'],
  ['58', '78', '79'],
  ['59', 'XE', 'XP', 'XS', 'XU'],
  ['80', '81', '82', 'AS'],
  ['93', '95'],
  ['93', 'GT'],
  ['AA', 'AD', 'QK', 'QX', 'QY', 'QZ'],
  ['GN', 'GO', 'GP'],
  ['JW', 'JZ'],
];

export const px005: Rule = {
  id: 'PX005',
  version: 2,
  title: 'Modifiers that exclude each other',
  category: 'modifiers',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: 'Medicare Claims Processing Manual ch. 12, 17 and 23; NCCI Policy Manual ch. 1',
  evidence: 'M',
  logic: `A line carries at most one of each set: ${exclusiveSets.map((set) => set.join(' ')).join('; ')}.`,
  needs: [],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-3' }, formBox: '24D' },
  firing: {
    words: 'G0463-26-TC',
    encounter: { lines: [{ ...cleanLine, modifiers: ['26', 'TC'] }] },
    pointer: '/lines/0/modifiers/1',
  },
  passing: { words: 'G0463-26', encounter: { lines: [{ ...cleanLine, modifiers: ['26'] }] } },
  evaluate({ lines }) {
    const results: RuleResult[] = [];
    for (const { index, procedure, modifiers } of lines) {
      for (let at = 1; at < modifiers.length; at += 1) {
        const code = modifiers[at]?.code ?? '';
        const rival = modifiers.findIndex((other, before) => before < at && exclude(other.code, code));
        if (rival < 0) continue;
        results.push({
          verdict: 'fail',
          pointer: `/lines/${index}/modifiers/${at}`,
          message: `Line ${index + 1} (${procedure}): modifiers ${modifiers[rival]?.code} and ${code} exclude each other.`,
          action: 'Keep the one the record supports.',
          place: { x12: { loop: '2400', segment: 'SV1', element: `SV101-${at + 3}` }, formBox: '24D' },
          line: index,
        });
      }
    }
    return results;
  },
};

function exclude(one: string, other: string): boolean {
  return one !== other && exclusiveSets.some((set) => set.includes(one) && set.includes(other));
}
