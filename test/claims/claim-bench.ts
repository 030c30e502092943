import type { Adjustment, RemittanceClaim } from '@claimwright/domain/remittance';
import { expectBooksInOrder } from '../e2e/books.ts';
import { file835, paid, remittance, type SentClaim } from '../faults/answers.ts';
import { type ReviewBench, startReviewBench } from '../review/review-bench.ts';

/** A claim as its row has it. */
export interface ClaimRow extends SentClaim {
  frequency: string;
  responsibility: string;
  payer: string;
  chargeCents: number;
  submissionNumber: number;
  supersedes: string | null;
  supersededBy: string | null;
  prior: string | null;
  lateChargesOf: string | null;
  crossedOver: boolean;
  paidCents: number;
  patientCents: number;
  payerNumber: string | null;
}

/** A gateway and a worker of one tenant; every answer of a payer is made by the test. */
export interface ClaimBench extends AsyncDisposable {
  bench: ReviewBench;
  /** Accepts encounters and works until nothing is due. */
  bill(...encounters: Parameters<ReviewBench['worker']['accept']>[0]): Promise<string[]>;
  claims(): Promise<ClaimRow[]>;
  /** The one claim with this number. */
  claim(number: string): Promise<ClaimRow>;
  /** Takes a file in as a clearinghouse hands it over and works on it to the end. */
  take(text: string): Promise<void>;
  /** An 835 that pays these answers, taken in. */
  pay(trace: string, ...answers: RemittanceClaim[]): Promise<void>;
  /** Sums of the ledger by account, of some claims or all; accounts at zero are left out. */
  balances(...claimIds: string[]): Promise<Record<string, number>>;
  openTasks(): Promise<{ kind: string; claim: string | null; encounter: string | null; summary: string }[]>;
  encounterStatus(id: string): Promise<string>;
  /** Money, counts and statuses hang together. */
  booksAreInOrder(): Promise<void>;
}

export async function startClaimBench(): Promise<ClaimBench> {
  const bench = await startReviewBench();
  const { worker } = bench;
  let files = 0;
  const take = async (text: string) => {
    files += 1;
    await worker.run('ingest-files', [await worker.receive(`file-${files}`, text)]);
    await worker.drain();
  };
  const claims = () =>
    worker.rows<ClaimRow>(
      `select id, patient_control_number as number, status, snapshot, frequency_code as frequency, responsibility, payer_id as payer,
         charge_cents as "chargeCents", submission_number as "submissionNumber", supersedes_claim_id as supersedes,
         superseded_by as "supersededBy", prior_claim_id as prior, late_charges_of as "lateChargesOf", crossed_over as "crossedOver",
         paid_cents as "paidCents", patient_responsibility_cents as "patientCents", payer_claim_control_number as "payerNumber"
       from claims order by patient_control_number`,
    );
  return {
    bench,
    take,
    claims,
    pay: (trace, ...answers) => take(file835(remittance(trace, answers))),
    bill: async (...encounters) => {
      // One by one: ids made within one millisecond are in no order.
      const ids: string[] = [];
      for (const encounter of encounters) ids.push(...(await worker.accept([encounter])));
      await worker.drain();
      return ids;
    },
    claim: async (number) => {
      const found = (await claims()).filter((claim) => claim.number === number);
      if (!found[0] || found.length > 1) throw new Error(`${found.length} claims have the number ${number}`);
      return found[0];
    },
    balances: async (...claimIds) => {
      const rows = await worker.rows<{ account: string; cents: number }>(
        `select account, sum(amount_cents)::bigint as cents from ledger_entries
         where cardinality($1::uuid[]) = 0 or claim_id = any($1::uuid[]) group by account having sum(amount_cents) <> 0 order by 1`,
        [claimIds],
      );
      return Object.fromEntries(rows.map(({ account, cents }) => [account, cents]));
    },
    openTasks: () =>
      worker.rows(
        `select kind, claim_id as claim, encounter_id as encounter, summary from tasks where status = 'open' order by id`,
      ),
    encounterStatus: async (id) => {
      const [row] = await worker.rows<{ status: string }>('select status from encounters where id = $1', [id]);
      return row?.status ?? 'not there';
    },
    booksAreInOrder: () => expectBooksInOrder(bench.gateway.database.app, worker.tenantId),
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  };
}

/** An answer in which `adjust` says of each line what is taken off its charge; the rest is paid. */
export function answered(
  claim: SentClaim,
  adjust: (chargeCents: number, lineNumber: number) => Adjustment[],
  changes: Partial<RemittanceClaim> = {},
): RemittanceClaim {
  const whole = paid(claim, 1);
  const lines = whole.lines.map((line, index) => {
    const adjustments = adjust(line.chargeCents, index + 1);
    const taken = adjustments.reduce((sum, adjustment) => sum + adjustment.amountCents, 0);
    return { ...line, adjustments, paidCents: line.chargeCents - taken };
  });
  const shares = lines.flatMap((line) => line.adjustments.filter(({ group }) => group === 'PR'));
  return {
    ...whole,
    lines,
    paidCents: lines.reduce((sum, line) => sum + line.paidCents, 0),
    patientResponsibilityCents: shares.reduce((sum, { amountCents }) => sum + amountCents, 0),
    ...changes,
  };
}

/** One adjustment: "CO-45", cents. */
export function cas(reason: string, amountCents: number): Adjustment {
  const [group, reasonCode = ''] = reason.split('-');
  return { group: group as Adjustment['group'], reasonCode, amountCents };
}
