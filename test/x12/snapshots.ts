import type { BatchControlNumbers, ClaimLine, ClaimSnapshot, ClearinghouseRoute } from '@claimwright/domain/claim';
import { addDays } from '@claimwright/domain/dates';
import type { Address, Provider } from '@claimwright/domain/party';
import { transactionSetCount } from '@claimwright/x12/professional-claim-write';

// Claims for the tests of the X12 codec: invented people, HCPCS Level II codes only.

export const route: ClearinghouseRoute = {
  name: 'default',
  senderQualifier: 'ZZ',
  senderId: 'CLAIMWRIGHT',
  receiverQualifier: '30',
  receiverId: '999999999',
  applicationSender: 'CLAIMWRIGHT',
  applicationReceiver: 'CLEARING',
  usageIndicator: 'T',
  submitterName: 'RIVER BILLING SERVICE',
  submitterId: 'TP123',
  submitterContactName: 'EDI DESK',
  submitterContactPhone: '5555550100',
  receiverName: 'CLEARING HOUSE ONE',
  receiverPayerId: '99999',
};

export const at = '2026-11-23T09:15:30.000Z';

export function numbersFor(claims: number, claimsPerTransactionSet?: number): BatchControlNumbers {
  const sets = transactionSetCount(claims, claimsPerTransactionSet);
  return {
    interchange: 905,
    group: 17,
    transactionSets: Array.from({ length: sets }, (_, index) => index + 1),
    batchReferences: Array.from({ length: sets }, (_, index) => `B${index + 1}`),
  };
}

/** An NPI with its check digit from nine digits. */
export function npiOf(digits: string): string {
  const reversed = [...`80840${digits}`].reverse().map(Number);
  const sum = reversed.reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const clinic: Address = {
  line1: '12 MAIN ST',
  line2: 'SUITE 4',
  city: 'ATLANTA',
  state: 'GA',
  postalCode: '303011234',
};
const home: Address = { line1: '5 OAK AVE', city: 'DECATUR', state: 'GA', postalCode: '30030' };

const doctor: Provider = {
  npi: npiOf('100000000'),
  lastName: 'ROE',
  firstName: 'SAM',
  middleName: 'Q',
  suffix: 'JR',
  taxonomyCode: '207Q00000X',
};
const otherDoctor: Provider = { npi: npiOf('111111111'), lastName: 'POE', firstName: 'ANN' };

export function line(lineNumber: number, overrides: Partial<ClaimLine> = {}): ClaimLine {
  return {
    lineNumber,
    lineControlNumber: `C0000123-${lineNumber}`,
    procedureCode: 'G0463',
    modifiers: [],
    chargeCents: 15_000,
    units: 1,
    unit: 'UN',
    diagnosisPointers: [1],
    serviceFrom: '2026-11-20',
    serviceTo: '2026-11-20',
    ...overrides,
  };
}

/** A plain claim whose patient is the subscriber; the total follows the lines unless it is given. */
export function snapshot(overrides: Partial<ClaimSnapshot> = {}): ClaimSnapshot {
  const lines = overrides.lines ?? [
    line(1, { modifiers: ['25'] }),
    line(2, { procedureCode: 'J1885', chargeCents: 7_550 }),
  ];
  const patient = overrides.patient ?? {
    lastName: 'DOE',
    firstName: 'JANE',
    birthDate: '1980-01-02',
    sex: 'F',
    address: home,
  };
  return {
    claimType: 'professional',
    patientControlNumber: 'C0000123',
    encounterIds: ['019a0000-0000-7000-8000-000000000001'],
    totalChargeCents: lines.reduce((total, each) => total + each.chargeCents, 0),
    placeOfService: '11',
    frequencyCode: '1',
    signatures: {
      providerSignatureOnFile: true,
      assignment: 'assigned',
      benefitsAssigned: 'yes',
      releaseOfInformation: 'signed',
    },
    dates: {},
    billingProvider: {
      npi: npiOf('123456789'),
      organizationName: 'RIVER CLINIC',
      taxonomyCode: '261QP2300X',
      address: clinic,
      taxId: '123456789',
      taxIdType: 'ein',
    },
    destination: {
      responsibility: 'primary',
      payerId: '99999',
      payerName: 'PAYER X',
      memberId: 'W1234',
      relationship: 'self',
      subscriber: patient,
      groupNumber: 'GRP1',
      claimFilingCode: 'CI',
    },
    patient,
    diagnoses: ['E119', 'I10'],
    ...overrides,
    lines,
  };
}

function dependant(): ClaimSnapshot {
  const base = snapshot();
  return {
    ...base,
    destination: {
      ...base.destination,
      relationship: 'child',
      subscriber: { lastName: 'DOE', firstName: 'JOHN', middleName: 'K', suffix: 'SR' },
      groupNumber: undefined,
      groupName: 'ACME WORKS',
      payerAddress: { line1: 'PO BOX 9', city: 'MACON', state: 'GA', postalCode: '31201' },
      propertyCasualtyClaimNumber: 'PC77',
    },
    patient: {
      lastName: 'DOE',
      firstName: 'TIM',
      birthDate: '2015-05-06',
      sex: 'M',
      address: home,
      deathDate: '2026-11-21',
      weightPounds: 61.5,
    },
  };
}

/** Every loop and segment that a snapshot can ask for, each at least once. */
export function variedSnapshots(): { name: string; claim: ClaimSnapshot }[] {
  const self = snapshot();
  return [
    { name: 'the patient is the subscriber', claim: self },
    { name: 'the patient is a dependant who died', claim: dependant() },
    {
      name: 'a pregnant subscriber with her weight and a casualty claim number',
      claim: snapshot({
        patient: { ...self.patient, pregnant: true, weightPounds: 150 },
        destination: {
          ...self.destination,
          propertyCasualtyClaimNumber: 'PC78',
          insuranceTypeCode: '12',
          responsibility: 'secondary',
        },
      }),
    },
    {
      name: 'a group bills for a rendering provider, with referral and supervision',
      claim: snapshot({ renderingProvider: doctor, referringProvider: otherDoctor, supervisingProvider: otherDoctor }),
    },
    {
      name: 'a person bills under a social security number, paid elsewhere',
      claim: snapshot({
        billingProvider: {
          ...doctor,
          address: clinic,
          taxId: '123456788',
          taxIdType: 'ssn',
          phone: '4045550100',
          contactName: 'FRONT DESK',
          payToAddress: { line1: 'PO BOX 12', city: 'ATLANTA', state: 'GA', postalCode: '303010012' },
        },
      }),
    },
    {
      name: 'a drug line with its NDC',
      claim: snapshot({
        lines: [
          line(1, { procedureCode: 'J1885', units: 2.5, drug: { ndc: '00002120001', quantity: 10.25, unit: 'ML' } }),
          line(2, { drug: { ndc: '00002120002', quantity: 1, unit: 'UN' }, renderingProvider: doctor }),
        ],
      }),
    },
    {
      name: 'an automobile accident',
      claim: snapshot({ accident: { kind: 'auto', date: '2026-11-01', state: 'GA' }, delayReasonCode: '9' }),
    },
    { name: 'an accident at work', claim: snapshot({ accident: { kind: 'employment', date: '2026-11-02' } }) },
    {
      name: 'another accident abroad',
      claim: snapshot({ accident: { kind: 'auto', date: '2026-11-03', country: 'CA' } }),
    },
    { name: 'a late claim', claim: snapshot({ delayReasonCode: '11' }) },
    {
      name: 'an inpatient stay with every date',
      claim: snapshot({
        placeOfService: '21',
        serviceFacility: { name: 'RIVER HOSPITAL', npi: npiOf('155555555'), address: { ...clinic, line2: undefined } },
        dates: {
          onset: '2026-10-01',
          initialTreatment: '2026-10-02',
          lastSeen: '2026-10-03',
          acuteManifestation: '2026-10-04',
          lastMenstrualPeriod: '2026-10-05',
          lastXray: '2026-10-06',
          prescription: '2026-10-07',
          disabilityFrom: '2026-10-08',
          disabilityTo: '2026-10-20',
          lastWorked: '2026-10-09',
          returnToWork: '2026-10-21',
          admission: '2026-11-19',
          discharge: '2026-11-22',
          assumedCare: '2026-11-19',
          relinquishedCare: '2026-11-22',
        },
        lines: [line(1, { serviceFrom: '2026-11-19', serviceTo: '2026-11-22', units: 4 })],
      }),
    },
    { name: 'disability without an end', claim: snapshot({ dates: { disabilityFrom: '2026-10-08' } }) },
    { name: 'disability without a beginning', claim: snapshot({ dates: { disabilityTo: '2026-10-20' } }) },
    {
      name: 'a replacement with every reference, a note and a payment',
      claim: snapshot({
        frequencyCode: '7',
        payerClaimControlNumber: 'ICN0001',
        patientPaidCents: 2_050,
        priorAuthorizationNumber: 'AUTH1',
        referralNumber: 'REF1',
        cliaNumber: '11D1234567',
        mammographyCertification: '123456',
        medicalRecordNumber: 'MRN-1',
        note: 'SEE ATTACHED REPORT',
      }),
    },
    { name: 'a void', claim: snapshot({ frequencyCode: '8', payerClaimControlNumber: 'ICN0002' }) },
    {
      name: 'a line that says everything a line can say',
      claim: snapshot({
        lines: [
          line(1, {
            modifiers: ['25', '59', 'RT', 'QW'],
            description: 'NOT OTHERWISE CLASSIFIED',
            placeOfService: '22',
            diagnosisPointers: [2, 1],
            serviceFrom: '2026-11-19',
            emergency: true,
            epsdt: true,
            familyPlanning: true,
            copayExempt: true,
            priorAuthorizationNumber: 'AUTH2',
            referralNumber: 'REF2',
            cliaNumber: '11D7654321',
            mammographyCertification: '654321',
            note: 'SECOND LOOK',
            renderingProvider: doctor,
            supervisingProvider: otherDoctor,
            orderingProvider: { ...otherDoctor, address: clinic },
            referringProvider: otherDoctor,
          }),
          line(2, { unit: 'MJ', units: 45, description: 'ONE WORD', emergency: true }),
          line(3, { familyPlanning: true }),
          line(4, { copayExempt: true, chargeCents: 0 }),
        ],
      }),
    },
    {
      name: 'twelve diagnoses and fifty lines',
      claim: snapshot({
        diagnoses: ['E119', 'I10', 'J449', 'N183', 'M545', 'R05', 'Z7984', 'E785', 'F419', 'G4733', 'K219', 'D649'],
        lines: Array.from({ length: 50 }, (_, index) => line(index + 1, { diagnosisPointers: [(index % 12) + 1] })),
      }),
    },
    {
      name: 'signatures withheld',
      claim: snapshot({
        signatures: {
          providerSignatureOnFile: false,
          assignment: 'not_assigned',
          benefitsAssigned: 'not_applicable',
          releaseOfInformation: 'informed_consent',
        },
      }),
    },
    {
      name: 'names and addresses as people write them',
      claim: snapshot({
        patient: {
          lastName: 'Núñez-O’Brien',
          firstName: 'Adán',
          birthDate: '1990-02-28',
          sex: 'M',
          address: { line1: '5 Œuvre ~ Straße*', city: 'Łódź', state: 'GA', postalCode: '30030-1234', country: 'US' },
        },
      }),
    },
    {
      name: 'an address abroad',
      claim: snapshot({
        patient: {
          ...self.patient,
          address: { line1: '1 KING ST W', city: 'TORONTO', postalCode: 'M5H 1A1', country: 'CA' },
        },
      }),
    },
  ];
}

/** Numbers from 0 up to 1 that a seed repeats (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A claim thrown together from the parts above. */
export function randomSnapshot(next: () => number, number: number): ClaimSnapshot {
  const parts = variedSnapshots().map(({ claim }) => claim);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(next() * values.length)] as Value;
  const base = pick(parts);
  const diagnoses = pick(parts).diagnoses;
  const lines = Array.from({ length: 1 + Math.floor(next() * 6) }, (_, index) => {
    const from = addDays('2026-01-01', Math.floor(next() * 300));
    return {
      ...pick(pick(parts).lines),
      lineNumber: index + 1,
      lineControlNumber: `C${number}-${index + 1}`,
      chargeCents: Math.floor(next() * 1_000_000),
      units: Math.floor(next() * 4_000) / (next() < 0.5 ? 1 : 1000) + 1,
      diagnosisPointers: [1 + Math.floor(next() * diagnoses.length)],
      serviceFrom: from,
      serviceTo: addDays(from, Math.floor(next() * 3)),
    };
  });
  return {
    ...base,
    patientControlNumber: `C${number}`,
    billingProvider: pick(parts).billingProvider,
    renderingProvider: pick(parts).renderingProvider,
    referringProvider: pick(parts).referringProvider,
    serviceFacility: pick(parts).serviceFacility,
    dates: pick(parts).dates,
    accident: pick(parts).accident,
    diagnoses,
    lines,
    totalChargeCents: lines.reduce((total, each) => total + each.chargeCents, 0),
  };
}
