import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Finding, NotEvaluated, ScrubOutcome } from '@claimwright/domain/finding';
import type { EncounterEventType, EncounterStatus } from '@claimwright/domain/lifecycle';
import type { PayerProfile } from '@claimwright/domain/payer';
import type { Repair } from '@claimwright/domain/repair';
import type { TaskKind, TaskStatus } from '@claimwright/domain/task';
import { bigint, boolean, customType, date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

// The tables as the migrations make them; migrations/*.sql is the truth, and test/schema.test.ts holds this against it.

/** A timestamptz as ISO 8601 UTC text. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/** Amounts and counts: bigint in the database, a safe integer here. */
export const count = (name: string) => bigint(name, { mode: 'number' });

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const payers = pgTable('payers', {
  tenantId: uuid('tenant_id').notNull(),
  payerId: text('payer_id').notNull(),
  name: text('name').notNull(),
  profile: jsonb('profile').$type<PayerProfile>().notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const encounters = pgTable('encounters', {
  tenantId: uuid('tenant_id').notNull(),
  id: uuid('id').notNull(),
  externalId: text('external_id').notNull(),
  version: integer('version').notNull(),
  status: text('status').$type<EncounterStatus>().notNull(),
  payerId: text('payer_id'),
  patientKey: text('patient_key').notNull(),
  billingNpi: text('billing_npi'),
  renderingNpi: text('rendering_npi'),
  serviceFrom: date('service_from', { mode: 'string' }),
  serviceTo: date('service_to', { mode: 'string' }),
  chargeCents: count('charge_cents').notNull(),
  content: jsonb('content').$type<EncounterInput>().notNull(),
  receivedAt: instant('received_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const encounterEvents = pgTable('encounter_events', {
  tenantId: uuid('tenant_id').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  version: integer('version').notNull(),
  sequence: count('sequence').notNull(),
  type: text('type').$type<EncounterEventType>().notNull(),
  fromStatus: text('from_status').$type<EncounterStatus>(),
  toStatus: text('to_status').$type<EncounterStatus>().notNull(),
  occurredAt: instant('occurred_at').notNull(),
  actor: text('actor').notNull(),
  detail: jsonb('detail').$type<Record<string, unknown>>(),
});

export const scrubRuns = pgTable('scrub_runs', {
  tenantId: uuid('tenant_id').notNull(),
  id: uuid('id').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  encounterVersion: integer('encounter_version').notNull(),
  outcome: text('outcome').$type<ScrubOutcome>().notNull(),
  outcomeReason: text('outcome_reason'),
  ruleSetHash: text('rule_set_hash').notNull(),
  editions: jsonb('editions').$type<Record<string, string>>().notNull(),
  notEvaluated: jsonb('not_evaluated').$type<NotEvaluated[]>().notNull(),
  rulesEvaluated: integer('rules_evaluated').notNull(),
  runAt: instant('run_at').notNull(),
  repairs: jsonb('repairs').$type<Repair[]>(),
});

export const findings = pgTable('findings', {
  tenantId: uuid('tenant_id').notNull(),
  runId: uuid('run_id').notNull(),
  ordinal: integer('ordinal').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  ruleId: text('rule_id').notNull(),
  ruleVersion: integer('rule_version').notNull(),
  verdict: text('verdict').$type<Finding['verdict']>().notNull(),
  severity: text('severity').$type<Finding['severity']>().notNull(),
  pointer: text('pointer').notNull(),
  content: jsonb('content').$type<Finding>().notNull(),
});

export const findingOverrides = pgTable('finding_overrides', {
  tenantId: uuid('tenant_id').notNull(),
  id: uuid('id').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  ruleId: text('rule_id').notNull(),
  pointer: text('pointer').notNull(),
  reason: text('reason').notNull(),
  actor: text('actor').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at'),
});

export const tasks = pgTable('tasks', {
  tenantId: uuid('tenant_id').notNull(),
  id: uuid('id').notNull(),
  kind: text('kind').$type<TaskKind>().notNull(),
  status: text('status').$type<TaskStatus>().notNull(),
  encounterId: uuid('encounter_id'),
  claimId: uuid('claim_id'),
  inboundFileId: uuid('inbound_file_id'),
  batchId: uuid('batch_id'),
  summary: text('summary').notNull(),
  dueDate: date('due_date', { mode: 'string' }),
  pointer: text('pointer'),
  detail: jsonb('detail').$type<Record<string, unknown>>(),
  openedAt: instant('opened_at').notNull(),
  closedAt: instant('closed_at'),
});

export const codeSetEditions = pgTable('code_set_editions', {
  setName: text('set_name').notNull(),
  edition: text('edition').notNull(),
  status: text('status').$type<'candidate' | 'active' | 'retired'>().notNull(),
  effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
  effectiveTo: date('effective_to', { mode: 'string' }),
  complete: boolean('complete').notNull(),
  rowCount: integer('row_count').notNull(),
  sourceSha256: bytes('source_sha256').notNull(),
  content: bytes('content').notNull(),
  importedAt: instant('imported_at').notNull(),
  importedBy: text('imported_by').notNull(),
  licenseAcceptedBy: text('license_accepted_by'),
});
