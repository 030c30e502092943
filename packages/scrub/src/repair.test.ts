import { encounterInput } from '@claimwright/domain/encounter';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanEncounter, cleanLine } from './clean-encounter.ts';
import { repair } from './repair.ts';

const bare = encounterInput.parse({ ...cleanEncounter, diagnoses: [{ code: 'E1165' }, { code: 'I10' }] });

test('what is written well comes back itself', () => {
  expect(repair(bare)).toEqual({ encounter: bare, diff: [] });
  expect(repair(bare).encounter).toBe(bare);
});

test('each change is named with its place, what it was and what it became', () => {
  const sent = {
    ...bare,
    cliaNumber: '11d1234567',
    renderingProvider: { npi: '11223-34455', lastName: 'Healer' },
    diagnoses: [{ code: 'e11.65' }, { code: 'I10' }],
    lines: [{ ...cleanLine, procedureCode: 'g0 463', modifiers: ['rt'], placeOfService: '2 2' }],
  };
  const before = JSON.stringify(sent);
  const { encounter, diff } = repair(sent);
  expect(JSON.stringify(sent)).toBe(before);
  expect(diff).toEqual([
    { pointer: '/diagnoses/0/code', from: 'e11.65', to: 'E11.65', repair: 'upper_case' },
    { pointer: '/diagnoses/0/code', from: 'E11.65', to: 'E1165', repair: 'strip_dot' },
    { pointer: '/lines/0/procedureCode', from: 'g0 463', to: 'g0463', repair: 'trim' },
    { pointer: '/lines/0/procedureCode', from: 'g0463', to: 'G0463', repair: 'upper_case' },
    { pointer: '/lines/0/modifiers/0', from: 'rt', to: 'RT', repair: 'upper_case' },
    { pointer: '/lines/0/placeOfService', from: '2 2', to: '22', repair: 'trim' },
    { pointer: '/cliaNumber', from: '11d1234567', to: '11D1234567', repair: 'upper_case' },
    { pointer: '/renderingProvider/npi', from: '11223-34455', to: '1122334455', repair: 'strip_separators' },
  ]);
  expect(encounter.lines[0]).toMatchObject({ procedureCode: 'G0463', modifiers: ['RT'], placeOfService: '22' });
  expect(encounter.diagnoses).toEqual([{ code: 'E1165' }, { code: 'I10' }]);
  expect(encounter.renderingProvider?.npi).toBe('1122334455');
});

test('a dot anywhere else is a fault and stays', () => {
  expect(repair({ ...bare, diagnoses: [{ code: 'E1.165' }] }).diff).toEqual([]);
});

test('repairing twice changes nothing more, and no character of a code is lost but blanks and the dot', () => {
  const text = fc.string({ minLength: 1, maxLength: 8 }).filter((value) => value.trim() !== '');
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), text, (codes, procedureCode) => {
      const sent = { ...bare, diagnoses: codes.map((code) => ({ code })), lines: [{ ...cleanLine, procedureCode }] };
      const once = repair(sent);
      expect(repair(once.encounter)).toEqual({ encounter: once.encounter, diff: [] });
      const plain = (value: string) => value.replace(/[\s.]/g, '').toUpperCase();
      expect(once.encounter.diagnoses.map(({ code }) => plain(code))).toEqual(codes.map(plain));
    }),
  );
});
