import { fullRevenueCode } from '@claimwright/domain/institutional-encounter';
import { visitCentres } from '../bill-tables.ts';
import { revenueLine } from '../clean-bill.ts';
import { groupNotLoaded, lineMembership } from '../code-group.ts';
import { placeOnBill } from '../institutional-place.ts';
import { carries } from '../modifier-sets.ts';
import type { Rule, RuleResult } from '../rule.ts';
import type { LineFacts } from '../scrub-context.ts';

/** Distinct medical visits. */
const severalVisits = 'G0';

const clinicVisit = revenueLine('0510', { procedureCode: 'G0463' });

export const in015: Rule = {
  id: 'IN015',
  version: 1,
  title: 'Several visits of one day',
  category: 'institutional',
  severity: 'deny',
  claimTypes: ['institutional'],
  citation: 'I/OCE edit 42; Medicare Claims Processing Manual ch. 4 section 180.4',
  evidence: 'M',
  logic:
    'Two visits of one day under the same revenue code (045x, 051x) of an outpatient bill say that they were apart: condition code G0 on the bill and modifier 27 on the later one.',
  needs: ['code groups'],
  perLine: false,
  overridable: true,
  place: placeOnBill('/institutional/conditions'),
  firing: {
    words: 'G0463 twice under 0510 on one day',
    base: 'outpatient',
    encounter: { lines: [clinicVisit, { ...clinicVisit, chargeCents: 16_000 }] },
    pointer: '/institutional/conditions',
  },
  passing: {
    words: 'the same with condition code G0, the second with 27',
    base: 'outpatient',
    encounter: {
      lines: [clinicVisit, { ...clinicVisit, chargeCents: 16_000, modifiers: ['27'] }],
      institutional: { conditions: ['G0'] },
    },
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    const { bill, lines } = context;
    if (bill?.type === undefined || bill.inpatient) return results;
    const visits: LineFacts[] = [];
    for (const facts of lines) {
      if (!visitCentres.test(fullRevenueCode(facts.line.revenueCode ?? ''))) continue;
      const membership = lineMembership(context, 'em.any', facts);
      if (membership === 'unknown') results.push(groupNotLoaded('em.any'));
      else if (membership === 'member') visits.push(facts);
    }
    const later = visits.filter((facts, index) => visits.slice(0, index).some((other) => sameDesk(other, facts)));
    if (later.length === 0) return results;
    if (!bill.bill.conditions.includes(severalVisits)) {
      const [first] = later;
      results.push({
        verdict: 'fail',
        pointer: '/institutional/conditions',
        message: `Line ${(first?.index ?? 0) + 1} is another visit of ${first?.from} under ${first?.line.revenueCode}, and no condition code G0 says that they were apart.`,
        action: 'Add condition code G0 if the visits were distinct; otherwise bill one.',
      });
    }
    for (const facts of later) {
      if (carries(facts, '27')) continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${facts.index}/modifiers`,
        message: `Line ${facts.index + 1} is another visit of ${facts.from} and does not carry modifier 27.`,
        action: 'Add modifier 27 if the visits were distinct; otherwise bill one.',
        line: facts.index,
      });
    }
    return results;
  },
};

function sameDesk(one: LineFacts, other: LineFacts): boolean {
  const code = (facts: LineFacts) => fullRevenueCode(facts.line.revenueCode ?? '');
  return one.from === other.from && code(one) === code(other);
}
