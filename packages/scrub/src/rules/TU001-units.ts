import { cleanLine } from '../clean-encounter.ts';
import { mileageCodes } from '../mileage-codes.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { type LineFacts, serviceName } from '../scrub-context.ts';

const minutesPerDay = 1440;

export const tu001: Rule = {
  id: 'TU001',
  version: 2,
  title: 'Units of a line',
  category: 'units',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loop 2400 SV103, SV104',
  evidence: 'V',
  logic:
    'More than zero, at most three decimals, whole numbers but for drugs (TU005) and miles. Minutes (MJ) only with codes of the shape of anaesthesia, one to 1440 of them.',
  needs: [],
  perLine: true,
  overridable: false,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV104' }, formBox: '24G' },
  firing: {
    words: '1.5 units of G0463',
    encounter: { lines: [{ ...cleanLine, units: 1.5 }] },
    pointer: '/lines/0/units',
  },
  passing: {
    words: '12.3 miles of A0425',
    encounter: { lines: [{ ...cleanLine, procedureCode: 'A0425', units: 12.3 }] },
  },
  evaluate({ lines }) {
    const results: RuleResult[] = [];
    for (const facts of lines) {
      const fault = unitFault(facts);
      if (fault === undefined) continue;
      const { index, line } = facts;
      const minutes = fault.member === 'unit';
      results.push({
        verdict: 'fail',
        pointer: `/lines/${index}/${fault.member}`,
        message: `Line ${index + 1} (${serviceName(facts)}) has ${line.units} ${line.unit === 'MJ' ? 'minutes' : 'units'}: ${fault.why}.`,
        action: minutes ? 'Bill units (UN), or correct the code.' : 'Correct the quantity.',
        place: minutes ? { x12: { loop: '2400', segment: 'SV1', element: 'SV103' }, formBox: '24G' } : tu001.place,
        line: index,
      });
    }
    return results;
  },
};

function unitFault({ line, procedure, shape }: LineFacts): { member: 'units' | 'unit'; why: string } | undefined {
  const { units, unit } = line;
  if (units <= 0) return { member: 'units', why: 'a quantity is more than zero' };
  if (unit === 'MJ') {
    // Anaesthesia is the range of CPT below 2000, known by its number alone.
    if (shape !== 'cpt' || !(Number(procedure) < 2000)) {
      return { member: 'unit', why: 'only anaesthesia is billed in minutes' };
    }
    if (!Number.isInteger(units) || units > minutesPerDay) {
      return { member: 'units', why: `minutes are whole and at most ${minutesPerDay}` };
    }
    return undefined;
  }
  if (Number.isInteger(units)) return undefined;
  if (!mileageCodes.has(procedure) && line.drug === undefined && !/^[JQ]/.test(procedure)) {
    return { member: 'units', why: 'only drugs and miles have fractions' };
  }
  const thousandths = units * 1000;
  return Math.abs(thousandths - Math.round(thousandths)) > 1e-6
    ? { member: 'units', why: 'at most three decimals are carried' }
    : undefined;
}
