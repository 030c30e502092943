import { dottedAnchor, dottedDiagnosis } from '../code-shapes.ts';
import { diagnosisPlace } from '../diagnosis-place.ts';
import { distinctDiagnoses } from '../distinct-diagnoses.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const dx007: Rule = {
  id: 'DX007',
  version: 3,
  title: 'Diagnoses that exclude each other',
  category: 'diagnosis_relations',
  severity: 'deny',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.A.12.a; tabular list, Excludes1 notes',
  evidence: 'V',
  logic:
    'No Excludes1 note on a diagnosis, or on anything above it, names another diagnosis of the claim. When the two name different sides it is a warning. Two conditions that have nothing to do with each other may stand together: that is for a coder to say, by releasing the finding with the reason.',
  needs: ['tabular notes'],
  perLine: false,
  overridable: true,
  alsoWarns: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'E10.9 with E11.9: type 1 excludes type 2',
    encounter: { diagnoses: [{ code: 'E10.9' }, { code: 'E11.9' }] },
    pointer: '/diagnoses/1/code',
  },
  passing: { words: 'E11.9 with I10', encounter: { diagnoses: [{ code: 'E11.9' }, { code: 'I10' }] } },
  evaluate({ codeSets, diagnoses }) {
    const results: RuleResult[] = [];
    const listed = distinctDiagnoses(diagnoses);
    for (const [later, other] of listed.entries()) {
      const on = other.checks[0]?.on;
      if (on === undefined) continue;
      for (const one of listed.slice(0, later)) {
        const answer = codeSets.excludes1Conflict(one.code, other.code, on);
        if (answer.status === 'no_data') results.push({ verdict: 'no_data', reason: answer.reason });
        if (answer.status !== 'conflict') continue;
        const sides = [one.side, other.side].map((side) => (side.status === 'found' ? side.side : undefined));
        const apart = sides.includes('right') && sides.includes('left');
        results.push({
          verdict: 'fail',
          severity: apart ? 'warn' : 'deny',
          pointer: `/diagnoses/${other.index}/code`,
          message: `${dottedDiagnosis(answer.holder)} and ${dottedDiagnosis(answer.excluded)} exclude each other: a note on ${dottedAnchor(answer.note.anchor)} says so.`,
          action: 'Keep the one the record supports; if the two are unrelated, release the finding and say why.',
          place: diagnosisPlace(other.index),
          edition: answer.edition,
        });
      }
    }
    return results;
  },
};
