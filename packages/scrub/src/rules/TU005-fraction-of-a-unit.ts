import { cleanCoverage, cleanLine } from '../clean-encounter.ts';
import { ambulanceMileageCodes, mileageCodes } from '../mileage-codes.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { type LineFacts, serviceName } from '../scrub-context.ts';

/** From this many miles on they are whole. */
const wholeMilesFrom = 100;

export const tu005: Rule = {
  id: 'TU005',
  version: 1,
  title: 'Fraction of a unit',
  category: 'units',
  severity: 'deny',
  claimTypes: ['professional', 'institutional'],
  citation:
    'Medicare Claims Processing Manual ch. 17 §10, §40, §70 (drugs), ch. 15 §20.2 and CR 7065 (ambulance miles); HCPCS Level II descriptors',
  evidence: 'V',
  logic:
    'A unit of a drug code is the dose that its descriptor names: a dose that is no multiple of it is rounded up to the next whole unit, and what was thrown away stands on a line of its own (JW), in whole units too. The exact quantity belongs to the National Drug Code. Miles may have fractions; in Medicare, ambulance miles are tenths below 100 miles and whole from there on: a warning, since the contractor cuts off the rest. Where a payer takes fractions of drug units, set the rule off for it. TU001 rejects fractions of everything else.',
  needs: [],
  perLine: true,
  overridable: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV104' }, formBox: '24G' },
  firing: {
    words: 'half a unit of J1885, which is 15 mg',
    encounter: { lines: [{ ...cleanLine, procedureCode: 'J1885', units: 0.5 }] },
    pointer: '/lines/0/units',
  },
  passing: {
    words: '12.3 miles of A0425 to Medicare',
    encounter: {
      coverages: [{ ...cleanCoverage, claimFilingCode: 'MB' }],
      lines: [{ ...cleanLine, procedureCode: 'A0425', units: 12.3 }],
    },
  },
  evaluate({ lines, medicare }) {
    const results: RuleResult[] = [];
    for (const facts of lines) {
      const { index, line } = facts;
      if (Number.isInteger(line.units) || line.units <= 0 || line.unit === 'MJ') continue;
      const said = mileageCodes.has(facts.procedure) ? ofMiles(facts, medicare) : ofDrug(facts);
      if (said === undefined) continue;
      results.push({
        ...{ verdict: 'fail', pointer: `/lines/${index}/units`, line: index, ...said },
        message: `Line ${index + 1} (${serviceName(facts)}) has ${line.units} ${said.message}.`,
      });
    }
    return results;
  },
};

type Said = Pick<Extract<RuleResult, { verdict: 'fail' }>, 'message' | 'action' | 'severity'>;

/** TU001 lets a fraction pass on J and Q codes, and where a drug is named. */
function ofDrug({ line, procedure }: LineFacts): Said | undefined {
  if (line.drug === undefined && !/^[JQ]/.test(procedure)) return undefined;
  return {
    message: 'units: the unit of its code is counted whole',
    action: `Bill ${Math.ceil(line.units)}, the next whole number, and give the exact quantity with the National Drug Code; or correct the quantity.`,
  };
}

function ofMiles({ line, procedure }: LineFacts, medicare: boolean): Said | undefined {
  if (!medicare || !ambulanceMileageCodes.has(procedure)) return undefined;
  const severity = 'warn';
  if (line.units >= wholeMilesFrom) {
    const action = `Bill ${Math.ceil(line.units)}, the next whole number.`;
    return { severity, message: `miles: from ${wholeMilesFrom} miles on Medicare counts whole ones`, action };
  }
  const tenths = line.units * 10;
  if (Math.abs(tenths - Math.round(tenths)) < 1e-6) return undefined;
  const action = `Bill ${Math.ceil(tenths) / 10}, rounded up to a tenth.`;
  return { severity, message: 'miles: Medicare counts tenths', action };
}
