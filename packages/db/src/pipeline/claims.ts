import { claimServiceDates } from '@claimwright/domain/claim-dates';
import type { IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { LedgerEntry } from '@claimwright/domain/ledger';
import type { TenantTransaction } from '../database.ts';
import { binaryArray } from '../intake/binary-array.ts';
import { type EarlierMilestones, insertClaimEvents } from './claim-moves.ts';
import { jsonArray, textArray } from './json-array.ts';
import { asJudged, type StoredContent } from './judged-content.ts';

/** An encounter that passed its checks, locked for this transaction. */
export interface EncounterToBill {
  id: string;
  version: number;
  patientKey: string;
  payerId: string | null;
  /** As the checks judged it: with the repairs of their run. */
  content: EncounterInput;
  receivedAt: IsoInstant;
}

/** Locks the `ready` ones among these encounters; one that another worker holds is left to it. */
export async function lockEncountersToBill(tx: TenantTransaction, ids: readonly string[]): Promise<EncounterToBill[]> {
  const { rows } = await tx.query<EncounterToBill & StoredContent>({
    name: 'encounters-to-bill',
    text: `select id, version, patient_key as "patientKey", payer_id as "payerId", content, repairs, received_at as "receivedAt"
      from encounters where tenant_id = $1 and id = any($2::uuid[]) and status = 'ready' order by received_at, id for update skip locked`,
    values: [tx.tenantId, ids],
  });
  return rows.map(({ repairs, ...row }) => ({ ...row, content: asJudged({ content: row.content, repairs }) }));
}

export interface ClaimToSave {
  id: string;
  submissionId: string;
  /** The encounters it bills, each with the number of its part. */
  encounters: readonly { encounterId: string; part: number }[];
  /** It does not stand for its encounters: a void, or a claim to a later payer. */
  aside?: boolean;
  /** The encounter that each line bills. */
  lineEncounterIds: readonly string[];
  patientKey: string;
  route: string;
  snapshot: AnyClaimSnapshot;
  /** The snapshot as JSON, and the SHA-256 of it. */
  snapshotText: string;
  snapshotSha256: Buffer;
  link?: ClaimLink;
}

/** How a claim hangs together with those before it. */
export interface ClaimLink {
  /** First claim of its chain of corrections. */
  firstClaimId?: string;
  /** The claim it takes the place of. */
  supersedesClaimId?: string;
  lateChargesOf?: string;
  /** The claim to the payer before. */
  priorClaimId?: string;
  crossedOver?: boolean;
  earlier?: EarlierMilestones;
}

/** Stores freshly assembled claims with their lines and first events. Four statements, whatever the number. */
export async function saveAssembledClaims(
  tx: TenantTransaction,
  claims: readonly ClaimToSave[],
  source: { actor: string; at: IsoInstant },
): Promise<void> {
  if (claims.length === 0) return;
  await insertClaims(tx, claims, source.at);
  const links = claims.flatMap(({ id, encounters, aside }) =>
    encounters.map((each) => ({ claimId: id, ...each, live: !aside })),
  );
  await tx.query({
    name: 'insert-claim-encounters',
    text: `insert into claim_encounters (tenant_id, claim_id, encounter_id, part, live)
      select $1, e.* from unnest($2::uuid[], $3::uuid[], $4::integer[], $5::boolean[]) as e`,
    values: [
      tx.tenantId,
      links.map((l) => l.claimId),
      links.map((l) => l.encounterId),
      links.map((l) => l.part),
      links.map((l) => l.live),
    ],
  });
  await insertClaimLines(tx, claims);
  await insertClaimEvents(
    tx,
    claims.map((claim) => ({
      claim,
      from: null,
      to: 'assembled' as const,
      happening: { type: 'assembled' as const, effectiveDate: source.at.slice(0, 10), detail: linkDetail(claim.link) },
    })),
    source,
  );
}

function linkDetail(link: ClaimLink | undefined): Record<string, unknown> | undefined {
  if (!link) return undefined;
  const { supersedesClaimId, lateChargesOf, priorClaimId } = link;
  return { supersedesClaimId, lateChargesOf, priorClaimId };
}

async function insertClaims(tx: TenantTransaction, claims: readonly ClaimToSave[], at: IsoInstant): Promise<void> {
  await tx.query({
    name: 'insert-claims',
    text: `insert into claims (tenant_id, id, patient_control_number, status, version, payer_id, payer_name, route, responsibility,
        frequency_code, billing_npi, rendering_npi, patient_key, service_from, service_to, charge_cents, snapshot, snapshot_sha256, assembled_at, claim_type,
        submission_id, first_claim_id, supersedes_claim_id, late_charges_of, prior_claim_id, crossed_over, earlier_milestones, member_id)
      select $1, c.id, c.pcn, 'assembled', 1, c.payer_id, c.payer_name, c.route, c.responsibility, c.frequency_code, c.billing_npi,
        c.rendering_npi, c.patient_key, c.service_from, c.service_to, c.charge_cents, c.snapshot::jsonb, c.sha256, $17, c.claim_type,
        c.submission_id, c.first_claim_id, c.supersedes, c.late_charges_of, c.prior_claim_id, c.crossed_over, c.earlier::jsonb, c.member_id
      from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
        $11::text[], $12::date[], $13::date[], $14::bigint[], $15::text[], $16::bytea[],
        $18::uuid[], $19::uuid[], $20::uuid[], $21::uuid[], $22::uuid[], $23::boolean[], $24::text[], $25::text[], $26::text[])
        as c (id, pcn, payer_id, payer_name, route, responsibility, frequency_code, billing_npi, rendering_npi, patient_key,
          service_from, service_to, charge_cents, snapshot, sha256, submission_id, first_claim_id, supersedes, late_charges_of,
          prior_claim_id, crossed_over, earlier, claim_type, member_id)`,
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
      textArray(claims.map((c) => c.snapshotText)),
      binaryArray(
        'bytea',
        claims.map((c) => c.snapshotSha256),
      ),
      at,
      claims.map((c) => c.submissionId),
      claims.map((c) => c.link?.firstClaimId ?? null),
      claims.map((c) => c.link?.supersedesClaimId ?? null),
      claims.map((c) => c.link?.lateChargesOf ?? null),
      claims.map((c) => c.link?.priorClaimId ?? null),
      claims.map((c) => c.link?.crossedOver ?? false),
      jsonArray(claims.map((c) => c.link?.earlier)),
      claims.map((c) => c.snapshot.claimType),
      claims.map((c) => c.snapshot.destination.memberId),
    ],
  });
}

/** Lines of these claims as their snapshots have them. */
export async function insertClaimLines(
  tx: TenantTransaction,
  claims: readonly Pick<ClaimToSave, 'id' | 'snapshot' | 'lineEncounterIds'>[],
): Promise<void> {
  const lines = claims.flatMap((claim) => claim.snapshot.lines.map((line, index) => ({ claim, line, index })));
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
      lines.map(({ claim, index }) => claim.lineEncounterIds[index] ?? claim.lineEncounterIds[0]),
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

/** Encounters of these payers wait for each other: the patients whose encounters of such a payer are among `ids` are locked. */
export async function lockPatientsToCombine(tx: TenantTransaction, ids: readonly string[]): Promise<void> {
  await tx.query({
    name: 'lock-patients-to-combine',
    // Asked once, so that no encounter is read where no payer combines: with most tenants none does.
    text: `with combining as materialized (
        select payer_id from payers where tenant_id = $1 and profile ? 'combineEncounters'
      )
      select pg_advisory_xact_lock(key) from (
        select distinct hashtextextended(e.tenant_id::text || e.patient_key || '/bill', 0) as key
        from encounters e where exists (select from combining)
          and e.tenant_id = $1 and e.id = any($2::uuid[]) and e.status = 'ready' and e.payer_id in (select payer_id from combining)
        order by key offset 0
      ) keys`,
    values: [tx.tenantId, ids],
  });
}

/** Ids of ready encounters that may go on the same claims as these: same patient, payer and billing provider. */
export async function findCompanions(tx: TenantTransaction, encounterIds: readonly string[]): Promise<string[]> {
  if (encounterIds.length === 0) return [];
  const { rows } = await tx.query<{ id: string }>({
    name: 'find-companions',
    text: `select distinct o.id from encounters e
      join encounters o on o.tenant_id = $1 and o.patient_key = e.patient_key and o.payer_id = e.payer_id
        and o.billing_npi is not distinct from e.billing_npi and o.status = 'ready'
      where e.tenant_id = $1 and e.id = any($2::uuid[]) and o.id <> all($2::uuid[])`,
    values: [tx.tenantId, encounterIds],
  });
  return rows.map((row) => row.id);
}

/** Notes until when encounters wait for others that go on the same claim. */
export async function waitForCompanions(
  tx: TenantTransaction,
  rows: readonly { encounterId: string; until: IsoInstant }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query({
    name: 'wait-for-companions',
    text: `update encounters e set bill_after = w.until from unnest($2::uuid[], $3::timestamptz[]) as w (id, until)
      where e.tenant_id = $1 and e.id = w.id and e.status = 'ready'`,
    values: [tx.tenantId, rows.map((row) => row.encounterId), rows.map((row) => row.until)],
  });
}
