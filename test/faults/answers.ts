import type { ClaimStatus, SegmentError } from '@claimwright/domain/acknowledgement';
import type { ClaimSnapshot } from '@claimwright/domain/claim';
import type { Remittance, RemittanceClaim, RemittanceLine } from '@claimwright/domain/remittance';
import type { TestWorker } from '@claimwright/worker/test-worker';
import { write277CA } from '@claimwright/x12/claim-acknowledgement-write';
import { write999 } from '@claimwright/x12/implementation-acknowledgement';
import { writeTA1 } from '@claimwright/x12/interchange-acknowledgement';
import type { InterchangeParties } from '@claimwright/x12/parties';
import { write835 } from '@claimwright/x12/remittance-write';

// What a clearinghouse or payer would write, made by hand for one test.

export interface SentClaim {
  id: string;
  number: string;
  status: string;
  snapshot: ClaimSnapshot;
}

/** All claims of the worker's tenant, in the order of their numbers. */
export function claimsOf(worker: TestWorker): Promise<SentClaim[]> {
  return worker.rows<SentClaim>(
    'select id, patient_control_number as number, status, snapshot from claims order by patient_control_number',
  );
}

let lastNumber = 0;

function parties(changes: Partial<InterchangeParties> = {}): InterchangeParties {
  lastNumber += 1;
  return {
    senderQualifier: 'ZZ',
    senderId: 'CHDEFAULT',
    receiverQualifier: 'ZZ',
    receiverId: 'CLAIMWRIGHT',
    applicationSender: 'CHDEFAULT',
    applicationReceiver: 'CLAIMWRIGHT',
    usageIndicator: 'T',
    interchangeControlNumber: lastNumber,
    groupControlNumber: lastNumber,
    ...changes,
  };
}

const at = '2026-03-18T09:00:00.000Z';

export function ta1(
  interchangeControlNumber: number,
  code: 'A' | 'R',
  changes: Partial<InterchangeParties> = {},
  note = code === 'A' ? '000' : '022',
): string {
  const acknowledgement = {
    interchangeControlNumber: String(interchangeControlNumber).padStart(9, '0'),
    code,
    note,
  };
  return writeTA1({
    parties: parties(changes),
    at,
    acknowledgement,
    acknowledgedDate: '260316',
    acknowledgedTime: '0900',
  });
}

/** A 999 over one group; `sets` are ST02 with their verdicts. */
export function ack999(
  groupControlNumber: number,
  groupCode: string,
  sets: readonly (readonly [number, string, SegmentError[]?])[],
): string {
  return write999({
    parties: parties(),
    at,
    transactionSetControlNumber: 1,
    acknowledgement: {
      groupControlNumber: String(groupControlNumber),
      functionalIdentifier: 'HC',
      groupCode,
      transactionSets: sets.map(([number, code, errors]) => ({
        controlNumber: String(number).padStart(4, '0'),
        code,
        errors:
          errors ?? (code === 'R' ? [{ segment: 'NM1', position: 8, loop: '2010', code: '8', elements: [] }] : []),
      })),
    },
  });
}

export interface Said {
  claim: { number: string; snapshot: ClaimSnapshot };
  statuses: readonly ClaimStatus[];
  payerClaimControlNumber?: string;
}

export function status(category: string, statusCode = '20'): ClaimStatus {
  return { category, statusCode };
}

/** A 277CA of the payer, or of the clearinghouse (AY), about these claims. */
export function ack277(
  said: readonly Said[],
  { entity = 'PR', batchReference = 'B000000001' }: { entity?: 'PR' | 'AY'; batchReference?: string } = {},
): string {
  return write277CA({
    parties: parties(),
    at,
    transactionSetControlNumber: 1,
    reference: 'R1',
    source: {
      entity,
      name: entity === 'PR' ? 'TEST PAYER' : 'TEST HOUSE',
      id: 'TP1',
      receivedOn: '2026-03-17',
      processedOn: '2026-03-18',
    },
    receiver: {
      name: 'TEST PRACTICE',
      id: 'CW0001',
      batchReference,
      status: status('A1', '19'),
      effectiveDate: '2026-03-18',
    },
    providers: [
      {
        provider: { npi: '1234567893', organizationName: 'EXAMPLE FAMILY PRACTICE' },
        claims: said.map(({ claim, statuses, payerClaimControlNumber }) => ({
          patientControlNumber: claim.number,
          patientLastName: claim.snapshot.patient.lastName,
          patientFirstName: claim.snapshot.patient.firstName,
          memberId: claim.snapshot.destination.memberId,
          statuses,
          effectiveDate: '2026-03-18',
          accepted: !statuses.some(({ category }) => /A[3678]/.test(category)),
          chargeCents: claim.snapshot.totalChargeCents,
          payerClaimControlNumber,
          serviceFrom: '2026-03-09',
          serviceTo: '2026-03-09',
        })),
      },
    ],
  });
}

/** An answer that pays a share of every line, the rest contractual (CO-45). */
export function paid(
  claim: Pick<SentClaim, 'number' | 'snapshot'>,
  share: number,
  changes: Partial<RemittanceClaim> = {},
): RemittanceClaim {
  const lines = claim.snapshot.lines.map((line): RemittanceLine => {
    const paidCents = Math.floor(line.chargeCents * share);
    return {
      procedureQualifier: 'HC',
      procedureCode: line.procedureCode,
      modifiers: line.modifiers,
      chargeCents: line.chargeCents,
      paidCents,
      units: line.units,
      serviceFrom: line.serviceFrom,
      adjustments: [{ group: 'CO', reasonCode: '45', amountCents: line.chargeCents - paidCents }],
      lineControlNumber: line.lineControlNumber,
      remarkCodes: [],
    };
  });
  return {
    patientControlNumber: claim.number,
    statusCode: '1',
    chargeCents: claim.snapshot.totalChargeCents,
    paidCents: lines.reduce((sum, line) => sum + line.paidCents, 0),
    patientResponsibilityCents: 0,
    claimFilingCode: 'CI',
    payerClaimControlNumber: `P${claim.number}`,
    adjustments: [],
    remarkCodes: [],
    patientLastName: claim.snapshot.patient.lastName,
    patientFirstName: claim.snapshot.patient.firstName,
    memberId: claim.snapshot.destination.memberId,
    lines,
    ...changes,
  };
}

/** The same answer taken back: status 22, all signs turned. */
export function reversed(answer: RemittanceClaim): RemittanceClaim {
  const turned = (adjustments: RemittanceClaim['adjustments']) =>
    adjustments.map((adjustment) => ({ ...adjustment, amountCents: -adjustment.amountCents }));
  return {
    ...answer,
    statusCode: '22',
    chargeCents: -answer.chargeCents,
    paidCents: -answer.paidCents,
    adjustments: turned(answer.adjustments),
    lines: answer.lines.map((line) => ({
      ...line,
      chargeCents: -line.chargeCents,
      paidCents: -line.paidCents,
      adjustments: turned(line.adjustments),
    })),
  };
}

/** A payment of these answers. */
export function remittance(
  traceNumber: string,
  claims: readonly RemittanceClaim[],
  changes: Partial<Remittance> = {},
): Remittance {
  const paymentCents = claims.reduce((sum, claim) => sum + claim.paidCents, 0);
  return {
    transactionSetControlNumber: '0001',
    handlingCode: 'I',
    paymentCents,
    paymentMethod: 'CHK',
    paymentDate: '2026-03-20',
    traceNumber,
    originatingCompanyId: '1900000003',
    payerName: 'TEST PAYER',
    payerId: 'TP1',
    payeeName: 'EXAMPLE FAMILY PRACTICE',
    payeeId: '1234567893',
    claims: [...claims],
    providerAdjustments: [],
    ...changes,
  };
}

export function file835(...remittances: readonly Remittance[]): string {
  return write835({
    parties: parties(),
    at,
    payer: {
      address: { line1: '3 SIMULATED PLAZA', city: 'PORTLAND', state: 'ME', postalCode: '041010000' },
      technicalContactName: 'EDI DESK',
      technicalContactPhone: '5555550111',
    },
    payee: { idQualifier: 'XX' },
    remittances,
  });
}
