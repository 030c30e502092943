import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { orderStillOpen } from '../uncoded-conditions.ts';

/** Weeks of gestation and outcome of delivery: DX022 asks for them. */
const ofPregnancy = /^Z3[7A]/;
/** Tobacco, used or breathed: most patients have none to code, whatever the note says. */
const ofTobacco = /^(?:Z77\.22|P96\.81|Z87\.891|Z57\.31|F17|Z72\.0)/;

export const dx011: Rule = {
  id: 'DX011',
  version: 3,
  title: 'Additional code missing',
  category: 'diagnosis_relations',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.A.13 and I.A.17; tabular list, "use additional code" notes',
  evidence: 'V',
  logic:
    'A diagnosis with a "use additional code" note on itself is followed by one of the codes it names. Where the note says "if applicable", gives examples only, asks for tobacco, or stands on a category above, an information; where it names no codes, nothing.',
  needs: ['tabular notes'],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'E11.22 without the stage of the kidney disease',
    encounter: { diagnoses: [{ code: 'E11.22' }, { code: 'I10' }] },
    pointer: '/diagnoses/0/code',
  },
  passing: { words: 'E11.22 with N18.4', encounter: { diagnoses: [{ code: 'E11.22' }, { code: 'N18.4' }] } },
  evaluate({ codeSets, diagnoses, encounter }) {
    if (encounter.uncodedConditions.length > 0) return orderStillOpen;
    const results: RuleResult[] = [];
    for (const { index, code, raw, checks } of diagnoses) {
      const on = checks[0]?.on;
      // Of a heading DX002 speaks; what its codes ask for is told once it is one of them.
      if (code === undefined || on === undefined || checks[0]?.answer.status === 'header') continue;
      const answer = codeSets.useAdditional(code, on);
      if (answer.status === 'no_data') results.push({ verdict: 'no_data', reason: answer.reason });
      if (answer.status !== 'found') continue;
      for (const note of answer.notes) {
        if (!note.decidable || note.targets.every((target) => ofPregnancy.test(target))) continue;
        if (diagnoses.some((other) => other.code !== undefined && other.code !== code && note.covers(other.code)))
          continue;
        const own = note.anchor === code && !note.targets.every((target) => ofTobacco.test(target));
        results.push({
          verdict: 'fail',
          severity: own && !note.conditional && !note.examplesOnly ? 'warn' : 'info',
          pointer: `/diagnoses/${index}/code`,
          message: `Diagnosis ${raw} asks for one more code (${[...new Set(note.targets)].join(', ')}) and none is listed.`,
          action: 'Add the code if the record supports one.',
          place: diagnosisPlace(index),
          edition: answer.edition,
        });
      }
    }
    return results;
  },
};
