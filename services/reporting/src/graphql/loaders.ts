import type { TenantTransaction } from '@claimwright/db/database';
import { batchesByIds } from '@claimwright/db/read/batches';
import {
  claimsWithoutRoute,
  correctionsOfClaims,
  relatedClaims,
  relationOf,
  submissionsOfClaims,
} from '@claimwright/db/read/claim-chain';
import { readContentVersions } from '@claimwright/db/read/claim-content-version';
import { voidOf } from '@claimwright/db/read/claim-void';
import { readOverrides } from '@claimwright/db/read/encounters';
import { inboundFilesByIds } from '@claimwright/db/read/inbound-files';
import { heldEncounters, waitingCorrections } from '@claimwright/db/read/waiting-corrections';
import {
  batchesOfClaims,
  claimsByIds,
  claimsOfEncounters,
  diagnosesOfClaims,
  encounterIdsOfClaims,
  eventsOfClaims,
  ledgerOfClaims,
  linesOfClaims,
} from '@claimwright/db/reporting/claims';
import {
  contentOfEncounters,
  encountersByIds,
  eventsOfEncounters,
  latestRunsOfEncounters,
} from '@claimwright/db/reporting/encounters';
import { parkedOfFiles, remittancesOfFiles, tasksOfFiles } from '@claimwright/db/reporting/files';
import { patientsOfClaims, patientsOfEncounters } from '@claimwright/db/reporting/names';
import { eventsOfTasks, tasksByIds, tasksOfClaims, tasksOfEncounters } from '@claimwright/db/reporting/tasks';
import { readWhatIfResults } from '@claimwright/db/review/whatif-result';
import { type ReportContext, showClaims, showEncounters } from './context.ts';
import { type AskedRun, findingsByRun } from './findings.ts';
import { settingsOfRules } from './review.ts';

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

/** The same where there is at most one: the object that another names by its id. */
function oneBy<Key extends string, Row>(
  name: Key,
  load: (context: ReportContext, ids: readonly string[]) => Promise<readonly Row[]>,
  key: (row: Row) => string,
) {
  return async (asked: readonly { obj: Readonly<Record<Key, string | null>> }[], context: ReportContext) => {
    const ids = [...new Set(asked.flatMap(({ obj }) => obj[name] ?? []))];
    const rows = new Map((ids.length === 0 ? [] : await load(context, ids)).map((row) => [key(row), row]));
    return asked.map(({ obj }) => rows.get(obj[name] ?? '') ?? null);
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
  const said = await findingsByRun(tx, runs);
  const byEncounter = new Map(runs.map(({ id, encounterId }) => [encounterId, said.get(id) ?? []]));
  return links.flatMap(({ claimId, encounterId }) =>
    (byEncounter.get(encounterId) ?? []).map((finding) => ({ claimId, ...finding })),
  );
}

async function relatedOfClaims(tx: TenantTransaction, claimIds: readonly string[]) {
  const rows = await relatedClaims(tx, claimIds);
  const own = new Map(rows.filter((row) => row.id === row.claimId).map((row) => [row.id, row]));
  return rows.flatMap((row) => {
    const asked = own.get(row.claimId);
    return asked ? [{ ...row, relation: relationOf(asked, row) }] : [];
  });
}

const loadersByField = {
  Claim: {
    contentVersion: async (asked: readonly Asked[], context: ReportContext) => {
      const ids = asked.map(({ obj }) => obj.id);
      const versions = await context.read((tx) => readContentVersions(tx, ids));
      return ids.map((id) => versions.get(id));
    },
    diagnoses: async (asked: readonly Asked[], context: ReportContext) => {
      const ids = asked.map(({ obj }) => obj.id);
      const rows = await context.read((tx) => diagnosesOfClaims(tx, ids));
      const byClaim = new Map(rows.map((row) => [row.claimId, row.diagnoses]));
      return ids.map((id) => byClaim.get(id) ?? []);
    },
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
    related: shown(
      manyBy(relatedOfClaims, (row) => row.claimId),
      showClaims,
    ),
    voided: async (asked: readonly Asked[], context: ReportContext) => {
      const ids = asked.map(({ obj }) => obj.id);
      const families = Map.groupBy(await context.read((tx) => relatedClaims(tx, ids)), ({ claimId }) => claimId);
      return ids.map((id) => voidOf(id, families.get(id) ?? []));
    },
    submissions: manyBy(submissionsOfClaims, (row) => row.claimId),
    corrections: manyBy(correctionsOfClaims, (row) => row.claimId),
    waitsFor: async (asked: readonly Asked[], context: ReportContext) => {
      const ids = asked.map(({ obj }) => obj.id);
      const unrouted = await context.read((tx) => claimsWithoutRoute(tx, ids));
      const waiting = await context.read((tx) => waitingCorrections(tx, ids));
      const isHeld = (id: string) => heldEncounters(waiting.get(id)).length > 0;
      return ids.map((id) => (unrouted.has(id) ? 'route' : isHeld(id) ? 'encounter' : null));
    },
    waitingCorrection: async (asked: readonly Asked[], context: ReportContext) => {
      const ids = asked.map(({ obj }) => obj.id);
      const waiting = await context.read((tx) => waitingCorrections(tx, ids));
      for (const { encounters } of waiting.values()) showEncounters(context, encounters);
      return ids.map((id) => waiting.get(id) ?? null);
    },
    patient: oneBy(
      'id',
      (context, ids) => context.read((tx) => patientsOfClaims(tx, ids)),
      (row) => row.id,
    ),
  },
  Encounter: {
    overrides: manyBy(readOverrides, (row) => row.encounterId),
    patient: oneBy(
      'id',
      (context, ids) => context.read((tx) => patientsOfEncounters(tx, ids)),
      (row) => row.id,
    ),
    timeline: manyBy(eventsOfEncounters, (row) => row.encounterId),
    claims: shown(
      manyBy(claimsOfEncounters, (row) => row.encounterId),
      showClaims,
    ),
    tasks: manyBy(tasksOfEncounters, (row) => row.encounterId),
    content: async (asked: readonly Asked[], context: ReportContext) => {
      const ids = asked.map(({ obj }) => obj.id);
      const rows = await context.read((tx) => contentOfEncounters(tx, ids));
      const byId = new Map(rows.map((row) => [row.id, row.content]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    latestRun: oneBy(
      'id',
      (context, ids) => context.read((tx) => latestRunsOfEncounters(tx, ids)),
      (row) => row.encounterId,
    ),
  },
  Task: {
    events: manyBy(eventsOfTasks, (row) => row.taskId),
    comments: manyBy(
      async (tx, ids) => (await eventsOfTasks(tx, ids)).filter(({ type }) => type === 'commented'),
      (row) => row.taskId,
    ),
    claim: oneBy(
      'claimId',
      async (context, ids) => showClaims(context, await context.read((tx) => claimsByIds(tx, ids))),
      (row) => row.id,
    ),
    encounter: oneBy(
      'encounterId',
      async (context, ids) => showEncounters(context, await context.read((tx) => encountersByIds(tx, ids))),
      (row) => row.id,
    ),
    batch: oneBy(
      'batchId',
      (context, ids) => context.read((tx) => batchesByIds(tx, ids)),
      (row) => row.id,
    ),
    inboundFile: oneBy(
      'inboundFileId',
      (context, ids) => context.read((tx) => inboundFilesByIds(tx, ids)),
      (row) => row.id,
    ),
  },
  TaskResult: {
    task: oneBy(
      'taskId',
      (context, ids) => context.read((tx) => tasksByIds(tx, ids)),
      (row) => row.id,
    ),
  },
  InboundFile: {
    parkedItems: manyBy(parkedOfFiles, (row) => row.inboundFileId),
    remittances: manyBy(remittancesOfFiles, (row) => row.inboundFileId),
    tasks: manyBy(tasksOfFiles, (row) => row.inboundFileId),
  },
  WhatIfChange: {
    sampleEncounters: async (asked: readonly { obj: { sampleEncounterIds: string[] } }[], context: ReportContext) => {
      const ids = [...new Set(asked.flatMap(({ obj }) => obj.sampleEncounterIds))];
      const rows = ids.length === 0 ? [] : await context.read((tx) => encountersByIds(tx, ids));
      const byId = new Map(showEncounters(context, rows).map((row) => [row.id, row]));
      return asked.map(({ obj }) => obj.sampleEncounterIds.flatMap((id) => byId.get(id) ?? []));
    },
  },
  Rule: { settings: settingsOfRules },
  RepairKind: { settings: settingsOfRules },
  WhatIf: {
    result: async (asked: readonly Asked[], context: ReportContext) => {
      const ids = asked.map(({ obj }) => obj.id);
      const results = await context.read((tx) => readWhatIfResults(tx, ids));
      return ids.map((id) => results.get(id));
    },
  },
  ScrubRun: {
    findings: async (asked: readonly { obj: AskedRun }[], context: ReportContext) => {
      const runs = asked.map(({ obj }) => obj);
      const said = await context.read((tx) => findingsByRun(tx, runs));
      return runs.map(({ id }) => said.get(id) ?? []);
    },
  },
};

/**
 * Loaders of everything that hangs below a claim, an encounter or a run. None keeps what it found once its batch is answered: the
 * next change of the same document may have made other rows of it.
 */
export const loaders = Object.fromEntries(
  Object.entries(loadersByField).map(([type, fields]) => [
    type,
    Object.fromEntries(Object.entries(fields).map(([field, loader]) => [field, { loader, opts: { cache: false } }])),
  ]),
);
