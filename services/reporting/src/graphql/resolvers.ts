import { queries } from './queries.ts';
import { scalars } from './scalars.ts';

/** Counted only when it is asked for. */
const countedWhenAsked = { totalCount: (connection: { count(): Promise<number> }) => connection.count() };

/** All resolvers that are not loaders; fields that are columns resolve by their name. */
export const resolvers = {
  ...scalars,
  Query: queries,
  ClaimConnection: countedWhenAsked,
  EncounterConnection: countedWhenAsked,
  TaskConnection: countedWhenAsked,
};
