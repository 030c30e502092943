import type { TenantTransaction } from '@claimwright/db/database';
import {
  batchesOfClaims,
  claimsOfEncounters,
  encounterIdsOfClaims,
  eventsOfClaims,
  ledgerOfClaims,
  linesOfClaims,
} from '@claimwright/db/reporting/claims';
import {
  encountersByIds,
  eventsOfEncounters,
  findingsOfRuns,
  latestRunsOfEncounters,
  tasksOfClaims,
  tasksOfEncounters,
} from '@claimwright/db/reporting/encounters';
import { type ReportContext, showClaims, showEncounters } from './context.ts';

interface Asked {
  obj: { id: string };
}

/** One query for all objects of a level, its rows handed out by key: what keeps a list of claims from asking once a claim. */
function manyBy<Row>(
  load: (tx: TenantTransaction, ids: readonly string[]) => Promise<Row[]>,
  key: (row: Row) => string | null,
) {
  return async (asked: readonly Asked[], context: ReportContext): Promise<Row[][]> => {
    const ids = [...new Set(asked.map(({ obj }) => obj.id))];
    const rows = Map.groupBy(await context.read((tx) => load(tx, ids)), key);
    return asked.map(({ obj }) => rows.get(obj.id) ?? []);
  };
}

function shown<Row extends { id: string }>(
  load: (asked: readonly Asked[], context: ReportContext) => Promise<Row[][]>,
  note: (context: ReportContext, rows: readonly Row[]) => unknown,
) {
  return async (asked: readonly Asked[], context: ReportContext): Promise<Row[][]> => {
    const rows = await load(asked, context);
    note(context, rows.flat());
    return rows;
  };
}

async function encountersOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  const links = await encounterIdsOfClaims(tx, claimIds);
  const rows = await encountersByIds(tx, [...new Set(links.map((link) => link.encounterId))]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return links.flatMap((link) => {
    const encounter = byId.get(link.encounterId);
    return encounter ? [{ claimId: link.claimId, ...encounter }] : [];
  });
}

async function findingsOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  const links = await encounterIdsOfClaims(tx, claimIds);
  const runs = await latestRunsOfEncounters(tx, [...new Set(links.map((link) => link.encounterId))]);
  if (runs.length === 0) return [];
  const rows = Map.groupBy(
    await findingsOfRuns(
      tx,
      runs.map((run) => run.id),
    ),
    (row) => row.encounterId,
  );
  return links.flatMap((link) =>
    (rows.get(link.encounterId) ?? []).map((row) => ({ claimId: link.claimId, ...row.content })),
  );
}

/** Loaders of everything that hangs below a claim, an encounter or a run. */
export const loaders = {
  Claim: {
    timeline: manyBy(eventsOfClaims, (row) => row.claimId),
    lines: manyBy(linesOfClaims, (row) => row.claimId),
    ledger: manyBy(ledgerOfClaims, (row) => row.claimId),
    batches: manyBy(batchesOfClaims, (row) => row.claimId),
    encounters: shown(
      manyBy(encountersOfClaims, (row) => row.claimId),
      showEncounters,
    ),
    findings: manyBy(findingsOfClaims, (row) => row.claimId),
    tasks: manyBy(tasksOfClaims, (row) => row.claimId),
  },
  Encounter: {
    timeline: manyBy(eventsOfEncounters, (row) => row.encounterId),
    claims: shown(
      manyBy(claimsOfEncounters, (row) => row.encounterId),
      showClaims,
    ),
    tasks: manyBy(tasksOfEncounters, (row) => row.encounterId),
    latestRun: async (asked: readonly Asked[], context: ReportContext) => {
      const rows = await context.read((tx) =>
        latestRunsOfEncounters(
          tx,
          asked.map(({ obj }) => obj.id),
        ),
      );
      const byEncounter = new Map(rows.map((row) => [row.encounterId, row]));
      return asked.map(({ obj }) => byEncounter.get(obj.id) ?? null);
    },
  },
  ScrubRun: {
    findings: async (asked: readonly Asked[], context: ReportContext) => {
      const rows = Map.groupBy(
        await context.read((tx) =>
          findingsOfRuns(
            tx,
            asked.map(({ obj }) => obj.id),
          ),
        ),
        (row) => row.runId,
      );
      return asked.map(({ obj }) => (rows.get(obj.id) ?? []).map((row) => row.content));
    },
  },
};
