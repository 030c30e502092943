import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const dx022: Rule = {
  id: 'DX022',
  version: 2,
  title: 'Pregnancy codes that contradict or miss each other',
  category: 'diagnosis_relations',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.C.15.a.1, I.C.15.b, I.C.21.c.11',
  evidence: 'M',
  logic:
    'Chapter 15 codes do not go with Z33.1 or Z34; O09 to O48 and O98 to O9A ask for the weeks of gestation (Z3A); a delivery coded O80 or O82 asks for its outcome (Z37).',
  needs: [],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'O24.410 with Z33.1',
    encounter: { diagnoses: [{ code: 'O24.410' }, { code: 'Z33.1' }, { code: 'Z3A.28' }] },
    pointer: '/diagnoses/1/code',
  },
  passing: { words: 'O24.410 with Z3A.28', encounter: { diagnoses: [{ code: 'O24.410' }, { code: 'Z3A.28' }] } },
  evaluate({ diagnoses }) {
    const results: RuleResult[] = [];
    const obstetric = diagnoses.find((diagnosis) => diagnosis.code?.charCodeAt(0) === 79);
    if (obstetric?.code === undefined) return results;
    const has = (prefix: string) => diagnoses.some((diagnosis) => diagnosis.code?.startsWith(prefix));
    const warn = (index: number, message: string, action: string) =>
      results.push({
        verdict: 'fail',
        pointer: `/diagnoses/${index}/code`,
        message,
        action,
        place: diagnosisPlace(index),
      });
    for (const { index, raw, code } of diagnoses) {
      if (code === 'Z331' || code?.startsWith('Z34')) {
        warn(
          index,
          `Diagnosis ${raw} says the pregnancy is normal or incidental; ${obstetric.raw} says it is not.`,
          'Keep only the one the record supports.',
        );
      }
    }
    const duringPregnancy = (code: string) => (code >= 'O09' && code < 'O49') || (code >= 'O98' && code <= 'O9AZZZZ');
    const weeks = diagnoses.find(({ code }) => code !== undefined && duringPregnancy(code));
    if (weeks !== undefined && !has('Z3A')) {
      warn(
        weeks.index,
        `Diagnosis ${weeks.raw} stands without the weeks of gestation.`,
        'Add the code of category Z3A.',
      );
    }
    const delivery = diagnoses.find(({ code }) => code === 'O80' || code === 'O82');
    if (delivery !== undefined && !has('Z37')) {
      warn(delivery.index, `Delivery ${delivery.raw} stands without its outcome.`, 'Add the code of category Z37.');
    }
    return results;
  },
};
