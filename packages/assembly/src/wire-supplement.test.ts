import { encounterInput } from '@claimwright/domain/encounter';
import { payerProfile } from '@claimwright/domain/payer';
import { expect, test } from 'vitest';
import type * as z from 'zod';
import { assemble } from './assemble.ts';
import { billedAlone } from './combine-encounters.ts';

const payer = payerProfile.parse({ payerId: 'PAY01', name: 'Example Health' });
const clinic = { line1: '12 Main St', city: 'Atlanta', state: 'GA', postalCode: '303011234' };
const hospital = { name: 'River Hospital', npi: '1000000012', address: { ...clinic, line1: '90 Hospital Rd' } };
const roe = { npi: '1000000004', lastName: 'Roe' };
const poe = { npi: '1000000020', lastName: 'Poe' };

type Draft = z.input<typeof encounterInput>;
const line: NonNullable<Draft['lines']>[number] = {
  ...{ procedureCode: 'A0428', diagnosisPointers: [1], units: 1, chargeCents: 100, serviceFrom: '2026-03-02' },
};

function claimOf(changes: Partial<Draft>) {
  const encounter = encounterInput.parse({
    externalId: 'E-1',
    patient: { lastName: 'Doe' },
    coverages: [{ responsibility: 'primary', payer: { name: 'Payer' }, memberId: 'W1', relationship: 'self' }],
    billingProvider: { npi: '1234567893', organizationName: 'River Clinic', address: clinic },
    placeOfService: '22',
    diagnoses: [{ code: 'R55' }],
    lines: [line],
    ...changes,
  } satisfies Draft);
  const unit = billedAlone('01890000-0000-7000-8000-000000000001', encounter);
  const input = { unit, payer, today: '2026-11-23' };
  const assembled = assemble({ ...input, nextPatientControlNumber: (part) => `C${part}` });
  if (!assembled.ok) throw new Error(assembled.reason);
  return assembled.claims[0]!.snapshot;
}

test('text is cleaned however deep it lies, and lists of which nothing is left go away', () => {
  const claim = claimOf({
    attachments: [{ reportTypeCode: 'ob', transmissionCode: 'EL', controlNumber: 'att~1' }],
    fixedFormat: ['李'],
    contract: { typeCode: '04', code: 'k*9', amountCents: 100 },
    spinalManipulation: { conditionCode: 'A', descriptions: ['Läuft  schief', '李'] },
  });
  expect(claim.attachments).toEqual([{ reportTypeCode: 'OB', transmissionCode: 'EL', controlNumber: 'ATT 1' }]);
  expect(claim).not.toHaveProperty('fixedFormat');
  expect(claim.contract).toEqual({ typeCode: '04', code: 'K 9', amountCents: 100 });
  expect(claim.spinalManipulation).toEqual({ conditionCode: 'A', descriptions: ['LAUFT SCHIEF'] });
});

test('words of ours keep their letters', () => {
  const terms = { lengthOfNeedDays: 30, rentalPriceCents: 1, purchasePriceCents: 2, rentalUnit: 'month' } as const;
  const certification = { type: 'initial', months: 3 } as const;
  const { lines } = claimOf({ lines: [{ ...line, medicalEquipment: { terms, certification } }] });
  expect(lines[0]?.medicalEquipment).toEqual({ terms, certification });
});

test('who alone referred is the referring provider; of two the primary care provider stands second', () => {
  expect(claimOf({ primaryCareProvider: poe })).toMatchObject({ referringProvider: { lastName: 'POE' } });
  expect(claimOf({ primaryCareProvider: poe })).not.toHaveProperty('primaryCareProvider');
  const both = claimOf({ referringProvider: roe, primaryCareProvider: poe });
  expect([both.referringProvider?.lastName, both.primaryCareProvider?.lastName]).toEqual(['ROE', 'POE']);
  expect(claimOf({ referringProvider: roe, primaryCareProvider: roe })).not.toHaveProperty('primaryCareProvider');
});

test('a line does not tell again what its claim tells: transport, place, provider', () => {
  const ambulance = { reasonCode: 'A', miles: 3, pickUp: clinic } as const;
  const twice = claimOf({
    ambulance,
    serviceFacility: hospital,
    referringProvider: roe,
    primaryCareProvider: poe,
    lines: [
      { ...line, ambulance, serviceFacility: hospital, referringProvider: roe, primaryCareProvider: poe },
      { ...line, ambulance: { ...ambulance, miles: 4 }, serviceFacility: { ...hospital, npi: '1000000046' } },
    ],
  });
  expect(Object.keys(twice.lines[0] ?? {})).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/ambulance|Facility|Provider/)]),
  );
  expect(twice.lines[1]).toMatchObject({ ambulance: { miles: 4 }, serviceFacility: { npi: '1000000046' } });
});

test('a line at the billing address names no place, where the claim names none', () => {
  const { lines } = claimOf({ lines: [{ ...line, serviceFacility: { name: 'Here', address: clinic } }] });
  expect(lines[0]).not.toHaveProperty('serviceFacility');
});

test('ADD is what a note is anyway, and without a note its kind says nothing', () => {
  expect(claimOf({ note: 'x', noteKind: 'ADD' })).not.toHaveProperty('noteKind');
  expect(claimOf({ noteKind: 'CER' })).not.toHaveProperty('noteKind');
  expect(claimOf({ note: 'x', noteKind: 'CER' }).noteKind).toBe('CER');
  expect(claimOf({ lines: [{ ...line, noteKind: 'DCP' }] }).lines[0]).not.toHaveProperty('noteKind');
});

test('telephone numbers have ten digits; one without a digit is nobody to call', () => {
  const lines = [
    { ...line, orderingProvider: poe, orderingContact: { phone: '+1 (478) 555-0100', extension: 'ext. 7' } },
  ];
  expect(claimOf({ lines }).lines[0]?.orderingContact).toEqual({ phone: '4785550100', extension: '7' });
  const serviceFacility = { ...hospital, contact: { phone: 'unknown' } };
  expect(claimOf({ serviceFacility }).serviceFacility).not.toHaveProperty('contact');
});

test('a prescription ties a compound together, a link number only where there is none', () => {
  const drug = { ndc: '00002120001', quantity: 1, unit: 'UN', prescriptionNumber: 'rx 1', linkNumber: '77' } as const;
  expect(claimOf({ lines: [{ ...line, drug }] }).lines[0]?.drug).not.toHaveProperty('linkNumber');
  expect(claimOf({ lines: [{ ...line, drug: { ...drug, prescriptionNumber: '~' } }] }).lines[0]?.drug?.linkNumber).toBe(
    '77',
  );
});
