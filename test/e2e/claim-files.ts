import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '@claimwright/db/database';
import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { carriedBy837P } from '@claimwright/x12/professional-claim-carried';
import { read837P } from '@claimwright/x12/professional-claim-read';
import { expect } from 'vitest';
import { checkProfessionalClaims } from '../x12/grammar.ts';

/** The 837 files a simulated clearinghouse has received, as they were sent (it notes the instant on a line before them). */
async function receivedFiles(folder: string): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  return Promise.all(
    names.map(async (name) => {
      const stored = await readFile(join(folder, name), 'utf8');
      return { name, text: stored.slice(stored.indexOf('\n') + 1) };
    }),
  );
}

interface ClaimRow {
  number: string;
  snapshot: ClaimSnapshot;
  sent: boolean;
}

/**
 * The files at the clearinghouse are exactly the claims of the database that were handed over: each once, word for word; every
 * control number is used once, every count is right, and the text keeps the grammar of 005010X222A1. Returns how many claims.
 */
export async function expectFilesEqualClaims(database: Database, tenantId: string, folder: string): Promise<number> {
  const files = await receivedFiles(folder);
  const numbers = { interchange: [] as string[], group: [] as string[], set: [] as string[], claim: [] as string[] };
  const found = new Map<string, unknown>();
  for (const { name, text } of files) {
    expect({ name, problems: checkProfessionalClaims(text) }).toEqual({ name, problems: [] });
    const read = read837P(text);
    expect({ name, defects: read.defects }).toEqual({ name, defects: [] });
    for (const interchange of read.interchanges) {
      numbers.interchange.push(interchange.controlNumber);
      for (const group of interchange.groups) {
        numbers.group.push(group.controlNumber);
        numbers.set.push(...group.transactionSets.map((set) => set.controlNumber));
      }
    }
    for (const { claim } of read.sets.flatMap((set) => set.claims)) {
      numbers.claim.push(claim.patientControlNumber);
      found.set(claim.patientControlNumber, claim);
    }
  }
  for (const [kind, used] of Object.entries(numbers)) {
    expect({ kind, twice: used.filter((number, index) => used.indexOf(number) !== index) }).toEqual({
      kind,
      twice: [],
    });
  }
  const { rows } = await database.snapshot(tenantId, (tx) =>
    tx.query<ClaimRow>(
      "select patient_control_number as number, snapshot, submitted_on is not null as sent from claims where status <> 'assembled'",
    ),
  );
  const sent = rows.filter((row) => row.sent);
  expect([...found.keys()].sort()).toEqual(sent.map((row) => row.number).sort());
  for (const { number, snapshot } of sent) expect(found.get(number)).toEqual(carriedBy837P(snapshot));
  await expectBatchesEqualFiles(database, tenantId, files);
  return sent.length;
}

async function expectBatchesEqualFiles(
  database: Database,
  tenantId: string,
  files: readonly { name: string; text: string }[],
): Promise<void> {
  const { rows } = await database.snapshot(tenantId, (tx) =>
    tx.query<{ name: string; content: Buffer; claims: number; cents: number; counted: number; summed: number }>(
      `select b.file_name as name, b.content, b.claim_count as claims, b.charge_cents as cents, count(*) as counted,
         sum(c.charge_cents)::bigint as summed
       from batches b join batch_claims bc on bc.tenant_id = b.tenant_id and bc.batch_id = b.id
       join claims c on c.tenant_id = b.tenant_id and c.id = bc.claim_id
       where b.status = 'transmitted' group by b.tenant_id, b.id order by b.file_name`,
    ),
  );
  expect(rows.map(({ name, content }) => ({ name, text: content.toString('utf8') }))).toEqual(files);
  for (const row of rows) expect([row.claims, row.cents]).toEqual([row.counted, row.summed]);
}
