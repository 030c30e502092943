import { expect, test } from 'vitest';
import { readBundle } from './read-bundle.ts';
import { type SampleResource, sampleBundle, sampleResources } from './sample-bundle.ts';

const stranger: SampleResource = { resourceType: 'Patient', id: 'pat-2', name: [{ family: 'Somebodyelse' }] };

/** What reading says of the one visit when a resource is of whom the reference names. */
function read(name: string, reference: string | undefined) {
  const resources: Record<string, SampleResource> = { ...sampleResources(), stranger };
  resources[name] = { ...resources[name]!, subject: reference === undefined ? {} : { reference } };
  const intake = readBundle(sampleBundle(resources), { today: '2026-03-10' });
  if (!intake.ok) throw new Error(JSON.stringify(intake.issues));
  const [visit] = intake.encounters;
  if (visit === undefined) throw new Error('no encounter');
  const accepted = 'input' in visit;
  const issues = accepted ? visit.issues : visit.rejected;
  return [accepted, ...issues.map(({ severity, diagnostics }) => `${severity}: ${diagnostics}`)];
}

test.each(['visitCharge', 'cough'])('%s of another patient rejects the visit', (name) => {
  expect(read(name, 'Patient/pat-2')).toEqual([false, 'error: This is of another patient than the visit.']);
});

test.each(['visitCharge', 'cough'])('%s of a patient nobody knows is worth a warning', (name) => {
  expect(read(name, 'Patient/nobody')).toEqual([true, 'warning: Nothing in the Bundle says whose this is.']);
});

test.each(['visitCharge', 'cough'])('%s of the patient, or of nobody named, is read', (name) => {
  expect(read(name, 'Patient/pat-1')).toEqual([true]);
  expect(read(name, undefined)).toEqual([true]);
});

test('a charge dated outside the visit is worth a warning, one on its first and last day is not', () => {
  const dated = (occurrenceDateTime: string, end: string | undefined) => {
    const resources = sampleResources();
    resources.visitCharge = { ...resources.visitCharge!, occurrenceDateTime };
    resources.encounter = {
      ...resources.encounter!,
      period: { start: '2026-03-02', ...(end === undefined ? {} : { end }) },
    };
    const intake = readBundle(sampleBundle(resources), { today: '2026-03-10' });
    const visit = intake.ok ? intake.encounters[0] : undefined;
    return visit !== undefined && 'input' in visit ? visit.issues.map(({ diagnostics }) => diagnostics) : undefined;
  };
  const outside = ['The charge is dated outside the visit.'];
  expect(dated('2026-03-02', '2026-03-04')).toEqual([]);
  expect(dated('2026-03-04', '2026-03-04')).toEqual([]);
  expect(dated('2026-03-05', '2026-03-04')).toEqual(outside);
  expect(dated('2026-03-01', '2026-03-04')).toEqual(outside);
  expect(dated('2026-03-02', undefined)).toEqual([]);
  expect(dated('2026-03-03', undefined)).toEqual(outside);
});
