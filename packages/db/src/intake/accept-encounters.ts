import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import {
  type EncounterInput,
  patientKey,
  primaryCoverage,
  serviceDates,
  totalChargeCents,
} from '@claimwright/domain/encounter';
import type { Id } from '@claimwright/domain/ids';
import type { Queryable } from '../database.ts';
import { binaryArray } from './binary-array.ts';
import type { IdempotencyKey, StoredAnswer } from './stored-answer.ts';

/** The columns of an encounter that are searched, matched or summed, taken from its content. */
export interface EncounterColumns {
  externalId: string;
  payerId: string | undefined;
  patientKey: string;
  billingNpi: string | undefined;
  renderingNpi: string | undefined;
  serviceFrom: IsoDate | undefined;
  serviceTo: IsoDate | undefined;
  chargeCents: number;
  /** The content as JSON text. */
  content: string;
}

/** Where a write came from, for the audit log. */
export interface Origin {
  actor: string;
  requestId: string;
  remoteAddress: string;
}

export interface NewEncounter extends EncounterColumns, Origin {
  id: Id;
  receivedAt: IsoInstant;
  /** With the answer to store, when the caller sent a key. */
  idempotency?: IdempotencyKey & { answer: StoredAnswer };
}

export type AcceptOutcome =
  | { kind: 'accepted' }
  | { kind: 'replayed'; answer: StoredAnswer }
  | { kind: 'key_reused' }
  | { kind: 'key_in_progress' }
  | { kind: 'external_id_taken'; existingId: Id };

/** Takes the searched columns out of an encounter's content. */
export function toDbEncounter(content: EncounterInput): EncounterColumns {
  const dates = serviceDates(content);
  return {
    externalId: content.externalId,
    payerId: primaryCoverage(content)?.payer.id,
    patientKey: patientKey(content),
    // Looked for and compared as repairs write it.
    billingNpi: content.billingProvider.npi?.trim(),
    renderingNpi: content.renderingProvider?.npi?.trim(),
    serviceFrom: dates?.from,
    serviceTo: dates?.to,
    chargeCents: totalChargeCents(content),
    content: JSON.stringify(content),
  };
}

interface RefusedRow {
  row_index: number;
  outcome: AcceptOutcome['kind'] | 'retry';
  existing_id: string | null;
  status: number | null;
  headers: Record<string, string> | null;
  body: Buffer | null;
}

/**
 * Accepts encounters of one tenant in one statement and one commit: encounter, event, idempotency row, audit row, outbox row.
 * Outcomes are in the order of the rows; when it resolves, every accepted row is durable. Within one call an idempotency key
 * may appear once. Throws when the database refuses a value (then nothing of the call was written) or cannot be reached.
 */
export async function acceptEncounters(
  database: Queryable,
  tenantId: Id,
  encounters: readonly NewEncounter[],
): Promise<AcceptOutcome[]> {
  const outcomes: AcceptOutcome[] = new Array(encounters.length).fill(accepted);
  const refused = await callAccept(database, tenantId, encounters);
  for (const row of refused) {
    const index = row.row_index - 1;
    const encounter = encounters[index];
    if (!encounter) throw new Error(`accept_encounters answered for row ${row.row_index} of ${encounters.length}`);
    outcomes[index] = row.outcome === 'retry' ? await acceptAlone(database, tenantId, encounter) : fromDbRefusal(row);
  }
  return outcomes;
}

const accepted: AcceptOutcome = { kind: 'accepted' };

/** The row that stood in the way is gone (its transaction was rolled back), so once more is enough but for a rare race. */
async function acceptAlone(database: Queryable, tenantId: Id, encounter: NewEncounter): Promise<AcceptOutcome> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const [row] = await callAccept(database, tenantId, [encounter]);
    if (!row) return accepted;
    if (row.outcome !== 'retry') return fromDbRefusal(row);
  }
  throw new Error('accept_encounters found neither room for a row nor what was in its way');
}

function fromDbRefusal(row: RefusedRow): AcceptOutcome {
  switch (row.outcome) {
    case 'replayed':
      return {
        kind: 'replayed',
        answer: { status: row.status ?? 0, headers: row.headers ?? {}, body: row.body ?? Buffer.alloc(0) },
      };
    case 'external_id_taken':
      return { kind: 'external_id_taken', existingId: row.existing_id ?? '' };
    case 'key_reused':
    case 'key_in_progress':
    case 'accepted':
      return { kind: row.outcome };
    case 'retry':
      throw new Error('retry is not an outcome');
  }
}

async function callAccept(
  database: Queryable,
  tenantId: Id,
  encounters: readonly NewEncounter[],
): Promise<RefusedRow[]> {
  const text = (value: (encounter: NewEncounter) => string | null | undefined) =>
    binaryArray('text', encounters.map(value));
  const { rows } = await database.query<RefusedRow>({
    name: 'accept-encounters',
    text: `select row_index, outcome, existing_id, status, headers, body
      from accept_encounters($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    values: [
      tenantId,
      text((row) => row.id),
      text((row) => row.externalId),
      text((row) => row.payerId),
      text((row) => row.patientKey),
      text((row) => row.billingNpi),
      text((row) => row.renderingNpi),
      text((row) => row.serviceFrom),
      text((row) => row.serviceTo),
      text((row) => String(row.chargeCents)),
      text((row) => row.content),
      text((row) => row.receivedAt),
      text((row) => row.actor),
      text((row) => row.requestId),
      text((row) => row.remoteAddress),
      text((row) => row.idempotency?.key),
      binaryArray(
        'bytea',
        encounters.map((row) => row.idempotency?.requestSha256),
      ),
      text((row) => row.idempotency && JSON.stringify(row.idempotency.answer.headers)),
      binaryArray(
        'bytea',
        encounters.map((row) => row.idempotency?.answer.body),
      ),
    ],
  });
  return rows;
}
