import { billName } from '../bill-facts.ts';
import { cleanCoverage, cleanLine } from '../clean-encounter.ts';
import { membersOf } from '../code-group.ts';
import type { Rule, RuleGap, RuleResult } from '../rule.ts';

const inpatientPlaces = new Set(['21', '51', '61']);

export const px009: Rule = {
  id: 'PX009',
  version: 2,
  title: 'Inpatient-only procedure outside a stay',
  category: 'place_of_service',
  severity: 'deny',
  claimTypes: ['professional', 'institutional'],
  citation: '42 CFR 419.22(n); I/OCE edit 18',
  evidence: 'M',
  logic:
    'Medicare pays procedures on the inpatient-only list in a hospital stay alone. On a professional claim the place of service tells; the list has codes of Level II and the CPT codes a user loads.',
  needs: ['code groups'],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV105' }, formBox: '24B' },
  firing: {
    words: 'G0412, repair of the pelvis, in place 22, for Medicare',
    encounter: {
      coverages: [{ ...cleanCoverage, claimFilingCode: 'MB' }],
      placeOfService: '22',
      lines: [{ ...cleanLine, procedureCode: 'G0412' }],
    },
    pointer: '/lines/0/procedureCode',
  },
  passing: {
    words: 'the same in place 21',
    encounter: {
      coverages: [{ ...cleanCoverage, claimFilingCode: 'MB' }],
      placeOfService: '21',
      dates: { admission: '2026-03-01' },
      lines: [{ ...cleanLine, procedureCode: 'G0412' }],
    },
  },
  evaluate(context) {
    if (!context.medicare) return [];
    const gaps: RuleGap[] = [];
    const results: RuleResult[] = [];
    const { bill } = context;
    for (const { index, procedure, place } of membersOf(context, 'surgery.inpatient_only', gaps)) {
      if (bill ? bill.inpatient || bill.type === undefined : place === undefined || inpatientPlaces.has(place))
        continue;
      const where = bill ? `the bill is ${billName(bill)}` : `the place is ${place}`;
      results.push({
        verdict: 'fail',
        ...(bill ? { severity: 'reject' } : {}),
        pointer: `/lines/${index}/procedureCode`,
        message: `Line ${index + 1}: ${procedure} is paid only in a hospital stay, and ${where}.`,
        action: bill ? 'Correct the type of bill or the code.' : 'Correct the place of service or the code.',
        line: index,
      });
    }
    return [...results, ...gaps];
  },
};
