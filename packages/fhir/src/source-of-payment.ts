import type { Coverage } from '@claimwright/domain/coverage';

/** What kind of payer a coverage has, as a claim states it. */
export interface PaymentSource {
  /** SBR09 of 005010X222A1; left out where the typology does not say enough. */
  claimFilingCode?: string;
  planFunding?: NonNullable<Coverage['planFunding']>;
}

const government = 'government';
const unknown = 'unknown';

/**
 * Source of Payment Typology (SOPT) → claim filing code and funding, by the longest prefix that matches. The typology is
 * hierarchical: 111 is a kind of 11, which is a kind of 1. Only 522, a self-insured plan under ERISA, says who bears the risk of a
 * private plan; the others stay unknown.
 */
const byPrefix: Readonly<Record<string, PaymentSource>> = {
  '1': { claimFilingCode: 'MB', planFunding: government },
  '11': { claimFilingCode: '16', planFunding: government },
  '2': { claimFilingCode: 'MC', planFunding: government },
  '3': { planFunding: government },
  '31': { claimFilingCode: 'CH', planFunding: government },
  '32': { claimFilingCode: 'VA', planFunding: government },
  '33': { claimFilingCode: 'OF', planFunding: government },
  '34': { claimFilingCode: 'OF', planFunding: government },
  '35': { claimFilingCode: 'OF', planFunding: government },
  '381': { claimFilingCode: 'OF', planFunding: government },
  '4': { planFunding: government },
  '5': { claimFilingCode: 'CI', planFunding: unknown },
  '511': { claimFilingCode: 'HM', planFunding: unknown },
  '512': { claimFilingCode: '12', planFunding: unknown },
  '513': { claimFilingCode: '13', planFunding: unknown },
  '514': { claimFilingCode: '14', planFunding: unknown },
  '522': { claimFilingCode: 'CI', planFunding: 'self_funded' },
  '6': { claimFilingCode: 'BL', planFunding: unknown },
  '71': { claimFilingCode: 'HM', planFunding: unknown },
  '72': { claimFilingCode: '12', planFunding: unknown },
  '73': { claimFilingCode: '13', planFunding: unknown },
  '93': { claimFilingCode: 'DS', planFunding: unknown },
  '95': { claimFilingCode: 'WC', planFunding: unknown },
  '96': { claimFilingCode: 'AM', planFunding: unknown },
  '97': { claimFilingCode: 'LM', planFunding: unknown },
};

/** HL7 ActCode coverage types → the same. */
const byActCode: Readonly<Record<string, PaymentSource>> = {
  HMO: { claimFilingCode: 'HM', planFunding: unknown },
  PPO: { claimFilingCode: '12', planFunding: unknown },
  POS: { claimFilingCode: '13', planFunding: unknown },
  AUTOPOL: { claimFilingCode: 'AM', planFunding: unknown },
  WCBPOL: { claimFilingCode: 'WC', planFunding: unknown },
};

/** The filing code and funding of a SOPT code; empty for a code of no known branch. */
export function fromSourceOfPayment(code: string): PaymentSource {
  for (let length = code.length; length > 0; length -= 1) {
    const prefix = code.slice(0, length);
    if (Object.hasOwn(byPrefix, prefix)) return byPrefix[prefix] ?? {};
  }
  return {};
}

/** The filing code and funding of an HL7 ActCode coverage type; empty when it says neither. */
export function fromCoverageActCode(code: string): PaymentSource {
  return Object.hasOwn(byActCode, code) ? (byActCode[code] ?? {}) : {};
}

/** SOPT branch 8: nobody pays but the patient. */
export function isSelfPay(code: string): boolean {
  return /^8\d*$/.test(code);
}
