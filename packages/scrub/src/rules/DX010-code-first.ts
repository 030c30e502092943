import type { TabularNote } from '@claimwright/codesets/code-sets';
import { dottedAnchor } from '../code-shapes.ts';
import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';
import type { DiagnosisFacts, ScrubContext } from '../scrub-context.ts';
import { orderStillOpen } from '../uncoded-conditions.ts';

const ofComplication = /\bcomplicating\b/i;

export const dx010: Rule = {
  id: 'DX010',
  version: 4,
  title: 'Underlying condition missing or listed after',
  category: 'diagnosis_relations',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.A.13 and I.A.17; tabular list, "code first" notes',
  evidence: 'V',
  logic:
    'A diagnosis with a "code first" note follows one of the codes it names. For a manifestation its absence is a deny; where the note says "if applicable", gives examples only, or lists several causes of which none may be there, an information. A note that names no codes cannot be judged.',
  needs: ['tabular notes', 'diagnosis flags'],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'D63.1, anemia in kidney disease, without the kidney disease',
    encounter: { diagnoses: [{ code: 'I10' }, { code: 'D63.1' }] },
    pointer: '/diagnoses/1/code',
  },
  passing: { words: 'N18.4, then D63.1', encounter: { diagnoses: [{ code: 'N18.4' }, { code: 'D63.1' }] } },
  evaluate(context) {
    if (context.encounter.uncodedConditions.length > 0) return orderStillOpen;
    const results: RuleResult[] = [];
    for (const diagnosis of context.diagnoses) {
      const on = diagnosis.checks[0]?.on;
      if (diagnosis.code === undefined || on === undefined) continue;
      const answer = context.codeSets.codeFirst(diagnosis.code, on);
      if (answer.status === 'no_data') results.push({ verdict: 'no_data', reason: answer.reason });
      if (answer.status !== 'found') continue;
      // Several notes in one place are a list of causes: one of them is enough.
      for (const notes of Map.groupBy(answer.notes, ({ anchor }) => anchor).values()) {
        const result = judge(context, diagnosis, notes, answer.edition);
        if (result !== undefined) results.push(result);
      }
    }
    return results;
  },
};

function judge(
  { diagnoses }: ScrubContext,
  diagnosis: DiagnosisFacts,
  notes: readonly TabularNote[],
  edition: string,
): RuleResult | undefined {
  const { code, raw, index, flags } = diagnosis;
  const matches = diagnoses.filter(
    (other) =>
      other.code !== undefined &&
      other.code !== code &&
      notes.some((note) => note.decidable && note.covers(other.code ?? '')),
  );
  if (matches.some((other) => other.index < index)) return undefined;
  const after = matches[0];
  const unread = notes.filter((note) => !note.decidable);
  if (after === undefined && unread.length > 0) {
    if (unread.some((note) => note.conditional)) return undefined;
    const anchor = dottedAnchor(unread[0]?.anchor ?? '');
    return { verdict: 'no_data', reason: `the "code first" note on ${anchor} names no codes` };
  }
  const choice = notes.length > 1 && flags.manifestation !== true;
  // "Code first thrombosis complicating: pregnancy" speaks of pregnant patients alone.
  const soft = choice || notes.some((note) => note.conditional || note.examplesOnly || ofComplication.test(note.text));
  const severity = soft && after === undefined ? 'info' : flags.manifestation === true ? 'deny' : 'warn';
  return {
    verdict: 'fail',
    severity,
    pointer: `/diagnoses/${index}/code`,
    message:
      after === undefined
        ? `Diagnosis ${raw} follows its cause, and none of ${[...new Set(notes.flatMap(({ targets }) => targets))].join(', ')} is listed.`
        : `Diagnosis ${raw} follows its cause, and ${after.raw} stands after it.`,
    action: after === undefined ? 'List the underlying condition before it.' : 'Put the underlying condition first.',
    place: diagnosisPlace(index),
    edition,
  };
}
