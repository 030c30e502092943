import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { exampleFindings, exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

test.each([
  ['a billing provider without one', { billingProvider: { npi: null } }, ['reject /billingProvider/npi']],
  ['a rendering provider without one', { renderingProvider: { npi: null } }, ['reject /renderingProvider/npi']],
  ['a referring provider without one', { referringProvider: { lastName: 'Sender' } }, ['deny /referringProvider/npi']],
  ['nine digits', { billingProvider: { npi: '123456789' } }, ['reject /billingProvider/npi']],
  [
    'a first digit that is none of 1 and 2',
    { billingProvider: { npi: '3234567893' } },
    ['reject /billingProvider/npi'],
  ],
  [
    'a line with a wrong one',
    { lines: [{ ...cleanLine, orderingProvider: { lastName: 'Order', npi: '1234567891' } }] },
    ['reject /lines/0/orderingProvider/npi'],
  ],
])('%s', (_, encounter, expected) => {
  expect(exampleFindings('ID001', { encounter })).toEqual(expected);
});

test('a facility may lack one, and a finding stands in the loop of its provider', () => {
  const address = { line1: '2 Main St', city: 'Exampleton', state: 'MA', postalCode: '021391234' };
  expect(exampleFindings('ID001', { encounter: { serviceFacility: { name: 'Example Hospital', address } } })).toEqual(
    [],
  );
  const wrong = { name: 'Example Hospital', npi: '1234567890', address };
  const run = scrub(exampleInput({ encounter: { serviceFacility: wrong } }));
  expect(run.findings).toMatchObject([{ x12: { loop: '2310C', segment: 'NM1', element: 'NM109' }, formBox: '32a' }]);
});
