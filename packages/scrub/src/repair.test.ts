import { encounterInput } from '@claimwright/domain/encounter';
import type { RuleSetting } from '@claimwright/domain/finding';
import { type Repair, withRepairs } from '@claimwright/domain/repair';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanStay } from './clean-bill.ts';
import { cleanEncounter, cleanLine } from './clean-encounter.ts';
import { allRepairs, repair, repairKinds, repairsInForce } from './repair.ts';

const bare = encounterInput.parse({ ...cleanEncounter, diagnoses: [{ code: 'E1165' }, { code: 'I10' }] });
const told = (repairs: readonly Repair[]) =>
  repairs.map(({ pointer, repairId, before, after }) => `${pointer} ${repairId} ${before} > ${after}`);

test('what is written well comes back itself', () => {
  expect(repair(bare)).toEqual({ encounter: bare, repairs: [] });
  expect(repair(bare).encounter).toBe(bare);
});

test('each change is named with its place, what it was, what it became and the repair with its version', () => {
  const sent = {
    ...bare,
    cliaNumber: '11d1234567',
    renderingProvider: { npi: ' 1122334455', taxonomyCode: '207q00000x', lastName: 'Healer' },
    diagnoses: [{ code: ' e11.65' }, { code: 'I10' }],
    lines: [{ ...cleanLine, procedureCode: 'g0463 ', modifiers: ['RT', 'lt'], placeOfService: '22\t' }],
  };
  const before = JSON.stringify(sent);
  const { encounter, repairs } = repair(sent);
  expect(JSON.stringify(sent)).toBe(before);
  expect(repairs[0]).toEqual({
    ...{ repairId: 'RP001', repairVersion: 1 },
    ...{ pointer: '/diagnoses/0/code', before: ' e11.65', after: 'e11.65' },
  });
  expect(told(repairs)).toEqual([
    '/diagnoses/0/code RP001  e11.65 > e11.65',
    '/diagnoses/0/code RP002 e11.65 > E11.65',
    '/diagnoses/0/code RP003 E11.65 > E1165',
    '/lines/0/procedureCode RP001 g0463  > g0463',
    '/lines/0/procedureCode RP002 g0463 > G0463',
    '/lines/0/placeOfService RP001 22\t > 22',
    '/lines/0/modifiers/1 RP002 lt > LT',
    '/cliaNumber RP002 11d1234567 > 11D1234567',
    '/renderingProvider/npi RP001  1122334455 > 1122334455',
    '/renderingProvider/taxonomyCode RP002 207q00000x > 207Q00000X',
  ]);
  expect(encounter.lines[0]).toMatchObject({ procedureCode: 'G0463', modifiers: ['RT', 'LT'], placeOfService: '22' });
  expect(encounter.diagnoses).toEqual([{ code: 'E1165' }, { code: 'I10' }]);
  expect(encounter.renderingProvider).toMatchObject({ npi: '1122334455', taxonomyCode: '207Q00000X' });
  expect(withRepairs(sent, repairs)).toEqual(encounter);
});

test.each(['E1.165', 'E11.', 'E11.65432', 'XE11.65', '.E1165', 'E11.6-5', 'E11 65', 'E11.6 5', 'ICD E11.65'])(
  'nothing is guessed of %s',
  (code) => {
    const sent = { ...bare, diagnoses: [{ code }] };
    expect(repair(sent)).toEqual({ encounter: sent, repairs: [] });
  },
);

test.each(['g0 463', '2 2', '11223-34455'])('what is within %s is a fault and stays', (code) => {
  const sent = { ...bare, lines: [{ ...cleanLine, procedureCode: code, placeOfService: code }] };
  const { repairs } = repair(sent);
  expect(repairs.every(({ before, after }) => after === before.toUpperCase())).toBe(true);
});

test('letters that have no one capital are not written otherwise', () => {
  const sent = { ...bare, lines: [{ ...cleanLine, procedureCode: 'ßſıa' }] };
  expect(told(repair(sent).repairs)).toEqual(['/lines/0/procedureCode RP002 ßſıa > ßſıA']);
});

test('hospital bills are repaired in their own places', () => {
  const bill = cleanStay.institutional;
  if (!bill) throw new Error('the stay has no bill');
  const sent = {
    ...cleanStay,
    lines: [{ ...cleanStay.lines[0]!, revenueCode: '0120 ' }],
    institutional: {
      ...bill,
      admittingDiagnosis: 'r07.9',
      externalCauses: [{ code: 'W19.XXXA' }],
      procedures: [{ code: '0dtj4zz' }],
      conditions: ['c1'],
      attendingProvider: { lastName: 'Healer', npi: '1122334455 ' },
    },
  };
  const { encounter, repairs } = repair(sent);
  expect(told(repairs).sort()).toEqual([
    ...cleanStay.diagnoses.flatMap(({ code }, index) =>
      code.includes('.') ? [`/diagnoses/${index}/code RP003 ${code} > ${code.replace('.', '')}`] : [],
    ),
    '/institutional/admittingDiagnosis RP002 r07.9 > R07.9',
    '/institutional/admittingDiagnosis RP003 R07.9 > R079',
    '/institutional/attendingProvider/npi RP001 1122334455  > 1122334455',
    '/institutional/conditions/0 RP002 c1 > C1',
    '/institutional/externalCauses/0/code RP003 W19.XXXA > W19XXXA',
    '/institutional/procedures/0/code RP002 0dtj4zz > 0DTJ4ZZ',
    '/lines/0/revenueCode RP001 0120  > 0120',
  ]);
  expect(encounter.institutional?.procedures).toEqual([{ code: '0DTJ4ZZ' }]);
});

test('only what needs it is copied', () => {
  const sent = { ...bare, diagnoses: [{ code: 'I10' }, { code: 'e1165' }] };
  const { encounter } = repair(sent);
  expect(encounter.diagnoses[0]).toBe(sent.diagnoses[0]);
  expect(encounter.diagnoses[1]).toEqual({ code: 'E1165' });
  expect(encounter.lines).toBe(sent.lines);
});

test('a repair is switched off as a rule is: the narrowest setting in force counts', () => {
  const scope = { payerId: 'A', claimType: 'professional', today: '2026-03-10' } as const;
  const noted = { who: 'key/1', why: 'they want it as sent' };
  const setting = (severity: 'off' | 'info', of: RuleSetting['scope'] = {}): RuleSetting => ({
    ...{ ruleId: 'RP003', scope: of, severity, ...noted },
  });
  expect(repairsInForce([], scope)).toBe(allRepairs);
  expect(repairsInForce([{ ...setting('off'), ruleId: 'DX001' }], scope)).toBe(allRepairs);
  expect([...repairsInForce([setting('off')], scope)]).toEqual(['RP001', 'RP002']);
  expect(repairsInForce([setting('off'), setting('info', { payerId: 'A' })], scope)).toEqual(allRepairs);
  expect(repairsInForce([setting('off', { payerId: 'B' })], scope)).toEqual(allRepairs);
  const sent = { ...bare, diagnoses: [{ code: 'e11.65' }] };
  expect(repair(sent, repairsInForce([setting('off')], scope)).encounter.diagnoses[0]?.code).toBe('E11.65');
  expect(repair(sent, new Set()).encounter).toBe(sent);
});

test('repairs are made of the content they were found in and of no other', () => {
  const sent = { ...bare, diagnoses: [{ code: 'e1165' }] };
  const { repairs } = repair(sent);
  expect(() => withRepairs(bare, repairs)).toThrow('another value');
  expect(() => withRepairs({ ...bare, diagnoses: [] }, repairs)).toThrow('not there');
  expect(withRepairs(bare, [])).toBe(bare);
  expect(withRepairs(bare, null)).toBe(bare);
});

test('repairing twice changes nothing more, and no character of a code is lost but outer blanks and the dot', () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 8 }),
    fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'eE1.6 \t\u00a0gI0xß-') }),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), text, (codes, procedureCode) => {
      const sent = { ...bare, diagnoses: codes.map((code) => ({ code })), lines: [{ ...cleanLine, procedureCode }] };
      const once = repair(sent);
      expect(repair(once.encounter)).toEqual({ encounter: once.encounter, repairs: [] });
      const plain = (value: string) => value.trim().replace(/[a-z]/g, (letter) => letter.toUpperCase());
      expect(once.encounter.lines[0]?.procedureCode).toBe(plain(procedureCode));
      for (const [index, { code }] of once.encounter.diagnoses.entries()) {
        const written = plain(codes[index] ?? '');
        expect([written, written.slice(0, 3) + written.slice(4)]).toContain(code);
      }
      expect(withRepairs(sent, once.repairs)).toEqual(once.encounter);
    }),
  );
});

test('every repair has an id of its own, and no rule has it', () => {
  expect(repairKinds.map(({ id }) => id)).toEqual(['RP001', 'RP002', 'RP003']);
});
