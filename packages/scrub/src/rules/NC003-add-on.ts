import { cleanLine } from '../clean-encounter.ts';
import { inventedCodes } from '../example-edits.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { sameOnClaim, samePhysician, standing } from '../same-physician.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

export const nc003: Rule = {
  id: 'NC003',
  version: 2,
  title: 'Add-on code without its primary procedure',
  category: 'ncci',
  severity: 'deny',
  claimTypes: ['professional', 'institutional'],
  citation: 'NCCI add-on code edits; Medicare Claims Processing Manual ch. 12 section 30; I/OCE edits 84, 106 to 108',
  evidence: 'V',
  logic:
    'An add-on code is paid only beside one of its primaries of the same physician, patient and day, on this claim or an earlier one. Type 1: the listed ones. Type 3: the list is open, so its absence is a warning. Type 2: no list exists and nothing can be told. Modifier 51 never stands on an add-on code.',
  needs: ['add-on codes', 'patient history'],
  perLine: true,
  overridable: true,
  alsoWarns: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-2' }, formBox: '24D' },
  firing: {
    words: 'an add-on of two operations, alone (invented code)',
    encounter: { lines: [{ ...cleanLine, procedureCode: inventedCodes.addOn }] },
    pointer: '/lines/0/procedureCode',
  },
  passing: {
    words: 'the same beside the operation',
    encounter: {
      lines: [
        { ...cleanLine, procedureCode: inventedCodes.majorSurgery },
        { ...cleanLine, procedureCode: inventedCodes.addOn },
      ],
    },
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    if (context.bill?.inpatient) return results;
    for (const facts of context.lines) {
      if (facts.shape !== 'hcpcs' && facts.shape !== 'cpt') continue;
      const answer = context.codeSets.addOn(facts.procedure, facts.from);
      if (answer.status === 'no_data') results.push({ verdict: 'no_data', reason: answer.reason });
      if (answer.status !== 'add_on') continue;
      const fail = (message: string, action: string, severity: 'deny' | 'warn') =>
        results.push({
          ...{ verdict: 'fail', severity, pointer: `/lines/${facts.index}/procedureCode`, message, action },
          ...{ edition: answer.edition, line: facts.index },
        });
      if (facts.modifiers.some(({ code }) => code === '51')) {
        fail(
          `Line ${facts.index + 1}: modifier 51 stands on the add-on ${facts.procedure}.`,
          'Remove modifier 51.',
          'warn',
        );
      }
      if (answer.type === 2) {
        results.push({ verdict: 'no_data', reason: `no list says which primaries ${facts.procedure} is paid with` });
      } else if (!hasPrimary(context, facts, new Set(answer.primaries))) {
        const listed = answer.primaries.slice(0, 6).join(', ');
        fail(
          `Line ${facts.index + 1}: the add-on ${facts.procedure} stands without a primary procedure (${listed}).`,
          'Bill it with its primary procedure, or correct the code.',
          answer.type === 1 ? 'deny' : 'warn',
        );
      }
    }
    return results;
  },
};

function hasPrimary(context: ScrubContext, facts: LineFacts, primaries: ReadonlySet<string>): boolean {
  const onClaim = context.lines.some(
    (other) =>
      other !== facts &&
      other.from === facts.from &&
      primaries.has(other.procedure) &&
      sameOnClaim(context, facts, other),
  );
  if (onClaim) return true;
  return context.history.some(
    (past) =>
      past.serviceFrom === facts.from &&
      primaries.has(past.procedureCode.toUpperCase()) &&
      standing(past) &&
      samePhysician(context, facts, past),
  );
}
