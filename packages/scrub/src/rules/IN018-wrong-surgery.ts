import { billName } from '../bill-facts.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule } from '../rule.ts';

/** Wrong procedure, on the wrong patient, on the wrong side. */
const wrongSurgery = /^Y655[123]$/;
const wrongModifiers = new Set(['PA', 'PB', 'PC']);
/** A bill that asks for no payment. */
const noPayment = '0';

export const in018: Rule = {
  id: 'IN018',
  version: 1,
  title: 'Wrong surgery billed for payment',
  category: 'institutional',
  severity: 'deny',
  claimTypes: ['institutional'],
  citation: 'Medicare Code Editor edit 18; National Coverage Determinations 140.6, 140.7 and 140.8',
  evidence: 'M',
  logic:
    'Surgery of the wrong kind, on the wrong patient or body part (Y65.51 to Y65.53; modifiers PA, PB, PC) is billed without payment: type of bill xx0.',
  needs: [],
  perLine: false,
  overridable: true,
  place: placeOnBill('/institutional/typeOfBill'),
  firing: {
    words: 'Y65.51 on 0111',
    base: 'stay',
    encounter: { institutional: { externalCauses: [{ code: 'Y65.51', presentOnAdmission: 'N' }] } },
    pointer: '/institutional/typeOfBill',
  },
  passing: {
    words: 'Y65.51 on 0110, which asks for no payment',
    base: 'stay',
    encounter: { institutional: { typeOfBill: '0110', externalCauses: [{ code: 'Y65.51', presentOnAdmission: 'N' }] } },
  },
  evaluate({ bill, diagnoses, lines }) {
    if (bill?.type === undefined || bill.frequency === noPayment) return [];
    const code = [...diagnoses, ...bill.externalCauses].find((one) => wrongSurgery.test(one.code ?? ''))?.raw;
    const modifier = lines.flatMap(({ modifiers }) => modifiers).find((one) => wrongModifiers.has(one.code))?.code;
    const told = code ?? (modifier === undefined ? undefined : `modifier ${modifier}`);
    if (told === undefined) return [];
    return [
      {
        verdict: 'fail',
        pointer: '/institutional/typeOfBill',
        message: `The bill tells of wrong surgery (${told}) and asks for payment (${billName(bill)}).`,
        action: 'Bill the surgery and what belongs to it on a bill that asks for no payment, and the rest apart.',
      },
    ];
  },
};
