import { explainStatus, statusFault, statusSentence } from '@claimwright/acknowledgement/explain-status';
import { findField } from '@claimwright/acknowledgement/find-field';
import { entities, entityParts, statusCategories, statusCodes } from '@claimwright/acknowledgement/status-code-table';
import { describe, expect, test } from 'vitest';
import { childEncounter, fullEncounter, makeClaim } from './claims.ts';

const { origin } = makeClaim(fullEncounter, 'C1');
const ofChild = makeClaim(childEncounter, 'C2').origin;
const at = (category: string, statusCode: string, entity?: string, from = origin, line?: number) =>
  statusFault('277CA', { category, statusCode, ...(entity ? { entity } : {}) }, from, line);

describe('a rejection', () => {
  test('names what is wrong and leads to the field of the entity it speaks of', () => {
    expect(at('A7', '562', '82')).toEqual({
      said: '277CA',
      code: 'A7:562:82',
      message: 'Rejected, a value is not valid: the NPI of the rendering provider is missing or wrong (A7:562:82).',
      action: 'Correct the NPI of the rendering provider and send the claim again; it was never adjudicated.',
      x12: { loop: '2310B', segment: 'NM1', element: 'NM109' },
      encounterId: 'full',
      pointer: '/renderingProvider/npi',
      formBox: '24J',
    });
  });

  test.each([
    ['A7', '164', 'IL', '/coverages/0/memberId', '1a'],
    ['A7', '158', 'QC', '/patient/birthDate', '3'],
    ['A7', '500', '85', '/billingProvider/address/postalCode', '33'],
    ['A6', '128', '85', '/billingProvider/taxId', '25'],
    ['A7', '145', '85', '/billingProvider/taxonomyCode', '33b'],
    ['A7', '254', undefined, '/diagnoses/0/code', '21'],
    ['A7', '178', undefined, '/lines', '28'],
    ['A3', '116', undefined, '/coverages/0/payer/id', '11c'],
  ])('%s:%s:%s → %s, box %s', (category, statusCode, entity, pointer, formBox) => {
    expect(at(category, statusCode, entity)).toMatchObject({ pointer, formBox });
  });

  test('of the insured of a child speaks of the insured, of the patient of the child', () => {
    expect(at('A7', '158', 'IL', ofChild)).toMatchObject({
      pointer: '/coverages/0/subscriber/birthDate',
      formBox: '11a',
    });
    expect(at('A7', '158', 'QC', ofChild)).toMatchObject({ pointer: '/patient/birthDate', formBox: '3' });
  });

  test('of a line leads to that line; without a line nobody guesses which', () => {
    expect(at('A7', '507', undefined, origin, 2)).toMatchObject({ pointer: '/lines/1/procedureCode', lineNumber: 2 });
    const unknown = at('A7', '507');
    expect(unknown.pointer).toBeUndefined();
    expect(unknown.x12).toEqual({ loop: '2400', segment: 'SV1', element: 'SV101-2' });
  });

  test('that is no fault of a field asks for the right thing', () => {
    expect(at('A3', '78').action).toContain('earlier claim');
    expect(at('A8', '496', '85').action).toContain('enrolment');
    expect(at('A3', '718').action).toContain('proof');
  });

  test('never speaks of denial: nothing was adjudicated', () => {
    for (const category of ['A3', 'A6', 'A7', 'A8']) {
      for (const code of Object.keys(statusCodes)) {
        const { message, action } = at(category, code, '85');
        expect(`${message} ${action}`).not.toMatch(/deni/i);
      }
    }
  });
});

test('codes that are not in the tables are told by their numbers', () => {
  const explained = explainStatus({ category: 'Q9', statusCode: '9999', entity: 'ZX' }, origin);
  expect(statusSentence(explained)).toBe('Status 9999 of entity ZX (Q9:9999:ZX).');
});

test('every entity and place of the tables is a place we know', () => {
  for (const { place } of Object.values(entities)) {
    if (place) expect(findField({ loop: place.split(' ')[0] ?? '' }, undefined), place).toBeDefined();
  }
  for (const code of Object.keys(statusCodes)) {
    const { place, field } = explainStatus({ category: 'A7', statusCode: code, entity: '85' }, origin, 1);
    if (place) expect(field, code).toBeDefined();
  }
  expect(Object.keys(statusCategories).length).toBeGreaterThan(25);
  expect(Object.keys(entityParts).length).toBeGreaterThan(10);
});
