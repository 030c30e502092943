import { encounterInput } from '@claimwright/domain/encounter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AcceptedEncounter } from './from-encounter.ts';
import type { OperationOutcomeIssue } from './operation-outcome.ts';
import { readBundle } from './read-bundle.ts';
import { type Json, type SampleResource, sampleBundle, sampleResources } from './sample-bundle.ts';

const today = '2026-04-01';
type Resources = Record<string, SampleResource>;

function intakeOf(change: (resources: Resources) => void = () => undefined) {
  const resources = sampleResources();
  change(resources);
  const intake = readBundle(sampleBundle(resources), { today });
  if (!intake.ok) throw new Error('the sample is a Bundle');
  return intake;
}

function accepted(change?: (resources: Resources) => void): AcceptedEncounter {
  const [first] = intakeOf(change).encounters;
  if (!first || 'rejected' in first) throw new Error(JSON.stringify(first));
  return first;
}

function rejection(change: (resources: Resources) => void): OperationOutcomeIssue[] {
  const [first] = intakeOf(change).encounters;
  if (!first || 'input' in first) throw new Error('the encounter was accepted');
  return first.rejected.filter((issue) => issue.severity === 'error');
}

/** Changes one resource; `undefined` removes the field. */
function set(name: string, fields: Record<string, Json | undefined>) {
  return (resources: Resources) => {
    const resource = resources[name];
    if (!resource) throw new Error(`no ${name} in the sample`);
    for (const [key, value] of Object.entries(fields)) {
      if (value === undefined) delete resource[key];
      else resource[key] = value;
    }
  };
}

const to = (reference: string) => ({ reference });

const clia = (value: string): Json => ({ system: 'urn:oid:2.16.840.1.113883.4.7', value });

describe('the CLIA number', () => {
  it('of the billing organization is that of the claim, as it was sent', () => {
    const change = (resources: Resources) => {
      const { clinic } = resources;
      if (!clinic) throw new Error('no clinic in the sample');
      clinic.identifier = [...(clinic.identifier as Json[]), clia('11d1234567')];
    };
    expect(accepted(change).input.cliaNumber).toBe('11d1234567');
    expect(accepted().input.cliaNumber).toBeUndefined();
  });

  it('of the organization that performed a charge is that of the line, and the claim says nothing else of it', () => {
    const { input, issues } = accepted((resources) => {
      resources.laboratory = {
        resourceType: 'Organization',
        id: 'lab-1',
        identifier: [clia('22D7654321')],
        name: 'Sample Laboratory',
      };
      const charge = Object.values(resources).find((one) => one.resourceType === 'ChargeItem');
      if (!charge) throw new Error('no charge in the sample');
      charge.performingOrganization = { reference: 'Organization/lab-1' };
    });
    expect(input.lines.map((line) => line.cliaNumber)).toContain('22D7654321');
    expect(input.cliaNumber).toBeUndefined();
    expect(JSON.stringify(issues)).toContain('its CLIA number and nothing else');
  });
});

describe('readBundle', () => {
  it('reads a visit with all that belongs to it', () => {
    const { input, issues } = accepted();
    expect(issues).toEqual([]);
    expect(input).toEqual(
      encounterInput.parse({
        externalId: 'enc-1',
        patient: {
          lastName: 'Testperson',
          firstName: 'Ada',
          middleName: 'Maria Luz',
          suffix: 'III',
          birthDate: '2016-05-04',
          sex: 'F',
          phone: '555-010-0100',
          address: {
            line1: '1 Sample Way',
            line2: 'Unit 2, Rear',
            city: 'Testville',
            state: 'MA',
            postalCode: '02100-1234',
          },
          externalId: 'pat-1',
          medicalRecordNumber: 'MRN-1',
        },
        coverages: [
          {
            responsibility: 'primary',
            payer: { id: 'GSH01', name: 'Granite Shore Health Plan' },
            memberId: 'GSH123456789',
            relationship: 'child',
            subscriber: { lastName: 'Testperson', firstName: 'Otto', birthDate: '1980-01-02', sex: 'M' },
            groupNumber: 'GRP-7',
            groupName: 'Sample Employer',
            claimFilingCode: '12',
            planFunding: 'unknown',
          },
        ],
        billingProvider: {
          npi: '1234567893',
          organizationName: 'Sample Clinic',
          taxonomyCode: '261QP2300X',
          address: { line1: '20 Clinic Street', city: 'Testville', state: 'MA', postalCode: '021001111' },
          taxId: '04-1234567',
          taxIdType: 'ein',
          phone: '555-010-0200',
          payToAddress: { line1: 'PO Box 9', city: 'Testville', state: 'MA', postalCode: '021009999' },
        },
        renderingProvider: { npi: '1912345674', lastName: 'Clinician', firstName: 'Bea', taxonomyCode: '207Q00000X' },
        placeOfService: '11',
        diagnoses: [{ code: 'R05.9' }, { code: 'R50.9' }],
        lines: [
          {
            externalId: 'chg-1',
            procedureCode: 'G0463',
            diagnosisPointers: [2, 1],
            units: 1,
            chargeCents: 20_160,
            serviceFrom: '2026-03-02',
          },
          {
            externalId: 'chg-2',
            procedureCode: 'J1885',
            modifiers: ['LT', 'JZ'],
            diagnosisPointers: [1],
            units: 2,
            chargeCents: 1234,
            serviceFrom: '2026-03-02',
            drug: { ndc: '00000-1111-22', quantity: 2, unit: 'ML' },
          },
        ],
      }),
    );
  });

  it.each(['transaction', 'batch', 'collection'])('takes a Bundle of type %s', (type) => {
    const intake = readBundle(sampleBundle(sampleResources(), type), { today });
    expect(intake).toMatchObject({ ok: true, type, entries: 14 });
  });

  it.each([
    [null, 'Bundle'],
    ['{}', 'Bundle'],
    [[], 'Bundle'],
    [{}, 'Bundle.resourceType'],
    [{ resourceType: 'Patient' }, 'Bundle.resourceType'],
    [{ resourceType: 'Bundle' }, 'Bundle.type'],
    [{ resourceType: 'Bundle', type: 'searchset' }, 'Bundle.type'],
    [{ resourceType: 'Bundle', type: 'batch', entry: {} }, 'Bundle.entry'],
  ])('refuses %j and names the element', (value, expression) => {
    const intake = readBundle(value, { today });
    expect(intake.ok).toBe(false);
    expect(intake.issues.at(-1)?.expression).toEqual([expression]);
  });

  it('reports an entry that brings nothing and reads the others', () => {
    const bundle = sampleBundle();
    const entry = [{ request: { method: 'DELETE', url: 'Patient/1' } }, 7, {}, ...(bundle.entry as object[])];
    const intake = readBundle({ ...bundle, entry }, { today });
    if (!intake.ok) throw new Error('refused');
    expect(intake.encounters.map((one) => 'input' in one)).toEqual([true]);
    expect(intake.issues.map((issue) => issue.expression[0])).toEqual([
      'Bundle.entry[0].request.method',
      'Bundle.entry[1]',
      'Bundle.entry[2].resource',
    ]);
  });

  it('counts resources of other types and goes on', () => {
    const intake = intakeOf((resources) => {
      resources.one = { resourceType: 'Observation', id: 'o1' };
      resources.two = { resourceType: 'Observation', id: 'o2' };
      resources.three = { resourceType: 'NoSuchType', id: 'o3' };
    });
    expect(intake.issues.map((issue) => `${issue.severity} ${issue.diagnostics}`)).toEqual([
      'information 2 Observation resources are accepted and not used.',
      'information 1 NoSuchType resource is accepted and not used.',
    ]);
    expect(intake.encounters).toHaveLength(1);
  });

  it('rejects encounters by the same name, because their charges could mean either', () => {
    const intake = intakeOf((resources) => {
      resources.twin = { ...sampleResources().encounter, resourceType: 'Encounter' };
    });
    expect(intake.encounters.map((one) => ('rejected' in one ? one.rejected[0]?.code : 'accepted'))).toEqual([
      'duplicate',
      'duplicate',
    ]);
    expect(intake.issues.filter((issue) => issue.severity === 'error')).not.toEqual([]);
  });

  it('never loses a charge that belongs to no encounter without a word', () => {
    const intake = intakeOf(set('visitCharge', { context: to('Encounter/nobody') }));
    expect(intake.issues).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        code: 'business-rule',
        expression: ['Bundle.entry[11].resource.context'],
      }),
    );
  });
});

describe('an encounter is rejected whole, naming the element,', () => {
  const at = (index: number, path: string) => `Bundle.entry[${index}].resource.${path}`;
  it.each<[string, (resources: Resources) => void, string, string]>([
    ['without a patient', set('encounter', { subject: undefined }), 'required', at(10, 'subject')],
    [
      'with a patient who is not there',
      set('encounter', { subject: to('Patient/x') }),
      'not-found',
      at(10, 'subject.reference'),
    ],
    [
      'with a patient of another type',
      set('encounter', { subject: to('Practitioner/doc-1') }),
      'value',
      at(10, 'subject.reference'),
    ],
    [
      'with a patient without a family name',
      set('patient', { name: [{ text: 'Ada Testperson' }] }),
      'required',
      at(0, 'name[0].family'),
    ],
    [
      'with a family name no claim can carry',
      set('patient', { name: [{ family: 'x'.repeat(61) }] }),
      'too-long',
      at(0, 'name[0].family'),
    ],
    ['with a birth date that is none', set('patient', { birthDate: '2016-02-30' }), 'value', at(0, 'birthDate')],
    ['while it is not over', set('encounter', { status: 'in-progress' }), 'business-rule', at(10, 'status')],
    ['entered in error', set('encounter', { status: 'entered-in-error' }), 'business-rule', at(10, 'status')],
    ['with a field of the wrong type', set('encounter', { period: 'yesterday' }), 'structure', at(10, 'period')],
    ['with a list that is none', set('encounter', { diagnosis: {} }), 'structure', at(10, 'diagnosis')],
    [
      'with a diagnosis that is not there',
      set('encounter', { diagnosis: [{ condition: to('Condition/x') }] }),
      'not-found',
      at(10, 'diagnosis[0].condition.reference'),
    ],
    [
      'with an unknown modifier extension',
      set('encounter', { modifierExtension: [{ url: 'urn:x' }] }),
      'extension',
      at(10, 'modifierExtension'),
    ],
    [
      'with a charge in another currency',
      set('visitCharge', { priceOverride: { value: 5, currency: 'EUR' } }),
      'not-supported',
      at(11, 'priceOverride.currency'),
    ],
    [
      'with a third decimal',
      set('visitCharge', { priceOverride: { value: 0.1 + 0.2 } }),
      'value',
      at(11, 'priceOverride.value'),
    ],
    [
      'with an amount beyond all sense',
      set('visitCharge', { priceOverride: { value: 1e21 } }),
      'value',
      at(11, 'priceOverride.value'),
    ],
    [
      'with a negative charge',
      set('visitCharge', { priceOverride: { value: -5 } }),
      'value',
      at(11, 'priceOverride.value'),
    ],
    [
      'with a price in quotes',
      set('visitCharge', { priceOverride: { value: '5.00' } }),
      'structure',
      at(11, 'priceOverride.value'),
    ],
    [
      'with a charge without price',
      set('visitCharge', { priceOverride: undefined }),
      'required',
      at(11, 'priceOverride'),
    ],
    [
      'with a charge without billing code',
      set('visitCharge', { code: { text: 'visit' } }),
      'code-invalid',
      at(11, 'code'),
    ],
    [
      'with a charge nobody knows to be billable',
      set('visitCharge', { status: 'unknown' }),
      'code-invalid',
      at(11, 'status'),
    ],
    [
      'with a fifth modifier',
      set('drugCharge', {
        extension: ['A1', 'A2', 'A3', 'A4', 'A5'].map((code) => ({ url: 'x/charge-modifier', valueCode: code })),
      }),
      'too-long',
      at(13, 'extension'),
    ],
    [
      'with a service that did not happen',
      set('administration', { status: 'not-done' }),
      'business-rule',
      at(12, 'status'),
    ],
    ['with a subscriber without a name', set('parent', { name: [] }), 'required', at(1, 'name')],
    [
      'with a payer that has neither name nor id',
      set('payer', { name: undefined, identifier: [] }),
      'required',
      at(2, 'name'),
    ],
    [
      'with a member id no claim can carry',
      set('coverage', { subscriberId: 'x'.repeat(81) }),
      'too-long',
      at(7, 'subscriberId'),
    ],
  ])('%s', (_name, change, code, expression) => {
    expect(rejection(change)).toContainEqual(
      expect.objectContaining({ code, expression: expect.arrayContaining([expression]) }),
    );
  });

  it('and never quotes who the patient is', () => {
    const issues = rejection(set('patient', { name: [{ family: 'Secretname'.repeat(7) }], birthDate: '1999-99-99' }));
    expect(JSON.stringify(issues)).not.toMatch(/Secretname|1999/);
  });
});

describe('what the coding checks can judge is let through:', () => {
  it('an encounter with nothing but a patient', () => {
    const intake = readBundle(
      sampleBundle({
        patient: { resourceType: 'Patient', id: 'p', name: [{ family: 'Alone' }] },
        encounter: { resourceType: 'Encounter', id: 'e', status: 'finished', subject: to('Patient/p') },
      }),
      { today },
    );
    expect(intake).toMatchObject({
      ok: true,
      encounters: [{ input: { externalId: 'e', lines: [], coverages: [], billingProvider: {} } }],
    });
  });

  it('an organization’s name too long for a claim is kept whole', () => {
    const { input } = accepted(set('clinic', { name: 'C'.repeat(200), alias: ['Sample Clinic Inc'] }));
    expect(input.billingProvider.organizationName).toBe('C'.repeat(200));
  });

  it('one of more than 200 characters is left out, not cut', () => {
    const intake = intakeOf(set('clinic', { name: 'C'.repeat(201) }));
    expect(intake.encounters[0]).toMatchObject({ input: { billingProvider: { npi: '1234567893' } } });
    expect(JSON.stringify(intake.encounters[0])).not.toContain('CCCC');
    expect(intake.issues).toContainEqual(
      expect.objectContaining({ severity: 'warning', code: 'too-long', expression: ['Bundle.entry[3].resource.name'] }),
    );
  });

  it('or an alias that fits takes its place', () => {
    const { input } = accepted(set('clinic', { name: 'C'.repeat(201), alias: ['D'.repeat(201), 'Sample Clinic Inc'] }));
    expect(input.billingProvider.organizationName).toBe('Sample Clinic Inc');
  });

  it('an address is used as a whole or not at all', () => {
    const { input } = accepted(
      set('patient', { address: [{ line: ['1 Sample Way', 'x'.repeat(56)], city: 'Testville' }] }),
    );
    expect(input.patient.address).toBeUndefined();
  });

  it('a provider who is not there leaves the rendering provider open', () => {
    const { input, issues } = accepted((resources) => {
      set('encounter', { participant: [{ individual: to('Practitioner/x') }] })(resources);
      set('visitCharge', { performer: undefined })(resources);
    });
    expect(input.renderingProvider).toBeUndefined();
    expect(issues).toContainEqual(expect.objectContaining({ severity: 'warning', code: 'not-found' }));
  });
});

describe('coverages', () => {
  it('stand in the order the sender gives, and only those in force on the day', () => {
    const { input, issues } = accepted((resources) => {
      const base = sampleResources().coverage!;
      resources.second = { ...base, id: 'cov-2', order: 1, subscriberId: 'FIRST' };
      resources.over = { ...base, id: 'cov-3', order: 0, period: { end: '2026-03-01' } };
      resources.cancelled = { ...base, id: 'cov-4', order: 0, status: 'cancelled' };
      resources.selfPay = { ...base, id: 'cov-5', order: 0, payor: [to('Patient/pat-1')] };
      set('coverage', { order: 2 })(resources);
    });
    expect(input.coverages.map((one) => `${one.responsibility} ${one.memberId}`)).toEqual([
      'primary FIRST',
      'secondary GSH123456789',
    ]);
    expect(issues.map((issue) => issue.expression[0])).toEqual(['Bundle.entry[15].resource.period']);
  });

  it('a fourth payer is left out with a warning', () => {
    const { input, issues } = accepted((resources) => {
      for (const order of [2, 3, 4])
        resources[`c${order}`] = { ...sampleResources().coverage!, id: `c${order}`, order };
    });
    expect(input.coverages.map((one) => one.responsibility)).toEqual(['primary', 'secondary', 'tertiary']);
    expect(issues).toContainEqual(expect.objectContaining({ code: 'not-supported' }));
  });

  it.each([
    ['121', 'MB', 'government'],
    ['22', 'MC', 'government'],
    ['3111', 'CH', 'government'],
    ['511', 'HM', 'unknown'],
    ['522', 'CI', 'self_funded'],
    ['619', 'BL', 'unknown'],
    ['95', 'WC', 'unknown'],
    ['99', undefined, undefined],
  ])('SOPT %s files as %s', (code, claimFilingCode, planFunding) => {
    const { input } = accepted(set('coverage', { type: { coding: [{ system: 'https://nahdo.org/sopt', code }] } }));
    expect(input.coverages[0]).toMatchObject(JSON.parse(JSON.stringify({ claimFilingCode, planFunding })));
    expect(input.coverages[0]?.claimFilingCode).toBe(claimFilingCode);
  });
});

describe('diagnoses', () => {
  const snomed = { coding: [{ system: 'http://snomed.info/sct', code: '386661006', display: 'Fever' }] };

  it('a condition without ICD-10-CM waits for a coder, and its pointer is dropped with a word', () => {
    const { input, issues } = accepted(set('fever', { code: snomed }));
    expect(input.diagnoses).toEqual([{ code: 'R05.9' }]);
    expect(input.uncodedConditions).toEqual([
      { system: 'http://snomed.info/sct', code: '386661006', display: 'Fever' },
    ]);
    expect(input.lines[0]?.diagnosisPointers).toEqual([1]);
    expect(issues.map((issue) => issue.severity)).toEqual(['information']);
  });

  it('a pointer to what is no diagnosis of the visit is dropped with a warning', () => {
    const { input, issues } = accepted(
      set('encounter', { diagnosis: [{ condition: to('Condition/cond-1'), rank: 1 }] }),
    );
    expect(input.lines[0]?.diagnosisPointers).toEqual([1]);
    expect(issues).toEqual([
      expect.objectContaining({
        severity: 'warning',
        expression: ['Bundle.entry[11].resource.supportingInformation[0]'],
      }),
    ]);
  });

  it('a refuted condition is no diagnosis', () => {
    const { input } = accepted(set('fever', { verificationStatus: { coding: [{ code: 'refuted' }] } }));
    expect(input.diagnoses).toEqual([{ code: 'R05.9' }]);
  });

  it('words without any code wait for a coder too', () => {
    const { input } = accepted(set('fever', { code: { text: 'feverish' } }));
    expect(input.uncodedConditions[0]).toMatchObject({ code: 'as-text', display: 'feverish' });
  });
});

describe('charges', () => {
  it('codes of the licensed system pass through as text', () => {
    const { input } = accepted(
      set('visitCharge', { code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: 'CODE-X' }] } }),
    );
    expect(input.lines[0]?.procedureCode).toBe('CODE-X');
  });

  it.each([
    ['not-billable', 'information'],
    ['billed', 'warning'],
  ])('a charge that is %s is left out with a word', (status, severity) => {
    const { input, issues } = accepted(set('visitCharge', { status }));
    expect(input.lines.map((line) => line.externalId)).toEqual(['chg-2']);
    expect(issues).toEqual([expect.objectContaining({ severity })]);
  });

  it('another performer than the visit’s is the line’s own rendering provider', () => {
    const { input } = accepted((resources) => {
      resources.other = { ...sampleResources().practitioner!, id: 'doc-2', name: [{ family: 'Colleague' }] };
      set('visitCharge', { performer: [{ actor: to('Practitioner/doc-2') }] })(resources);
    });
    expect(input.lines[0]?.renderingProvider).toMatchObject({ lastName: 'Colleague' });
  });

  it('a charge without context belongs to the encounter of its service', () => {
    // drugCharge of the sample has none
    expect(accepted().input.lines.map((line) => line.externalId)).toEqual(['chg-1', 'chg-2']);
  });

  it('an NDC without a dose is left out with a warning', () => {
    const { input, issues } = accepted(set('administration', { dosage: undefined }));
    expect(input.lines[1]?.drug).toBeUndefined();
    expect(issues).toEqual([expect.objectContaining({ severity: 'warning', code: 'required' })]);
  });
});

describe('providers and places', () => {
  it('a conditional reference names a provider by NPI', () => {
    const reference = 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1912345674';
    const inside = accepted(set('encounter', { participant: [{ individual: to(reference) }] }));
    expect(inside.input.renderingProvider).toMatchObject({ lastName: 'Clinician', taxonomyCode: '207Q00000X' });
    const outside = accepted((resources) => {
      set('encounter', { participant: [{ individual: to(reference.replace('1912345674', '1999999992')) }] })(resources);
      set('visitCharge', { performer: undefined })(resources);
    });
    expect(outside.input.renderingProvider).toEqual({ npi: '1999999992' });
  });

  it('a facility stands only where it is elsewhere than the billing address', () => {
    const address = { line: ['99 Hospital Road'], city: 'Testville', state: 'MA', postalCode: '02100' };
    const { input } = accepted(set('location', { address }));
    expect(input.serviceFacility).toEqual({
      name: 'Sample Clinic',
      address: { line1: '99 Hospital Road', city: 'Testville', state: 'MA', postalCode: '02100' },
    });
  });

  it('places that are part of each other in a circle end the search', () => {
    const { input } = accepted((resources) => {
      set('location', { type: undefined, partOf: to('Location/loc-2') })(resources);
      resources.ward = { resourceType: 'Location', id: 'loc-2', partOf: to('Location/loc-1') };
    });
    expect(input.placeOfService).toBeUndefined();
  });

  it('an inpatient stay has its admission and discharge', () => {
    const { input } = accepted(
      set('encounter', { class: { code: 'IMP' }, period: { start: '2026-03-01', end: '2026-03-04T10:00:00Z' } }),
    );
    expect(input.dates).toEqual({ admission: '2026-03-01', discharge: '2026-03-04' });
  });

  it('security labels keep their duty', () => {
    const security = [{ code: '42CFRPart2' }, { code: 'HIPAASelfPay' }];
    expect(accepted(set('encounter', { meta: { security } })).input).toMatchObject({
      sensitivity: 'part2',
      doNotBillPlan: true,
    });
  });
});

describe('dates are those written, in the offset written', () => {
  it.each([
    ['2026-03-02T23:59:00-05:00', '2026-03-02'],
    ['2026-03-03T04:59:00Z', '2026-03-03'],
    ['2026-03-02', '2026-03-02'],
  ])('%s → %s', (occurrenceDateTime, date) => {
    expect(accepted(set('visitCharge', { occurrenceDateTime })).input.lines[0]?.serviceFrom).toBe(date);
  });
});

describe('whatever comes in', () => {
  const junk: fc.Arbitrary<Json> = fc.oneof(
    fc.constantFrom<Json>(
      null,
      '',
      0,
      -1,
      1e300,
      true,
      [],
      {},
      [null],
      [[]],
      { reference: '#' },
      '__proto__',
      '%E0%A4%A',
    ),
    fc.string(),
    fc.constantFrom<Json>(
      ...['Patient/pat-1', 'Encounter/enc-1', '#med', 'urn:uuid:x', 'Location/loc-1'].map((reference) => ({
        reference,
      })),
    ),
  );

  function paths(value: Json, prefix: (string | number)[] = []): (string | number)[][] {
    if (typeof value !== 'object' || value === null) return [prefix];
    const entries: [string | number, Json][] = Array.isArray(value)
      ? value.map((item, index) => [index, item])
      : Object.entries(value);
    return [prefix, ...entries.flatMap(([key, item]) => paths(item, [...prefix, key]))];
  }

  function replace(value: Json, [key, ...rest]: (string | number)[], by: Json): Json {
    if (key === undefined) return by;
    if (Array.isArray(value)) return value.map((item, index) => (index === key ? replace(item, rest, by) : item));
    if (typeof value !== 'object' || value === null) return by;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, name === key ? replace(item, rest, by) : item]),
    );
  }

  function encountersIn(bundle: Json): number {
    const { entry } = bundle as { entry: { request?: { method?: Json }; resource?: { resourceType?: Json } | null }[] };
    return Array.isArray(entry) ? entry.filter((one) => one?.resource?.resourceType === 'Encounter').length : 0;
  }

  const sample = JSON.parse(JSON.stringify(sampleBundle())) as Json;
  const everyPath = paths(sample);

  it('a Bundle with anything anywhere never throws, loses no Encounter and accepts only what has the domain’s shape', () => {
    const seen = { accepted: 0, rejected: 0 };
    const changes = fc.array(fc.tuple(fc.nat(everyPath.length - 1), junk), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(changes, (list) => {
        const bundle = list.reduce<Json>((value, [index, by]) => replace(value, everyPath[index] ?? [], by), sample);
        const intake = readBundle(bundle, { today });
        if (!intake.ok) return intake.issues.length > 0;
        if (intake.encounters.length !== encountersIn(bundle)) return false;
        seen[intake.encounters.some((one) => 'input' in one) ? 'accepted' : 'rejected'] += 1;
        return intake.encounters.every((one) =>
          'input' in one
            ? encounterInput.safeParse(one.input).success
            : one.rejected.some((issue) => issue.severity === 'error'),
        );
      }),
      { numRuns: 3000, seed: 20261123 },
    );
    // Otherwise nothing was proved.
    expect(Math.min(seen.accepted, seen.rejected)).toBeGreaterThan(300);
  });

  it('a value that is nothing like a Bundle is refused', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => !readBundle(value, { today }).ok),
      { numRuns: 300, seed: 7 },
    );
  });

  it('a sum paid or billed twice is impossible: each charge is in one encounter at most', () => {
    fc.assert(
      fc.property(fc.nat(everyPath.length - 1), junk, (index, by) => {
        const intake = readBundle(replace(sample, everyPath[index] ?? [], by), { today });
        const ids = intake.ok
          ? intake.encounters.flatMap((one) => ('input' in one ? one.input.lines.map((line) => line.externalId) : []))
          : [];
        return new Set(ids).size === ids.length;
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});
