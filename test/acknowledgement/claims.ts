import type { ClaimOrigin } from '@claimwright/acknowledgement/claim-origin';
import { assemble } from '@claimwright/assembly/assemble';
import { billedAlone } from '@claimwright/assembly/combine-encounters';
import type { ClaimSnapshot, ClearinghouseRoute } from '@claimwright/domain/claim';
import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { defaultPayerProfile } from '@claimwright/domain/payer';
import { write837P } from '@claimwright/x12/professional-claim-write';

const address = { line1: '1 Sample Way', city: 'Springfield', state: 'MA', postalCode: '021001234' };
const person = (lastName: string) => ({ lastName, firstName: `First of ${lastName}`, npi: '1000000004' });

/** An encounter that fills nearly every field a claim can carry. */
export const fullEncounter: EncounterInput = encounterInput.parse({
  externalId: 'full',
  patient: {
    lastName: 'Testperson',
    firstName: 'Ada',
    birthDate: '1980-02-29',
    sex: 'F',
    address,
    medicalRecordNumber: 'MR1',
  },
  coverages: [
    {
      responsibility: 'primary',
      payer: { id: 'GSH01', name: 'Granite Shore', address: { ...address, line1: '9 Payer Plaza' } },
      memberId: 'W1234',
      relationship: 'self',
      claimFilingCode: 'CI',
      groupNumber: 'GRP77',
    },
  ],
  billingProvider: {
    organizationName: 'River Clinic',
    npi: '1234567893',
    taxId: '12-3456789',
    taxIdType: 'ein',
    taxonomyCode: '261QP2300X',
    address: { ...address, line1: '100 Example Avenue' },
    phone: '5555550100',
    contactName: 'Billing Desk',
    payToAddress: { ...address, line1: 'PO Box 5' },
  },
  renderingProvider: { ...person('Rendering'), taxonomyCode: '207Q00000X' },
  referringProvider: person('Referring'),
  supervisingProvider: person('Supervising'),
  serviceFacility: { name: 'Hill Site', npi: '1098765432', address: { ...address, line1: '7 Hill Road' } },
  placeOfService: '22',
  dates: { onset: '2026-02-01', admission: '2026-03-01', lastWorked: '2026-02-20' },
  accident: { kind: 'auto', date: '2026-01-31', state: 'MA' },
  diagnoses: [{ code: 'I10' }, { code: 'E11.9' }, { code: 'J06.9' }],
  lines: [
    {
      procedureCode: 'G0463',
      modifiers: ['25', 'GT'],
      diagnosisPointers: [1, 2],
      units: 1,
      chargeCents: 12_500,
      serviceFrom: '2026-03-02',
      emergency: true,
      note: 'First note',
      orderingProvider: person('Ordering'),
    },
    {
      procedureCode: 'J1885',
      diagnosisPointers: [3],
      units: 2,
      chargeCents: 4500,
      serviceFrom: '2026-03-03',
      drug: { ndc: '12345678901', quantity: 2, unit: 'ML' },
      priorAuthorizationNumber: 'LINEAUTH',
      renderingProvider: { ...person('Other'), taxonomyCode: '208D00000X' },
    },
  ],
  priorAuthorizationNumber: 'AUTH1',
  referralNumber: 'REFER1',
  cliaNumber: '22D7654321',
  patientPaidCents: 1000,
  delayReasonCode: '11',
  note: 'A note',
});

/** The same for a child whose parent is insured. */
export const childEncounter: EncounterInput = {
  ...fullEncounter,
  externalId: 'child',
  coverages: fullEncounter.coverages.map((cover) => ({
    ...cover,
    relationship: 'child',
    subscriber: { lastName: 'Parentperson', firstName: 'Bea' },
  })),
};

const route: ClearinghouseRoute = {
  name: 'default',
  senderQualifier: 'ZZ',
  senderId: 'CLAIMWRIGHT',
  receiverQualifier: 'ZZ',
  receiverId: 'CHDEFAULT',
  applicationSender: 'CLAIMWRIGHT',
  applicationReceiver: 'SIMCLEAR',
  usageIndicator: 'T',
  submitterName: 'TEST BILLING',
  submitterId: 'CW0001',
  submitterContactName: 'BILLING DESK',
  submitterContactPhone: '5555550100',
  receiverName: 'TEST CLEARINGHOUSE',
  receiverPayerId: 'TESTCH',
};

export interface MadeClaim {
  snapshot: ClaimSnapshot;
  origin: ClaimOrigin;
}

/** The claim of an encounter, with where it comes from. */
export function makeClaim(encounter: EncounterInput, patientControlNumber: string): MadeClaim {
  const result = assemble({
    unit: billedAlone(encounter.externalId, encounter),
    today: '2026-11-23',
    payer: defaultPayerProfile('GSH01', 'Granite Shore'),
    nextPatientControlNumber: () => patientControlNumber,
  });
  if (!result.ok) throw new Error(result.reason);
  const snapshot = result.claims[0]?.snapshot;
  if (!snapshot) throw new Error('no claim');
  const encounterOfLine = new Map(snapshot.lines.map((line) => [line.lineNumber, encounter.externalId]));
  const origin = { claim: snapshot, encounters: [{ id: encounter.externalId, content: encounter }], encounterOfLine };
  return { snapshot, origin };
}

/** One interchange with the claims, each transaction set with `perSet` of them: ST02 0001, 0002 … */
export function batchText(claims: readonly MadeClaim[], perSet = 1000): string {
  const sets = Math.ceil(claims.length / perSet);
  return write837P({
    route,
    numbers: {
      interchange: 1,
      group: 1,
      transactionSets: Array.from({ length: sets }, (_, index) => index + 1),
      batchReferences: Array.from({ length: sets }, (_, index) => `B${index + 1}`),
    },
    claims: claims.map((claim) => claim.snapshot),
    at: '2026-03-16T12:00:00.000Z',
    claimsPerTransactionSet: perSet,
  });
}
