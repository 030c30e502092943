import type { Provider } from '@claimwright/domain/party';
import { cleanCoverage, cleanLine } from '../clean-encounter.ts';
import { membersOf } from '../code-group.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';
import type { LineFacts, ScrubContext } from '../scrub-context.ts';

const medicare = { coverages: [{ ...cleanCoverage, claimFilingCode: 'MB' }], cliaNumber: '11D1234567' };
const orderer = { npi: '1122334455', lastName: 'Healer', firstName: 'Sam' };

export const ad005: Rule = {
  id: 'AD005',
  version: 1,
  title: 'Service without who ordered it',
  category: 'administration',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '42 CFR 424.507; Medicare Claims Processing Manual ch. 26; 005010X222A1 loops 2310A and 2420E',
  evidence: 'V',
  logic:
    'For Original Medicare: laboratory tests, imaging and supplies name the individual who ordered or referred, with an NPI, and that NPI is in the list of those who may order where the tenant has loaded it.',
  needs: ['code groups'],
  perLine: true,
  overridable: false,
  place: { x12: { loop: '2420E', segment: 'NM1', element: 'NM109' }, formBox: '17b' },
  firing: {
    words: 'G0103, a laboratory test, for Medicare, nobody named',
    encounter: { ...medicare, lines: [{ ...cleanLine, procedureCode: 'G0103' }] },
    pointer: '/lines/0/orderingProvider',
  },
  passing: {
    words: 'the same with the physician who ordered it',
    encounter: { ...medicare, lines: [{ ...cleanLine, procedureCode: 'G0103', orderingProvider: orderer }] },
  },
  evaluate(context) {
    if (!context.medicare) return [];
    const gaps: RuleGap[] = [];
    const results: RuleResult[] = [];
    const may = context.tenant.orderingProviders;
    for (const facts of membersOf(context, 'order.required', gaps)) {
      const { provider, pointer } = ordererOf(context, facts);
      const { npi } = provider ?? {};
      const known = npi === undefined || may === undefined || may.rows.has(npi);
      if (npi !== undefined && may === undefined) {
        results.push({ verdict: 'no_data', reason: 'no list of those who may order for Medicare is loaded' });
      }
      if (npi !== undefined && known && provider?.organizationName === undefined) continue;
      const why =
        npi === undefined
          ? 'nobody is named, with an NPI, who ordered it'
          : known
            ? 'an organization is named as who ordered it'
            : `${npi} may not order for Medicare`;
      results.push({
        verdict: 'fail',
        pointer: npi === undefined && provider !== undefined ? `${pointer}/npi` : pointer,
        message: `Line ${facts.index + 1} (${facts.procedure}): ${why}.`,
        action: 'Name the physician or practitioner who ordered it.',
        edition: known ? undefined : may?.edition,
        line: facts.index,
      });
    }
    return [...results, ...gaps];
  },
};

function ordererOf({ encounter }: ScrubContext, { index, line }: LineFacts): { provider?: Provider; pointer: string } {
  const named: readonly [Provider | undefined, string][] = [
    [line.orderingProvider, `/lines/${index}/orderingProvider`],
    [line.referringProvider, `/lines/${index}/referringProvider`],
    [encounter.orderingProvider, '/orderingProvider'],
    [encounter.referringProvider, '/referringProvider'],
  ];
  const found = named.find(([provider]) => provider !== undefined);
  return found === undefined
    ? { pointer: `/lines/${index}/orderingProvider` }
    : { provider: found[0], pointer: found[1] };
}
