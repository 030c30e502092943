import { daysBetween } from '@claimwright/domain/dates';
import type { InstitutionalBill } from '@claimwright/domain/institutional-encounter';
import { partACoverage } from '../clean-bill.ts';
import { upperCode } from '../code-shapes.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const in014: Rule = {
  id: 'IN014',
  version: 2,
  title: 'Questionable admission, procedures not or hardly covered',
  category: 'institutional',
  severity: 'warn',
  claimTypes: ['institutional'],
  citation: 'Medicare Code Editor edits 8, 11, 17 and 19',
  evidence: 'V',
  logic:
    'For a stay that Original Medicare pays: the principal diagnosis is not on the list of those that rarely need a stay, and no procedure is on those of non-covered or limited coverage, on the day of discharge. Ventilation for more than 96 hours (5A1955Z) takes a stay of four days or more. Non-covered procedures that depend on other codes are not judged.',
  needs: ['diagnosis flags', 'icd10pcs'],
  perLine: false,
  overridable: true,
  place: placeOnBill('/diagnoses/0'),
  firing: {
    words: 'a stay for R53.81, Medicare Part A',
    base: 'stay',
    encounter: {
      coverages: [partACoverage],
      diagnoses: [{ code: 'R53.81', presentOnAdmission: 'Y' }],
    },
    pointer: '/diagnoses/0/code',
  },
  passing: {
    words: 'a stay for E11.65, Medicare Part A',
    base: 'stay',
    encounter: {
      coverages: [partACoverage],
    },
  },
  evaluate({ bill, codeSets, diagnoses, medicare }) {
    const results: RuleResult[] = [];
    if (!bill?.inpatient || !medicare || bill.codesOn === undefined) return results;
    const principal = diagnoses[0];
    if (principal?.code !== undefined) {
      const { questionableAdmission, edition } = principal.flags;
      if (questionableAdmission === undefined) {
        results.push({ verdict: 'no_data', reason: 'no loaded edition says which diagnoses rarely need a stay' });
      } else if (questionableAdmission) {
        results.push({
          verdict: 'fail',
          pointer: '/diagnoses/0/code',
          message: `Diagnosis ${principal.raw} rarely needs a hospital stay; Medicare questions the admission.`,
          action: 'Make sure the record shows why the patient was admitted.',
          edition,
        });
      }
    }
    bill.bill.procedures.forEach(({ code }, index) => {
      const short = tooShortFor(code, bill.bill);
      if (short !== undefined) results.push({ ...short, pointer: `/institutional/procedures/${index}/code` });
      const { nonCovered, limitedCoverage, edition } = codeSets.procedureFlags(upperCode(code), bill.codesOn ?? '');
      if (nonCovered === undefined) {
        results.push({ verdict: 'no_data', reason: 'no loaded edition says what Medicare pays for the procedure' });
        return;
      }
      if (!nonCovered && limitedCoverage !== true) return;
      results.push({
        verdict: 'fail',
        pointer: `/institutional/procedures/${index}/code`,
        message: nonCovered
          ? `Procedure ${code} is not covered by Medicare.`
          : `Procedure ${code} is covered by Medicare under conditions only.`,
        action: nonCovered
          ? 'Tell the patient before; bill it as not covered.'
          : 'Make sure the conditions are met and on record.',
        edition,
      });
    });
    return results;
  },
};

/** More than 96 hours on a ventilator (MCE edit 19). */
const longVentilation = '5A1955Z';
const leastDays = 4;

function tooShortFor(code: string, { statementFrom, statementTo, admission }: InstitutionalBill) {
  if (upperCode(code) !== longVentilation || statementFrom === undefined || statementTo === undefined) return undefined;
  const began = admission?.date !== undefined && admission.date < statementFrom ? admission.date : statementFrom;
  const days = daysBetween(began, statementTo);
  if (days < 0 || days >= leastDays) return undefined;
  return {
    verdict: 'fail',
    message: `Procedure ${code} takes more than 96 hours, and the stay has ${days} days.`,
    action: 'Correct the code of the hours, or the dates.',
  } as const;
}
