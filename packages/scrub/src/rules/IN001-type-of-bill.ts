import { billName } from '../bill-facts.ts';
import { facilityCodes } from '../bill-tables.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule } from '../rule.ts';

const frequencies = /^[0-57-9A-Z]$/;

export const in001: Rule = {
  id: 'IN001',
  version: 1,
  title: 'Type of bill',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation: '005010X223A2 CLM05; Medicare Claims Processing Manual ch. 1 section 80 and ch. 25',
  evidence: 'M',
  logic:
    'Three characters, with or without a leading zero: facility and classification that exist, and a frequency 0 to 5, 7 to 9 or a letter. Which types a payer takes from this hospital (its CCN) is not checked.',
  needs: [],
  perLine: false,
  overridable: false,
  place: placeOnBill('/institutional/typeOfBill'),
  firing: {
    words: '0199',
    base: 'stay',
    encounter: { institutional: { typeOfBill: '0199' } },
    pointer: '/institutional/typeOfBill',
  },
  passing: { words: '111, which is 0111', base: 'stay', encounter: { institutional: { typeOfBill: '111' } } },
  evaluate({ bill }) {
    if (bill === undefined) return [];
    const told = bill.bill.typeOfBill;
    const fault =
      told === undefined
        ? 'The bill has no type'
        : bill.type === undefined
          ? `${billName(bill)} is no type of bill`
          : !facilityCodes.has(bill.type.facilityCode)
            ? `Type of bill ${told} names a facility and classification (${bill.type.facilityCode}) that do not exist`
            : !frequencies.test(bill.type.frequencyCode)
              ? `Type of bill ${told} ends with ${bill.type.frequencyCode}, which is no frequency`
              : undefined;
    if (fault === undefined) return [];
    return [
      {
        verdict: 'fail',
        pointer: '/institutional/typeOfBill',
        message: `${fault}.`,
        action: 'Enter facility, classification and frequency, such as 0111 for a whole hospital stay.',
      },
    ];
  },
};
