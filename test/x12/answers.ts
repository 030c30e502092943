import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { write277CA } from '@claimwright/x12/claim-acknowledgement-write';
import { write835 } from '@claimwright/x12/remittance-write';
import { at, route } from './snapshots.ts';

// What comes back for claims of ours, written by our own writers.

const parties = { ...route, interchangeControlNumber: 1, groupControlNumber: 1 };

/** An 835 that pays each line a dollar and adjusts the rest away; every third claim has no lines. */
export function remittanceText(claims: readonly ClaimSnapshot[]): string {
  const remitted = claims.map((claim, index) => {
    const lines = index % 3 === 2 ? [] : claim.lines;
    const paidCents = lines.length === 0 ? 100 : lines.reduce((sum, line) => sum + Math.min(100, line.chargeCents), 0);
    return {
      patientControlNumber: claim.patientControlNumber,
      statusCode: '1',
      chargeCents: claim.totalChargeCents,
      paidCents,
      patientResponsibilityCents: 0,
      payerClaimControlNumber: `ICN${index}`,
      claimFilingCode: '15',
      facilityCode: '11',
      frequencyCode: '1',
      patientLastName: 'DOE',
      patientFirstName: 'JANE',
      memberId: `W${index}`,
      adjustments:
        lines.length === 0
          ? [{ group: 'CO' as const, reasonCode: '45', amountCents: claim.totalChargeCents - paidCents }]
          : [],
      remarkCodes: index % 2 === 0 ? ['MA01'] : [],
      receivedDate: '2026-11-24',
      lines: lines.map((line) => ({
        procedureQualifier: 'HC',
        procedureCode: line.procedureCode,
        modifiers: line.modifiers,
        chargeCents: line.chargeCents,
        paidCents: Math.min(100, line.chargeCents),
        units: line.units,
        serviceFrom: line.serviceFrom,
        serviceTo: line.serviceTo,
        adjustments:
          line.chargeCents > 100
            ? [{ group: 'CO' as const, reasonCode: '45', amountCents: line.chargeCents - 100 }]
            : [],
        lineControlNumber: line.lineControlNumber,
        remarkCodes: ['N1'],
      })),
    };
  });
  return write835({
    parties,
    at,
    payer: {
      address: { line1: '1 PAYER PLAZA', city: 'MACON', state: 'GA', postalCode: '31201' },
      technicalContactName: 'EDI',
      technicalContactPhone: '5555550111',
    },
    payee: { idQualifier: 'XX' },
    remittances: [
      {
        transactionSetControlNumber: '0001',
        handlingCode: 'I',
        paymentCents: remitted.reduce((sum, claim) => sum + claim.paidCents, 0) - 50,
        paymentMethod: 'CHK',
        paymentDate: '2026-12-01',
        traceNumber: 'T1',
        originatingCompanyId: '1234567890',
        payerName: 'PAYER X',
        payeeName: 'RIVER CLINIC',
        payeeId: '1234567893',
        providerAdjustments: [
          {
            providerId: '1234567893',
            fiscalPeriodEnd: '2026-12-31',
            reasonCode: 'WO',
            reference: 'ICN7',
            amountCents: 50,
          },
        ],
        claims: remitted,
      },
    ],
  });
}

/** A 277CA that accepts every claim but each fourth. */
export function claimAcknowledgementText(claims: readonly ClaimSnapshot[]): string {
  return write277CA({
    parties,
    at,
    transactionSetControlNumber: 4,
    reference: 'ACK1',
    source: {
      entity: 'AY',
      name: 'CLEARING HOUSE ONE',
      id: '99999',
      receivedOn: '2026-11-23',
      processedOn: '2026-11-23',
    },
    receiver: {
      name: 'RIVER BILLING SERVICE',
      id: 'TP123',
      batchReference: 'B1',
      status: { category: 'A1', statusCode: '19', entity: 'PR' },
      effectiveDate: '2026-11-23',
    },
    providers: [
      {
        provider: { organizationName: 'RIVER CLINIC', npi: '1234567893' },
        claims: claims.map((claim, index) => ({
          patientControlNumber: claim.patientControlNumber,
          patientLastName: 'DOE',
          patientFirstName: 'JANE',
          memberId: `W${index}`,
          accepted: index % 4 !== 3,
          statuses:
            index % 4 === 3
              ? [{ category: 'A7', statusCode: '562', entity: '85' }]
              : [{ category: 'A2', statusCode: '20', entity: 'PR' }],
          effectiveDate: '2026-11-23',
          chargeCents: claim.totalChargeCents,
          serviceFrom: '2026-11-20',
          serviceTo: '2026-11-20',
          lines: [],
        })),
      },
    ],
  });
}
