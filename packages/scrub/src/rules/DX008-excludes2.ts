import { dottedAnchor } from '../code-shapes.ts';
import { diagnosisPlace } from '../diagnosis-place.ts';
import { distinctDiagnoses } from '../distinct-diagnoses.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const dx008: Rule = {
  id: 'DX008',
  version: 4,
  title: 'Diagnoses an Excludes2 note tells apart',
  category: 'diagnosis_relations',
  severity: 'info',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.A.12.b; tabular list, Excludes2 notes',
  evidence: 'V',
  logic:
    'An Excludes2 note on one diagnosis names another: the second is not part of the first, and both may be reported when the patient has both. Off unless a setting asks for it: such a pair is right as it stands (guideline I.A.12.b), so there is nothing to decide and a note about it hides the notes that matter. An auditor who wants to see the pairs sets it to info. Never holds a claim.',
  needs: ['tabular notes'],
  perLine: false,
  overridable: true,
  offByDefault: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'J18.9 with E11.9, which a note on the first names',
    encounter: { diagnoses: [{ code: 'J18.9' }, { code: 'E11.9' }] },
    pointer: '/diagnoses/1/code',
  },
  passing: { words: 'J18.9 with I10', encounter: { diagnoses: [{ code: 'J18.9' }, { code: 'I10' }] } },
  evaluate({ codeSets, diagnoses }) {
    const results: RuleResult[] = [];
    const listed = distinctDiagnoses(diagnoses);
    if (listed.length < 2) return results;
    for (const { code, raw, checks } of listed) {
      const on = checks[0]?.on;
      if (on === undefined) continue;
      const answer = codeSets.excludes2(code, on);
      if (answer.status === 'no_data') results.push({ verdict: 'no_data', reason: answer.reason });
      if (answer.status !== 'found') continue;
      for (const other of listed) {
        if (other.code === code) continue;
        const note = answer.notes.find((one) => one.decidable && one.covers(other.code));
        if (note === undefined) continue;
        results.push({
          verdict: 'fail',
          pointer: `/diagnoses/${other.index}/code`,
          message: `A note on ${dottedAnchor(note.anchor)} says that ${other.raw} is not part of ${raw}.`,
          action: 'Keep both when the patient has both.',
          place: diagnosisPlace(other.index),
          edition: answer.edition,
        });
      }
    }
    return results;
  },
};
