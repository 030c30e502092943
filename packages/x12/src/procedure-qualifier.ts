/** Revenue lines whose code is a rate by group (HIPPS): skilled nursing, home health, inpatient rehabilitation. */
const rateRevenueCodes: ReadonlySet<string> = new Set(['0022', '0023', '0024']);

/** Which list the code of a line is from (SV202-1, SVD03-1, SVC01-1): HP for rates of the prospective payment systems, else HCPCS. */
export function procedureQualifier(revenueCode: string | undefined): 'HC' | 'HP' {
  return revenueCode !== undefined && rateRevenueCodes.has(revenueCode) ? 'HP' : 'HC';
}
