import type { DiagnosisFlags } from '@claimwright/codesets/code-sets';
import { ageInYears, type IsoDate } from '@claimwright/domain/dates';
import { diagnosisPlace } from '../diagnosis-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

interface AgeBand {
  name: string;
  from: number;
  to: number;
}

export const dx016: Rule = {
  id: 'DX016',
  version: 2,
  title: "Diagnosis does not fit the patient's age",
  category: 'demographics',
  severity: 'warn',
  claimTypes: ['professional', 'institutional'],
  citation: 'MCE edit 4; I/OCE edit 2',
  evidence: 'V',
  logic:
    'Newborn codes at age 0, pediatric 0–17, maternity 9–64 (12–55 until 2019-09-30), adult 15–124, counted on the date of service. The lists are made for inpatient claims, so on a professional claim a conflict is a warning.',
  needs: ['diagnosis flags', 'birth date', 'date of service'],
  perLine: false,
  overridable: true,
  place: diagnosisPlace(0),
  firing: {
    words: 'O80 for a patient of 7',
    encounter: { patient: { birthDate: '2019-01-15' }, diagnoses: [{ code: 'O80' }, { code: 'Z37.0' }] },
    pointer: '/diagnoses/0/code',
  },
  passing: {
    words: 'O80 for a patient of 30',
    encounter: { patient: { birthDate: '1996-01-15' }, diagnoses: [{ code: 'O80' }, { code: 'Z37.0' }] },
  },
  evaluate({ bill, diagnoses, encounter }) {
    const results: RuleResult[] = [];
    const { birthDate } = encounter.patient;
    for (const { index, raw, checks, flags } of diagnoses) {
      const on = checks[0]?.on;
      if (on === undefined) continue;
      const known = flags.newborn ?? flags.pediatric ?? flags.maternity ?? flags.adult;
      if (known === undefined) {
        results.push({ verdict: 'no_data', reason: 'no loaded edition gives the age lists for the code' });
        continue;
      }
      const bands = ageBands(flags, on);
      if (bands.length === 0) continue;
      if (birthDate === undefined) {
        results.push({ verdict: 'no_data', reason: 'the patient has no birth date' });
        continue;
      }
      const age = ageInYears(birthDate, on);
      if (bands.some((band) => age >= band.from && age <= band.to)) continue;
      const expected = bands.map((band) => `${band.name} (${band.from} to ${band.to})`).join(' or ');
      results.push({
        verdict: 'fail',
        ...(bill?.inpatient ? { severity: 'reject' } : {}),
        pointer: `/diagnoses/${index}/code`,
        message: `Diagnosis ${raw} is a code for the age group ${expected}; the patient was ${age} on ${on}.`,
        action: "Check the patient's birth date and the code.",
        place: diagnosisPlace(index),
        edition: flags.edition,
      });
    }
    return results;
  },
};

function ageBands(flags: DiagnosisFlags, on: IsoDate): AgeBand[] {
  const bands: AgeBand[] = [];
  if (flags.newborn) bands.push({ name: 'newborn', from: 0, to: 0 });
  if (flags.pediatric) bands.push({ name: 'pediatric', from: 0, to: 17 });
  if (flags.maternity) {
    const wide = on >= '2019-10-01';
    bands.push({ name: 'maternity', from: wide ? 9 : 12, to: wide ? 64 : 55 });
  }
  if (flags.adult) bands.push({ name: 'adult', from: 15, to: 124 });
  return bands;
}
