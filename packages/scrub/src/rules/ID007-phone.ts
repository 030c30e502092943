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
    const results: RuleResult[] = [];
    const { billingProvider, coverages, serviceFacility, lines } = encounter;
    judge(results, billingProvider.phone, '/billingProvider/phone', 'of the billing provider', '2010AA', '33');
    for (const [index, { propertyCasualtyContact: contact }] of coverages.entries()) {
      const pointer = `/coverages/${index}/propertyCasualtyContact/phone`;
      judge(results, contact?.phone, pointer, 'of the casualty contact', '2010BA', '5');
    }
    const place = serviceFacility?.contact?.phone;
    judge(results, place, '/serviceFacility/contact/phone', 'of the service facility', '2310C', '32');
    for (const [index, { orderingContact }] of lines.entries()) {
      const pointer = `/lines/${index}/orderingContact/phone`;
      judge(results, orderingContact?.phone, pointer, `of who ordered line ${index + 1}`, '2420E', '17');
    }
    return results;
  },
};

function judge(
  results: RuleResult[],
  phone: string | undefined,
  pointer: string,
  whose: string,
  loop: string,
  formBox: string,
): void {
  if (phone === undefined || /^1?[2-9]\d{9}$/.test(phone.replace(/[\s().+-]/g, ''))) return;
  results.push({
    verdict: 'fail',
    pointer,
    message: `The telephone number ${phone} ${whose} does not have ten digits that begin with an area code.`,
    action: 'Enter area code and number, or leave it out.',
    place: { x12: { loop, segment: 'PER', element: 'PER04' }, formBox },
  });
}
