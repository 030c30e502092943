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
  submissions: number;
}

/**
 * The files at the clearinghouse are exactly the claims of the database that were handed over: each submission once, the last one
 * word for word; every control number of an envelope is used once, every count is right, and the text keeps the grammar of 005010X222A1. Returns how many claims.
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
  const { claim: claimNumbers, ...envelopes } = numbers;
  for (const [kind, used] of Object.entries(envelopes)) {
    expect({ kind, twice: used.filter((number, index) => used.indexOf(number) !== index) }).toEqual({
      kind,
      twice: [],
    });
  }
  const { rows } = await database.snapshot(tenantId, (tx) =>
    tx.query<ClaimRow>(
      "select patient_control_number as number, snapshot, submitted_on is not null as sent, submission_number as submissions from claims where status <> 'assembled' and not crossed_over",
    ),
  );
  const sent = rows.filter((row) => row.sent);
  const submissions = new Map(rows.map((row) => [row.number, row.submissions]));
  for (const [number, times] of Map.groupBy(claimNumbers, (each) => each)) {
    expect({ number, times: Math.min(times.length, submissions.get(number) ?? 0) }).toEqual({
      number,
      times: times.length,
    });
  }
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
         sum(coalesce(s.charge_cents, c.charge_cents))::bigint as summed
       from batches b join batch_claims bc on bc.tenant_id = b.tenant_id and bc.batch_id = b.id
       join claims c on c.tenant_id = b.tenant_id and c.id = bc.claim_id
       left join claim_submissions s on s.tenant_id = bc.tenant_id and s.id = bc.submission_id
       where b.status = 'transmitted' group by b.tenant_id, b.id order by b.file_name`,
    ),
  );
  expect(rows.map(({ name, content }) => ({ name, text: content.toString('utf8') }))).toEqual(files);
  for (const row of rows) expect([row.claims, row.cents]).toEqual([row.counted, row.summed]);
}
