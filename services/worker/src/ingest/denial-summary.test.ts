import { classifyDenial } from '@claimwright/remittance/classify-denial';
import { expect, test } from 'vitest';
import { denialSummary } from './denial-summary.ts';

const adjustment = (reasonCode: string, amountCents: number) => ({ group: 'CO' as const, reasonCode, amountCents });

test('names group and CARC, the largest first, the class and what to do', () => {
  const denial = classifyDenial([adjustment('18', 100), adjustment('197', 9900)], []);
  const summary = denialSummary('Example Payer', denial);
  expect(summary).toBe(`Denied by Example Payer: CO-197, CO-18 (authorization). ${denial?.nextAction}`);
  expect(summary).toMatch(/Group CO: it cannot go to the patient\.$/);
});

test('of many reasons the first three; without any it says so', () => {
  const many = ['197', '18', '29', '50', '97'].map((code, index) => adjustment(code, 1000 - index));
  expect(denialSummary('P', classifyDenial(many, []))).toContain('CO-197, CO-18, CO-29 and 2 more');
  expect(denialSummary('P', undefined)).toBe('Denied by P, which gives no reason for it.');
  const appeal = { until: '2026-07-01', words: 'Appeal until 2026-07-01.' };
  expect(denialSummary('P', undefined, appeal)).toMatch(/for it\. Appeal until 2026-07-01\.$/);
});
