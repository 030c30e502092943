import {
  type ClaimFilter,
  claimsByIds,
  countClaims,
  findClaimByNumber,
  listClaims,
} from '@claimwright/db/reporting/claims';
import {
  countEncounters,
  countEncountersByStatus,
  countFindingsByRule,
  type EncounterFilter,
  encountersByIds,
  listEncounters,
} from '@claimwright/db/reporting/encounters';
import { countClaimsByStatus, listPayers, receivablesAgeing } from '@claimwright/db/reporting/money';
import { type ReportContext, showClaims, showEncounters } from './context.ts';
import { codeSetDiff, codeSetEditions } from './editions.ts';
import { batch, batches, inboundFile, inboundFiles, keys, routeNames } from './files.ts';
import { given, isUuid, type Nullable, type PageArguments, readPage, toConnection } from './page.ts';
import { repairKinds, ruleEffectiveness, ruleSettings, rules, whatIf, whatIfEncounters, whatIfs } from './review.ts';
import { task, tasks } from './tasks.ts';
import { paymentTimeliness, paymentTimelinessByPayer } from './timeliness.ts';

const nobody = '00000000-0000-0000-0000-000000000000';

/** Resolvers of the root. Each reads once and shapes nothing but pages. */
export const queries = {
  today: (_: unknown, __: unknown, context: ReportContext) => context.clock.today(),

  me: (_: unknown, __: unknown, { principal }: ReportContext) => ({
    actor: principal.actor,
    scopes: [...principal.scopes],
  }),

  claim: async (_: unknown, { id }: { id: string }, context: ReportContext) =>
    isUuid(id) ? (showClaims(context, await context.read((tx) => claimsByIds(tx, [id])))[0] ?? null) : null,

  claimByNumber: async (_: unknown, { number }: { number: string }, context: ReportContext) =>
    showClaims(context, await context.read((tx) => findClaimByNumber(tx, number)))[0] ?? null,

  claims: async (
    _: unknown,
    { first, after, ...rest }: PageArguments & Nullable<ClaimFilter>,
    context: ReportContext,
  ) => {
    const page = readPage({ first, after });
    const filter = given<ClaimFilter>(rest);
    // An id that is no UUID names nothing, exactly like a UUID that names nothing.
    for (const name of ['batchId', 'remittanceFileId'] as const) {
      if (filter[name] !== undefined && !isUuid(filter[name])) filter[name] = nobody;
    }
    const rows = await context.read((tx) => listClaims(tx, filter, { first: page.fetch, after: page.after }));
    showClaims(context, rows.slice(0, page.first));
    return { ...toConnection(rows, page), count: () => context.read((tx) => countClaims(tx, filter)) };
  },

  encounter: async (_: unknown, { id }: { id: string }, context: ReportContext) =>
    isUuid(id) ? (showEncounters(context, await context.read((tx) => encountersByIds(tx, [id])))[0] ?? null) : null,

  encounters: async (
    _: unknown,
    { first, after, ...rest }: PageArguments & Nullable<EncounterFilter>,
    context: ReportContext,
  ) => {
    const page = readPage({ first, after });
    const filter = given<EncounterFilter>(rest);
    const rows = await context.read((tx) => listEncounters(tx, filter, { first: page.fetch, after: page.after }));
    showEncounters(context, rows.slice(0, page.first));
    return { ...toConnection(rows, page), count: () => context.read((tx) => countEncounters(tx, filter)) };
  },

  payers: (_: unknown, __: unknown, context: ReportContext) => context.read(listPayers),
  claimsByStatus: (_: unknown, __: unknown, context: ReportContext) => context.read(countClaimsByStatus),
  encountersByStatus: (_: unknown, __: unknown, context: ReportContext) => context.read(countEncountersByStatus),
  findingsByRule: (_: unknown, __: unknown, context: ReportContext) => context.read(countFindingsByRule),
  receivablesAgeing: (_: unknown, __: unknown, context: ReportContext) =>
    context.read((tx) => receivablesAgeing(tx, context.clock.today())),

  paymentTimeliness,
  paymentTimelinessByPayer,

  task,
  tasks,
  rules,
  repairKinds,
  ruleSettings,
  ruleEffectiveness,
  whatIfs,
  whatIf,
  whatIfEncounters,
  codeSetEditions,
  codeSetDiff,
  batches,
  batch,
  inboundFiles,
  inboundFile,
  routeNames,
  keys,
};
