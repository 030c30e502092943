import { cleanLine } from '../clean-encounter.ts';
import { lineMembership, membersOf } from '../code-group.ts';
import { carries } from '../modifier-sets.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';

const waiver = {
  cliaCertificates: {
    edition: 'clia@example',
    rows: new Map([['11D1234567', { level: 'waiver', from: '2020-01-01' } as const]]),
  },
};

export const lb002: Rule = {
  id: 'LB002',
  version: 2,
  title: 'Test beyond the certificate, or waived test without QW',
  category: 'modifiers',
  severity: 'deny',
  claimTypes: ['professional'],
  citation: '42 CFR 493.15; Medicare Claims Processing Manual ch. 16 section 70.8',
  evidence: 'M',
  logic:
    'A laboratory with a certificate of waiver bills waived tests only, and each with QW but for a few. QW stands on waived tests alone. What level a certificate has comes from the tenant.',
  needs: ['code groups', 'CLIA certificates'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101-3' }, formBox: '24D' },
  firing: {
    words: 'G0328 of a laboratory with a waiver, without QW',
    encounter: { cliaNumber: '11D1234567', lines: [{ ...cleanLine, procedureCode: 'G0328' }] },
    tenant: waiver,
    pointer: '/lines/0/modifiers',
  },
  passing: {
    words: 'G0328-QW',
    encounter: { cliaNumber: '11D1234567', lines: [{ ...cleanLine, procedureCode: 'G0328', modifiers: ['QW'] }] },
    tenant: waiver,
  },
  evaluate(context) {
    const gaps: RuleGap[] = [];
    const results: RuleResult[] = [];
    const fail = (index: number, member: string, message: string, action: string) =>
      results.push({ verdict: 'fail', pointer: `/lines/${index}/${member}`, message, action, line: index });
    for (const facts of membersOf(context, 'lab.clia', gaps)) {
      const { index, line, procedure } = facts;
      const waived = lineMembership(context, 'lab.waived', facts) === 'member';
      if (carries(facts, 'QW') && !waived) {
        fail(index, 'modifiers', `Line ${index + 1}: ${procedure} is no waived test and carries QW.`, 'Remove QW.');
      }
      const number = line.cliaNumber ?? context.encounter.cliaNumber;
      if (number === undefined) continue;
      const certificate = context.tenant.cliaCertificates?.rows.get(number.toUpperCase());
      if (certificate === undefined) {
        results.push({ verdict: 'no_data', reason: 'the level of the CLIA certificate is not known' });
        continue;
      }
      if (facts.from < certificate.from || (certificate.to !== undefined && facts.from > certificate.to)) {
        const message = `Line ${index + 1}: CLIA certificate ${number} was not in force on ${facts.from}.`;
        fail(index, 'serviceFrom', message, 'Correct the number or the date.');
      } else if (certificate.level === 'waiver' && !waived) {
        const message = `Line ${index + 1}: ${procedure} is beyond a certificate of waiver.`;
        fail(
          index,
          'procedureCode',
          message,
          'Bill the test that was done, or send it to a laboratory that may do it.',
        );
      } else if (certificate.level === 'waiver' && !carries(facts, 'QW')) {
        if (lineMembership(context, 'lab.waived.always', facts) === 'member') continue;
        fail(index, 'modifiers', `Line ${index + 1}: the waived test ${procedure} lacks QW.`, 'Add QW.');
      }
    }
    return [...results, ...gaps];
  },
};
