import { carriesRate, fullRevenueCode } from '@claimwright/domain/institutional-encounter';
import { formatDollars } from '@claimwright/domain/money';
import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { type LineFacts, serviceName } from '../scrub-context.ts';

/** Reporting-only codes, by shape: quality measures of HCPCS (G8…, G9…, M1…) and CPT category II. */
const reportingOnly = /^(?:G[89]\d{3}|M1\d{3}|\d{4}F)$/;

/** A million dollars: no service of a physician, but a price whose decimal point was lost. */
const hugeCents = 100_000_000;

export const st005: Rule = {
  id: 'ST005',
  version: 4,
  title: 'Line charge',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2400 SV102',
  evidence: 'M',
  logic:
    'No charge is negative. A charge of zero is right for reporting-only codes, on hospital bills for lines of a rate (HIPPS) and days of leave (018x), and a warning for all others. So is a charge of a million dollars or more on a professional line.',
  needs: [],
  perLine: true,
  overridable: false,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV102' }, formBox: '24F' },
  firing: {
    words: '$0.00 for G0463',
    encounter: { lines: [{ ...cleanLine, chargeCents: 0 }] },
    pointer: '/lines/0/chargeCents',
  },
  passing: {
    words: '$0.00 for G8427, a quality measure',
    encounter: { lines: [cleanLine, { ...cleanLine, procedureCode: 'G8427', chargeCents: 0 }] },
  },
  evaluate({ bill, lines }) {
    const results: RuleResult[] = [];
    for (const facts of lines) {
      const { index, line } = facts;
      const huge = bill === undefined && line.chargeCents >= hugeCents;
      if ((line.chargeCents > 0 && !huge) || (line.chargeCents === 0 && mayBeFree(facts))) continue;
      const negative = line.chargeCents < 0;
      results.push({
        verdict: 'fail',
        severity: negative ? 'reject' : 'warn',
        pointer: `/lines/${index}/chargeCents`,
        message: `Line ${index + 1} (${serviceName(facts)}) charges ${formatDollars(line.chargeCents)}.`,
        action: negative
          ? 'Enter a charge of zero or more.'
          : huge
            ? 'Check the amount: the decimal point may be missing.'
            : 'Enter the charge, or leave the line out if nothing is billed.',
        line: index,
      });
    }
    return results;
  },
};

/** Days on which a bed was kept for somebody who was away; Medicare wants them without a charge. */
const leave = /^018\d$/;

/** The rate prices a nursing stay or home health by itself (Medicare Claims Processing Manual ch. 6 and 10). */
function mayBeFree({ line, procedure }: LineFacts): boolean {
  return (
    reportingOnly.test(procedure) ||
    carriesRate(line.revenueCode) ||
    leave.test(fullRevenueCode(line.revenueCode ?? ''))
  );
}
