import type { CodeSets } from '@claimwright/codesets/code-sets';
import type { FindingOverride } from '@claimwright/domain/finding';
import { describe, expect, test } from 'vitest';
import { cleanLine } from './clean-encounter.ts';
import { exampleCodeSets } from './example-code-sets.ts';
import { exampleInput } from './example-input.ts';
import { scrub } from './scrub.ts';

function override(changes: Partial<FindingOverride> = {}): FindingOverride {
  return {
    ruleId: 'AD001',
    pointer: '/lines/0/serviceFrom',
    reason: 'the payer agreed to take it late',
    actor: 'biller@example.org',
    createdAt: '2026-03-09T08:00:00Z',
    ...changes,
  };
}

const late = { encounter: { lines: [{ ...cleanLine, serviceFrom: '2025-03-02' }] } };

describe('where an encounter goes', () => {
  test('without a service line there is nothing to bill', () => {
    const run = scrub(exampleInput({ encounter: { lines: [] } }));
    expect(run.outcome).toBe('not_billable');
    expect(run.outcomeReason).toContain('nothing to bill');
  });

  test('what the patient paid and keeps from the plan is never billed to it', () => {
    const run = scrub(exampleInput({ encounter: { doNotBillPlan: true } }));
    expect(run.outcome).toBe('not_billable');
    expect(run.outcomeReason).toContain('45 CFR 164.522');
  });

  test('conditions without an ICD-10-CM code go to coding by name, even when rules fire as well', () => {
    const run = scrub(
      exampleInput({
        encounter: {
          placeOfService: null,
          uncodedConditions: [
            { system: 'http://snomed.info/sct', code: '444814009', display: 'Viral sinusitis' },
            { system: 'http://snomed.info/sct', code: '10509002' },
          ],
        },
      }),
    );
    expect(run.outcome).toBe('needs_coding');
    expect(run.outcomeReason).toBe('2 conditions have no ICD-10-CM code yet: Viral sinusitis (444814009); 10509002.');
    expect(run.findings.map((finding) => finding.ruleId)).toContain('PS001');
  });

  test('no coverage holds it for review with a finding', () => {
    const run = scrub(exampleInput({ encounter: { coverages: [] } }));
    expect(run.outcome).toBe('needs_review');
    expect(run.findings).toMatchObject([{ ruleId: 'ID012', severity: 'reject', pointer: '/coverages' }]);
    expect(run.outcomeReason).toBeUndefined();
  });

  test('a deny holds it, a warning does not', () => {
    expect(scrub(exampleInput(late)).outcome).toBe('needs_review');
    const warned = scrub(exampleInput({ encounter: { diagnoses: [{ code: 'I82.409' }, { code: 'I10' }] } }));
    expect(warned.findings).toMatchObject([{ ruleId: 'DX020', severity: 'warn' }]);
    expect(warned.outcome).toBe('ready');
  });
});

describe('overrides', () => {
  test('release the finding of their rule and place, which stays visible', () => {
    const run = scrub({ ...exampleInput(late), overrides: [override()] });
    expect(run.findings).toMatchObject([{ ruleId: 'AD001', verdict: 'bypassed', severity: 'deny' }]);
    expect(run.outcome).toBe('ready');
  });

  test.each([
    ['of another rule', override({ ruleId: 'AD002' })],
    ['of another place', override({ pointer: '/lines/1/serviceFrom' })],
    ['that has expired', override({ expiresAt: '2026-03-10T12:00:00Z' })],
    ['whose end cannot be read', override({ expiresAt: 'soon' })],
  ])('%s change nothing', (_, given) => {
    const run = scrub({ ...exampleInput(late), overrides: [given] });
    expect(run.findings).toMatchObject([{ ruleId: 'AD001', verdict: 'fail' }]);
    expect(run.outcome).toBe('needs_review');
  });

  test('hold until the moment they end, however the moment is written', () => {
    const given = override({ expiresAt: '2026-03-10T12:00:00.001Z' });
    expect(scrub({ ...exampleInput(late), now: '2026-03-10T12:00:00Z', overrides: [given] }).outcome).toBe('ready');
  });

  test('cannot release what may not leave', () => {
    const input = exampleInput({ encounter: { billingProvider: { npi: '1234567890' } } });
    const run = scrub({ ...input, overrides: [override({ ruleId: 'ID001', pointer: '/billingProvider/npi' })] });
    expect(run.findings).toMatchObject([{ ruleId: 'ID001', verdict: 'fail', overridable: false }]);
    expect(run.outcome).toBe('needs_review');
  });
});

describe('short circuit', () => {
  test('a line rejected early is not reached by history and administration, the other lines are', () => {
    const old = { ...cleanLine, serviceFrom: '2025-03-02' };
    const run = scrub(exampleInput({ encounter: { lines: [{ ...old, procedureCode: 'X1' }, old] } }));
    expect(run.findings.map(({ ruleId, pointer }) => `${ruleId} ${pointer}`)).toEqual([
      'PX001 /lines/0/procedureCode',
      'AD001 /lines/1/serviceFrom',
    ]);
    expect(run.notEvaluated.every(({ reason }) => reason === 'not reached: PX001 rejects the line first')).toBe(true);
    expect(run.notEvaluated.filter(({ ruleId }) => /^AD00[12]$/.test(ruleId))).toEqual([
      { ruleId: 'AD002', reason: 'not reached: PX001 rejects the line first', count: 1 },
      { ruleId: 'AD001', reason: 'not reached: PX001 rejects the line first', count: 1 },
    ]);
  });
});

describe('what could not be checked', () => {
  const silent: CodeSets = {
    ...exampleCodeSets(),
    icd10cm: () => ({ status: 'no_data', reason: 'no edition of icd10cm serves the date' }),
    diagnosisFlags: () => ({}),
    seventhCharacter: () => undefined,
    hcpcs: () => ({ status: 'no_data', reason: 'no edition of hcpcs serves the date' }),
    placeOfService: () => ({ status: 'no_data', reason: 'no edition of pos serves the date' }),
  };

  test('is said by rule and reason with its count, and holds nothing', () => {
    const input = exampleInput();
    const { timelyFiling: _, ...payer } = input.payer;
    const run = scrub({ ...input, payer, codeSets: silent });
    expect(run.findings).toEqual([]);
    expect(run.outcome).toBe('ready');
    expect(run.notEvaluated.map(({ ruleId, count }) => [ruleId, count])).toEqual([
      ['DX001', 2],
      ['PS001', 1],
      ['PX002', 1],
      ['DX016', 2],
      ['DX009', 1],
      ['DX015', 1],
      ['DX020', 2],
      ['AD001', 1],
    ]);
  });

  test('a procedure code of the shape of CPT is judged by nothing but a list of CPT', () => {
    const procedureCode = '0'.repeat(5);
    const run = scrub(exampleInput({ encounter: { lines: [{ ...cleanLine, procedureCode }] } }));
    expect(run.findings).toEqual([]);
    expect(run.notEvaluated).toMatchObject([{ ruleId: 'PX002', count: 1 }]);
    const codeSets: CodeSets = { ...exampleCodeSets(), hcpcs: () => ({ status: 'unknown', edition: 'cpt@own' }) };
    const licensed = scrub({ ...exampleInput({ encounter: { lines: [{ ...cleanLine, procedureCode }] } }), codeSets });
    expect(licensed.findings).toMatchObject([{ ruleId: 'PX002', edition: 'cpt@own' }]);
  });

  test('while a condition waits for its code, nothing is said of what is first or missing among the diagnoses', () => {
    const uncodedConditions = [{ system: 'http://snomed.info/sct', code: '10509002' }];
    const none = scrub(
      exampleInput({
        encounter: { uncodedConditions, diagnoses: [], lines: [{ ...cleanLine, diagnosisPointers: [] }] },
      }),
    );
    const some = scrub(
      exampleInput({ encounter: { uncodedConditions, diagnoses: [{ code: 'W19.XXXA' }, { code: 'I10' }] } }),
    );
    expect([...none.findings, ...some.findings]).toEqual([]);
    const order = ['DX006', 'DX009', 'DX010', 'DX011', 'DX012', 'DX015'];
    expect(none.notEvaluated.map(({ ruleId }) => ruleId)).toEqual(['DX021', 'ST001', ...order]);
    expect(some.notEvaluated.map(({ ruleId }) => ruleId)).toEqual(order);
  });
});

describe('editions', () => {
  test('are those the answers came from, two of one set side by side', () => {
    const base = exampleCodeSets();
    const codeSets: CodeSets = {
      ...base,
      icd10cm: (_, on) => ({ status: 'valid', edition: `icd10cm@${on < '2025-10-01' ? 'FY2025' : 'FY2026'}` }),
      side: () => ({ status: 'none', edition: 'icd10cm@FY2026' }),
    };
    const lines = [
      { ...cleanLine, serviceFrom: '2025-10-01', diagnosisPointers: [1, 2] },
      { ...cleanLine, serviceFrom: '2025-09-30', diagnosisPointers: [1, 2] },
    ];
    const run = scrub({ ...exampleInput({ encounter: { lines } }), codeSets });
    expect(run.editions).toMatchObject({ hcpcs: 'example', icd10cm: 'FY2025, FY2026', mce: 'example', pos: 'example' });
  });
});
