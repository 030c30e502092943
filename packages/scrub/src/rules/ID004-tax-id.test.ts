import { expect, test } from 'vitest';
import { exampleFindings, exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

const taxed = (taxId: string | null, taxIdType: 'ein' | 'ssn' | null = 'ein') =>
  exampleFindings('ID004', { encounter: { billingProvider: { taxId, taxIdType } } }).map(
    (found) => found.split(' ')[0],
  );

test.each(['04-2345678', '042345678'])('%s is an EIN', (ein) => {
  expect(taxed(ein)).toEqual([]);
  expect(taxed(ein, null)).toEqual([]);
});

test.each([null, '04234567', '0423456789', '123-45-6789', '111111111', '04-234567A'])('%s is none', (ein) => {
  expect(taxed(ein)).toEqual(['reject']);
});

test('a prefix the IRS does not use is a warning', () => {
  expect(taxed('07-2345678')).toEqual(['warn']);
});

test('a social security number is judged by its parts and never shown whole', () => {
  expect(taxed('123-45-6789', 'ssn')).toEqual([]);
  for (const ssn of ['000-45-6789', '666-45-6789', '900-45-6789', '123-00-6789', '123-45-0000', '12-3456789']) {
    expect(taxed(ssn, 'ssn')).toEqual(['reject']);
  }
  const run = scrub(exampleInput({ encounter: { billingProvider: { taxId: '666-45-6789', taxIdType: 'ssn' } } }));
  expect(JSON.stringify(run)).not.toContain('666');
});
