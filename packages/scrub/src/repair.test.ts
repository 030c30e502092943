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

test.each(['E1.165', 'E11.', 'E11.65432', 'XE11.65', '.E1165', 'E11.6-5'])(
  'the dot of %s is a fault and stays',
  (code) => {
    const sent = { ...bare, diagnoses: [{ code }] };
    expect(repair(sent)).toEqual({ encounter: sent, diff: [] });
  },
);

test('places, CLIA numbers and NPIs are repaired wherever they stand, each under its own pointer', () => {
  const provider = { npi: '112 233-4455', lastName: 'Healer' };
  const line = {
    ...{ ...cleanLine, cliaNumber: '11d1234567', placeOfService: ' 22' },
    ...{ renderingProvider: provider, orderingProvider: provider },
  };
  const sent = {
    ...{ ...bare, placeOfService: '1 1', billingProvider: { ...bare.billingProvider, npi: '1234567-893' } },
    ...{ renderingProvider: provider, referringProvider: provider, lines: [cleanLine, line] },
  };
  const { encounter, diff } = repair(sent);
  expect(diff.map(({ pointer, to, repair: kind }) => `${pointer} ${kind} ${to}`)).toEqual([
    '/lines/1/placeOfService trim 22',
    '/lines/1/cliaNumber upper_case 11D1234567',
    '/lines/1/renderingProvider/npi strip_separators 1122334455',
    '/lines/1/orderingProvider/npi strip_separators 1122334455',
    '/placeOfService trim 11',
    '/billingProvider/npi strip_separators 1234567893',
    '/renderingProvider/npi strip_separators 1122334455',
    '/referringProvider/npi strip_separators 1122334455',
  ]);
  const bareProvider = { npi: '1122334455', lastName: 'Healer' };
  expect(encounter).toEqual({
    ...{ ...sent, placeOfService: '11', billingProvider: { ...bare.billingProvider, npi: '1234567893' } },
    ...{ renderingProvider: bareProvider, referringProvider: bareProvider },
    lines: [
      cleanLine,
      {
        ...{ ...line, cliaNumber: '11D1234567', placeOfService: '22' },
        ...{ renderingProvider: bareProvider, orderingProvider: bareProvider },
      },
    ],
  });
  // What needed nothing is not copied.
  expect(encounter.lines[0]).toBe(cleanLine);
  expect(encounter.diagnoses).toBe(sent.diagnoses);
});

test('an NPI without separators, one that is none and none at all stay as they are', () => {
  const providers = [{ npi: '1122334455' }, { npi: 'A1-2' }, { npi: '-1122334455' }, { lastName: 'Healer' }, undefined];
  for (const renderingProvider of providers) {
    const sent = { ...bare, diagnoses: [{ code: 'i10' }], renderingProvider };
    const { encounter, diff } = repair(sent);
    expect(diff.map(({ pointer }) => pointer)).toEqual(['/diagnoses/0/code']);
    expect(encounter.renderingProvider).toBe(renderingProvider);
  }
});

test('only the diagnosis that needs it is copied', () => {
  const sent = { ...bare, diagnoses: [{ code: 'I10' }, { code: 'e1165' }] };
  const { encounter } = repair(sent);
  expect(encounter.diagnoses[0]).toBe(sent.diagnoses[0]);
  expect(encounter.diagnoses[1]).toEqual({ code: 'E1165' });
  expect(encounter.lines).toBe(sent.lines);
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
