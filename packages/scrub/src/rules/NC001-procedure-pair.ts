import { cleanLine } from '../clean-encounter.ts';
import { lineMembership } from '../code-group.ts';
import { inventedCodes } from '../example-edits.ts';
import { nonVisitAssociated, visitAssociated } from '../modifier-sets.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { physicianNpi, standing } from '../same-physician.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

/** One service of the day: a line of the encounter, or an earlier one. */
interface Service {
  code: string;
  modifiers: readonly string[];
  /** Absent for an earlier claim's. */
  facts?: LineFacts;
}

export const nc001: Rule = {
  id: 'NC001',
  version: 2,
  title: 'Two procedures that are not paid together',
  category: 'ncci',
  severity: 'deny',
  claimTypes: ['professional', 'institutional'],
  citation: 'NCCI Policy Manual ch. 1; NCCI procedure-to-procedure edits for practitioners; I/OCE edits 20 and 40',
  evidence: 'V',
  logic:
    'Of two procedures of one physician, patient and day that an edit pairs, column 2 is denied: always with indicator 0; with 1 unless one of the lines carries an NCCI-associated modifier (24, 25 and 57 on a visit only; 50, 51, 76 and 77 open nothing; anatomical modifiers must differ). 9 does not apply. Earlier claims of the day count. A denied column 2 may not be billed to the patient.',
  needs: ['NCCI edits', 'patient history'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-2' }, formBox: '24D' },
  firing: {
    words: 'a minor and a short procedure that an edit with indicator 1 pairs (invented codes), no modifier',
    encounter: {
      lines: [
        { ...cleanLine, procedureCode: inventedCodes.minorSurgery },
        { ...cleanLine, procedureCode: inventedCodes.shortSurgery },
      ],
    },
    pointer: '/lines/1/procedureCode',
  },
  passing: {
    words: 'the same with XS on the second: a separate structure',
    encounter: {
      lines: [
        { ...cleanLine, procedureCode: inventedCodes.minorSurgery },
        { ...cleanLine, procedureCode: inventedCodes.shortSurgery, modifiers: ['XS'] },
      ],
    },
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    // The edits for hospitals are those of outpatient services (NCCI Policy Manual ch. 1).
    if (context.bill?.inpatient) return results;
    for (const facts of context.lines) {
      if (facts.shape !== 'hcpcs' && facts.shape !== 'cpt') continue;
      for (const other of servicesOfDay(context, facts)) {
        if (other.code === facts.procedure) continue;
        judge(results, context, other, facts);
      }
    }
    return results;
  },
};

/** What else the physician did for the patient on the line's day; each pair of lines of the encounter comes up twice, in both orders. */
function servicesOfDay(context: ScrubContext, facts: LineFacts): Service[] {
  const services: Service[] = [];
  const npi = physicianNpi(context, facts);
  for (const other of context.lines) {
    if (other === facts || other.from !== facts.from || physicianNpi(context, other) !== npi) continue;
    services.push({ code: other.procedure, modifiers: other.modifiers.map(({ code }) => code), facts: other });
  }
  for (const past of context.history) {
    if (past.serviceFrom !== facts.from || !standing(past)) continue;
    if ((past.renderingNpi ?? past.billingNpi) !== npi) continue;
    services.push({ code: past.procedureCode.toUpperCase(), modifiers: past.modifiers });
  }
  return services;
}

/** Asks whether the line is column 2 of the other service; of an earlier claim also the other order, since the line came last. */
function judge(results: RuleResult[], context: ScrubContext, other: Service, facts: LineFacts): void {
  const orders = other.facts === undefined ? [true, false] : [true];
  for (const lineIsSecond of orders) {
    const [column1, column2] = lineIsSecond ? [other.code, facts.procedure] : [facts.procedure, other.code];
    const answer = context.codeSets.ptp(context.bill ? 'hospital' : 'practitioner', column1, column2, facts.from);
    if (answer.status === 'no_data') {
      if (lineIsSecond) results.push({ verdict: 'no_data', reason: answer.reason });
      continue;
    }
    if (answer.status !== 'edit' || answer.modifierIndicator === 9) continue;
    const open = answer.modifierIndicator === 1;
    if (open && isOpened(context, facts, other)) continue;
    const where = other.facts === undefined ? 'an earlier claim of that day' : `line ${other.facts.index + 1}`;
    results.push({
      verdict: 'fail',
      pointer: `/lines/${facts.index}/procedureCode`,
      message: `Line ${facts.index + 1}: ${column2} is not paid beside ${column1} (${where})${open ? ' without a modifier that says they were separate' : ', with no modifier'}.`,
      action: open
        ? 'If the record shows separate sites, sessions or injuries, say so with XE, XS, XP, XU or 59; otherwise remove it.'
        : 'Remove the one that is part of the other; the patient may not be billed for it.',
      edition: answer.edition,
      ...(open ? {} : { overridable: false }),
      line: facts.index,
    });
  }
}

function isOpened(context: ScrubContext, facts: LineFacts, other: Service): boolean {
  const own = facts.modifiers.map(({ code }) => code);
  if (
    own.some((code) => opens(code, own, other.modifiers)) ||
    other.modifiers.some((code) => opens(code, other.modifiers, own))
  ) {
    return true;
  }
  if (own.some((code) => visitAssociated.has(code)) && lineMembership(context, 'em.any', facts) === 'member')
    return true;
  if (!other.modifiers.some((code) => visitAssociated.has(code))) return false;
  // Of an earlier claim's code nobody asks the group: its modifier is taken at its word.
  return other.facts === undefined || lineMembership(context, 'em.any', other.facts) === 'member';
}

const anatomical = /^(?:E[1-4]|F[1-9A]|T[1-9A]|LT|RT|LC|LD|LM|RC|RI)$/;

/** An anatomical modifier that both lines carry shows one site, not two. */
function opens(code: string, own: readonly string[], others: readonly string[]): boolean {
  if (!nonVisitAssociated.has(code)) return false;
  return !anatomical.test(code) || !(own.includes(code) && others.includes(code));
}
