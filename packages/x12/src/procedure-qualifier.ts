import { carriesRate } from '@claimwright/domain/institutional-encounter';

/** Which list the code of a line is from (SV202-1, SVD03-1, SVC01-1): HP for rates of the prospective payment systems, else HCPCS. */
export function procedureQualifier(revenueCode: string | undefined): 'HC' | 'HP' {
  return carriesRate(revenueCode) ? 'HP' : 'HC';
}
