import { expect, test } from 'vitest';
import { exampleCodeSets } from './example-code-sets.ts';
import { seventhCharacterFault } from './seventh-character.ts';

const codeSets = exampleCodeSets();
const faultOf = (code: string) =>
  seventhCharacterFault(code, '2026-03-02', codeSets.icd10cm(code, '2026-03-02'), codeSets);

test('a code that lacks only its 7th character is told so, with a padded suggestion', () => {
  expect(faultOf('S93401')).toMatchObject({ kind: 'missing', category: 'S93', suggestion: 'S93401A' });
  expect(faultOf('T1490')).toMatchObject({ kind: 'missing', suggestion: 'T1490XA' });
  expect(faultOf('W19')).toMatchObject({ kind: 'missing', suggestion: 'W19XXXA' });
});

test('a 7th character that stands too early is told to be padded', () => {
  expect(faultOf('T1490A')).toMatchObject({ kind: 'misplaced', suggestion: 'T1490XA' });
});

test('a 7th character outside the defined set is not allowed', () => {
  expect(faultOf('S93401Q')).toMatchObject({ kind: 'illegal', suggestion: 'S93401A' });
});

test('a heading with subdivisions of its own is no matter of the 7th character', () => {
  expect(faultOf('S93')).toBeUndefined();
  expect(faultOf('S9340')).toBeUndefined();
});

test('where no definition is known, or the 7th character is allowed, there is no fault to find here', () => {
  expect(faultOf('E116')).toBeUndefined();
  expect(faultOf('S93499A')).toBeUndefined();
});
