import { expect, test } from 'vitest';
import { formPlace } from './form-place.ts';

test('a form locator is on the UB-04, a box on the CMS-1500', () => {
  expect(formPlace('FL 67A')).toEqual({ form: 'UB-04', place: 'FL 67A' });
  expect(formPlace('24J')).toEqual({ form: 'CMS-1500', place: 'box 24J' });
});
