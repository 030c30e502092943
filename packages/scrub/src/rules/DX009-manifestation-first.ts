import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { orderStillOpen } from '../uncoded-conditions.ts';

export const dx009: Rule = {
  id: 'DX009',
  version: 2,
  title: 'Manifestation code listed first',
  category: 'diagnosis_relations',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.A.13; MCE edit 6; I/OCE edit 86',
  evidence: 'V',
  logic:
    'A manifestation never stands first: the underlying disease does. A line whose first pointer names a manifestation is a warning.',
  needs: ['diagnosis flags'],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'F02.80 first, G30.9 second',
    encounter: { diagnoses: [{ code: 'F02.80' }, { code: 'G30.9' }] },
    pointer: '/diagnoses/0/code',
  },
  passing: { words: 'G30.9, then F02.80', encounter: { diagnoses: [{ code: 'G30.9' }, { code: 'F02.80' }] } },
  evaluate({ diagnoses, encounter, lines }) {
    const results: RuleResult[] = [];
    if (encounter.uncodedConditions.length > 0) return orderStillOpen;
    const first = diagnoses[0];
    if (first?.code === undefined) return results;
    if (first.flags.manifestation === undefined) {
      results.push({
        verdict: 'no_data',
        reason: 'no loaded edition says whether the first-listed code is a manifestation',
      });
      return results;
    }
    if (first.flags.manifestation) {
      results.push({
        verdict: 'fail',
        pointer: '/diagnoses/0/code',
        message: `Diagnosis ${first.raw} is a manifestation of another disease and cannot be listed first.`,
        action: 'List the underlying disease first and the manifestation after it.',
        edition: first.flags.edition,
      });
      return results;
    }
    for (const { index, line } of lines) {
      const pointed = diagnoses[(line.diagnosisPointers[0] ?? 0) - 1];
      if (pointed?.flags.manifestation !== true) continue;
      results.push({
        verdict: 'fail',
        severity: 'warn',
        pointer: `/lines/${index}/diagnosisPointers/0`,
        message: `Line ${index + 1} names the manifestation ${pointed.raw} as its main reason.`,
        action: 'Point the line first to the underlying disease.',
        place: { x12: { loop: '2400', segment: 'SV1', element: 'SV107-1' }, formBox: '24E' },
        edition: pointed.flags.edition,
        line: index,
      });
    }
    return results;
  },
};
