import type { EncounterDetail, OverrideRow } from '@claimwright/db/read/encounters';
import type { LinkedFinding } from '@claimwright/db/read/override-of-finding';
import { isoDate } from '@claimwright/domain/dates';
import { encounterInput } from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import { encounterEventTypes, encounterStatuses } from '@claimwright/domain/lifecycle';
import { taskKinds } from '@claimwright/domain/task';
import * as z from 'zod';

// What the gateway answers about encounters: the schemas are its documentation, the functions build what they describe.

const instant = z.iso.datetime();
const status = z.enum(encounterStatuses);

const links = z.object({ self: z.string(), claims: z.string() });

/** The answer to a write: what the encounter is now and where to follow it. */
export const encounterReceipt = z
  .object({
    id: z.uuid(),
    externalId: z.string(),
    version: z.int().describe('the ETag; If-Match of a change'),
    status,
    receivedAt: instant,
    links,
  })
  .meta({ id: 'EncounterReceipt' });
export type EncounterReceipt = z.output<typeof encounterReceipt>;

export const encounterSummary = z
  .object({
    id: z.uuid(),
    externalId: z.string(),
    version: z.int(),
    status,
    payerId: z.string().nullable(),
    serviceFrom: isoDate.nullable(),
    serviceTo: isoDate.nullable(),
    chargeCents: z.int(),
    receivedAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'EncounterSummary' });

export const finding = z
  .object({
    ruleId: z.string(),
    ruleVersion: z.int(),
    verdict: z.enum(['fail', 'bypassed', 'no_data']),
    severity: z.enum(['reject', 'deny', 'warn', 'info']),
    message: z.string(),
    action: z.string(),
    pointer: z.string().describe('JSON Pointer into the encounter'),
    x12: z.object({ loop: z.string(), segment: z.string(), element: z.string() }),
    formBox: z.string().describe('box of the CMS-1500 form'),
    citation: z.string(),
    evidence: z.enum(['V', 'S', 'M']).describe('V verified in an official text, S secondary source, M from memory'),
    edition: z.string().optional(),
    overridable: z.boolean(),
  })
  .meta({ id: 'Finding' });

const notEvaluated = z.object({ ruleId: z.string(), reason: z.string(), count: z.int() });

/** One value written plainly: a diff to the content as it was received. */
const appliedRepair = z
  .object({
    repairId: z.string(),
    repairVersion: z.int(),
    pointer: z.string().describe('JSON Pointer into the content'),
    before: z.string(),
    after: z.string(),
  })
  .meta({ id: 'AppliedRepair' });

const runContent = {
  outcome: z.enum(['ready', 'needs_review', 'needs_coding', 'not_billable']),
  outcomeReason: z.string().nullable(),
  ruleSetHash: z.string(),
  editions: z.record(z.string(), z.string()).describe('code sets consulted: set name to edition'),
  rulesEvaluated: z.int(),
  findings: z.array(finding),
  notEvaluated: z.array(notEvaluated).describe('what could not be checked, and why'),
  repairs: z
    .array(appliedRepair)
    .describe('what was written plainly before the rules looked, in order; `content` stays as it was received'),
};

/** One run of the coding checks. */
export const scrubRun = z.object(runContent).meta({ id: 'ScrubRun' });

const event = z.object({
  type: z.enum(encounterEventTypes),
  version: z.int(),
  fromStatus: status.nullable(),
  toStatus: status,
  occurredAt: instant,
  actor: z.string(),
  detail: z.record(z.string(), z.unknown()).nullable(),
});

export const findingOverride = z
  .object({
    id: z.uuid(),
    ruleId: z.string(),
    pointer: z.string(),
    reason: z.string(),
    actor: z.string(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    ended: z
      .object({ at: instant, actor: z.string(), reason: z.string() })
      .nullable()
      .describe('who took it back, and why; null while nobody did'),
  })
  .meta({ id: 'FindingOverride' });
export type FindingOverrideResource = z.output<typeof findingOverride>;

/** A finding of the last run: one that was released says by whom, why and until when. */
export const linkedFinding = finding
  .extend({
    override: findingOverride
      .optional()
      .describe('of a finding with the verdict bypassed: its release, whether somebody has taken it back since or not'),
  })
  .meta({ id: 'LinkedFinding' });

/** An encounter with its history. */
export const encounterResource = z
  .object({
    ...encounterReceipt.shape,
    updatedAt: instant,
    content: encounterInput.meta({ id: 'EncounterContent' }),
    lastRun: z
      .object({ ...runContent, findings: z.array(linkedFinding), encounterVersion: z.int(), runAt: instant })
      .nullable()
      .describe('null until the checks have run'),
    overrides: z.array(findingOverride),
    events: z.array(event),
    claims: z.array(
      z.object({ id: z.uuid(), patientControlNumber: z.string(), status: z.string(), live: z.boolean() }),
    ),
    openTasks: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(taskKinds),
        summary: z.string(),
        dueDate: isoDate.nullable(),
        openedAt: instant,
      }),
    ),
  })
  .meta({ id: 'Encounter' });
export type EncounterResource = z.output<typeof encounterResource>;

/** Where an encounter is found. */
export function encounterPath(id: Id): string {
  return `/v1/encounters/${id}`;
}

function linksOf(id: Id) {
  return { self: encounterPath(id), claims: `/v1/claims?encounterId=${id}` };
}

/** The receipt of a write. */
export function toApiReceipt(head: Omit<EncounterReceipt, 'links'>): EncounterReceipt {
  const { id, externalId, version, status: now, receivedAt } = head;
  return { id, externalId, version, status: now, receivedAt, links: linksOf(id) };
}

/** A released finding. */
export function toApiOverride({ encounterId: _of, ...override }: OverrideRow): FindingOverrideResource {
  return { ...override, expiresAt: override.expiresAt ?? null };
}

/** A finding with its release, where it has one. */
export function toApiFinding({ override, ...said }: LinkedFinding): z.output<typeof linkedFinding> {
  return override === undefined ? said : { ...said, override: toApiOverride(override) };
}

/** The whole encounter. */
export function toApiEncounter(detail: EncounterDetail): EncounterResource {
  const { lastRun } = detail;
  return {
    id: detail.id,
    externalId: detail.content.externalId,
    version: detail.version,
    status: detail.status,
    receivedAt: detail.receivedAt,
    links: linksOf(detail.id),
    updatedAt: detail.updatedAt,
    content: detail.content,
    lastRun: lastRun
      ? {
          outcome: lastRun.outcome,
          outcomeReason: lastRun.outcomeReason,
          ruleSetHash: lastRun.ruleSetHash,
          editions: lastRun.editions,
          rulesEvaluated: lastRun.rulesEvaluated,
          findings: lastRun.findings.map(toApiFinding),
          notEvaluated: lastRun.notEvaluated,
          repairs: lastRun.repairs,
          encounterVersion: lastRun.encounterVersion,
          runAt: lastRun.runAt,
        }
      : null,
    overrides: detail.overrides.map(toApiOverride),
    events: detail.events,
    claims: detail.claims,
    openTasks: detail.openTasks,
  };
}
