import { claimServiceDates } from '@claimwright/domain/claim-dates';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { LedgerEntry } from '@claimwright/domain/ledger';
import type { TenantTransaction } from '../database.ts';
import { binaryArray } from '../intake/binary-array.ts';
import { insertClaimEvents } from './claim-moves.ts';
import { jsonArray, textArray } from './json-array.ts';

/** An encounter that passed its checks, locked for this transaction. */
export interface EncounterToBill {
  id: string;
  version: number;
  patientKey: string;
  payerId: string | null;
  content: EncounterInput;
  receivedAt: IsoInstant;
}

/** Locks the `ready` ones among these encounters; one that another worker holds is left to it. */
export async function lockEncountersToBill(tx: TenantTransaction, ids: readonly string[]): Promise<EncounterToBill[]> {
  const { rows } = await tx.query<EncounterToBill>({
    name: 'encounters-to-bill',
    text: `select id, version, patient_key as "patientKey", payer_id as "payerId", content, received_at as "receivedAt"
      from encounters where tenant_id = $1 and id = any($2::uuid[]) and status = 'ready' order by received_at, id for update skip locked`,
    values: [tx.tenantId, ids],
  });
  return rows;
}

export interface ClaimToSave {
  id: string;
  encounterId: string;
  part: number;
  patientKey: string;
  route: string;
  snapshot: AnyClaimSnapshot;
  snapshotSha256: Buffer;
}

/** Stores freshly assembled claims with their lines and first events. Four statements, whatever the number. */
export async function saveAssembledClaims(
  tx: TenantTransaction,
  claims: readonly ClaimToSave[],
  source: { actor: string; at: IsoInstant },
): Promise<void> {
  if (claims.length === 0) return;
  await insertClaims(tx, claims, source.at);
  await tx.query({
    name: 'insert-claim-encounters',
    text: `insert into claim_encounters (tenant_id, claim_id, encounter_id, part)
      select $1, e.* from unnest($2::uuid[], $3::uuid[], $4::integer[]) as e`,
    values: [tx.tenantId, claims.map((c) => c.id), claims.map((c) => c.encounterId), claims.map((c) => c.part)],
  });
  await insertClaimLines(tx, claims);
  await insertClaimEvents(
    tx,
    claims.map((claim) => ({
      claim,
      from: null,
      to: 'assembled' as const,
      happening: { type: 'assembled' as const, effectiveDate: source.at.slice(0, 10) },
    })),
    source,
  );
}

async function insertClaims(tx: TenantTransaction, claims: readonly ClaimToSave[], at: IsoInstant): Promise<void> {
  await tx.query({
    name: 'insert-claims',
    text: `insert into claims (tenant_id, id, patient_control_number, status, version, payer_id, payer_name, route, responsibility,
        frequency_code, billing_npi, rendering_npi, patient_key, service_from, service_to, charge_cents, snapshot, snapshot_sha256, assembled_at, claim_type)
      select $1, c.id, c.pcn, 'assembled', 1, c.payer_id, c.payer_name, c.route, c.responsibility, c.frequency_code, c.billing_npi,
        c.rendering_npi, c.patient_key, c.service_from, c.service_to, c.charge_cents, c.snapshot::jsonb, c.sha256, $17, c.snapshot::jsonb ->> 'claimType'
      from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
        $11::text[], $12::date[], $13::date[], $14::bigint[], $15::text[], $16::bytea[])
        as c (id, pcn, payer_id, payer_name, route, responsibility, frequency_code, billing_npi, rendering_npi, patient_key,
          service_from, service_to, charge_cents, snapshot, sha256)`,
    values: [
      tx.tenantId,
      claims.map((c) => c.id),
      claims.map((c) => c.snapshot.patientControlNumber),
      claims.map((c) => c.snapshot.destination.payerId),
      claims.map((c) => c.snapshot.destination.payerName),
      claims.map((c) => c.route),
      claims.map((c) => c.snapshot.destination.responsibility),
      claims.map((c) => c.snapshot.frequencyCode),
      claims.map((c) => c.snapshot.billingProvider.npi ?? ''),
      claims.map((c) => c.snapshot.renderingProvider?.npi ?? null),
      claims.map((c) => c.patientKey),
      claims.map((c) => claimServiceDates(c.snapshot).from),
      claims.map((c) => claimServiceDates(c.snapshot).to),
      claims.map((c) => c.snapshot.totalChargeCents),
      jsonArray(claims.map((c) => c.snapshot)),
      binaryArray(
        'bytea',
        claims.map((c) => c.snapshotSha256),
      ),
      at,
    ],
  });
}

async function insertClaimLines(tx: TenantTransaction, claims: readonly ClaimToSave[]): Promise<void> {
  const lines = claims.flatMap((claim) => claim.snapshot.lines.map((line) => ({ claim, line })));
  await tx.query({
    name: 'insert-claim-lines',
    text: `insert into claim_lines (tenant_id, claim_id, line_number, line_control_number, encounter_id, procedure_code, modifiers,
        place_of_service, charge_cents, units, service_from, service_to, revenue_code)
      select $1, l.claim_id, l.line_number, l.control_number, l.encounter_id, l.procedure_code,
        string_to_array(nullif(l.modifiers, ''), ' ')::text[] || '{}'::text[], l.place_of_service, l.charge_cents, l.units, l.service_from, l.service_to, l.revenue_code
      from unnest($2::uuid[], $3::integer[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::numeric[], $11::date[], $12::date[], $13::text[])
        as l (claim_id, line_number, control_number, encounter_id, procedure_code, modifiers, place_of_service, charge_cents, units, service_from, service_to, revenue_code)`,
    values: [
      tx.tenantId,
      lines.map(({ claim }) => claim.id),
      lines.map(({ line }) => line.lineNumber),
      lines.map(({ line }) => line.lineControlNumber),
      lines.map(({ claim }) => claim.encounterId),
      lines.map(({ line }) => line.procedureCode ?? null),
      lines.map(({ line }) => line.modifiers.join(' ')),
      lines.map(({ claim, line }) => placeOfService(claim.snapshot, line)),
      lines.map(({ line }) => line.chargeCents),
      lines.map(({ line }) => line.units),
      // The lines of a stay have no dates of their own: theirs are those of the statement.
      lines.map(({ claim, line }) => line.serviceFrom ?? claimServiceDates(claim.snapshot).from),
      lines.map(({ claim, line }) => line.serviceTo ?? line.serviceFrom ?? claimServiceDates(claim.snapshot).to),
      lines.map(({ line }) => ('revenueCode' in line ? line.revenueCode : null)),
    ],
  });
}

function placeOfService(snapshot: AnyClaimSnapshot, line: AnyClaimSnapshot['lines'][number]): string | null {
  if (snapshot.claimType === 'institutional') return null;
  return ('placeOfService' in line ? line.placeOfService : undefined) ?? snapshot.placeOfService;
}

/** One claim's (or remittance's) ledger entries to add. */
export interface EntriesToPost {
  claimId: string | null;
  remittanceId?: string;
  entries: readonly LedgerEntry[];
}

/**
 * Adds ledger entries. An entry of a posting that is already there is refused by the unique key and ignored, so posting twice
 * changes nothing. Throws when a posting does not sum to zero: nothing unbalanced is ever stored.
 */
export async function postLedgerEntries(
  tx: TenantTransaction,
  postings: readonly EntriesToPost[],
  at: IsoInstant,
): Promise<void> {
  const rows = postings.flatMap(({ claimId, remittanceId, entries }) => {
    const sums = new Map<string, number>();
    const ordinals = new Map<string, number>();
    const numbered = entries.map((entry) => {
      sums.set(entry.posting, (sums.get(entry.posting) ?? 0) + entry.amountCents);
      const ordinal = ordinals.get(entry.posting) ?? 0;
      ordinals.set(entry.posting, ordinal + 1);
      return { claimId, remittanceId, entry, ordinal };
    });
    for (const [posting, sum] of sums)
      if (sum !== 0) throw new Error(`Posting ${posting} is out of balance by ${sum} cents.`);
    return numbered;
  });
  if (rows.length === 0) return;
  await tx.query({
    name: 'post-ledger-entries',
    text: `insert into ledger_entries (tenant_id, claim_id, posting, ordinal, account, amount_cents, effective_date, line_number, reason, remittance_id, posted_at)
      select $1, e.*, $11 from unnest($2::uuid[], $3::text[], $4::integer[], $5::text[], $6::bigint[], $7::date[], $8::integer[], $9::text[], $10::uuid[]) as e
      on conflict do nothing`,
    values: [
      tx.tenantId,
      rows.map((row) => row.claimId),
      textArray(rows.map((row) => row.entry.posting)),
      rows.map((row) => row.ordinal),
      textArray(rows.map((row) => row.entry.account)),
      rows.map((row) => row.entry.amountCents),
      rows.map((row) => row.entry.effectiveDate),
      rows.map((row) => row.entry.lineNumber ?? null),
      textArray(rows.map((row) => row.entry.reason)),
      rows.map((row) => row.remittanceId ?? null),
      at,
    ],
  });
}
