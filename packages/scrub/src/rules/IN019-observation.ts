import { daysBetween } from '@claimwright/domain/dates';
import { billName } from '../bill-facts.ts';
import { revenueLine } from '../clean-bill.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleFailure, RuleResult } from '../rule.ts';

const hours = 'G0378';
const directReferral = 'G0379';
/** Hospital outpatient and critical access hospital. */
const observing = new Set(['13', '85']);
/** Fewer are not paid as observation (MCPM ch. 4 section 290.5). */
const leastHours = 8;

const line = (procedureCode: string, units: number) => revenueLine('0762', { procedureCode, units });

export const in019: Rule = {
  id: 'IN019',
  version: 1,
  title: 'Observation',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: 'I/OCE edits 44 and 53; Medicare Claims Processing Manual ch. 4 section 290',
  evidence: 'M',
  logic:
    'G0378 and G0379 stand on 13x and 85x only. The units of G0378 are hours: no more than its days have, and fewer than 8 are an information. G0379, direct referral, stands beside G0378 (deny).',
  needs: [],
  perLine: true,
  overridable: false,
  alsoWarns: true,
  place: placeOnBill('/lines/0/procedureCode'),
  firing: {
    words: 'G0378 on 0141',
    base: 'outpatient',
    encounter: { institutional: { typeOfBill: '0141' }, lines: [line(hours, 20)] },
    pointer: '/lines/0/procedureCode',
  },
  passing: { words: '20 hours of G0378 on 0131', base: 'outpatient', encounter: { lines: [line(hours, 20)] } },
  evaluate({ bill, lines }) {
    const results: RuleResult[] = [];
    if (bill?.type === undefined) return results;
    for (const { index, procedure, from, to, line: told } of lines) {
      if (procedure !== hours && procedure !== directReferral) continue;
      const fail = (member: string, message: string, action: string, more: Partial<RuleFailure> = {}) =>
        results.push({ verdict: 'fail', pointer: `/lines/${index}/${member}`, message, action, line: index, ...more });
      const name = `Line ${index + 1}`;
      if (!observing.has(bill.type.facilityCode)) {
        fail(
          'procedureCode',
          `${name}: observation (${procedure}) does not stand on type of bill ${billName(bill)}.`,
          'Bill it on 13x or 85x.',
        );
      }
      if (procedure === directReferral) {
        if (!lines.some((other) => other.procedure === hours)) {
          fail(
            'procedureCode',
            `${name}: direct referral (G0379) stands without hours of observation (G0378).`,
            'Bill the hours of observation too.',
            {
              severity: 'deny',
            },
          );
        }
        continue;
      }
      const most = 24 * (daysBetween(from, to) + 1 + (from === to ? 1 : 0));
      if (told.units > most) {
        fail(
          'units',
          `${name}: ${told.units} hours of observation do not fit ${from} to ${to}.`,
          'Correct the hours or the dates.',
        );
      } else if (told.units < leastHours) {
        fail(
          'units',
          `${name}: ${told.units} hours of observation; fewer than ${leastHours} are not paid apart.`,
          'Nothing, if the hours are right.',
          { severity: 'info' },
        );
      }
    }
    return results;
  },
};
