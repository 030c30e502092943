import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Eleven digits, 5-4-2 with hyphens, or a ten-digit label code whose hyphens say which part lacks its zero. */
const ndcPattern = /^(?:\d{11}|\d{5}-\d{4}-\d{2}|\d{4}-\d{4}-\d{2}|\d{5}-\d{3}-\d{2}|\d{5}-\d{4}-\d)$/;

const drug = { ndc: '00002120001', quantity: 1, unit: 'UN' } as const;

/** Injected drugs and chemotherapy; devices, inhaled and oral drugs have other J codes. */
const injected = /^J[01239]\d{3}$/;

export const ad006: Rule = {
  id: 'AD006',
  version: 3,
  title: 'National Drug Code',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2410 LIN03, CTP04; 21 CFR 207.33; 42 CFR 447.520',
  evidence: 'V',
  logic:
    'Eleven digits, or ten with the hyphens that say where the missing zero goes. Ten digits without hyphens are ambiguous. The quantity is more than zero with at most three decimals. Medicaid pays an injected drug (J0 to J3, J9) only with its code: without, a deny.',
  needs: [],
  perLine: true,
  overridable: false,
  place: { x12: { loop: '2410', segment: 'LIN', element: 'LIN03' }, formBox: '24A' },
  firing: {
    words: '0002120001, ten digits without hyphens',
    encounter: { lines: [{ ...cleanLine, procedureCode: 'J1885', drug: { ...drug, ndc: '0002120001' } }] },
    pointer: '/lines/0/drug/ndc',
  },
  passing: {
    words: '0002-1200-01, which is 00002120001',
    encounter: { lines: [{ ...cleanLine, procedureCode: 'J1885', drug: { ...drug, ndc: '0002-1200-01' } }] },
  },
  evaluate({ coverage, lines }) {
    const results: RuleResult[] = [];
    for (const { index, line, procedure } of lines) {
      if (line.drug === undefined) {
        if (coverage?.claimFilingCode !== 'MC' || !injected.test(procedure)) continue;
        results.push({
          verdict: 'fail',
          severity: 'deny',
          pointer: `/lines/${index}/drug`,
          message: `Line ${index + 1}: the drug ${procedure} stands without its National Drug Code, and Medicaid asks for it.`,
          action: 'Enter the code from the package, the quantity given and its unit.',
          line: index,
        });
        continue;
      }
      const { ndc, quantity } = line.drug;
      if (!ndcPattern.test(ndc) || /^[0-]+$/.test(ndc)) {
        results.push({
          verdict: 'fail',
          pointer: `/lines/${index}/drug/ndc`,
          message: `Line ${index + 1}: "${ndc}" is not a National Drug Code of eleven digits.`,
          action: 'Copy it from the package with its hyphens, or pad it to eleven digits.',
          line: index,
        });
      }
      const thousandths = quantity * 1000;
      if (!(quantity > 0) || Math.abs(thousandths - Math.round(thousandths)) > 1e-6) {
        results.push({
          verdict: 'fail',
          pointer: `/lines/${index}/drug/quantity`,
          message: `Line ${index + 1}: a drug quantity of ${quantity} is not more than zero with at most three decimals.`,
          action: 'Enter the quantity given in the unit the product is labelled in.',
          place: { x12: { loop: '2410', segment: 'CTP', element: 'CTP04' }, formBox: '24A' },
          line: index,
        });
      }
    }
    return results;
  },
};
