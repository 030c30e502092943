import { cleanLine } from '../clean-encounter.ts';
import { membersOf } from '../code-group.ts';
import { diagnosisPlace } from '../diagnosis-place.ts';
import { carries } from '../modifier-sets.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';

const injury = /^[ST].{6}$/;

export const dx005: Rule = {
  id: 'DX005',
  version: 2,
  title: '7th character does not fit the phase of care',
  category: 'diagnosis_relations',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.C.19.a',
  evidence: 'M',
  logic:
    'An injury of active treatment (A, B or C) does not fit a visit of nothing but therapy, and aftercare (Z47, Z48) is not listed beside an injury code: the injury with its 7th character for later care says it.',
  needs: ['code groups'],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'S93.401A, active treatment, with therapy only',
    encounter: {
      diagnoses: [{ code: 'S93.401A' }],
      lines: [{ ...cleanLine, procedureCode: 'G0283', modifiers: ['GP'], diagnosisPointers: [1] }],
    },
    pointer: '/diagnoses/0/code',
  },
  passing: {
    words: 'S93.401D with therapy only',
    encounter: {
      diagnoses: [{ code: 'S93.401D' }],
      lines: [{ ...cleanLine, procedureCode: 'G0283', modifiers: ['GP'], diagnosisPointers: [1] }],
    },
  },
  evaluate(context) {
    const injuries = context.diagnoses.filter(({ code }) => code !== undefined && injury.test(code));
    if (injuries.length === 0) return [];
    const results: RuleResult[] = [];
    const aftercare = context.diagnoses.find(({ code }) => code?.startsWith('Z47') || code?.startsWith('Z48'));
    if (aftercare !== undefined) {
      results.push({
        verdict: 'fail',
        pointer: `/diagnoses/${aftercare.index}/code`,
        message: `Aftercare ${aftercare.raw} stands beside the injury ${injuries[0]?.raw}.`,
        action: 'Code the injury with the 7th character of later care and leave the aftercare code out.',
        place: diagnosisPlace(aftercare.index),
      });
    }
    const active = injuries.filter(({ code }) => /[ABC]$/.test(code ?? ''));
    if (active.length === 0 || context.lines.length === 0) return results;
    const gaps: RuleGap[] = [];
    const therapy = membersOf(context, 'therapy.always', gaps);
    const byModifier = context.lines.filter((facts) => carries(facts, 'GP', 'GO', 'GN'));
    if (new Set([...therapy, ...byModifier]).size < context.lines.length) return [...results, ...gaps];
    for (const { index, raw } of active) {
      results.push({
        verdict: 'fail',
        pointer: `/diagnoses/${index}/code`,
        message: `Diagnosis ${raw} says active treatment, and the visit holds nothing but therapy.`,
        action: 'Use the 7th character of later care (D for most injuries) unless the therapy is the active treatment.',
        place: diagnosisPlace(index),
      });
    }
    return results;
  },
};
