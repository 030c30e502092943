import { sumDenialClasses, sumDenialReviews } from '@claimwright/db/review/denial-reviews';
import { loadRuleSettings, type StoredRuleSetting } from '@claimwright/db/review/rule-settings';
import { listWhatIfs, readWhatIf, type WhatIfRow } from '@claimwright/db/review/whatif';
import { listWhatIfEncounters, type WhatIfEncounterFilter } from '@claimwright/db/review/whatif-encounters';
import { addDays, type IsoDate } from '@claimwright/domain/dates';
import { effectByClass, effectOfRules } from '@claimwright/remittance/rule-effectiveness';
import { repairKinds as kinds } from '@claimwright/scrub/repair';
import type { Rule } from '@claimwright/scrub/rule';
import { rules as catalogue } from '@claimwright/scrub/rules';
import { GraphQLError } from 'graphql';
import type { ReportContext } from './context.ts';
import { given as filled, isUuid, type Nullable, type PageArguments, readPage, toConnection } from './page.ts';

const ruleIds = catalogue.map(({ id }) => id);

/** The catalogue, or those of its rules that are named; a name it does not have names nothing. */
export function rules(_: unknown, { ids }: { ids?: readonly string[] | null }) {
  return catalogue.filter(({ id }) => ids == null || ids.includes(id)).map(toApiRule);
}

/** The repairs that are made before the rules look. */
export function repairKinds() {
  return kinds;
}

function toApiRule(rule: Rule) {
  const { place, firing, passing, evaluate: _evaluate, perLine: _perLine, ...shown } = rule;
  return { ...shown, x12: place.x12, formBox: place.formBox, fires: firing.words, passes: passing.words };
}

/** Settings of the tenant, or those of a rule, of a payer. */
export async function ruleSettings(
  _: unknown,
  { ruleId, payerId }: { ruleId?: string | null; payerId?: string | null },
  context: ReportContext,
) {
  const settings = await context.read(loadRuleSettings);
  return settings
    .filter((setting) => ruleId == null || setting.ruleId === ruleId)
    .filter((setting) => payerId == null || setting.scope.payerId === payerId)
    .map((setting) => toApiRuleSetting(setting, context.clock.today()));
}

/** Settings of each of these rules: one statement, whatever the number of rules. */
export async function settingsOfRules(asked: readonly { obj: { id: string } }[], context: ReportContext) {
  const settings = Map.groupBy(await context.read(loadRuleSettings), ({ ruleId }) => ruleId);
  const today = context.clock.today();
  return asked.map(({ obj }) => (settings.get(obj.id) ?? []).map((setting) => toApiRuleSetting(setting, today)));
}

function toApiRuleSetting({ ruleId, scope, severity, who, why, until }: StoredRuleSetting, today: IsoDate) {
  return {
    ...{ ruleId, payerId: scope.payerId ?? null, claimType: scope.claimType ?? null, severity, who, why },
    until: until ?? null,
    inForce: until === undefined || until >= today,
  };
}

const effectivenessDays = 90;

/** What the rules said held against what payers denied, as `GET /v1/rules/effectiveness`. */
export async function ruleEffectiveness(
  _: unknown,
  given: { from?: IsoDate | null; to?: IsoDate | null; payerId?: string | null },
  context: ReportContext,
) {
  const to = given.to ?? context.clock.today();
  const from = given.from ?? addDays(to, -effectivenessDays);
  if (from > to) throw new GraphQLError('from is after to.', { extensions: { code: 'BAD_USER_INPUT' } });
  const window = { from, to, payerId: given.payerId ?? undefined };
  const sums = await context.read((tx) => sumDenialReviews(tx, window));
  const classes = await context.read((tx) => sumDenialClasses(tx, window));
  return { from, to, rules: effectOfRules(ruleIds, sums), denials: effectByClass(ruleIds, classes) };
}

/** What-if runs, newest first. */
export async function whatIfs(_: unknown, given: PageArguments, context: ReportContext) {
  const page = readPage(given);
  const rows = await context.read((tx) => listWhatIfs(tx, page.after, page.fetch));
  return toConnection(
    rows.map((run) => toApiWhatIf(run, context)),
    page,
  );
}

/** One run; null when this tenant has none with that id. */
export async function whatIf(_: unknown, { id }: { id: string }, context: ReportContext) {
  const run = isUuid(id) ? await context.read((tx) => readWhatIf(tx, id)) : undefined;
  return run ? toApiWhatIf(run, context) : null;
}

/** Encounters that a run has found to change; none where this tenant has no such run. */
export async function whatIfEncounters(
  _: unknown,
  { id, first, after, ...rest }: { id: string } & PageArguments & Nullable<WhatIfEncounterFilter>,
  context: ReportContext,
) {
  const page = readPage({ first, after });
  const filter = filled<WhatIfEncounterFilter>(rest);
  const list = (tx: Parameters<typeof listWhatIfEncounters>[0]) =>
    listWhatIfEncounters(tx, id, filter, page.after, page.fetch);
  return toConnection(isUuid(id) ? await context.read(list) : [], page);
}

function toApiWhatIf({ request, ...run }: WhatIfRow, { clock }: ReportContext) {
  const { candidateEditions, scope = 'window', from, to } = request;
  const asked = request.ruleSettings.map((setting) => toApiRuleSetting(setting, clock.today()));
  return { ...run, candidateEditions, ruleSettings: asked, scope, from, to };
}
