import type { EncounterInput } from '@claimwright/domain/encounter';
import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { stillToBeCoded } from '../uncoded-conditions.ts';

/** HI01 to HI12 of one professional claim. */
const diagnosesPerClaim = 12;
const codes = [
  'E11.65',
  'I10',
  'E11.9',
  'L90.5',
  'G30.9',
  'R05.9',
  'J18.9',
  'M54.50',
  'N18.4',
  'Z79.4',
  'K21.9',
  'E78.5',
];
const twelve = codes.map((code) => ({ code }));

export const dx021: Rule = {
  id: 'DX021',
  version: 2,
  title: 'Number of diagnoses',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2300 HI (HI01 to HI12)',
  evidence: 'V',
  logic:
    'A claim carries 1 to 12 diagnoses. More can only be split over several claims by the lines that point to them: then it is a warning; a diagnosis no line points to would be lost, and is rejected.',
  needs: [],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: diagnosisPlace(12),
  firing: {
    words: '13 diagnoses, the last of which no line points to',
    encounter: { diagnoses: [...twelve, { code: 'D64.9' }] },
    pointer: '/diagnoses/12',
  },
  passing: { words: '12 diagnoses', encounter: { diagnoses: twelve } },
  evaluate({ diagnoses, bill, encounter, lines }) {
    const results: RuleResult[] = [];
    if (bill !== undefined) return judgeBill(encounter);
    const count = encounter.diagnoses.length;
    if (count === 0) {
      if (lines.length === 0) return results;
      if (encounter.uncodedConditions.length > 0) return [stillToBeCoded];
      results.push({
        verdict: 'fail',
        pointer: '/diagnoses',
        message: 'The encounter has no coded diagnosis; a claim needs at least one.',
        action: 'Add the diagnosis that was the reason for the visit.',
        place: diagnosisPlace(0),
      });
    }
    for (let index = diagnosesPerClaim; index < count; index += 1) {
      const used = lines.some(({ line }) => line.diagnosisPointers.includes(index + 1));
      const raw = diagnoses[index]?.raw ?? '';
      results.push({
        verdict: 'fail',
        severity: used ? 'warn' : 'reject',
        pointer: `/diagnoses/${index}`,
        message: used
          ? `Diagnosis ${raw} is number ${index + 1}; a claim carries ${diagnosesPerClaim}, so the lines are split over several claims.`
          : `Diagnosis ${raw} is number ${index + 1}, a claim carries ${diagnosesPerClaim}, and no line points to it.`,
        action: used ? 'Nothing, if several claims are wanted.' : 'Remove it, list it earlier, or point a line to it.',
      });
    }
    return results;
  },
};

/** HI of an 837I: the principal diagnosis and two segments of twelve others. */
const diagnosesPerBill = 25;

function judgeBill({ diagnoses, lines, uncodedConditions }: EncounterInput): readonly RuleResult[] {
  if (diagnoses.length === 0 && lines.length > 0) {
    if (uncodedConditions.length > 0) return [stillToBeCoded];
    return [
      {
        verdict: 'fail',
        pointer: '/diagnoses',
        message: 'The encounter has no coded diagnosis; a bill needs its principal one.',
        action: 'Add the condition that was the reason for the stay or visit.',
      },
    ];
  }
  return diagnoses.slice(diagnosesPerBill).map(
    ({ code }, index): RuleResult => ({
      verdict: 'fail',
      pointer: `/diagnoses/${index + diagnosesPerBill}`,
      message: `Diagnosis ${code} is number ${index + diagnosesPerBill + 1}; a bill carries ${diagnosesPerBill}.`,
      action: 'Remove the ones that bear least on the stay.',
    }),
  );
}
