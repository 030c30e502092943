import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

const flagsUnknown = 'no loaded edition says whether the code is an unspecified one';
const sideUnknown = 'no list with official titles is loaded to tell whether the code leaves the side open';

/** The literal Medicare takes for it (MCE 20). */
const sideUntold = /^UNABLE TO DET LAT [12]/i;

export const dx020: Rule = {
  id: 'DX020',
  version: 3,
  title: 'Diagnosis leaves the site or side unspecified',
  category: 'diagnosis_relations',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'ICD-10-CM Official Guidelines I.B.13 and I.B.18; MCE edit 20',
  evidence: 'V',
  logic:
    'The code is listed as unspecified by the Medicare Code Editor, or its official title leaves the side open and codes with a side exist. Right when the record supports nothing better, so never more than a warning here.',
  needs: ['diagnosis flags', 'official titles'],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'I82.409, thrombosis of a leg vein, side not given',
    encounter: { diagnoses: [{ code: 'I82.409' }, { code: 'I10' }] },
    pointer: '/diagnoses/0/code',
  },
  passing: { words: 'I82.401', encounter: { diagnoses: [{ code: 'I82.401' }, { code: 'I10' }] } },
  evaluate({ bill, diagnoses, encounter }) {
    const results: RuleResult[] = [];
    for (const { index, raw, checks, flags, side } of diagnoses) {
      const open = side.status === 'found' && side.side === 'unspecified';
      if (flags.unspecified !== true && !open) {
        if (checks.length === 0) continue;
        const unknown = flags.unspecified === undefined ? flagsUnknown : side.status === 'no_data' ? sideUnknown : '';
        if (unknown !== '') results.push({ verdict: 'no_data', reason: unknown });
        continue;
      }
      // MCE 20 sends a stay back for codes of its own list, unless the note says that the side cannot be told.
      const returned = bill?.inpatient && flags.unspecified === true && !sideUntold.test(encounter.note ?? '');
      results.push({
        verdict: 'fail',
        ...(returned ? { severity: 'reject' } : {}),
        pointer: `/diagnoses/${index}/code`,
        message: `Diagnosis ${raw} leaves the ${open ? 'side' : 'site or side'} unspecified although more specific codes exist.`,
        action: 'Use the specific code if the record says which; otherwise it may stay.',
        place: diagnosisPlace(index),
        edition: open ? side.edition : flags.edition,
      });
    }
    return results;
  },
};
