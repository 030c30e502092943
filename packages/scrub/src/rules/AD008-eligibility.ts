import { inSpans } from '@claimwright/domain/tenant-facts';
import type { Rule, RuleResult } from '../rule.ts';

export const ad008: Rule = {
  id: 'AD008',
  version: 2,
  title: 'Cover not active on the date of service',
  category: 'administration',
  severity: 'deny',
  claimTypes: ['professional', 'institutional'],
  citation: "the payer's answer to an eligibility question (271); CARC 26, 27 and 31",
  evidence: 'M',
  logic:
    "The payer's answer shows active cover on the date of service. Asked before the service, it is a warning only.",
  needs: ['eligibility answer'],
  perLine: true,
  overridable: true,
  alsoWarns: true,
  place: { x12: { loop: '2010BA', segment: 'NM1', element: 'NM109' }, formBox: '1a' },
  firing: {
    words: 'cover ended 2026-01-31, the service was on 2026-03-02',
    tenant: { eligibility: { checkedOn: '2026-03-05', active: [{ from: '2025-01-01', to: '2026-01-31' }] } },
    pointer: '/lines/0/serviceFrom',
  },
  passing: {
    words: 'cover active since 2025',
    tenant: { eligibility: { checkedOn: '2026-03-05', active: [{ from: '2025-01-01' }] } },
  },
  evaluate({ lines, tenant }) {
    const answer = tenant.eligibility;
    if (answer === undefined)
      return [{ verdict: 'no_data', reason: 'the payer was not asked whether cover is active' }];
    const results: RuleResult[] = [];
    for (const { index, from } of lines) {
      if (inSpans(answer.active, from)) continue;
      results.push({
        verdict: 'fail',
        severity: answer.checkedOn < from ? 'warn' : 'deny',
        pointer: `/lines/${index}/serviceFrom`,
        message: `Line ${index + 1}: the payer shows no active cover on ${from} (asked ${answer.checkedOn}).`,
        action: 'Ask again, and ask the patient for the cover that was active that day.',
        line: index,
      });
    }
    return results;
  },
};
