import type { Rule, RuleResult } from '../rule.ts';

export const id007: Rule = {
  id: 'ID007',
  version: 3,
  title: 'Telephone number',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 loops 2010AA, 2010BA, 2010CA, 2310C and 2420E PER04',
  evidence: 'M',
  logic:
    'A telephone number that is sent has ten digits, the first none of 0 and 1; a leading 1 and punctuation are ignored.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2010AA', segment: 'PER', element: 'PER04' }, formBox: '33' },
  firing: {
    words: '555-0100, without its area code',
    encounter: { billingProvider: { phone: '555-0100' } },
    pointer: '/billingProvider/phone',
  },
  passing: { words: '(404) 555-0100', encounter: { billingProvider: { phone: '(404) 555-0100' } } },
  evaluate({ encounter }) {
    const { billingProvider, coverages, serviceFacility, lines } = encounter;
    const numbers: TelephoneNumber[] = [
      {
        phone: billingProvider.phone,
        pointer: '/billingProvider/phone',
        whose: 'of the billing provider',
        loop: '2010AA',
        formBox: '33',
      },
      ...coverages.map(({ propertyCasualtyContact }, index) => ({
        phone: propertyCasualtyContact?.phone,
        pointer: `/coverages/${index}/propertyCasualtyContact/phone`,
        whose: 'of the casualty contact',
        loop: '2010BA',
        formBox: '5',
      })),
      {
        phone: serviceFacility?.contact?.phone,
        pointer: '/serviceFacility/contact/phone',
        whose: 'of the service facility',
        loop: '2310C',
        formBox: '32',
      },
      ...lines.map(({ orderingContact }, index) => ({
        phone: orderingContact?.phone,
        pointer: `/lines/${index}/orderingContact/phone`,
        whose: `of who ordered line ${index + 1}`,
        loop: '2420E',
        formBox: '17',
      })),
    ];
    return numbers.flatMap(judge);
  },
};

interface TelephoneNumber {
  phone: string | undefined;
  pointer: string;
  whose: string;
  loop: string;
  formBox: string;
}

function judge({ phone, pointer, whose, loop, formBox }: TelephoneNumber): RuleResult[] {
  if (phone === undefined || /^1?[2-9]\d{9}$/.test(phone.replace(/[\s().+-]/g, ''))) return [];
  const message = `The telephone number ${phone} ${whose} does not have ten digits that begin with an area code.`;
  const action = 'Enter area code and number, or leave it out.';
  return [
    { verdict: 'fail', pointer, message, action, place: { x12: { loop, segment: 'PER', element: 'PER04' }, formBox } },
  ];
}
