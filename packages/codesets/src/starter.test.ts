import { expect, test } from 'vitest';
import { buildCodeSets } from './build-code-sets.ts';
import { decodeEdition } from './decode-edition.ts';
import { hcpcsFacts } from './starter/hcpcs.ts';
import { placeFacts } from './starter/places.ts';
import { starterEditions } from './starter.ts';

const sets = buildCodeSets(starterEditions());

test('every starter edition is sound and calls itself incomplete', () => {
  const decoded = starterEditions().map((bytes) => decodeEdition(bytes, { verifyContent: true }));
  expect(decoded.map((result) => result.ok && [result.edition.id, result.edition.complete])).toEqual([
    ['icd10cm@starter', false],
    ['hcpcs@starter', false],
    ['modifier@starter', false],
    ['icd10cm-tabular@starter', false],
    ['pos@starter', false],
  ]);
});

test('the codes of the examples in the coding rules answer as the rules expect', () => {
  const on = '2026-11-02';
  const status = (code: string, date = on) => sets.icd10cm(code, date).status;
  expect(
    ['E119', 'E1165', 'E1122', 'I10', 'J069', 'J209', 'M5450', 'M1711', 'N1831', 'Z0000', 'Z23', 'R059', 'S93401A'].map(
      (code) => status(code),
    ),
  ).toEqual(Array(13).fill('valid'));
  expect(['J20', 'E11', 'M545', 'S93401', 'S934', 'T1490'].map((code) => status(code))).toEqual(
    Array(6).fill('header'),
  );
  expect(status('M545', '2021-09-30')).toBe('valid');
  expect(status('J4481', '2023-09-28')).toBe('not_effective');
  expect(status('J4481', '2023-10-02')).toBe('valid');
  expect(status('Z9989')).toBe('no_data');
});

test('marks are known for the codes the rules turn on', () => {
  const flags = (code: string) => sets.diagnosisFlags(code, '2026-11-02');
  expect([flags('F0280').manifestation, flags('D631').manifestation, flags('E119').manifestation]).toEqual([
    true,
    true,
    false,
  ]);
  expect([
    flags('O80').maternity,
    flags('N401').adult,
    flags('Z7984').unacceptablePrincipal,
    flags('W19XXXA').externalCause,
  ]).toEqual([true, true, true, true]);
  expect(flags('O80').female).toBeUndefined();
});

test('seventh characters stand on the categories of the starter codes', () => {
  expect(sets.seventhCharacter('S93401A', '2026-11-02')).toMatchObject({
    category: 'S93',
    characters: ['A', 'D', 'S'],
  });
  expect(sets.seventhCharacter('S52501A', '2026-11-02')?.characters).toHaveLength(16);
  expect(sets.seventhCharacter('S52521A', '2026-11-02')).toMatchObject({ category: 'S5252' });
});

test('procedures, modifiers and places', () => {
  const on = '2026-11-02';
  expect(
    [
      'G0463',
      'G0438',
      'G0439',
      'T1015',
      'G0008',
      'Q2037',
      'J1885',
      'J3420',
      'A0425',
      'A0427',
      'A0429',
      'G0382',
      'G0383',
      'G0384',
      'L1833',
    ].filter((code) => sets.hcpcs(code, on).status !== 'valid'),
  ).toEqual([]);
  expect(sets.hcpcs('J1030', '2024-04-01')).toMatchObject({ status: 'not_effective', effectiveTo: '2024-03-31' });
  expect(
    ['25', '59', '93', 'LT', 'RT', 'GT', 'JZ', 'TC', 'QW', 'XE', 'KX', 'TB'].filter(
      (code) => sets.modifier(code, on).status !== 'valid',
    ),
  ).toEqual([]);
  expect(sets.modifier('JZ', '2022-12-31').status).toBe('not_effective');
  expect(placeFacts).toHaveLength(52);
  expect(['02', '10', '11', '21', '23', '24', '31', '32'].map(sets.placeIsFacility)).toEqual([
    true,
    false,
    false,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(sets.placeOfService('29', on).status).toBe('no_data');
});

test('no title names a licensed modifier and no code is licensed', () => {
  for (let digits = 0; digits < 100; digits += 1)
    expect(sets.describe('modifier', String(digits).padStart(2, '0'), '2026-11-02')).toBeUndefined();
  expect(hcpcsFacts.filter(([code]) => !/^[A-CE-V]\d{4}$/.test(code))).toEqual([]);
});

test('notes say what they say and are silent about the rest', () => {
  const sets = buildCodeSets(starterEditions());
  const on = '2026-01-01';
  expect(sets.excludes1Conflict('E119', 'E1065', on)).toMatchObject({
    status: 'conflict',
    edition: 'icd10cm-tabular@starter',
  });
  expect(sets.excludes1Conflict('F458', 'G4763', on).status).toBe('conflict');
  expect(sets.excludes1Conflict('E119', 'I10', on)).toMatchObject({ status: 'no_data' });
  expect(sets.codeFirst('D631', on)).toMatchObject({
    status: 'found',
    notes: [{ decidable: true, examplesOnly: false, conditional: false }],
  });
  const ask = sets.useAdditional('E1122', on);
  expect(ask.status === 'found' && ['N1831', 'N186', 'N189'].map((code) => ask.notes[0]!.covers(code))).toEqual([
    true,
    true,
    false,
  ]);
  expect(sets.useAdditional('I10', on).status).toBe('no_data');
});
