import { inSpans } from '@claimwright/domain/tenant-facts';
import { mentionName } from '../provider-mentions.ts';
import type { Rule, RuleResult } from '../rule.ts';

export const id014: Rule = {
  id: 'ID014',
  version: 3,
  title: 'Provider excluded from federal programs',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '42 CFR 1001.1901',
  evidence: 'V',
  logic:
    'No provider named on the claim is on the exclusion list the tenant has loaded, on any date of service: nothing such a provider gives, orders or prescribes is paid.',
  needs: ['exclusion list'],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2310B', segment: 'NM1', element: 'NM109' }, formBox: '24J' },
  firing: {
    words: 'a rendering provider excluded since 2024',
    tenant: {
      exclusions: { edition: 'exclusions@example', rows: new Map([['1122334455', [{ from: '2024-05-01' }]]]) },
    },
    pointer: '/renderingProvider/npi',
  },
  passing: {
    words: 'one whose exclusion ended in 2025',
    tenant: {
      exclusions: {
        edition: 'exclusions@example',
        rows: new Map([['1122334455', [{ from: '2024-05-01', to: '2025-05-01' }]]]),
      },
    },
  },
  evaluate({ lines, providers, receivedOn, tenant }) {
    if (tenant.exclusions === undefined) return [{ verdict: 'no_data', reason: 'no exclusion list is loaded' }];
    const { edition, rows } = tenant.exclusions;
    const results: RuleResult[] = [];
    if (rows.size === 0) return results;
    for (const mention of providers) {
      const { npi } = mention.provider;
      const spans = npi === undefined ? undefined : rows.get(npi);
      if (spans === undefined) continue;
      const dates = lines.filter(({ index }) => mention.line === undefined || mention.line === index);
      const days = dates.length === 0 ? [receivedOn] : dates.map(({ from }) => from);
      const on = days.find((date) => inSpans(spans, date));
      const exclusion = on === undefined ? undefined : spans.find((span) => inSpans([span], on));
      if (exclusion === undefined) continue;
      results.push({
        verdict: 'fail',
        pointer: `${mention.pointer}/npi`,
        message: `The ${mentionName(mention)} (${npi}) is excluded from federal programs since ${exclusion.from}; the service is of ${on}.`,
        action: 'Do not bill; tell the compliance officer.',
        place: mention.place,
        edition,
        line: mention.line,
      });
    }
    return results;
  },
};
