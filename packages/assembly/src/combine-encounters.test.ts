import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { combineEncounters as ruleSchema } from '@claimwright/domain/payer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineEncounters } from './combine-encounters.ts';
import { mostDiagnoses, mostLines } from './split-lines.ts';

const rule = ruleSchema.parse({});

function visit(number: number, changes: Record<string, unknown> = {}): EncounterInput {
  return encounterInput.parse({
    externalId: `V-${number}`,
    patient: { externalId: 'P-1', lastName: 'Doe', firstName: 'Jane' },
    coverages: [
      { responsibility: 'primary', payer: { id: 'PAY01', name: 'Plan' }, memberId: 'M1', relationship: 'self' },
    ],
    billingProvider: { npi: '1234567893', organizationName: 'Clinic' },
    renderingProvider: { npi: '1000000004', lastName: 'Roe' },
    placeOfService: '11',
    diagnoses: [{ code: 'E11.9' }],
    lines: [
      {
        procedureCode: 'G0463',
        diagnosisPointers: [1],
        units: 1,
        chargeCents: 100 * number,
        serviceFrom: '2026-03-02',
      },
    ],
    ...changes,
  });
}

const units = (visits: EncounterInput[], settings = rule) =>
  combineEncounters(
    visits.map((content, index) => ({ id: `id-${index + 1}`, content })),
    settings,
  );
const grouped = (visits: EncounterInput[], settings = rule) => units(visits, settings).map((unit) => unit.encounterIds);

describe('encounters go together', () => {
  it('when everything a claim says once is the same; each line says what its own encounter said', () => {
    const [unit, ...others] = units([
      visit(1, { patientPaidCents: 40 }),
      visit(2, {
        placeOfService: '22',
        orderingProvider: { npi: '1000000012', lastName: 'Poe' },
        diagnoses: [{ code: 'I10' }, { code: 'E119' }],
        patientPaidCents: 60,
      }),
    ]);
    expect(others).toEqual([]);
    expect(unit?.encounter).toMatchObject({ diagnoses: [{ code: 'E11.9' }, { code: 'I10' }], patientPaidCents: 100 });
    expect(unit?.encounter.lines).toMatchObject([
      { placeOfService: '11', diagnosisPointers: [1] },
      { placeOfService: '22', diagnosisPointers: [2], orderingProvider: { npi: '1000000012' } },
    ]);
    expect(unit?.encounter.lines[0]).not.toHaveProperty('orderingProvider');
    expect(unit?.lineEncounterIds).toEqual(['id-1', 'id-2']);
  });

  it('an encounter that stays alone is left as it was sent', () => {
    const alone = visit(1);
    expect(units([alone])[0]?.encounter).toBe(alone);
  });

  it.each([
    ['another day', { lines: [{ ...visit(2).lines[0], serviceFrom: '2026-03-03' }] }],
    ['a span of days', { lines: [{ ...visit(2).lines[0], serviceTo: '2026-03-03' }] }],
    ['another renderer', { renderingProvider: { npi: '1000000012', lastName: 'Poe' } }],
    ['another member', { coverages: [{ ...visit(2).coverages[0], memberId: 'M2' }] }],
    ['another patient', { patient: { externalId: 'P-2', lastName: 'Doe', firstName: 'John' } }],
    ['a referral of its own', { referringProvider: { npi: '1000000012', lastName: 'Poe' } }],
    ['an authorization of its own', { priorAuthorizationNumber: 'A1' }],
    ['a correction', { frequencyCode: '7', payerClaimControlNumber: 'ICN' }],
    ['a service the plan must not hear of', { doNotBillPlan: true }],
    ['a condition without a code', { uncodedConditions: [{ system: 's', code: 'c' }] }],
  ])('but not with %s', (_, changes) => {
    expect(grouped([visit(1), visit(2, changes)])).toEqual([['id-1'], ['id-2']]);
  });

  it('the profile may allow other days and other renderers', () => {
    const free = ruleSchema.parse({ sameDay: false, sameRendering: false });
    const other = visit(2, {
      renderingProvider: { npi: '1000000012', lastName: 'Poe' },
      lines: [{ ...visit(2).lines[0], serviceFrom: '2026-04-03' }],
    });
    const [unit] = units([visit(1), other], free);
    expect(unit?.encounterIds).toEqual(['id-1', 'id-2']);
    expect(unit?.encounter.lines.map((line) => line.renderingProvider?.npi)).toEqual(['1000000004', '1000000012']);
  });
});

it('property: no line and no cent is lost or doubled, and no claim outgrows its form', () => {
  const anyVisit = fc
    .record({
      lines: fc.integer({ min: 1, max: 40 }),
      first: fc.integer({ min: 0, max: 30 }),
      count: fc.integer({ min: 1, max: 12 }),
    })
    .map(({ lines, first, count }) => ({
      diagnoses: Array.from({ length: count }, (_, index) => ({ code: `A${String(first + index).padStart(2, '0')}` })),
      lines: Array.from({ length: lines }, (_, index) => ({
        ...visit(1).lines[0],
        chargeCents: index + 1,
        diagnosisPointers: [(index % count) + 1],
      })),
    }));
  fc.assert(
    fc.property(fc.array(anyVisit, { maxLength: 8 }), (drafts) => {
      const visits = drafts.map((draft, index) => visit(index + 1, draft));
      const made = units(visits);
      expect(made.flatMap((unit) => unit.encounterIds).sort()).toEqual(
        visits.map((_, index) => `id-${index + 1}`).sort(),
      );
      for (const unit of made) {
        expect(unit.lineEncounterIds).toHaveLength(unit.encounter.lines.length);
        if (unit.encounterIds.length > 1) {
          expect(unit.encounter.lines.length).toBeLessThanOrEqual(mostLines);
          expect(unit.encounter.diagnoses.length).toBeLessThanOrEqual(mostDiagnoses);
        }
        const expected = unit.encounterIds.flatMap((id) => {
          const own = visits[Number(id.slice(3)) - 1]!;
          return own.lines.map((line) => [line.chargeCents, own.diagnoses[line.diagnosisPointers[0]! - 1]?.code]);
        });
        const found = unit.encounter.lines.map((line) => [
          line.chargeCents,
          unit.encounter.diagnoses[line.diagnosisPointers[0]! - 1]?.code,
        ]);
        expect(found).toEqual(expected);
      }
    }),
    { numRuns: 100 },
  );
});
