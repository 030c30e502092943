import type { Responsibility } from '@claimwright/domain/coverage';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { LedgerAccount } from '@claimwright/domain/ledger';
import type { ClaimEventType, ClaimStatus } from '@claimwright/domain/lifecycle';
import type { Remittance, RemittanceClaim } from '@claimwright/domain/remittance';
import type { Stage } from '@claimwright/domain/timeliness';
import { boolean, date, integer, jsonb, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, count, instant } from './intake.ts';

export const claims = pgTable('claims', {
  tenantId: uuid('tenant_id').notNull(),
  id: uuid('id').notNull(),
  patientControlNumber: text('patient_control_number').notNull(),
  claimType: text('claim_type').$type<AnyClaimSnapshot['claimType']>().notNull(),
  status: text('status').$type<ClaimStatus>().notNull(),
  version: integer('version').notNull(),
  payerId: text('payer_id').notNull(),
  payerName: text('payer_name').notNull(),
  route: text('route').notNull(),
  responsibility: text('responsibility').$type<Responsibility>().notNull(),
  frequencyCode: text('frequency_code').notNull(),
  billingNpi: text('billing_npi').notNull(),
  renderingNpi: text('rendering_npi'),
  patientKey: text('patient_key').notNull(),
  serviceFrom: date('service_from', { mode: 'string' }).notNull(),
  serviceTo: date('service_to', { mode: 'string' }).notNull(),
  chargeCents: count('charge_cents').notNull(),
  paidCents: count('paid_cents').notNull(),
  patientResponsibilityCents: count('patient_responsibility_cents').notNull(),
  payerClaimControlNumber: text('payer_claim_control_number'),
  snapshot: jsonb('snapshot').$type<AnyClaimSnapshot>().notNull(),
  snapshotSha256: bytes('snapshot_sha256').notNull(),
  assembledAt: instant('assembled_at').notNull(),
  submittedOn: date('submitted_on', { mode: 'string' }),
  acceptedOn: date('accepted_on', { mode: 'string' }),
  adjudicatedOn: date('adjudicated_on', { mode: 'string' }),
  paidOn: date('paid_on', { mode: 'string' }),
  submissionNumber: integer('submission_number').notNull(),
  crossedOver: boolean('crossed_over').notNull(),
});

export const claimEncounters = pgTable('claim_encounters', {
  tenantId: uuid('tenant_id').notNull(),
  claimId: uuid('claim_id').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  part: integer('part').notNull(),
  live: boolean('live').notNull(),
});

export const claimLines = pgTable('claim_lines', {
  tenantId: uuid('tenant_id').notNull(),
  claimId: uuid('claim_id').notNull(),
  lineNumber: integer('line_number').notNull(),
  lineControlNumber: text('line_control_number').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  revenueCode: text('revenue_code'),
  procedureCode: text('procedure_code'),
  modifiers: text('modifiers').array().notNull(),
  placeOfService: text('place_of_service'),
  chargeCents: count('charge_cents').notNull(),
  units: numeric('units', { precision: 12, scale: 3, mode: 'number' }).notNull(),
  serviceFrom: date('service_from', { mode: 'string' }).notNull(),
  serviceTo: date('service_to', { mode: 'string' }).notNull(),
});

export const claimEvents = pgTable('claim_events', {
  tenantId: uuid('tenant_id').notNull(),
  claimId: uuid('claim_id').notNull(),
  sequence: count('sequence').notNull(),
  type: text('type').$type<ClaimEventType>().notNull(),
  fromStatus: text('from_status').$type<ClaimStatus>(),
  toStatus: text('to_status').$type<ClaimStatus>().notNull(),
  occurredAt: instant('occurred_at').notNull(),
  effectiveDate: date('effective_date', { mode: 'string' }).notNull(),
  actor: text('actor').notNull(),
  batchId: uuid('batch_id'),
  inboundFileId: uuid('inbound_file_id'),
  detail: jsonb('detail').$type<Record<string, unknown>>(),
});

export const batches = pgTable('batches', {
  tenantId: uuid('tenant_id').notNull(),
  id: uuid('id').notNull(),
  route: text('route').notNull(),
  status: text('status').$type<'built' | 'transmitted'>().notNull(),
  kind: text('kind').$type<'claims' | 'status_requests'>().notNull(),
  interchangeControlNumber: integer('interchange_control_number').notNull(),
  groupControlNumber: integer('group_control_number').notNull(),
  fileName: text('file_name').notNull(),
  claimCount: integer('claim_count').notNull(),
  chargeCents: count('charge_cents').notNull(),
  content: bytes('content').notNull(),
  contentSha256: bytes('content_sha256').notNull(),
  builtAt: instant('built_at').notNull(),
  leasedUntil: instant('leased_until'),
  transmittedAt: instant('transmitted_at'),
  acknowledgedAt: instant('acknowledged_at'),
  notBefore: instant('not_before'),
  attempts: integer('attempts').notNull(),
  lastError: text('last_error'),
});

export const batchClaims = pgTable('batch_claims', {
  tenantId: uuid('tenant_id').notNull(),
  batchId: uuid('batch_id').notNull(),
  claimId: uuid('claim_id').notNull(),
  transactionSetControlNumber: integer('transaction_set_control_number').notNull(),
});

export const inboundFiles = pgTable('inbound_files', {
  tenantId: uuid('tenant_id').notNull(),
  id: uuid('id').notNull(),
  sha256: bytes('sha256').notNull(),
  name: text('name').notNull(),
  source: text('source').notNull(),
  content: bytes('content').notNull(),
  status: text('status').$type<'received' | 'processed' | 'parked'>().notNull(),
  kinds: text('kinds').array().notNull(),
  receivedAt: instant('received_at').notNull(),
  processedAt: instant('processed_at'),
  summary: jsonb('summary').$type<Record<string, unknown>>(),
});

export const parkedItems = pgTable('parked_items', {
  tenantId: uuid('tenant_id').notNull(),
  id: uuid('id').notNull(),
  inboundFileId: uuid('inbound_file_id').notNull(),
  kind: text('kind').notNull(),
  reasonCode: text('reason_code').notNull(),
  reason: text('reason').notNull(),
  reference: text('reference'),
  content: text('content').notNull(),
  detail: jsonb('detail').$type<Record<string, unknown>>(),
  parkedAt: instant('parked_at').notNull(),
  resolvedAt: instant('resolved_at'),
  resolvedBy: text('resolved_by'),
});

export const remittances = pgTable('remittances', {
  tenantId: uuid('tenant_id').notNull(),
  id: uuid('id').notNull(),
  inboundFileId: uuid('inbound_file_id').notNull(),
  dedupeKey: text('dedupe_key').notNull(),
  payerId: text('payer_id'),
  payerName: text('payer_name').notNull(),
  traceNumber: text('trace_number').notNull(),
  paymentDate: date('payment_date', { mode: 'string' }).notNull(),
  paymentCents: count('payment_cents').notNull(),
  paymentMethod: text('payment_method').notNull(),
  header: jsonb('header').$type<Omit<Remittance, 'claims'>>().notNull(),
  postedAt: instant('posted_at').notNull(),
});

export const remittanceClaims = pgTable('remittance_claims', {
  tenantId: uuid('tenant_id').notNull(),
  remittanceId: uuid('remittance_id').notNull(),
  ordinal: integer('ordinal').notNull(),
  claimId: uuid('claim_id'),
  patientControlNumber: text('patient_control_number').notNull(),
  statusCode: text('status_code').notNull(),
  chargeCents: count('charge_cents').notNull(),
  paidCents: count('paid_cents').notNull(),
  patientResponsibilityCents: count('patient_responsibility_cents').notNull(),
  payerClaimControlNumber: text('payer_claim_control_number'),
  content: jsonb('content').$type<RemittanceClaim>().notNull(),
});

export const ledgerEntries = pgTable('ledger_entries', {
  tenantId: uuid('tenant_id').notNull(),
  sequence: count('sequence').notNull(),
  claimId: uuid('claim_id'),
  posting: text('posting').notNull(),
  ordinal: integer('ordinal').notNull(),
  account: text('account').$type<LedgerAccount>().notNull(),
  amountCents: count('amount_cents').notNull(),
  effectiveDate: date('effective_date', { mode: 'string' }).notNull(),
  lineNumber: integer('line_number'),
  reason: text('reason'),
  remittanceId: uuid('remittance_id'),
  postedAt: instant('posted_at').notNull(),
});

export const dayCounts = pgTable('day_counts', {
  tenantId: uuid('tenant_id').notNull(),
  payerId: text('payer_id').notNull(),
  stage: text('stage').$type<Stage>().notNull(),
  cohortMonth: date('cohort_month', { mode: 'string' }).notNull(),
  days: integer('days').notNull(),
  claims: count('claims').notNull(),
  cents: count('cents').notNull(),
});

export const openCounts = pgTable('open_counts', {
  tenantId: uuid('tenant_id').notNull(),
  payerId: text('payer_id').notNull(),
  stage: text('stage').$type<Stage>().notNull(),
  startDate: date('start_date', { mode: 'string' }).notNull(),
  claims: count('claims').notNull(),
  cents: count('cents').notNull(),
});
