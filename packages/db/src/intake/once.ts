import type { IsoInstant } from '@claimwright/domain/dates';
import type { TenantTransaction } from '../database.ts';
import type { IdempotencyKey, StoredAnswer } from './stored-answer.ts';

export type Once<Result> =
  | { kind: 'done'; result: Result }
  | { kind: 'replayed'; answer: StoredAnswer }
  | { kind: 'key_reused' }
  | { kind: 'key_in_progress' };

interface KeyRow {
  request_sha256: Buffer;
  status: number | null;
  headers: Record<string, string> | null;
  body: Buffer | null;
}

/**
 * Does `work` at most once for an idempotency key, in the caller's transaction: the answer is stored with what was written, so
 * a crash leaves both or neither. A rival with the same key is told that the first is in progress. Only an answer that
 * `answerOf` returns is kept; undefined (a refusal, nothing written) leaves the key free for a corrected request.
 */
export async function once<Result>(
  tx: TenantTransaction,
  key: IdempotencyKey | undefined,
  at: IsoInstant,
  work: () => Promise<Result>,
  answerOf: (result: Result) => StoredAnswer | undefined,
): Promise<Once<Result>> {
  if (!key) return { kind: 'done', result: await work() };
  const lock = await tx.query<{ got: boolean }>({
    name: 'idempotency-lock',
    text: 'select pg_try_advisory_xact_lock(hashtextextended($1, 4910)) as got',
    values: [`${tx.tenantId} ${key.key}`],
  });
  if (!lock.rows[0]?.got) return { kind: 'key_in_progress' };
  const { rows } = await tx.query<KeyRow>({
    name: 'idempotency-find',
    text: 'select request_sha256, status, headers, body from idempotency_keys where tenant_id = $1 and key = $2',
    values: [tx.tenantId, key.key],
  });
  const known = rows[0];
  if (known) return fromDbKey(known, key);
  const result = await work();
  const answer = answerOf(result);
  if (answer) {
    // A unique violation here (the same key, taken by an intake group meanwhile) rolls the whole transaction back.
    await tx.query(
      `insert into idempotency_keys (tenant_id, key, request_sha256, status, headers, body, created_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.tenantId, key.key, key.requestSha256, answer.status, JSON.stringify(answer.headers), answer.body, at],
    );
  }
  return { kind: 'done', result };
}

function fromDbKey(row: KeyRow, key: IdempotencyKey): Once<never> {
  if (!row.request_sha256.equals(key.requestSha256)) return { kind: 'key_reused' };
  if (row.status === null) return { kind: 'key_in_progress' };
  return {
    kind: 'replayed',
    answer: { status: row.status, headers: row.headers ?? {}, body: row.body ?? Buffer.alloc(0) },
  };
}
