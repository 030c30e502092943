import type { InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { read277CA } from '@claimwright/x12/claim-acknowledgement';
import { read999 } from '@claimwright/x12/implementation-acknowledgement';
import { write837I } from '@claimwright/x12/institutional-claim-write';
import { readTA1 } from '@claimwright/x12/interchange-acknowledgement';
import { read835 } from '@claimwright/x12/remittance-read';
import { describe, expect, it } from 'vitest';
import { testClaim, testRoute } from './claims-for-tests.ts';
import { filesDue, Simulation } from './simulate.ts';

const at = '2026-03-16T09:00:00.000Z';
const forEver = '2028-12-31';

/** A stay of an invented person, told apart by `index`. */
function testStay(index: number, changes: Partial<InstitutionalClaimSnapshot> = {}): InstitutionalClaimSnapshot {
  const { billingProvider, destination, patient, patientControlNumber } = testClaim(index);
  return {
    claimType: 'institutional',
    patientControlNumber,
    encounterIds: [],
    totalChargeCents: 300_000 + index,
    facilityCode: '11',
    frequencyCode: '1',
    signatures: { assignment: 'assigned', benefitsAssigned: 'yes', releaseOfInformation: 'signed' },
    statementFrom: '2026-03-02',
    statementTo: '2026-03-05',
    admission: { date: '2026-03-02', time: '0900', typeCode: '1', sourceCode: '1' },
    dischargeTime: '1200',
    patientStatusCode: '01',
    diagnoses: { principal: { code: 'I10' }, admitting: 'R079', reasonsForVisit: [], externalCauses: [], other: [] },
    procedures: { other: [] },
    occurrences: [],
    occurrenceSpans: [],
    values: [],
    conditions: [],
    treatmentCodes: [],
    billingProvider,
    attendingProvider: { npi: '1122334455', lastName: 'HEALER', firstName: 'SAM' },
    destination,
    patient,
    lines: [
      {
        lineNumber: 1,
        lineControlNumber: `${patientControlNumber}L1`,
        revenueCode: '0120',
        modifiers: [],
        chargeCents: 300_000 + index,
        units: 3,
        unit: 'DA',
      },
    ],
    ...changes,
  };
}

function text837I(claims: readonly InstitutionalClaimSnapshot[], interchange = 1): string {
  const numbers = { interchange, group: interchange, transactionSets: [1], batchReferences: [`B${interchange}`] };
  return write837I({ route: testRoute, numbers, claims, at });
}

const ofKind = (files: { name: string; content: string }[], kind: string) =>
  files.filter(({ name }) => name.includes(`_${kind}_`)).map(({ content }) => content);

describe('the simulation and institutional claims', () => {
  const stays = Array.from({ length: 40 }, (_, index) => testStay(index));

  it('accepts the interchange, answers every claim by its payer and pays in balance', () => {
    const simulation = new Simulation({ seed: 'stays' });
    const receipt = simulation.receive(text837I(stays), at);
    expect(receipt.interchanges).toEqual([{ controlNumber: '000000001', code: 'A', note: '000', claims: 40 }]);
    const files = simulation.filesDue(undefined, forEver);
    const [ta1] = ofKind(files, 'TA1');
    expect(readTA1(ta1 ?? '').acknowledgements[0]?.acknowledgement.code).toBe('A');
    const [acknowledged] = ofKind(files, '999').flatMap((text) => read999(text).sets);
    expect(acknowledged?.content).toMatchObject({ groupCode: 'A', transactionSets: [{ code: 'A', errors: [] }] });
    const paid = ofKind(files, '835').flatMap((text) => read835(text).sets.flatMap((set) => set.content.claims));
    expect(paid.length).toBeGreaterThan(20);
    for (const claim of paid) {
      expect(claim).toMatchObject({ facilityCode: '11', frequencyCode: '1', statementTo: '2026-03-05' });
      for (const line of claim.lines) {
        expect(line).toMatchObject({ procedureQualifier: 'NU', procedureCode: '0120', units: 3 });
        const adjusted = line.adjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);
        expect(line.paidCents + adjusted).toBe(line.chargeCents);
      }
    }
  });

  it('a fault in one claim is told by element and claim, and turns away that claim alone', () => {
    const text = text837I([testStay(1), testStay(2), testStay(3)]);
    // CL103 of the second claim is taken away.
    const parts = text.split('CL1*1*1*01~');
    const broken = `${parts[0]}CL1*1*1*01~${parts[1]}CL1*1*1~${parts[2]}CL1*1*1*01~${parts[3]}`;
    const files = filesDue({ seed: 'stays' }, [{ content: broken, receivedAt: at }], undefined, '2026-03-18');
    const number = testStay(2).patientControlNumber;
    const [set] = ofKind(files, '999').flatMap((file) => read999(file).sets);
    expect(set?.content.transactionSets).toMatchObject([
      {
        code: 'E',
        errors: [
          { segment: 'CL1', loop: '2300', patientControlNumber: number, elements: [{ position: 3, code: '1' }] },
        ],
      },
    ]);
    const answers = ofKind(files, '277CA').flatMap((file) =>
      read277CA(file).sets.flatMap(({ content }) => content.claims),
    );
    const refused = answers.filter(({ statuses }) => statuses.some(({ category }) => category === 'A6'));
    expect(refused.map(({ patientControlNumber }) => patientControlNumber)).toEqual([number]);
    expect(answers.length).toBeGreaterThanOrEqual(3);
  });

  it('a fault outside the claims turns away the set', () => {
    const broken = text837I([testStay(1)]).replace(/NM1\*40[^~]*~/, '');
    const files = filesDue({ seed: 'stays' }, [{ content: broken, receivedAt: at }], undefined, '2026-03-18');
    const [set] = ofKind(files, '999').flatMap((file) => read999(file).sets);
    expect(set?.content.transactionSets[0]?.code).toBe('R');
    expect(ofKind(files, '277CA')).toEqual([]);
  });

  it('bills of the same stay follow each other as interim bills; the very same bill again is a duplicate', () => {
    const simulation = new Simulation({ seed: 'interim' });
    const first = testStay(5, { frequencyCode: '2', patientStatusCode: '30', dischargeTime: undefined });
    const next = testStay(5, {
      ...first,
      frequencyCode: '3',
      patientControlNumber: 'NEXT',
      statementFrom: '2026-03-06',
      statementTo: '2026-03-10',
    });
    const again = testStay(5, { ...first, patientControlNumber: 'AGAIN' });
    simulation.receive(text837I([first], 1), at);
    simulation.receive(text837I([next], 2), '2026-03-17T09:00:00.000Z');
    simulation.receive(text837I([again], 3), '2026-03-18T09:00:00.000Z');
    const denials = simulation.futures().map((future) => {
      const claim = future.payment?.claims.at(-1);
      return claim?.lines[0]?.adjustments.some(({ reasonCode }) => reasonCode === '18') ?? 'no answer';
    });
    expect(denials).toEqual([false, false, true]);
  });

  it('an 837P and an 837I group in one interchange are both read', () => {
    const simulation = new Simulation({ seed: 'mixed' });
    const groupOf = (text: string) => text.slice(text.indexOf('GS*'), text.indexOf('IEA*'));
    const stay = text837I([testStay(1)], 7);
    const more = groupOf(text837I([testStay(2)], 7))
      .replace(/GS\*([^~]*)\*7\*X/, 'GS*$1*8*X')
      .replace('GE*1*7', 'GE*1*8');
    const both = stay.replace('IEA*1', `${more}IEA*2`);
    expect(simulation.receive(both, at).interchanges).toMatchObject([{ code: 'A', claims: 2 }]);
  });
});
