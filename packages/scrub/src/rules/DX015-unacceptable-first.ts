import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule } from '../rule.ts';
import { orderStillOpen } from '../uncoded-conditions.ts';

/** Z codes that are the reason of an outpatient visit: examinations, screening, vaccination, care. The list is written for stays. */
const reasonForVisit = /^Z(?:0\d|1[0-3]|2[039]|3[0-689]|4\d|5[0-3]|69|7[0-6])/;

/** Other aftercare: the editor accepts it on a stay where another diagnosis stands beside it. */
const withAnother = 'Z5189';

/** Long-term drug therapy: a status by the guidelines (I.C.21.c.3), though the Medicare Code Editor does not list it. */
const drugTherapy = /^Z79/;

export const dx015: Rule = {
  id: 'DX015',
  version: 4,
  title: 'Diagnosis that is no reason for a visit listed first',
  category: 'diagnosis_relations',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'MCE edit 9; ICD-10-CM Official Guidelines I.C.21.c',
  evidence: 'V',
  logic:
    'A code the Medicare Code Editor does not accept as principal diagnosis (a status, a history, an outcome), or long-term drug therapy (Z79), stands first. The list is written for stays: on any other claim it is a warning, and examinations, screening and the like are accepted. Z51.89 is accepted beside another diagnosis.',
  needs: ['diagnosis flags'],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'Z66, do not resuscitate, first',
    encounter: { diagnoses: [{ code: 'Z66' }, { code: 'I10' }] },
    pointer: '/diagnoses/0/code',
  },
  passing: { words: 'E11.65, then Z66', encounter: { diagnoses: [{ code: 'E11.65' }, { code: 'Z66' }] } },
  evaluate({ bill, diagnoses, encounter }) {
    if (encounter.uncodedConditions.length > 0) return orderStillOpen;
    const first = diagnoses[0];
    if (first?.code === undefined || first.checks.length === 0) return [];
    const { manifestation, externalCause, unacceptablePrincipal, edition } = first.flags;
    if (unacceptablePrincipal === undefined) {
      return [{ verdict: 'no_data', reason: 'no loaded edition says whether the first-listed code may be principal' }];
    }
    // Manifestations and external causes have rules of their own (DX009, DX012).
    if (!bill?.inpatient && reasonForVisit.test(first.code)) return [];
    if (first.code === withAnother && diagnoses.length > 1) return [];
    const status = drugTherapy.test(first.code);
    if ((!unacceptablePrincipal && !status) || manifestation === true || externalCause === true) return [];
    return [
      {
        verdict: 'fail',
        ...(bill?.inpatient && unacceptablePrincipal ? { severity: 'reject' } : {}),
        pointer: '/diagnoses/0/code',
        message: `Diagnosis ${first.raw} describes a circumstance and is not accepted as the main diagnosis.`,
        action: 'List the condition that was treated first.',
        edition,
      },
    ];
  },
};
