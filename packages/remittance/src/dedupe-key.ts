import type { Remittance } from '@claimwright/domain/remittance';

/**
 * What makes a payment the same payment when a file comes twice under another name: payer, trace number (TRN02), originating
 * company (TRN03), payment date (BPR16) and amount (BPR02). The payer's name stands in where it gives no id.
 */
export function dedupeKey(remittance: Remittance): string {
  const parts = [
    remittance.payerId ?? remittance.payerName,
    remittance.traceNumber,
    remittance.originatingCompanyId ?? '',
    remittance.paymentDate,
    String(remittance.paymentCents),
  ];
  return parts.map((part) => part.trim().toUpperCase().replaceAll('|', '/')).join('|');
}
