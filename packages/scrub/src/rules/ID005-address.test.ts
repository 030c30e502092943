import { expect, test } from 'vitest';
import { exampleFindings } from '../example-input.ts';
import type { EncounterPatch } from '../merge-patch.ts';

const zip5 = '021391234'.slice(0, 5);
const billing = (address: object): EncounterPatch => ({ billingProvider: { address } });
const facility = { line1: '2 Main St', city: 'Exampleton', state: 'MA', postalCode: zip5 };

test.each<[string, EncounterPatch, string[]]>([
  [
    'a billing provider without an address',
    { billingProvider: { address: null } },
    ['reject /billingProvider/address'],
  ],
  ['a patient without an address', { patient: { address: null } }, ['reject /patient/address']],
  ['a billing address without a state', billing({ state: null }), ['reject /billingProvider/address/state']],
  [
    'a billing address without a ZIP code',
    billing({ postalCode: null }),
    ['reject /billingProvider/address/postalCode'],
  ],
  ['last four digits 0000', billing({ postalCode: '02139-0000' }), ['warn /billingProvider/address/postalCode']],
  ['a patient with five digits', { patient: { address: { postalCode: zip5 } } }, []],
  [
    'a patient with letters',
    { patient: { address: { postalCode: 'K1A 0B1' } } },
    ['reject /patient/address/postalCode'],
  ],
  ['a patient in Canada', { patient: { address: { postalCode: 'K1A 0B1', state: null, country: 'CA' } } }, []],
  [
    'a facility with five digits',
    { serviceFacility: { name: 'Example Hospital', address: facility } },
    ['reject /serviceFacility/address/postalCode'],
  ],
  ['a pay-to address with five digits', { billingProvider: { payToAddress: facility } }, []],
])('%s', (_, encounter, expected) => {
  expect(exampleFindings('ID005', { encounter })).toEqual(expected);
});
