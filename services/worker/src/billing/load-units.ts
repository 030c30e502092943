import { type BillingUnit, billedAlone, combineEncounters } from '@claimwright/assembly/combine-encounters';
import type { TenantTransaction } from '@claimwright/db/database';
import {
  type ClaimOfEncounter,
  loadClaimsOfEncounters,
  loadSnapshots,
  lockEncountersOfClaims,
} from '@claimwright/db/pipeline/claim-chains';
import { lockClaims } from '@claimwright/db/pipeline/claim-moves';
import {
  type EncounterToBill,
  findCompanions,
  lockEncountersToBill,
  lockPatientsToCombine,
  waitForCompanions,
} from '@claimwright/db/pipeline/claims';
import { loadWaitingCorrections } from '@claimwright/db/pipeline/corrections';
import { loadPayerProfiles } from '@claimwright/db/pipeline/scrub';
import { primaryCoverage } from '@claimwright/domain/encounter';
import { defaultPayerProfile, type PayerProfile } from '@claimwright/domain/payer';
import type { WorkerDependencies } from '../dependencies.ts';
import type { ExistingClaim, UnitToPlan } from './plan-unit.ts';

/** A unit to bill with the ready encounters it stands for. */
export interface LoadedUnit extends UnitToPlan {
  /** Ready encounters of the unit: those that are billed when its claims are made. */
  encounters: EncounterToBill[];
  patientKey: string;
}

/**
 * Locks the ready encounters among `ids`, those that go on the same claims with them, and the claims they are on already, and
 * puts together what is billed together. Encounters that wait for others are left ready until their time has come.
 */
export async function loadUnits(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<LoadedUnit[]> {
  await lockPatientsToCombine(tx, ids);
  const named = await lockEncountersToBill(tx, ids);
  if (named.length === 0) return [];
  const profiles = await loadPayerProfiles(tx, named.flatMap(payerIdsOf));
  const bearing = await loadClaimsOfEncounters(
    tx,
    named.map((encounter) => encounter.id),
  );
  const claimed = new Set(bearing.map((row) => row.encounterId));
  const due = await dueEncounters(deps, tx, named, profiles, claimed);
  const today = deps.clock.today();
  const fresh = freshUnits(
    due.filter((encounter) => !claimed.has(encounter.id)),
    profiles,
  ).map((unit) => ({
    ...unit,
    profiles,
    existing: [],
    today,
  }));
  const corrected = due.filter((encounter) => claimed.has(encounter.id));
  if (corrected.length === 0) return fresh;
  return [...fresh, ...(await correctedUnits(tx, corrected, bearing, profiles, today))];
}

/** A content that got broken in the store has no payers; assembly then fails on it alone. */
function payerIdsOf({ payerId, content }: EncounterToBill): (string | null)[] {
  const coverages: unknown = content.coverages;
  return [payerId, ...(Array.isArray(coverages) ? content.coverages.map((cover) => cover?.payer?.id ?? null) : [])];
}

/** Those whose payer lets them wait for others wait; when one is due, its companions are due with it. */
async function dueEncounters(
  deps: WorkerDependencies,
  tx: TenantTransaction,
  named: readonly EncounterToBill[],
  profiles: ReadonlyMap<string, PayerProfile>,
  claimed: ReadonlySet<string>,
): Promise<EncounterToBill[]> {
  const now = deps.clock.now();
  const waiting: { encounterId: string; until: string }[] = [];
  const due: EncounterToBill[] = [];
  const combining: string[] = [];
  for (const encounter of named) {
    const rule = payerOf(encounter, profiles).combineEncounters;
    const until = rule && !claimed.has(encounter.id) ? hoursAfter(encounter.receivedAt, rule.waitHours) : now;
    if (until > now) waiting.push({ encounterId: encounter.id, until });
    else {
      due.push(encounter);
      if (rule) combining.push(encounter.id);
    }
  }
  const companions = await findCompanions(tx, combining);
  const known = new Map(named.map((encounter) => [encounter.id, encounter]));
  const others = await lockEncountersToBill(
    tx,
    companions.filter((id) => !known.has(id)),
  );
  const companionIds = new Set(companions);
  await waitForCompanions(
    tx,
    waiting.filter(({ encounterId }) => !companionIds.has(encounterId)),
  );
  const together = waiting.flatMap(({ encounterId }) => (companionIds.has(encounterId) ? known.get(encounterId)! : []));
  return [...due, ...together, ...others].sort((a, b) => (a.receivedAt + a.id < b.receivedAt + b.id ? -1 : 1));
}

function hoursAfter(instant: string, hours: number): string {
  return new Date(Date.parse(instant) + hours * 3_600_000).toISOString();
}

type FreshUnit = Pick<LoadedUnit, 'unit' | 'payer' | 'encounters' | 'patientKey'>;

function freshUnits(encounters: readonly EncounterToBill[], profiles: ReadonlyMap<string, PayerProfile>): FreshUnit[] {
  const byId = new Map(encounters.map((encounter) => [encounter.id, encounter]));
  const place = new Map(encounters.map((encounter, index) => [encounter.id, index]));
  const units = [...Map.groupBy(encounters, (encounter) => payerOf(encounter, profiles).payerId).values()].flatMap(
    (group) => {
      const payer = payerOf(group[0]!, profiles);
      const together = payer.combineEncounters
        ? combineEncounters(group, payer.combineEncounters)
        : group.map(({ id, content }) => billedAlone(id, content));
      return together.map((unit) => {
        const own = unit.encounterIds.map((id) => byId.get(id)!);
        return { unit, payer: payerOf(own[0]!, profiles), encounters: own, patientKey: own[0]!.patientKey };
      });
    },
  );
  return units.sort((a, b) => place.get(a.encounters[0]!.id)! - place.get(b.encounters[0]!.id)!);
}

/** Encounters that are on claims already, with all that those claims bill. */
async function correctedUnits(
  tx: TenantTransaction,
  encounters: readonly EncounterToBill[],
  bearing: readonly ClaimOfEncounter[],
  profiles: ReadonlyMap<string, PayerProfile>,
  today: string,
): Promise<LoadedUnit[]> {
  const claimIds = [...new Set(bearing.map((row) => row.claimId))];
  const locked = new Map((await lockClaims(tx, { ids: claimIds })).map((claim) => [claim.id, claim]));
  const snapshots = await loadSnapshots(tx, claimIds);
  const corrections = await loadWaitingCorrections(tx, claimIds);
  const siblings = await lockEncountersOfClaims(tx, claimIds);
  const units: LoadedUnit[] = [];
  const taken = new Set<string>();
  for (const encounter of encounters) {
    if (taken.has(encounter.id)) continue;
    const own = bearing.filter((row) => row.encounterId === encounter.id);
    const existing = own.flatMap((row): ExistingClaim[] => {
      const claim = locked.get(row.claimId);
      const snapshot = snapshots.get(row.claimId);
      if (!claim || !snapshot || (!row.live && claim.status !== 'rejected')) return [];
      return [{ claim, snapshot, part: row.part, live: row.live, correction: corrections.get(row.claimId) }];
    });
    const others = siblings.filter(
      (row) =>
        row.encounterId !== encounter.id &&
        own.some((each) => each.claimId === row.claimId) &&
        (row.status === 'billed' || encounters.some((each) => each.id === row.encounterId)),
    );
    const together = unitOf(encounter, others, payerOf(encounter, profiles));
    const ready = encounters.filter((each) => together.encounterIds.includes(each.id));
    for (const each of ready) taken.add(each.id);
    units.push({
      unit: together,
      payer: payerOf(encounter, profiles),
      profiles,
      existing,
      today,
      encounters: ready,
      patientKey: encounter.patientKey,
    });
  }
  return units;
}

/** The corrected encounter with the others that stand on its claim, where they still go together. */
function unitOf(
  encounter: EncounterToBill,
  others: readonly { encounterId: string; content: EncounterToBill['content'] }[],
  payer: PayerProfile,
): BillingUnit {
  if (others.length === 0 || !payer.combineEncounters) return billedAlone(encounter.id, encounter.content);
  const all = new Map(others.map((row) => [row.encounterId, { id: row.encounterId, content: row.content }]));
  const units = combineEncounters(
    [{ id: encounter.id, content: encounter.content }, ...all.values()],
    payer.combineEncounters,
  );
  return units.find((unit) => unit.encounterIds.includes(encounter.id)) ?? billedAlone(encounter.id, encounter.content);
}

/** The profile of the payer that an encounter is billed to. */
export function payerOf(
  encounter: Pick<EncounterToBill, 'payerId' | 'content'>,
  profiles: ReadonlyMap<string, PayerProfile>,
): PayerProfile {
  const known = profiles.get(encounter.payerId ?? '');
  if (known) return known;
  const cover = Array.isArray(encounter.content.coverages) ? primaryCoverage(encounter.content) : undefined;
  return defaultPayerProfile(cover?.payer?.id ?? 'unknown', cover?.payer?.name ?? 'unknown');
}
