import type { MueAnswer, MueSetting } from '@claimwright/codesets/code-sets';
import { daysBetween } from '@claimwright/domain/dates';
import { cleanLine } from '../clean-encounter.ts';
import { inventedCodes } from '../example-edits.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { physicianNpi, standing } from '../same-physician.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

const suppliesPattern = /^[AEKL]\d{4}$/;
const settings: readonly MueSetting[] = ['practitioner', 'hospital', 'dme'];
/** Places of a hospital's outpatients: its own staff and supplies give what practitioners are not paid for. */
const hospitalPlaces: ReadonlySet<string> = new Set(['19', '22', '23']);

export const nc002: Rule = {
  id: 'NC002',
  version: 3,
  title: 'More units than medically likely',
  category: 'ncci',
  severity: 'deny',
  claimTypes: ['professional', 'institutional'],
  citation: 'NCCI Policy Manual ch. 1 section V; Medically Unlikely Edits',
  evidence: 'V',
  logic:
    'Units stay within the published limit: of the line (indicator 1, per day of a span), or of the code on one day of one provider, earlier claims included (2 absolute, which no one may release; 3 by clinical benchmark). Practitioner limits; for codes A, E, K and L in a home those for equipment. A limit of 0 is no number of units: Medicare pays somebody else, or nobody. It holds for Medicare, but in a hospital’s outpatient places, where that of hospitals counts; for other payers the greatest of the three counts, and where all are 0 none.',
  needs: ['MUE', 'patient history'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV104' }, formBox: '24G' },
  firing: {
    words: 'a major operation twice on one day, limit 1 (invented code)',
    encounter: {
      lines: [
        { ...cleanLine, procedureCode: inventedCodes.majorSurgery },
        { ...cleanLine, procedureCode: inventedCodes.majorSurgery, modifiers: ['76'] },
      ],
    },
    pointer: '/lines/0/units',
  },
  passing: {
    words: 'a test on each side, two lines, limit 1 a line (invented code)',
    encounter: {
      lines: [
        { ...cleanLine, procedureCode: inventedCodes.test, modifiers: ['RT'] },
        { ...cleanLine, procedureCode: inventedCodes.test, modifiers: ['LT'] },
      ],
    },
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    if (context.bill?.inpatient) return results;
    for (const facts of context.lines) {
      if (facts.shape !== 'hcpcs' && facts.shape !== 'cpt') continue;
      const answer = limitOf(context, facts);
      if (answer.status === 'no_data') results.push({ verdict: 'no_data', reason: answer.reason });
      if (answer.status !== 'limit') continue;
      const { units, mai, edition } = answer;
      const billed = mai === 1 ? facts.line.units / daysOf(facts) : unitsOfDay(context, facts);
      if (billed <= units) continue;
      const what = mai === 1 ? `Line ${facts.index + 1} has` : `All lines of ${facts.from} have`;
      results.push({
        verdict: 'fail',
        ...(mai === 2 ? { overridable: false } : {}),
        pointer: `/lines/${facts.index}/units`,
        message: `${what} ${billed} ${billed === 1 ? 'unit' : 'units'} of ${facts.procedure}; the limit is ${units}${mai === 1 ? ' a line' : ' a day'}.`,
        action:
          mai === 2
            ? 'Correct the units or the code: the limit is absolute.'
            : mai === 3
              ? 'Correct the units, or release it when the record supports more; the payer will ask for it.'
              : 'Correct the units; services of separate sites or sessions go on lines of their own with their modifiers.',
        edition,
        line: facts.index,
      });
    }
    return results;
  },
};

function limitOf(context: ScrubContext, { procedure, place = '', from }: LineFacts): MueAnswer {
  const supplier = suppliesPattern.test(procedure) && place === '12';
  const whose = context.bill ? 'hospital' : supplier ? 'dme' : 'practitioner';
  const answer = context.codeSets.mue(procedure, whose, from);
  if (answer.status !== 'limit' || answer.units > 0) return answer;
  if (context.medicare) {
    return hospitalPlaces.has(place) ? context.codeSets.mue(procedure, 'hospital', from) : answer;
  }
  let greatest: MueAnswer = { status: 'none', edition: answer.edition };
  for (const setting of settings) {
    const other = setting === whose ? answer : context.codeSets.mue(procedure, setting, from);
    const most = greatest.status === 'limit' ? greatest.units : 0;
    if (other.status === 'limit' && other.units > most) greatest = other;
  }
  return greatest;
}

function daysOf({ from, to }: LineFacts): number {
  return from === to ? 1 : Math.max(1, daysBetween(from, to) + 1);
}

function unitsOfDay(context: ScrubContext, facts: LineFacts): number {
  const npi = physicianNpi(context, facts);
  let units = 0;
  for (const other of context.lines) {
    const same = other.procedure === facts.procedure && other.from === facts.from;
    if (same && physicianNpi(context, other) === npi) units += other.line.units;
  }
  for (const past of context.history) {
    const same = past.procedureCode.toUpperCase() === facts.procedure && past.serviceFrom === facts.from;
    if (same && standing(past) && (past.renderingNpi ?? past.billingNpi) === npi) units += past.units;
  }
  return units;
}
