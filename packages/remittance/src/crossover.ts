import type { RemittanceClaim } from '@claimwright/domain/remittance';

/** A payer's word that it sent the claim on to the next one, which is then not billed by us. */
export interface Crossover {
  /** What said so: the claim's status (CLP02), the carrier's name (NM1*TT), or a remark. */
  by: 'status' | 'carrier' | 'remark';
  carrierName?: string;
  carrierId?: string;
  remarkCode?: string;
  /** False: the remark's meaning is from memory and was not held against the official list. */
  verified: boolean;
}

/** CLP02: processed as primary, secondary, tertiary, and forwarded. */
const forwarded: ReadonlySet<string> = new Set(['19', '20', '21']);

/** Remark codes that say a claim was sent on. Their official texts are licensed; these two are from memory. */
export const crossoverRemarkCodes: readonly { code: string; verified: boolean }[] = [
  { code: 'MA18', verified: false },
  { code: 'N89', verified: false },
];

/** Whether the payer sent the claim on; undefined when it says nothing of it. */
export function crossoverOf(answer: RemittanceClaim): Crossover | undefined {
  const { crossoverCarrier: carrier } = answer;
  const named = carrier ? { carrierName: carrier.name, ...(carrier.id ? { carrierId: carrier.id } : {}) } : {};
  if (forwarded.has(answer.statusCode)) return { by: 'status', ...named, verified: true };
  if (carrier) return { by: 'carrier', ...named, verified: true };
  const remarks = [...answer.remarkCodes, ...answer.lines.flatMap((line) => line.remarkCodes)];
  const known = crossoverRemarkCodes.find(({ code }) => remarks.includes(code));
  return known && { by: 'remark', remarkCode: known.code, verified: known.verified };
}
