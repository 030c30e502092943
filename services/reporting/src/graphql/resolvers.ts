import type { ClaimRow } from '@claimwright/db/reporting/claims';
import { queries } from './queries.ts';
import { scalars } from './scalars.ts';

/** All resolvers that are not loaders; fields that are columns resolve by their name. */
export const resolvers = {
  ...scalars,
  Query: queries,
  Claim: {
    diagnoses: (claim: ClaimRow) => claim.snapshot.diagnoses,
  },
};
