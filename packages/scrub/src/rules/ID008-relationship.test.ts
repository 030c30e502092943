import { expect, test } from 'vitest';
import { cleanCoverage, cleanEncounter } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

const { lastName, firstName, birthDate } = cleanEncounter.patient;

test('self may repeat the patient as subscriber, and no one else', () => {
  const self = (subscriber: NonNullable<typeof cleanCoverage.subscriber>) =>
    exampleFindings('ID008', { encounter: { coverages: [{ ...cleanCoverage, subscriber }] } });
  expect(self({ lastName: lastName.toUpperCase(), firstName, birthDate })).toEqual([]);
  expect(self({ lastName, firstName: 'Bo', birthDate })).toEqual(['reject /coverages/0/subscriber']);
  expect(self({ lastName, firstName, birthDate: '2001-01-01' })).toEqual(['reject /coverages/0/subscriber']);
});

test('a payer whose patients are always subscribers takes no dependant', () => {
  const child = { ...cleanCoverage, relationship: 'child' as const, subscriber: { lastName, firstName: 'Bo' } };
  const found = exampleFindings('ID008', { encounter: { coverages: [child] }, payer: { patientIsSubscriber: true } });
  expect(found).toEqual(['reject /coverages/0/relationship']);
});
