import type { Coverage } from '@claimwright/domain/coverage';
import { readTypeOfBill } from '@claimwright/domain/institutional-encounter';
import { type BillFacts, billName } from '../bill-facts.ts';
import { facilityCodes, providerOfCertification } from '../bill-tables.ts';
import { placeOnBill } from '../institutional-place.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** Claim filing code of Medicare Part A. */
const partA = 'MA';
const frequencies = /^[0-57-9A-Z]$/;

export const in001: Rule = {
  id: 'IN001',
  version: 2,
  title: 'Type of bill',
  category: 'institutional',
  severity: 'reject',
  claimTypes: ['institutional'],
  citation:
    '005010X223A2 CLM05; Medicare Claims Processing Manual ch. 1 section 80 and ch. 25; State Operations Manual ch. 2 section 2779A',
  evidence: 'M',
  logic:
    'Three characters, with or without a leading zero: facility and classification that exist, and a frequency 0 to 5, 7 to 9 or a letter. For Medicare Part A it is a warning where the number of the billing provider with the payer (G2) is a CMS certification number whose range bills other types.',
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
  evaluate({ bill, coverage }) {
    if (bill === undefined) return [];
    const told = bill.bill.typeOfBill;
    const read = readTypeOfBill(told);
    const fault =
      told === undefined
        ? 'The bill has no type'
        : read === undefined
          ? `${billName(bill)} is no type of bill`
          : !facilityCodes.has(read.facilityCode)
            ? `Type of bill ${told} names a facility and classification (${read.facilityCode}) that do not exist`
            : !frequencies.test(read.frequencyCode)
              ? `Type of bill ${told} ends with ${read.frequencyCode}, which is no frequency`
              : undefined;
    if (fault === undefined) return notOfThisProvider(bill, coverage);
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

/** A type of bill that a provider with this certification number does not send. */
function notOfThisProvider({ type, bill }: BillFacts, coverage: Coverage | undefined): RuleResult[] {
  if (coverage?.claimFilingCode !== partA) return [];
  const own = coverage.billingProviderNumbers?.find(({ kind }) => kind === 'G2')?.number ?? '';
  const provider = providerOfCertification(own);
  if (type === undefined || provider === undefined || provider.facilityCodes.includes(type.facilityCode)) return [];
  return [
    {
      verdict: 'fail',
      severity: 'warn',
      pointer: '/institutional/typeOfBill',
      message: `Type of bill ${bill.typeOfBill} is not billed by ${provider.what}, which certification number ${own} names.`,
      action: `Check type and number; such a provider bills ${provider.facilityCodes.map((code) => `0${code}x`).join(', ')}.`,
    },
  ];
}
