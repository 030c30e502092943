import { type Json, type SampleResource, sampleBundle, sampleResources } from '@claimwright/fhir/sample-bundle';
import { type Changes, medicare, put } from './bundle-changes.ts';

/** Hospital bills as an EHR sends them in FHIR: Bundles in which nothing is wrong, and mistakes put into them. */

const revenue = 'https://www.nubc.org/CodeSystem/RevenueCodes';
const hcpcs = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const pcs = 'http://www.cms.gov/Medicare/Coding/ICD10';
const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
const act = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const coded = (system: string, code: string): Json => ({ coding: [{ system, code }] });
const to = (reference: string): Json => ({ reference });
const extension = (name: string, valueCode: string): Json => [
  { url: `https://ehr.example.org/fhir/${name}`, valueCode },
];

type Part = { [key: string]: Json };

const condition = (id: string, code: string): SampleResource => ({
  ...{ resourceType: 'Condition', id, subject: to('Patient/pat-1'), code: coded(icd, code) },
});
const charge = (id: string, codes: Json[], dollars: number, more: Part = {}): SampleResource => ({
  ...{ resourceType: 'ChargeItem', id, status: 'billable', code: { coding: codes } },
  ...{ context: to('Encounter/enc-1'), occurrenceDateTime: '2026-03-02', quantity: { value: 1 } },
  ...{ priceOverride: { value: dollars }, ...more },
});
const line = (code: string): Json => ({ system: revenue, code });
const service = (code: string): Json => ({ system: hcpcs, code });

/** A code of the bill in a Claim: v2 table, code, and its day, period or quantity. */
function told(table: '0350' | '0351' | '0153' | '0043', code: string, more: Part = {}): Json {
  return { sequence: 1, code: coded(`http://terminology.hl7.org/CodeSystem/v2-${table}`, code), ...more };
}
const span = (code: string, start: string, end: string) => told('0351', code, { timingPeriod: { start, end } });
const count = (code: string, value: number) => told('0153', code, { valueQuantity: { value } });

/** An accident that was no car's and not at work. */
const fall = told('0350', '05', { timingDate: '2026-03-02' });

function bill(encounter: Part, supportingInfo: Json[], rest: Record<string, SampleResource>) {
  const { patient, parent, payer, clinic, practitioner, coverage, encounter: visit } = sampleResources();
  if (!patient || !parent || !payer || !clinic || !practitioner || !coverage || !visit) throw new Error('no sample');
  const { location: _location, ...base } = visit;
  return {
    ...{ patient, parent, payer, clinic, practitioner, coverage, ...rest },
    encounter: {
      ...base,
      participant: [
        {
          type: [coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'ATND')],
          individual: to('Practitioner/doc-1'),
        },
      ],
      ...encounter,
    },
    claim: {
      ...{ resourceType: 'Claim', id: 'claim-1', supportingInfo },
      item: [{ sequence: 1, encounter: [to('Encounter/enc-1')] }],
    },
  } as Record<string, SampleResource>;
}

const bundles = {
  'a stay of Medicare': bill(
    {
      ...{ class: { system: act, code: 'IMP' }, extension: extension('type-of-bill', '0111') },
      priority: coded('http://terminology.hl7.org/CodeSystem/v3-ActPriority', 'EM'),
      period: { start: '2026-03-02T19:30:00-05:00', end: '2026-03-06T11:05:00-05:00' },
      hospitalization: {
        admitSource: coded('https://www.nubc.org/CodeSystem/PointOfOrigin', '1'),
        dischargeDisposition: coded('http://terminology.hl7.org/CodeSystem/discharge-disposition', 'home'),
      },
      diagnosis: [
        { condition: to('Condition/c1'), rank: 1, extension: extension('present-on-admission', 'y') },
        { condition: to('Condition/c2'), rank: 2, extension: extension('present-on-admission', 'y') },
        {
          condition: to('Condition/c3'),
          use: coded('http://terminology.hl7.org/CodeSystem/diagnosis-role', 'AD'),
        },
      ],
    },
    [count('80', 4), fall],
    {
      ...{ c1: condition('c1', 'S72.041A'), c2: condition('c2', 'I10'), c3: condition('c3', 'M25.551') },
      room: charge('room', [line('0120')], 4800, { quantity: { value: 4, code: 'd' } }),
      drugs: charge('drugs', [line('0250')], 200),
      surgeon: {
        ...{ resourceType: 'Practitioner', id: 'doc-2', name: [{ family: 'Cutter', given: ['Kim'] }] },
        identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1912345679' }],
      },
      operation: {
        ...{ resourceType: 'Procedure', id: 'op-1', status: 'completed', encounter: to('Encounter/enc-1') },
        ...{
          code: coded(pcs, '0SR9019'),
          performedDateTime: '2026-03-03',
          performer: [{ actor: to('Practitioner/doc-2') }],
        },
      },
    },
  ),
  'an emergency visit': bill(
    {
      ...{ class: { system: act, code: 'EMER' }, extension: extension('type-of-bill', '0131') },
      priority: coded('http://terminology.hl7.org/CodeSystem/v3-ActPriority', 'EM'),
      hospitalization: {
        admitSource: coded('https://www.nubc.org/CodeSystem/PointOfOrigin', '1'),
        dischargeDisposition: coded('http://terminology.hl7.org/CodeSystem/discharge-disposition', 'home'),
      },
      diagnosis: [
        { condition: to('Condition/c1'), rank: 1 },
        { condition: to('Condition/c2'), use: coded('http://terminology.hl7.org/CodeSystem/diagnosis-role', 'CC') },
      ],
    },
    [],
    {
      ...{ c1: condition('c1', 'K35.80'), c2: condition('c2', 'R10.9') },
      visit: charge('visit', [line('0450'), service('G0382')], 900),
      drug: charge('drug', [line('0636'), service('J1885')], 20),
    },
  ),
} as const satisfies Record<string, Record<string, SampleResource>>;

export type HospitalBundle = keyof typeof bundles;
export const hospitalBundles = Object.keys(bundles) as HospitalBundle[];

/** What the sample lacks to pass every check. */
const clean: Readonly<Record<HospitalBundle, Changes>> = {
  'a stay of Medicare': {
    ...medicare,
    'coverage.type': { coding: [{ system: 'https://nahdo.org/sopt', code: '121' }] },
  },
  'an emergency visit': { 'patient.birthDate': '1980-05-04', 'parent.birthDate': '1955-01-02' },
};

/** A clean Bundle with some values changed: "encounter.hospitalization", "claim.supportingInfo". */
export function hospitalBundle(kind: HospitalBundle, changes: Changes = {}) {
  const resources: Record<string, SampleResource> = structuredClone(bundles[kind]);
  const fixed: Changes = {
    'practitioner.identifier.0.value': '1122334455',
    'clinic.address.0.line': ['20 Clinic Street'],
    'clinic.address.1': {
      use: 'billing',
      line: ['20 Clinic Street'],
      city: 'Testville',
      state: 'MA',
      postalCode: '021001111',
    },
  };
  for (const change of [fixed, clean[kind], changes]) {
    for (const [path, value] of Object.entries(change)) put(resources, path.split('.'), value);
  }
  return sampleBundle(resources, 'transaction');
}

export interface PlantedInBundle {
  mistake: string;
  bundle: HospitalBundle;
  changes: Changes;
  finds: readonly string[];
}

const at = '/institutional';
const stay = 'a stay of Medicare';
const emergency = 'an emergency visit';
const info = (...list: Json[]): Changes => ({ 'claim.supportingInfo': [fall, ...list] });

export const plantedInBundles: readonly PlantedInBundle[] = [
  {
    mistake: 'no type of bill',
    bundle: stay,
    changes: { 'encounter.extension': [] },
    finds: [`IN001 reject ${at}/typeOfBill`],
  },
  {
    mistake: 'nothing says how the patient left',
    bundle: stay,
    changes: { 'encounter.hospitalization.dischargeDisposition': undefined },
    finds: [`IN005 reject ${at}/patientStatusCode`],
  },
  {
    mistake: 'nothing says where the patient came from',
    bundle: stay,
    changes: { 'encounter.hospitalization.admitSource': undefined },
    finds: [`IN004 reject ${at}/admission/sourceCode`],
  },
  {
    mistake: 'no kind of admission',
    bundle: stay,
    changes: { 'encounter.priority': undefined },
    finds: [`IN004 reject ${at}/admission/typeCode`],
  },
  {
    mistake: 'days without hours',
    bundle: stay,
    changes: { 'encounter.period': { start: '2026-03-02', end: '2026-03-06' } },
    finds: [`IN004 reject ${at}/admission/hour`, `IN004 reject ${at}/dischargeHour`],
  },
  {
    mistake: 'no admitting diagnosis',
    bundle: stay,
    changes: {
      'encounter.diagnosis.2.use': undefined,
      'encounter.diagnosis.2.extension': extension('present-on-admission', 'y'),
    },
    finds: [`IN010 reject ${at}/admittingDiagnosis`],
  },
  {
    mistake: 'no indicator',
    bundle: stay,
    changes: { 'encounter.diagnosis.1.extension': [] },
    finds: ['IN011 reject /diagnoses/1/presentOnAdmission'],
  },
  {
    mistake: 'a day of the room too many',
    bundle: stay,
    changes: { 'room.quantity.value': 5 },
    finds: ['IN006 reject /lines/0/units'],
  },
  { mistake: 'no covered days', bundle: stay, changes: info(), finds: [`IN006 reject ${at}/days`] },
  {
    mistake: 'a covered day too many',
    bundle: stay,
    changes: info(count('80', 5)),
    finds: [`IN006 reject ${at}/days`],
  },
  {
    mistake: 'a leave beyond the stay, counted as covered',
    bundle: stay,
    changes: info(count('80', 4), span('74', '2026-03-05', '2026-03-08')),
    finds: [`IN021 reject ${at}/occurrenceSpans/0/to`, `IN022 deny ${at}/days/nonCovered`],
  },
  {
    mistake: 'days not covered without reason',
    bundle: stay,
    changes: info(count('80', 2), count('81', 2)),
    finds: [`IN022 warn ${at}/days/nonCovered`],
  },
  {
    mistake: 'an occurrence without its day',
    bundle: stay,
    changes: info(count('80', 4), told('0350', '11')),
    finds: [`IN009 reject ${at}/occurrences/1/date`],
  },
  {
    mistake: 'a condition twice',
    bundle: stay,
    changes: info(count('80', 4), told('0043', '17'), told('0043', '17')),
    finds: [`IN009 warn ${at}/conditions/1`],
  },
  {
    mistake: 'changed to outpatient, on a stay',
    bundle: stay,
    changes: info(count('80', 4), told('0043', '44')),
    finds: [`IN009 reject ${at}/conditions/0`],
  },
  {
    mistake: 'an operation after the stay',
    bundle: stay,
    changes: { 'operation.performedDateTime': '2026-03-09' },
    finds: [`IN013 reject ${at}/procedures/0/date`],
  },
  {
    mistake: 'nobody operated',
    bundle: stay,
    changes: { 'operation.performer': [] },
    finds: [`IN016 reject ${at}/operatingProvider`],
  },
  {
    mistake: 'nobody attended',
    bundle: stay,
    changes: { 'encounter.participant': [] },
    finds: [`IN016 reject ${at}/attendingProvider`],
  },
  {
    mistake: 'died, and nothing else says so',
    bundle: stay,
    changes: {
      'encounter.hospitalization.dischargeDisposition': coded(
        'http://terminology.hl7.org/CodeSystem/discharge-disposition',
        'exp',
      ),
    },
    finds: [`IN005 deny ${at}/occurrences`, 'IN005 warn /patient/deathDate'],
  },
  {
    mistake: 'no reason for the visit',
    bundle: emergency,
    changes: { 'encounter.diagnosis.1': { condition: to('Condition/c2'), rank: 2 } },
    finds: [`IN010 reject ${at}/reasonsForVisit`],
  },
  {
    mistake: 'an emergency visit without a code',
    bundle: emergency,
    changes: { 'visit.code': { coding: [line('0450')] } },
    finds: ['IN008 reject /lines/0/procedureCode'],
  },
  {
    mistake: 'a room in the emergency department',
    bundle: emergency,
    changes: { 'visit.code': { coding: [line('0120'), service('G0382')] }, 'visit.quantity': { value: 1, code: 'd' } },
    finds: ['IN007 reject /lines/0/revenueCode'],
  },
  {
    mistake: 'an operation of a stay',
    bundle: emergency,
    changes: {
      operation: {
        ...{ resourceType: 'Procedure', id: 'op-1', status: 'completed', encounter: to('Encounter/enc-1') },
        code: coded(pcs, '0DTJ4ZZ'),
        performedDateTime: '2026-03-02',
      },
    },
    finds: [`IN013 reject ${at}/procedures/0/code`],
  },
];
