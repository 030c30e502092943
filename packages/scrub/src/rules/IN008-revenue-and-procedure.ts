import { fullRevenueCode } from '@claimwright/domain/institutional-encounter';
import { codedRevenueCentres, homeHealthBills, hospiceBills } from '../bill-tables.ts';
import { revenueLine } from '../clean-bill.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';
import type { LineFacts } from '../scrub-context.ts';

const therapyCentres = /^04[234]/;
const therapyModifiers = new Set(['GP', 'GO', 'GN']);
const drugCentre = '0636';
/** Letters of Level II under which drugs and biologicals stand. */
const drugCode = /^[ACJKPQS]/;
const observationCentre = '0762';
const observationHours = 'G0378';

export const in008: Rule = {
  id: 'IN008',
  version: 2,
  title: 'Revenue code without the procedure that belongs to it',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: 'I/OCE edit 48; Medicare Claims Processing Manual ch. 4 section 20 and ch. 5 section 20',
  evidence: 'M',
  logic:
    'On outpatient bills the lines of laboratory, imaging, surgery, emergency, clinic, therapy, detailed drugs and other coded revenue centres have a procedure code. Therapy (042x, 043x, 044x) carries GP, GO or GN, but for home health (32x) and hospice, whose codes name the discipline; 0636 a drug code of Level II where it has one of Level II; G0378 stands under 0762.',
  needs: [],
  perLine: true,
  overridable: true,
  place: placeOnBill('/lines/0/procedureCode'),
  firing: {
    words: '0300 without a procedure code on 0131',
    base: 'outpatient',
    encounter: { lines: [revenueLine('0300')] },
    pointer: '/lines/0/procedureCode',
  },
  passing: {
    words: '0300 with G0103, and 0270, which needs none',
    base: 'outpatient',
    encounter: {
      lines: [revenueLine('0300', { procedureCode: 'G0103' }), revenueLine('0270')],
    },
  },
  evaluate({ bill, lines }) {
    const results: RuleResult[] = [];
    if (bill?.type === undefined || bill.inpatient) return results;
    for (const facts of lines) {
      const fault = faultOf(facts, fullRevenueCode(facts.line.revenueCode ?? ''), bill.type.facilityCode);
      if (fault === undefined) continue;
      const { index } = facts;
      results.push({
        verdict: 'fail',
        pointer: `/lines/${index}/${fault.member}`,
        message: `Line ${index + 1}: ${fault.words}.`,
        action: fault.action,
        line: index,
      });
    }
    return results;
  },
};

function faultOf({ shape, procedure, modifiers }: LineFacts, code: string, facilityCode: string) {
  if (shape === 'none') {
    if (!codedRevenueCentres.some((centre) => code.startsWith(centre))) return undefined;
    return {
      member: 'procedureCode',
      words: `revenue code ${code} names no service without a procedure code on an outpatient bill`,
      action: 'Enter the procedure code of the service.',
    };
  }
  const atHome = homeHealthBills.has(facilityCode) || hospiceBills.has(facilityCode);
  if (therapyCentres.test(code) && !atHome && !modifiers.some((modifier) => therapyModifiers.has(modifier.code))) {
    return {
      member: 'modifiers',
      words: `${procedure} under therapy (${code}) has none of the modifiers GP, GO and GN`,
      action: 'Add the modifier of the discipline.',
    };
  }
  if (code === drugCentre && shape === 'hcpcs' && !drugCode.test(procedure)) {
    return {
      member: 'procedureCode',
      words: `${procedure} is no drug, and 0636 is for drugs by their own code`,
      action: 'Correct the revenue code or the procedure code.',
    };
  }
  if (procedure === observationHours && code !== observationCentre) {
    return {
      member: 'revenueCode',
      words: `hours of observation (G0378) stand under ${code === '' ? 'no revenue code' : code}, not 0762`,
      action: 'Bill them under 0762.',
    };
  }
  return undefined;
}
