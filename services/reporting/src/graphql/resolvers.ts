import { rules } from '@claimwright/scrub/rules';
import { queries } from './queries.ts';
import { scalars } from './scalars.ts';

/** Counted only when it is asked for. */
const countedWhenAsked = { totalCount: (connection: { count(): Promise<number> }) => connection.count() };

const titles = new Map(rules.map((rule) => [rule.id, rule.title]));
const titledByRule = { title: ({ ruleId }: { ruleId: string }) => titles.get(ruleId) ?? null };

/** All resolvers that are not loaders; fields that are columns resolve by their name. */
export const resolvers = {
  ...scalars,
  Query: queries,
  ClaimConnection: countedWhenAsked,
  EncounterConnection: countedWhenAsked,
  TaskConnection: countedWhenAsked,
  Finding: titledByRule,
  RuleCount: titledByRule,
};
