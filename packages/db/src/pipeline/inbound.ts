import { createHash } from 'node:crypto';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { Remittance, RemittanceClaim } from '@claimwright/domain/remittance';
import type { TenantTransaction } from '../database.ts';
import { jsonArray } from './json-array.ts';

export interface NewInboundFile {
  id: string;
  name: string;
  source: string;
  content: Uint8Array;
}

/** Stores a file before anybody looks into it. The same bytes again are known by their hash: `duplicate`, with the first one's id. */
export async function storeInboundFile(
  tx: TenantTransaction,
  file: NewInboundFile,
  at: IsoInstant,
): Promise<{ id: string; duplicate: boolean }> {
  const sha256 = createHash('sha256').update(file.content).digest();
  const inserted = await tx.query<{ id: string }>({
    name: 'store-inbound-file',
    text: `insert into inbound_files (tenant_id, id, sha256, name, source, content, status, received_at)
      values ($1, $2, $3, $4, $5, $6, 'received', $7) on conflict (tenant_id, sha256) do nothing returning id`,
    values: [tx.tenantId, file.id, sha256, file.name, file.source, Buffer.from(file.content), at],
  });
  if (inserted.rows[0]) return { id: file.id, duplicate: false };
  const known = await tx.query<{ id: string }>({
    name: 'known-inbound-file',
    text: 'select id from inbound_files where tenant_id = $1 and sha256 = $2',
    values: [tx.tenantId, sha256],
  });
  const id = known.rows[0]?.id;
  if (!id) throw new Error('A file that is already stored could not be found again.');
  return { id, duplicate: true };
}

/** Locks a file that waits to be read; undefined when it was read already or another worker reads it. */
export async function lockInboundFile(
  tx: TenantTransaction,
  fileId: string,
): Promise<{ id: string; name: string; content: Buffer } | undefined> {
  const { rows } = await tx.query<{ id: string; name: string; content: Buffer }>({
    name: 'lock-inbound-file',
    text: `select id, name, content from inbound_files where tenant_id = $1 and id = $2 and status = 'received' for update skip locked`,
    values: [tx.tenantId, fileId],
  });
  return rows[0];
}

/** Notes what a file held and whether anything of it had to be parked. */
export async function finishInboundFile(
  tx: TenantTransaction,
  file: { id: string; kinds: readonly string[]; parked: boolean; summary: Record<string, unknown> },
  at: IsoInstant,
): Promise<void> {
  await tx.query({
    name: 'finish-inbound-file',
    text: `update inbound_files set status = $3, kinds = $4, summary = $5, processed_at = $6 where tenant_id = $1 and id = $2`,
    values: [tx.tenantId, file.id, file.parked ? 'parked' : 'processed', file.kinds, JSON.stringify(file.summary), at],
  });
}

/** A piece of a file that could not be used, kept with the reason. */
export interface ParkedItem {
  id: string;
  kind: string;
  reasonCode: string;
  reason: string;
  /** Control number or trace that a person can search for. */
  reference?: string;
  content: string;
  detail?: Record<string, unknown>;
}

/** Parks pieces of a file, in one statement. */
export async function parkItems(
  tx: TenantTransaction,
  inboundFileId: string,
  items: readonly ParkedItem[],
  at: IsoInstant,
): Promise<void> {
  if (items.length === 0) return;
  await tx.query({
    name: 'park-items',
    text: `insert into parked_items (tenant_id, id, inbound_file_id, kind, reason_code, reason, reference, content, detail, parked_at)
      select $1, i.id, $2, i.kind, i.reason_code, i.reason, i.reference, i.content, i.detail, $3
      from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::jsonb[])
        as i (id, kind, reason_code, reason, reference, content, detail)`,
    values: [
      tx.tenantId,
      inboundFileId,
      at,
      items.map((item) => item.id),
      items.map((item) => item.kind),
      items.map((item) => item.reasonCode),
      items.map((item) => toDbText(item.reason)),
      items.map((item) => (item.reference === undefined ? null : toDbText(item.reference))),
      items.map((item) => toDbText(item.content)),
      items.map((item) => (item.detail ? toDbJson(item.detail) : null)),
    ],
  });
}

/** PostgreSQL text holds no NUL; a broken file may. */
function toDbText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD');
}

/** JSON whose strings hold nothing that jsonb refuses: no NUL, no half of a surrogate pair. */
function toDbJson(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'string' ? toDbText(part.toWellFormed()) : part));
}

/** Whether a remittance with this key has been posted. */
export async function remittanceIsPosted(tx: TenantTransaction, dedupeKey: string): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'remittance-is-posted',
    text: 'select from remittances where tenant_id = $1 and dedupe_key = $2',
    values: [tx.tenantId, dedupeKey],
  });
  return rowCount === 1;
}

/** Stores the header of a remittance; false when the same payment is already posted. */
export async function storeRemittance(
  tx: TenantTransaction,
  row: { id: string; inboundFileId: string; dedupeKey: string; remittance: Remittance },
  at: IsoInstant,
): Promise<boolean> {
  const { claims: _claims, ...header } = row.remittance;
  const { rowCount } = await tx.query({
    name: 'store-remittance',
    text: `insert into remittances (tenant_id, id, inbound_file_id, dedupe_key, payer_id, payer_name, trace_number, payment_date,
        payment_cents, payment_method, header, posted_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (tenant_id, dedupe_key) do nothing`,
    values: [
      tx.tenantId,
      row.id,
      row.inboundFileId,
      row.dedupeKey,
      header.payerId ?? null,
      header.payerName,
      header.traceNumber,
      header.paymentDate,
      header.paymentCents,
      header.paymentMethod,
      JSON.stringify(header),
      at,
    ],
  });
  return rowCount === 1;
}

/** Stores the claims of a remittance as they were read, each with the claim of ours it was matched to, if any. */
export async function storeRemittanceClaims(
  tx: TenantTransaction,
  remittanceId: string,
  claims: readonly { ordinal: number; claimId: string | null; content: RemittanceClaim }[],
): Promise<void> {
  if (claims.length === 0) return;
  await tx.query({
    name: 'store-remittance-claims',
    text: `insert into remittance_claims (tenant_id, remittance_id, ordinal, claim_id, patient_control_number, status_code, charge_cents,
        paid_cents, patient_responsibility_cents, payer_claim_control_number, content)
      select $1, $2, c.ordinal, c.claim_id, c.number, c.status_code, c.charge, c.paid, c.patient, c.payer_number, c.content::jsonb
      from unnest($3::integer[], $4::uuid[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::text[], $11::text[])
        as c (ordinal, claim_id, number, status_code, charge, paid, patient, payer_number, content)`,
    values: [
      tx.tenantId,
      remittanceId,
      claims.map((claim) => claim.ordinal),
      claims.map((claim) => claim.claimId),
      claims.map(({ content }) => content.patientControlNumber),
      claims.map(({ content }) => content.statusCode),
      claims.map(({ content }) => content.chargeCents),
      claims.map(({ content }) => content.paidCents),
      claims.map(({ content }) => content.patientResponsibilityCents),
      claims.map(({ content }) => content.payerClaimControlNumber ?? null),
      jsonArray(claims.map(({ content }) => content)),
    ],
  });
}
