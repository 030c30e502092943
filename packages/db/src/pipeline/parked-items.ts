import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { Remittance, RemittanceClaim } from '@claimwright/domain/remittance';
import type { TenantTransaction } from '../database.ts';

/** What somebody wants of a parked item. */
export type ParkedWish = 'retry' | 'match';

/** A parked item of which something was asked, with who and why. */
export interface AskedItem {
  id: string;
  inboundFileId: string;
  kind: string;
  reasonCode: string;
  content: string;
  detail: { remittanceId?: string; ordinal?: number } | null;
  asked: ParkedWish;
  askedClaimId: string | null;
  askedBy: string;
  askedReason: string;
}

/** A parked item as it is now, locked; undefined when this tenant has none with that id. */
export interface ParkedState {
  id: string;
  inboundFileId: string;
  kind: string;
  reasonCode: string;
  detail: AskedItem['detail'];
  resolvedAt: IsoInstant | null;
  asked: ParkedWish | null;
}

export async function lockParkedItem(tx: TenantTransaction, id: string): Promise<ParkedState | undefined> {
  const { rows } = await tx.query<ParkedState>({
    name: 'lock-parked-item',
    text: `select id, inbound_file_id as "inboundFileId", kind, reason_code as "reasonCode", detail, resolved_at as "resolvedAt", asked
      from parked_items where tenant_id = $1 and id = $2 for update`,
    values: [tx.tenantId, id],
  });
  return rows[0];
}

/** Notes what is wanted of a locked item. */
export async function askOfParked(
  tx: TenantTransaction,
  wish: { id: string; asked: ParkedWish; claimId?: string; by: string; reason: string },
  at: IsoInstant,
): Promise<void> {
  await tx.query({
    name: 'ask-of-parked',
    text: `update parked_items set asked = $3, asked_claim_id = $4, asked_by = $5, asked_at = $6, asked_reason = $7, refusal = null
      where tenant_id = $1 and id = $2 and resolved_at is null and asked is null`,
    values: [tx.tenantId, wish.id, wish.asked, wish.claimId ?? null, wish.by, at, wish.reason],
  });
}

/** Locks an item of which something is wanted still; undefined when it was done, or another worker does it. */
export async function lockAskedItem(tx: TenantTransaction, id: string): Promise<AskedItem | undefined> {
  const { rows } = await tx.query<AskedItem>({
    name: 'lock-asked-item',
    text: `select id, inbound_file_id as "inboundFileId", kind, reason_code as "reasonCode", content, detail, asked,
        asked_claim_id as "askedClaimId", asked_by as "askedBy", asked_reason as "askedReason"
      from parked_items where tenant_id = $1 and id = $2 and asked is not null and resolved_at is null for update skip locked`,
    values: [tx.tenantId, id],
  });
  return rows[0];
}

/** Says why what was asked could not be done; the item stays open. */
export async function refuseParked(tx: TenantTransaction, id: string, refusal: string): Promise<void> {
  await tx.query({
    name: 'refuse-parked',
    text: `update parked_items set asked = null, asked_claim_id = null, refusal = $3 where tenant_id = $1 and id = $2`,
    values: [tx.tenantId, id, refusal.slice(0, 1000)],
  });
}

/**
 * Closes an item, with who dealt with it, how and why; and with the last item of its file the tasks that asked for it and the file's
 * state.
 */
export async function resolveParked(
  tx: TenantTransaction,
  item: { id: string; inboundFileId: string },
  how: { resolution: 'retried' | 'matched' | 'dismissed'; by: string; reason: string; claimId?: string },
  at: IsoInstant,
): Promise<void> {
  await tx.query({
    name: 'resolve-parked',
    text: `update parked_items set asked = null, resolved_at = $3, resolved_by = $4, resolution = $5, resolution_reason = $6,
        resolved_claim_id = $7, refusal = null
      where tenant_id = $1 and id = $2 and resolved_at is null`,
    values: [tx.tenantId, item.id, at, how.by, how.resolution, how.reason, how.claimId ?? null],
  });
  await tx.query({
    name: 'settle-file-of-parked',
    text: `with settled as (
        update inbound_files f set status = 'processed' where f.tenant_id = $1 and f.id = $2 and f.status = 'parked'
          and not exists (select from parked_items p where p.tenant_id = $1 and p.inbound_file_id = $2 and p.resolved_at is null)
        returning f.id
      )
      update tasks t set status = 'done', closed_at = $3
      where t.tenant_id = $1 and t.inbound_file_id in (select id from settled) and t.status = 'open'`,
    values: [tx.tenantId, item.inboundFileId, at],
  });
}

/** An answer of a posted remittance that no claim was found for. */
export interface UnmatchedAnswer {
  ordinal: number;
  answer: RemittanceClaim;
  /** The remittance without its claims. */
  header: Omit<Remittance, 'claims'>;
  paymentDate: IsoDate;
}

/** The answer that a parked item holds, locked; undefined when a claim has it by now. An older item does not say which it is: its content does. */
export async function lockUnmatchedAnswer(
  tx: TenantTransaction,
  remittanceId: string,
  ordinal: number | undefined,
  content: string,
): Promise<UnmatchedAnswer | undefined> {
  const { rows } = await tx.query<UnmatchedAnswer>({
    name: 'lock-unmatched-answer',
    text: `select rc.ordinal, rc.content as answer, r.header, r.payment_date::text as "paymentDate"
      from remittance_claims rc join remittances r on r.tenant_id = $1 and r.id = rc.remittance_id
      where rc.tenant_id = $1 and rc.remittance_id = $2 and rc.claim_id is null
        and case when $3::integer is null then rc.content = $4::jsonb else rc.ordinal = $3 end
      order by rc.ordinal limit 1 for update of rc`,
    values: [tx.tenantId, remittanceId, ordinal ?? null, content],
  });
  return rows[0];
}

/** Notes which claim an answer was matched to, once and for all. */
export async function matchAnswer(
  tx: TenantTransaction,
  remittanceId: string,
  ordinal: number,
  claimId: string,
): Promise<void> {
  const { rowCount } = await tx.query({
    name: 'match-answer',
    text: `update remittance_claims set claim_id = $4
      where tenant_id = $1 and remittance_id = $2 and ordinal = $3 and claim_id is null`,
    values: [tx.tenantId, remittanceId, ordinal, claimId],
  });
  if (rowCount !== 1) throw new Error(`Answer ${ordinal} of remittance ${remittanceId} has a claim already.`);
}
