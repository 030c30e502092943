import { expect, test } from 'vitest';
import { encounterInput } from './encounter.ts';
import { factKeysOf, factsOf, memberKey, patientFactKey } from './fact-keys.ts';
import { fromStoredFacts, toStoredFacts } from './stored-facts.ts';
import type { FactRow, FactSet } from './tenant-facts.ts';

const encounter = encounterInput.parse({
  externalId: 'one',
  patient: { externalId: 'p 1', medicalRecordNumber: 'MRN7', lastName: 'Synthetic' },
  coverages: [
    {
      responsibility: 'primary',
      payer: { id: 'PAY1', name: 'Example Payer' },
      memberId: 'm-1',
      relationship: 'self',
    },
  ],
  billingProvider: { npi: '1234567893', organizationName: 'Clinic' },
  priorAuthorizationNumber: 'pa 1',
  cliaNumber: '11d1234567',
  lines: [
    {
      procedureCode: 'G0463',
      units: 1,
      chargeCents: 100,
      serviceFrom: '2026-03-02',
      priorAuthorizationNumber: 'PA2',
      orderingProvider: { npi: '1122334455', lastName: 'Orderer' },
    },
  ],
});

const all = new Map<FactSet, string>([
  ['leie', '2026-11'],
  ['sam', '2026-10'],
  ['enrolments', 'e'],
  ['ordering-providers', 'o'],
  ['authorizations', 'a'],
  ['clia-certificates', 'c'],
  ['eligibility', 'x'],
]);

const lookUp = (rows: readonly FactRow[]) => (set: FactSet, key: string) =>
  rows.filter((row) => row.set === set && row.key === key);

test('only what the encounter names is looked up, in the tables that are loaded', () => {
  expect(factKeysOf(encounter, new Map([['leie', 'x']]))).toEqual([
    { set: 'leie', key: '1234567893' },
    { set: 'leie', key: '1122334455' },
  ]);
  const keys = factKeysOf(encounter, all).filter(({ set }) => !['leie', 'sam', 'enrolments'].includes(set));
  expect(keys.map(({ set, key }) => `${set} ${key}`)).toEqual([
    'ordering-providers 1234567893',
    'ordering-providers 1122334455',
    'authorizations PA2',
    'authorizations PA1',
    'clia-certificates 11D1234567',
    `eligibility ${memberKey('PAY1', 'M-1')}`,
    `eligibility ${patientFactKey('PAY1', 'P1')}`,
    `eligibility ${patientFactKey('PAY1', 'mrn7')}`,
  ]);
});

test('without a table there are no facts; a loaded one without a row says that there is none', () => {
  expect(factsOf(encounter, new Map(), lookUp([]))).toBeUndefined();
  expect(factsOf(encounter, all, lookUp([]))).toEqual({
    exclusions: { edition: 'leie@2026-11, sam@2026-10', rows: new Map() },
    enrolments: { edition: 'enrolments@e', rows: new Map() },
    orderingProviders: { edition: 'ordering-providers@o', rows: new Set() },
    authorizations: { edition: 'authorizations@a', rows: [] },
    cliaCertificates: { edition: 'clia-certificates@c', rows: new Map() },
  });
});

test('both exclusion lists count; an authorization of another payer does not; numbers read as the claim writes them', () => {
  const authorization = { from: '2026-01-01', procedureCodes: [] };
  const rows: FactRow[] = [
    { set: 'leie', key: '1122334455', content: { from: '2020-01-01', to: '2021-01-01' } },
    { set: 'sam', key: '1122334455', content: { from: '2024-01-01' } },
    { set: 'authorizations', key: 'PA1', content: { number: 'Pa1', payerId: 'pay1', ...authorization } },
    { set: 'authorizations', key: 'PA2', content: { number: 'PA2', payerId: 'OTHER', ...authorization } },
    { set: 'clia-certificates', key: '11D1234567', content: { level: 'waiver', from: '2020-01-01' } },
  ];
  const facts = factsOf(encounter, all, lookUp(rows));
  expect(facts?.exclusions?.rows.get('1122334455')).toEqual([
    { from: '2020-01-01', to: '2021-01-01' },
    { from: '2024-01-01' },
  ]);
  expect(facts?.authorizations?.rows).toEqual([{ number: 'pa 1', ...authorization }]);
  expect(facts?.cliaCertificates?.rows.get('11D1234567')).toMatchObject({ level: 'waiver' });
});

test('the answer asked for last speaks, with all its spans; by the patient where the member id is not known', () => {
  const answer = (checkedOn: string, from: string) => ({ checkedOn, active: [{ from }], memberId: 'OTHER' });
  const key = patientFactKey('PAY1', 'p1');
  const rows: FactRow[] = [
    { set: 'eligibility', key, content: answer('2026-01-01', '2019-01-01') },
    { set: 'eligibility', key, content: answer('2026-03-01', '2025-01-01') },
    { set: 'eligibility', key, content: answer('2026-03-01', '2026-01-01') },
  ];
  expect(factsOf(encounter, all, lookUp(rows))?.eligibility).toEqual({
    checkedOn: '2026-03-01',
    memberId: 'OTHER',
    active: [{ from: '2025-01-01' }, { from: '2026-01-01' }],
  });
  const byMember: FactRow = { set: 'eligibility', key: memberKey('PAY1', 'm-1'), content: answer('2020-01-01', 'x') };
  expect(factsOf(encounter, all, lookUp([...rows, byMember]))?.eligibility?.checkedOn).toBe('2020-01-01');
});

test('facts survive being kept as JSON', () => {
  const rows: FactRow[] = [
    { set: 'leie', key: '1122334455', content: { from: '2020-01-01' } },
    { set: 'ordering-providers', key: '1122334455', content: {} },
    { set: 'enrolments', key: '1234567893', content: { payerId: 'PAY1', from: '2020-01-01' } },
    { set: 'clia-certificates', key: '11D1234567', content: { level: 'full', from: '2020-01-01' } },
    { set: 'eligibility', key: memberKey('PAY1', 'm-1'), content: { checkedOn: '2026-03-01', active: [] } },
  ];
  const facts = factsOf(encounter, all, lookUp(rows))!;
  expect(fromStoredFacts(JSON.parse(JSON.stringify(toStoredFacts(facts))))).toEqual(facts);
});
