import { inSpans } from '@claimwright/domain/tenant-facts';
import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const id015: Rule = {
  id: 'ID015',
  version: 1,
  title: 'Rendering provider not enrolled with the payer',
  category: 'identity',
  severity: 'deny',
  claimTypes: ['professional'],
  citation: '42 CFR 424.510 (Medicare); the contract of other payers',
  evidence: 'M',
  logic:
    "Who gives the service is enrolled with the payer on the date of service, by the tenant's table of enrolments. A provider the table does not know cannot be judged.",
  needs: ['enrolments'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2310B', segment: 'NM1', element: 'NM109' }, formBox: '24J' },
  firing: {
    words: 'enrolled from 2020, a service of 2019',
    encounter: { lines: [{ ...cleanLine, serviceFrom: '2019-12-31' }] },
    pointer: '/lines/0/serviceFrom',
  },
  passing: { words: 'a service of 2026' },
  evaluate({ encounter, lines, payer, tenant }) {
    if (tenant.enrolments === undefined) return [{ verdict: 'no_data', reason: 'no table of enrolments is loaded' }];
    const { edition, rows } = tenant.enrolments;
    const results: RuleResult[] = [];
    for (const { index, line, from } of lines) {
      const npi = (line.renderingProvider ?? encounter.renderingProvider ?? encounter.billingProvider).npi;
      if (npi === undefined) continue;
      const enrolments = rows.get(npi);
      if (enrolments === undefined) {
        results.push({ verdict: 'no_data', reason: 'the table of enrolments does not know the rendering provider' });
        continue;
      }
      if (
        inSpans(
          enrolments.filter(({ payerId }) => payerId === payer.payerId),
          from,
        )
      )
        continue;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${index}/serviceFrom`,
        message: `Line ${index + 1}: ${npi} was not enrolled with ${payer.name} on ${from}.`,
        action: 'Hold it until the enrolment reaches back, or bill under who was enrolled and gave the service.',
        edition,
        line: index,
      });
    }
    return results;
  },
};
