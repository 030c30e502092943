import { type EncounterInput, encounterInput, type serviceLine, totalChargeCents } from '@claimwright/domain/encounter';
import { payerProfile } from '@claimwright/domain/payer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { type AssemblyResult, assemble, howManyClaims } from './assemble.ts';
import { billedAlone } from './combine-encounters.ts';
import { patientControlNumber } from './patient-control-number.ts';

type EncounterDraft = z.input<typeof encounterInput>;
type LineDraft = z.input<typeof serviceLine>;
const today = '2026-03-16';
const encounterId = '01890000-0000-7000-8000-000000000001';
const commercial = payerProfile.parse({ payerId: 'PAY01', name: 'Example Health' });
const medicare = payerProfile.parse({
  payerId: 'MCARE',
  name: 'Medicare',
  claimFilingCode: 'MB',
  patientIsSubscriber: true,
  memberIdFormat: 'mbi',
  acceptsReplacement: false,
});

const clinic = { line1: '12 Main St', city: 'Atlanta', state: 'ga', postalCode: '30301-1234' };
const renderer = { npi: '1000000004', lastName: 'Roe', firstName: 'Sam', taxonomyCode: '207q00000x' };

function encounter(changes: Partial<EncounterDraft> = {}): EncounterInput {
  return encounterInput.parse({
    externalId: 'E-1',
    patient: {
      lastName: 'Núñez',
      firstName: 'Zoë',
      birthDate: '1980-01-02',
      sex: 'F',
      externalId: 'p-77',
      medicalRecordNumber: 'mrn 9',
      address: { line1: '5 Oak Ave', city: 'Atlanta', state: 'GA', postalCode: '30301' },
    },
    coverages: [
      {
        responsibility: 'primary',
        payer: { id: 'pay01', name: 'Example Health*Plan' },
        memberId: 'w-12 34',
        relationship: 'self',
      },
    ],
    billingProvider: {
      npi: '1234567893',
      organizationName: 'River Clinic',
      taxId: '12-3456789',
      phone: '+1 (404) 555-0100',
      address: clinic,
    },
    renderingProvider: renderer,
    placeOfService: '11',
    diagnoses: [{ code: 'e11.9' }, { code: 'I10' }],
    lines: [
      { procedureCode: 'g0463', diagnosisPointers: [1, 2], units: 1, chargeCents: 15_000, serviceFrom: '2026-03-02' },
      {
        procedureCode: 'j1885',
        modifiers: ['jz'],
        diagnosisPointers: [2],
        units: 2,
        chargeCents: 7_500,
        serviceFrom: '2026-03-02',
      },
    ],
    ...changes,
  } satisfies EncounterDraft);
}

function run(input: EncounterInput, payer = commercial): AssemblyResult {
  return assemble({
    unit: billedAlone(encounterId, input),
    payer,
    today,
    nextPatientControlNumber: patientControlNumber,
  });
}

function claimsOf(input: EncounterInput, payer = commercial) {
  const result = run(input, payer);
  if (!result.ok) throw new Error(`refused: ${result.reasonCode} ${result.reason}`);
  return result.claims.map(({ snapshot }) => snapshot);
}

function onlyClaim(input: EncounterInput, payer = commercial) {
  const claims = claimsOf(input, payer);
  expect(claims).toHaveLength(1);
  return claims[0]!;
}

const line = (diagnosisPointers: number[], chargeCents = 100): LineDraft => ({
  procedureCode: 'G0463',
  diagnosisPointers,
  units: 1,
  chargeCents,
  serviceFrom: '2026-03-02',
});

describe('what a snapshot says is normalised for the wire', () => {
  it('codes without dots and in upper case, names folded to ASCII, identifiers as digits', () => {
    const claim = onlyClaim(encounter());
    expect(claim.diagnoses).toEqual(['E119', 'I10']);
    expect(claim.lines.map((l) => [l.procedureCode, l.modifiers])).toEqual([
      ['G0463', []],
      ['J1885', ['JZ']],
    ]);
    expect(claim.patient).toMatchObject({ lastName: 'NUNEZ', firstName: 'ZOE', medicalRecordNumber: 'MRN 9' });
    expect(claim.billingProvider).toMatchObject({
      taxId: '123456789',
      taxIdType: 'ein',
      phone: '4045550100',
      address: { line1: '12 MAIN ST', state: 'GA', postalCode: '303011234' },
    });
    expect(claim.renderingProvider).toMatchObject({ lastName: 'ROE', taxonomyCode: '207Q00000X' });
    expect(claim.destination).toMatchObject({ payerId: 'PAY01', payerName: 'EXAMPLE HEALTH PLAN', memberId: 'W-1234' });
    expect(claim.totalChargeCents).toBe(22_500);
    expect(claim.lines.map((l) => l.lineControlNumber)).toEqual([
      `${claim.patientControlNumber}L1`,
      `${claim.patientControlNumber}L2`,
    ]);
    expect(claim.lines[0]!.serviceTo).toBe('2026-03-02');
  });

  it('an organization’s name ends after the last word NM103 can carry, also where letters unfold', () => {
    const organizationName = `Æsclepios ${'walk-in '.repeat(6)}and urgent care`;
    const { billingProvider } = encounter();
    const claim = onlyClaim(
      encounter({
        billingProvider: { ...billingProvider, organizationName },
        serviceFacility: { name: organizationName, npi: '1234567893', address: { ...clinic, line1: '9 Far Rd' } },
      }),
    );
    const sent = `AESCLEPIOS ${'WALK-IN '.repeat(6)}`.trim();
    expect(claim.billingProvider.organizationName).toBe(sent);
    expect(claim.serviceFacility?.name).toBe(sent);
  });

  it('holds no absent member, so that it reads back from JSON as it was', () => {
    const claim = onlyClaim(encounter({ accident: { kind: 'auto', state: 'ga', date: '2026-03-01' } }));
    expect(JSON.parse(JSON.stringify(claim))).toStrictEqual(claim);
    expect(claim.accident).toStrictEqual({ kind: 'auto', state: 'GA', date: '2026-03-01' });
  });

  it('a hyphenated NDC is filled up to 5-4-2 by its own shape', () => {
    const ndcs = ['0002-1200-01', '00021-200-01', '00021-1200-1', '00002120001'].map((ndc) => {
      const drug = { ndc, quantity: 1, unit: 'ML' as const };
      return onlyClaim(encounter({ lines: [{ ...line([1]), drug }] })).lines[0]!.drug!.ndc;
    });
    expect(ndcs).toEqual(['00002120001', '00021020001', '00021120001', '00002120001']);
  });

  it('an MBI loses its hyphens, and Medicare has no other subscriber than the patient', () => {
    const claim = onlyClaim(
      encounter({
        coverages: [
          {
            responsibility: 'primary',
            payer: { id: 'MCARE', name: 'Medicare' },
            memberId: '1EG4-TE5-MK73',
            relationship: 'spouse',
            subscriber: { lastName: 'Other' },
            insuranceTypeCode: '12',
          },
        ],
      }),
      medicare,
    );
    expect(claim.destination.memberId).toBe('1EG4TE5MK73');
    expect(claim.destination.relationship).toBe('self');
    expect(claim.destination.subscriber.lastName).toBe('NUNEZ');
    expect(claim.destination.subscriber).not.toHaveProperty('externalId');
    expect(claim.destination.claimFilingCode).toBe('MB');
    expect(claim.destination).not.toHaveProperty('insuranceTypeCode');
  });

  it('the filing code is the sender’s, else the profile’s, else commercial', () => {
    const withCode = encounter();
    withCode.coverages[0]!.claimFilingCode = 'bl';
    expect(onlyClaim(withCode).destination.claimFilingCode).toBe('BL');
    expect(onlyClaim(encounter(), medicare).destination.claimFilingCode).toBe('MB');
    expect(onlyClaim(encounter()).destination.claimFilingCode).toBe('CI');
  });

  it('an original claim never names one of the payer’s claims; a replacement does', () => {
    expect(onlyClaim(encounter({ payerClaimControlNumber: 'icn 1' }))).not.toHaveProperty('payerClaimControlNumber');
    const replacement = onlyClaim(encounter({ frequencyCode: '7', payerClaimControlNumber: 'icn1' }));
    expect(replacement).toMatchObject({ frequencyCode: '7', payerClaimControlNumber: 'ICN1' });
  });
});

describe('what goes without saying is left out', () => {
  it('2310B when the billing provider is the renderer', () => {
    const solo = { ...renderer, taxId: '123456789', address: clinic };
    expect(onlyClaim(encounter({ billingProvider: solo }))).not.toHaveProperty('renderingProvider');
    expect(onlyClaim(encounter())).toHaveProperty('renderingProvider');
  });

  it('2310C at the billing address or at home', () => {
    const facility = (line1: string) => ({ name: 'Site', address: { ...clinic, line1, postalCode: '30301' } });
    expect(onlyClaim(encounter({ serviceFacility: facility('12 MAIN ST') }))).not.toHaveProperty('serviceFacility');
    const plusFour = { name: 'Site', address: { ...clinic, postalCode: '303019999' } };
    expect(onlyClaim(encounter({ serviceFacility: plusFour }))).not.toHaveProperty('serviceFacility');
    expect(onlyClaim(encounter({ serviceFacility: facility('9 Elm St') }))).toHaveProperty('serviceFacility');
    expect(onlyClaim(encounter({ serviceFacility: facility('9 Elm St'), placeOfService: '12' }))).not.toHaveProperty(
      'serviceFacility',
    );
  });

  it('what a line says exactly as its claim does', () => {
    const other = { npi: '1234567893', organizationName: 'River Clinic' };
    const claim = onlyClaim(
      encounter({
        priorAuthorizationNumber: 'a1',
        lines: [
          { ...line([1]), renderingProvider: renderer, placeOfService: '11', priorAuthorizationNumber: 'A1' },
          { ...line([1]), renderingProvider: other, placeOfService: '22', priorAuthorizationNumber: 'A2' },
        ],
      }),
    );
    expect(claim.lines[0]).not.toHaveProperty('renderingProvider');
    expect(claim.lines[0]).not.toHaveProperty('placeOfService');
    expect(claim.lines[0]).not.toHaveProperty('priorAuthorizationNumber');
    expect(claim.lines[1]).toMatchObject({ placeOfService: '22', priorAuthorizationNumber: 'A2' });
    expect(claim.lines[1]!.renderingProvider!.npi).toBe('1234567893');
  });

  it('a renderer that every line names becomes the claim’s', () => {
    const claim = onlyClaim(
      encounter({
        renderingProvider: undefined,
        lines: [1, 2].map(() => ({ ...line([1]), renderingProvider: renderer })),
      }),
    );
    expect(claim.renderingProvider!.npi).toBe(renderer.npi);
    expect(claim.lines.every((l) => l.renderingProvider === undefined)).toBe(true);
  });

  it('who ordered stands on every line, since a claim has no place for it', () => {
    const claim = onlyClaim(encounter({ orderingProvider: { npi: '1000000012', lastName: 'Poe' } }));
    expect(claim.lines.map((l) => l.orderingProvider!.npi)).toEqual(['1000000012', '1000000012']);
  });

  it('a diagnosis sent twice, with the pointers following it', () => {
    const claim = onlyClaim(
      encounter({ diagnoses: [{ code: 'E11.9' }, { code: 'e119' }, { code: 'I10' }], lines: [line([2, 1, 3])] }),
    );
    expect(claim.diagnoses).toEqual(['E119', 'I10']);
    expect(claim.lines[0]!.diagnosisPointers).toEqual([1, 2]);
  });

  it('a fifth pointer', () => {
    const diagnoses = ['A00', 'A01', 'A02', 'A03', 'A04'].map((code) => ({ code }));
    expect(onlyClaim(encounter({ diagnoses, lines: [line([5, 4, 3, 2, 1])] })).lines[0]!.diagnosisPointers).toEqual([
      5, 4, 3, 2,
    ]);
  });
});

describe('an encounter too big for one claim is split', () => {
  const codes = Array.from({ length: 20 }, (_, index) => ({ code: `A${String(index).padStart(2, '0')}` }));

  it('after fifty lines, every part with the same diagnoses', () => {
    const claims = claimsOf(encounter({ lines: Array.from({ length: 51 }, () => line([2, 1])) }));
    expect(claims.map((claim) => claim.lines.length)).toEqual([50, 1]);
    expect(claims.map((claim) => claim.diagnoses)).toEqual([
      ['E119', 'I10'],
      ['E119', 'I10'],
    ]);
    expect(claims[1]!.lines[0]).toMatchObject({ lineNumber: 1, diagnosisPointers: [2, 1] });
    expect(claims[0]!.patientControlNumber).not.toBe(claims[1]!.patientControlNumber);
  });

  it('after twelve diagnoses that lines point to', () => {
    const lines = [1, 5, 9, 13, 17].map((first) => line([first, first + 1, first + 2, first + 3]));
    const claims = claimsOf(encounter({ diagnoses: codes, lines }));
    expect(claims.map((claim) => claim.lines.length)).toEqual([3, 2]);
    expect(claims[1]!.diagnoses.slice(-8)).toEqual(codes.slice(12).map(({ code }) => code));
  });

  it('not for diagnoses nobody points to', () => {
    const claim = onlyClaim(encounter({ diagnoses: codes, lines: [line([20])] }));
    expect(claim.diagnoses).toEqual([...codes.slice(0, 11), codes[19]!].map(({ code }) => code));
    expect(claim.lines[0]!.diagnosisPointers).toEqual([12]);
  });

  it('what the patient paid goes to the first part, no part gets more than its charge', () => {
    const lines = Array.from({ length: 51 }, () => line([1]));
    const paid = (patientPaidCents: number) =>
      claimsOf(encounter({ lines, patientPaidCents })).map((claim) => claim.patientPaidCents);
    expect(paid(3000)).toEqual([3000, undefined]);
    expect(paid(5060)).toEqual([5000, 60]);
  });

  it('property: no line, cent, pointer or payment is lost, and no part is too big', () => {
    const anyLine = fc.record({
      pointers: fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 }),
      chargeCents: fc.integer({ min: 0, max: 100_000 }),
    });
    const anyCase = fc.record({ lines: fc.array(anyLine, { minLength: 1, maxLength: 130 }), paidPercent: fc.nat(100) });
    fc.assert(
      fc.property(anyCase, ({ lines, paidPercent }) => {
        const input = encounter({
          diagnoses: codes,
          lines: lines.map(({ pointers, chargeCents }, index) => ({
            ...line(pointers, chargeCents),
            note: `N${index}`,
          })),
        });
        input.patientPaidCents = Math.floor((totalChargeCents(input) * paidPercent) / 100);
        const claims = claimsOf(input);
        expect(claims).toHaveLength(howManyClaims(input, commercial, today));
        const sent = claims.flatMap((claim) => claim.lines.map((l) => ({ claim, l })));
        expect(sent.map(({ l }) => l.note).sort()).toEqual(lines.map((_, index) => `N${index}`).sort());
        for (const { claim, l } of sent) {
          const original = input.lines[Number(l.note!.slice(1))]!;
          expect(l.chargeCents).toBe(original.chargeCents);
          const pointedAt = l.diagnosisPointers.map((pointer) => claim.diagnoses[pointer - 1]);
          expect(pointedAt).toEqual(original.diagnosisPointers.slice(0, 4).map((p) => codes[p - 1]!.code));
        }
        for (const claim of claims) {
          expect(claim.lines.length).toBeLessThanOrEqual(50);
          expect(claim.diagnoses.length).toBeLessThanOrEqual(12);
          expect(claim.lines.map((l) => l.lineNumber)).toEqual(claim.lines.map((_, index) => index + 1));
          expect(claim.totalChargeCents).toBe(claim.lines.reduce((total, l) => total + l.chargeCents, 0));
          expect(claim.patientPaidCents ?? 0).toBeLessThanOrEqual(claim.totalChargeCents);
        }
        expect(claims.reduce((total, claim) => total + claim.totalChargeCents, 0)).toBe(totalChargeCents(input));
        expect(claims.reduce((total, claim) => total + (claim.patientPaidCents ?? 0), 0)).toBe(input.patientPaidCents);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what cannot be a claim is refused with its reason', () => {
  const cover = encounter().coverages[0]!;
  const cases: [string, EncounterInput, typeof commercial?][] = [
    ['do_not_bill_plan', encounter({ doNotBillPlan: true })],
    ['needs_coding', encounter({ uncodedConditions: [{ system: 'http://snomed.info/sct', code: '1' }] })],
    ['no_coverage', encounter({ coverages: [] })],
    ['member_id_missing', encounter({ coverages: [{ ...cover, memberId: undefined }] })],
    ['subscriber_missing', encounter({ coverages: [{ ...cover, relationship: 'child' }] })],
    ['name_not_writable', encounter({ patient: { lastName: '李' } })],
    ['no_line', encounter({ lines: [] })],
    ['no_diagnosis', encounter({ diagnoses: [] })],
    ['place_of_service_missing', encounter({ placeOfService: undefined })],
    ['procedure_missing', encounter({ lines: [{ ...line([1]), procedureCode: '~' }] })],
    ['pointer_missing', encounter({ lines: [line([])] })],
    ['pointer_out_of_range', encounter({ lines: [line([3])] })],
    ['patient_paid_exceeds_charge', encounter({ patientPaidCents: 22_501 })],
    ['payer_takes_no_replacement', encounter({ frequencyCode: '7', payerClaimControlNumber: 'X' }), medicare],
    ['payer_claim_number_missing', encounter({ frequencyCode: '8' })],
    [
      'repricing_would_split',
      encounter({ repricing: { allowedCents: 100 }, lines: Array.from({ length: 51 }, () => line([1])) }),
    ],
    [
      'replacement_would_split',
      encounter({
        frequencyCode: '7',
        payerClaimControlNumber: 'X',
        lines: Array.from({ length: 51 }, () => line([1])),
      }),
    ],
  ];

  it.each(cases)('%s', (reasonCode, input, payer = commercial) => {
    expect(run(input, payer)).toMatchObject({ ok: false, reasonCode, reason: expect.stringMatching(/\S{3}/) });
    expect(howManyClaims(input, payer, today)).toBe(0);
  });

  it('a control number that is none is a bug and throws', () => {
    const bad = () =>
      assemble({
        unit: billedAlone(encounterId, encounter()),
        payer: commercial,
        today,
        nextPatientControlNumber: () => 'a b',
      });
    expect(bad).toThrow(/patient control number/);
  });
});
