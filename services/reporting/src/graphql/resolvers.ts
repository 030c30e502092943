import type { EditionDiff } from '@claimwright/db/read/edition-diffs';
import type { InboundFileRow } from '@claimwright/db/read/inbound-files';
import type { TaskEventRow } from '@claimwright/db/read/tasks';
import type { TaskGrouping } from '@claimwright/db/reporting/task-groups';
import type { Repair } from '@claimwright/domain/repair';
import { rules } from '@claimwright/scrub/rules';
import { changes } from './changes.ts';
import { changesOfDiff } from './editions.ts';
import { queries } from './queries.ts';
import { scalars } from './scalars.ts';
import type { GroupedTasks } from './tasks.ts';

/** Counted only when it is asked for. */
const countedWhenAsked = { totalCount: (connection: { count(): Promise<number> }) => connection.count() };

const titles = new Map(rules.map((rule) => [rule.id, rule.title]));
const titledByRule = { title: ({ ruleId }: { ruleId: string }) => titles.get(ruleId) ?? null };

/** All resolvers that are not loaders; fields that are columns resolve by their name. */
export const resolvers = {
  ...scalars,
  Query: queries,
  Mutation: changes,
  ClaimConnection: countedWhenAsked,
  EncounterConnection: countedWhenAsked,
  BatchConnection: countedWhenAsked,
  InboundFileConnection: countedWhenAsked,
  InboundFile: {
    claimsMoved: ({ summary }: InboundFileRow) => summary?.claimsMoved ?? null,
    parkedCount: ({ summary }: InboundFileRow) => summary?.parked ?? null,
  },
  TaskConnection: {
    ...countedWhenAsked,
    totalChargeCents: (connection: { chargeCents(): Promise<number> }) => connection.chargeCents(),
    groups: (connection: GroupedTasks, { by }: { by: TaskGrouping }) => connection.groupsBy(by),
  },
  CodeSetDiff: {
    changes: (diff: EditionDiff, wish: Parameters<typeof changesOfDiff>[1]) => changesOfDiff(diff, wish),
  },
  TaskEvent: {
    assignee: ({ detail }: TaskEventRow) => detail?.assignee ?? null,
    note: ({ detail }: TaskEventRow) => detail?.note ?? null,
  },
  RuleEffect: titledByRule,
  WhatIfChange: titledByRule,
  Finding: titledByRule,
  ScrubRun: { repairs: ({ repairs }: { repairs: readonly Repair[] | null }) => repairs ?? [] },
  RuleCount: titledByRule,
};
