import type { IsoInstant } from '@claimwright/domain/dates';
import type { EncounterInput } from '@claimwright/domain/encounter';
import type { FindingOverride, ScrubRun } from '@claimwright/domain/finding';
import type { PayerProfile } from '@claimwright/domain/payer';
import type { TenantTransaction } from '../database.ts';
import { appendFindingDeltas } from './finding-counts.ts';
import { jsonArray, sharedDocuments } from './json-array.ts';

/** An encounter that waits for its coding checks, locked for this transaction. */
export interface EncounterToScrub {
  id: string;
  version: number;
  patientKey: string;
  payerId: string | null;
  content: EncounterInput;
  receivedAt: IsoInstant;
}

/**
 * Locks the patients of these encounters, then the encounters that still wait, oldest first. The patient lock (held to the end
 * of the transaction) is what keeps two workers from missing each other's duplicates.
 */
export async function lockEncountersToScrub(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<EncounterToScrub[]> {
  const locked = await tx.query<{ patientKey: string }>({
    name: 'lock-patients',
    text: `select patient_key as "patientKey", pg_advisory_xact_lock(key) from (
        select distinct patient_key, hashtextextended(tenant_id::text || patient_key, 0) as key from encounters
        where tenant_id = $1 and id = any($2::uuid[]) and status = 'received' order by key offset 0
      ) keys`,
    values: [tx.tenantId, ids],
  });
  if (locked.rows.length === 0) return [];
  // One that was given to another patient while we waited has a new version, and with it a job of its own.
  const { rows } = await tx.query<EncounterToScrub>({
    name: 'encounters-to-scrub',
    text: `select id, version, patient_key as "patientKey", payer_id as "payerId", content, received_at as "receivedAt"
      from encounters where tenant_id = $1 and id = any($2::uuid[]) and status = 'received' and patient_key = any($3::text[])
      order by received_at, id for update`,
    values: [tx.tenantId, ids, locked.rows.map((row) => row.patientKey)],
  });
  return rows;
}

/** Overrides of these encounters that nobody took back, by encounter id; the run itself judges whether they have expired. */
export async function loadOverrides(
  tx: TenantTransaction,
  encounterIds: readonly string[],
): Promise<Map<string, FindingOverride[]>> {
  const { rows } = await tx.query<FindingOverride & { encounterId: string }>({
    name: 'overrides',
    text: `select encounter_id as "encounterId", rule_id as "ruleId", pointer, reason, actor, created_at as "createdAt", expires_at as "expiresAt"
      from finding_overrides o where tenant_id = $1 and encounter_id = any($2::uuid[])
        and not exists (select from finding_override_ends e where e.tenant_id = $1 and e.override_id = o.id)
      order by created_at, id`,
    values: [tx.tenantId, encounterIds],
  });
  const byEncounter = new Map<string, FindingOverride[]>();
  for (const { encounterId, expiresAt, ...override } of rows) {
    const list = byEncounter.get(encounterId) ?? [];
    list.push(expiresAt ? { ...override, expiresAt } : override);
    byEncounter.set(encounterId, list);
  }
  return byEncounter;
}

/** Profiles of the payers named, by payer id; one that nobody configured is not in the map. */
export async function loadPayerProfiles(
  tx: TenantTransaction,
  payerIds: readonly (string | null)[],
): Promise<Map<string, PayerProfile>> {
  const wanted = [...new Set(payerIds.filter((payerId) => payerId !== null))];
  if (wanted.length === 0) return new Map();
  const { rows } = await tx.query<{ profile: PayerProfile }>({
    name: 'payer-profiles',
    text: 'select profile from payers where tenant_id = $1 and payer_id = any($2::text[])',
    values: [tx.tenantId, wanted],
  });
  return new Map(rows.map((row) => [row.profile.payerId, row.profile]));
}

export interface ScrubRunToSave {
  id: string;
  encounterId: string;
  encounterVersion: number;
  run: ScrubRun;
}

/** Stores runs and all their findings: two statements, whatever the number. */
export async function saveScrubRuns(
  tx: TenantTransaction,
  runs: readonly ScrubRunToSave[],
  at: IsoInstant,
): Promise<void> {
  if (runs.length === 0) return;
  await appendFindingDeltas(tx, runs);
  // The visits of a day rest on the same editions and mostly lack the same facts.
  const editions = sharedDocuments(runs.map((row) => row.run.editions));
  const notEvaluated = sharedDocuments(runs.map((row) => row.run.notEvaluated));
  await tx.query({
    name: 'save-scrub-runs',
    text: `with editions as materialized (select document::jsonb, place from unnest($8::text[]) with ordinality as e (document, place)),
        gaps as materialized (select document::jsonb, place from unnest($9::text[]) with ordinality as g (document, place))
      insert into scrub_runs (tenant_id, id, encounter_id, encounter_version, outcome, outcome_reason, rule_set_hash, editions,
        not_evaluated, rules_evaluated, run_at, repairs)
      select $1, r.id, r.encounter_id, r.encounter_version, r.outcome, r.outcome_reason, r.rule_set_hash, editions.document,
        gaps.document, r.rules_evaluated, $11, r.repairs::jsonb
      from unnest($2::uuid[], $3::uuid[], $4::integer[], $5::text[], $6::text[], $7::text[], $12::integer[], $13::integer[], $10::integer[],
          $14::text[])
        as r (id, encounter_id, encounter_version, outcome, outcome_reason, rule_set_hash, editions, gaps, rules_evaluated, repairs)
        join editions on editions.place = r.editions join gaps on gaps.place = r.gaps`,
    values: [
      tx.tenantId,
      runs.map((row) => row.id),
      runs.map((row) => row.encounterId),
      runs.map((row) => row.encounterVersion),
      runs.map((row) => row.run.outcome),
      runs.map((row) => row.run.outcomeReason ?? null),
      runs.map((row) => row.run.ruleSetHash),
      editions.documents,
      notEvaluated.documents,
      runs.map((row) => row.run.rulesEvaluated),
      at,
      editions.places,
      notEvaluated.places,
      jsonArray(runs.map(({ run }) => (run.repairs.length === 0 ? undefined : run.repairs))),
    ],
  });
  const findings = runs.flatMap((row) => row.run.findings.map((finding, ordinal) => ({ row, finding, ordinal })));
  if (findings.length === 0) return;
  await tx.query({
    name: 'save-findings',
    text: `insert into findings (tenant_id, run_id, ordinal, encounter_id, rule_id, rule_version, verdict, severity, pointer, content)
      select $1, f.run_id, f.ordinal, f.encounter_id, f.rule_id, f.rule_version, f.verdict, f.severity, f.pointer, f.content::jsonb
      from unnest($2::uuid[], $3::integer[], $4::uuid[], $5::text[], $6::integer[], $7::text[], $8::text[], $9::text[], $10::text[])
        as f (run_id, ordinal, encounter_id, rule_id, rule_version, verdict, severity, pointer, content)`,
    values: [
      tx.tenantId,
      findings.map(({ row }) => row.id),
      findings.map(({ ordinal }) => ordinal),
      findings.map(({ row }) => row.encounterId),
      findings.map(({ finding }) => finding.ruleId),
      findings.map(({ finding }) => finding.ruleVersion),
      findings.map(({ finding }) => finding.verdict),
      findings.map(({ finding }) => finding.severity),
      findings.map(({ finding }) => finding.pointer),
      jsonArray(findings.map(({ finding }) => finding)),
    ],
  });
}
