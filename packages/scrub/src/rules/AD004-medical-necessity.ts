import { cleanCoverage, cleanLine } from '../clean-encounter.ts';
import { dottedDiagnosis } from '../code-shapes.ts';
import { inventedCodes } from '../example-edits.ts';
import { carries } from '../modifier-sets.ts';
import type { Rule, RuleResult } from '../rule.ts';
import type { DiagnosisFacts, LineFacts, ScrubContext } from '../scrub-context.ts';

const medicare = { coverages: [{ ...cleanCoverage, claimFilingCode: 'MB' }] };

export const ad004: Rule = {
  id: 'AD004',
  version: 2,
  title: 'No diagnosis that supports the service',
  category: 'administration',
  severity: 'deny',
  claimTypes: ['professional', 'institutional'],
  citation: 'Social Security Act section 1862(a)(1)(A); billing articles of the contractors (LCD, NCD); CARC 50',
  evidence: 'V',
  logic:
    'For Original Medicare: where a billing article of the jurisdiction speaks of the procedure, one of the diagnoses the line points to is in a covered group and none is listed as never covered. No article is a pass. With GA, a notice signed before, it is a warning. Articles that ask for one diagnosis of each group, ages and frequencies are not judged.',
  needs: ['coverage articles', 'payer profile'],
  perLine: true,
  overridable: true,
  alsoWarns: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV107' }, formBox: '24E' },
  firing: {
    words: 'a test covered for diabetes only (invented code), for hypertension',
    encounter: {
      ...medicare,
      lines: [{ ...cleanLine, procedureCode: inventedCodes.test, diagnosisPointers: [2] }],
    },
    pointer: '/lines/0/diagnosisPointers',
  },
  passing: {
    words: 'the same for diabetes',
    encounter: {
      ...medicare,
      lines: [{ ...cleanLine, procedureCode: inventedCodes.test, diagnosisPointers: [1] }],
    },
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    if (!context.medicare) return results;
    for (const facts of context.lines) {
      const answer = context.codeSets.coverage(facts.procedure, context.payer.coverageJurisdiction, facts.from);
      if (answer.status === 'no_data') results.push({ verdict: 'no_data', reason: answer.reason });
      if (answer.status !== 'articles') continue;
      // The lines of a hospital's bill point to nothing: all its diagnoses stand behind each.
      const told = context.bill ? context.diagnoses : pointedTo(context, facts);
      const codes = told.flatMap(({ code }) => code ?? []);
      const never = codes.find((code) => answer.articles.every((article) => article.excludes(code)));
      const covered = codes.some((code) => answer.articles.some((article) => article.covers(code)));
      if (covered && never === undefined) continue;
      const articles = answer.articles.map(({ article }) => article).join(', ');
      results.push({
        verdict: 'fail',
        severity: carries(facts, 'GA') ? 'warn' : 'deny',
        pointer: context.bill ? '/diagnoses' : `/lines/${facts.index}/diagnosisPointers`,
        message:
          never === undefined
            ? `Line ${facts.index + 1}: none of its diagnoses supports ${facts.procedure} (${articles}).`
            : `Line ${facts.index + 1}: ${dottedDiagnosis(never)} never supports ${facts.procedure} (${articles}).`,
        action:
          'Point to the diagnosis that was the reason if the record has one; otherwise a signed notice (GA) was needed.',
        edition: answer.edition,
        line: facts.index,
      });
    }
    return results;
  },
};

function pointedTo({ diagnoses }: ScrubContext, { line }: LineFacts): DiagnosisFacts[] {
  return line.diagnosisPointers.flatMap((pointer) => diagnoses[pointer - 1] ?? []);
}
