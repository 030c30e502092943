import type { EncounterInput } from '@claimwright/domain/encounter';
import { factKeysOf, factsOf, type LoadedFactSets } from '@claimwright/domain/fact-keys';
import type { FactRow, FactSet, TenantFacts } from '@claimwright/domain/tenant-facts';
import type { TenantTransaction } from '../database.ts';

/** What the tenant's tables say of each of these encounters, in their order; undefined where no table is loaded. */
export async function loadTenantFacts(
  tx: TenantTransaction,
  encounters: readonly EncounterInput[],
): Promise<(TenantFacts | undefined)[]> {
  const loaded = await loadedFactSets(tx);
  if (loaded.size === 0) return encounters.map(() => undefined);
  const rows = await lookUp(
    tx,
    encounters.flatMap((encounter) => factKeysOf(encounter, loaded)),
  );
  const find = (set: FactSet, key: string) => rows.get(`${set} ${key}`) ?? [];
  return encounters.map((encounter) => factsOf(encounter, loaded, find));
}

/** Tables that are loaded, with the names of their editions. */
async function loadedFactSets(tx: TenantTransaction): Promise<LoadedFactSets> {
  const { rows } = await tx.query<{ set: FactSet; edition: string }>({
    name: 'loaded-fact-sets',
    text: 'select set_name as set, edition from tenant_fact_editions where tenant_id = $1 order by set_name',
    values: [tx.tenantId],
  });
  return new Map(rows.map(({ set, edition }) => [set, edition]));
}

/** Rows of all sets at once, by set and key, in the order of their files. */
async function lookUp(
  tx: TenantTransaction,
  wanted: readonly { set: FactSet; key: string }[],
): Promise<Map<string, FactRow[]>> {
  const keys = [...new Map(wanted.map((one) => [`${one.set} ${one.key}`, one])).values()];
  const found = new Map<string, FactRow[]>();
  if (keys.length === 0) return found;
  const { rows } = await tx.query<FactRow>({
    name: 'tenant-facts',
    text: `select f.set_name as set, f.key, f.content from unnest($2::text[], $3::text[]) as w (set_name, key)
        join tenant_facts f on f.tenant_id = $1 and f.set_name = w.set_name and f.key = w.key order by f.sequence`,
    values: [tx.tenantId, keys.map(({ set }) => set), keys.map(({ key }) => key)],
  });
  for (const row of rows) {
    const at = `${row.set} ${row.key}`;
    const list = found.get(at);
    if (list) list.push(row);
    else found.set(at, [row]);
  }
  return found;
}
