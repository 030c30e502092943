import type { Responsibility } from '@claimwright/domain/coverage';
import type { IsoDate, IsoInstant } from '@claimwright/domain/dates';
import type { Finding } from '@claimwright/domain/finding';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import type { TenantTransaction } from '../database.ts';

/** Notes that a remittance is reviewed now; false when it was before, or is not there. */
export async function beginDenialReview(tx: TenantTransaction, remittanceId: string, at: IsoInstant): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into remittance_reviews (tenant_id, remittance_id, reviewed_at)
     select tenant_id, id, $3 from remittances where tenant_id = $1 and id = $2 on conflict do nothing`,
    [tx.tenantId, remittanceId, at],
  );
  return rowCount === 1;
}

/** Whether the answers of a remittance were reviewed: what is matched later is reviewed by itself. */
export async function isReviewed(tx: TenantTransaction, remittanceId: string): Promise<boolean> {
  const { rowCount } = await tx.query('select from remittance_reviews where tenant_id = $1 and remittance_id = $2', [
    tx.tenantId,
    remittanceId,
  ]);
  return rowCount === 1;
}

/** A payer's answer to a claim of ours, with what the checks had said when the claim was made. */
export interface AnswerWithFindings {
  ordinal: number;
  claimId: string;
  encounterId: string;
  payerId: string;
  paymentDate: IsoDate;
  answer: RemittanceClaim;
  findings: Finding[];
  procedureCodes: string[];
  responsibility: Responsibility;
}

/** The matched answers of a remittance after this place, in order, at most `most` of them. */
export async function loadAnswers(
  tx: TenantTransaction,
  remittanceId: string,
  afterOrdinal: number,
  most: number,
): Promise<AnswerWithFindings[]> {
  const { rows } = await tx.query<AnswerWithFindings>({
    name: 'answers-with-findings',
    text: `select a.ordinal, a.claim_id as "claimId", ce.encounter_id as "encounterId", c.payer_id as "payerId", c.responsibility,
        r.payment_date as "paymentDate", a.content as answer,
        coalesce((select jsonb_agg(f.content order by f.ordinal) from findings f where f.tenant_id = $1 and f.run_id = run.id), '[]') as findings,
        coalesce((select jsonb_agg(l->'procedureCode') from jsonb_array_elements(coalesce(v.content, e.content)->'lines') l), '[]') as "procedureCodes"
      from remittances r join remittance_claims a on a.tenant_id = $1 and a.remittance_id = r.id
        join claims c on c.tenant_id = $1 and c.id = a.claim_id
        join claim_encounters ce on ce.tenant_id = $1 and ce.claim_id = c.id
        join encounters e on e.tenant_id = $1 and e.id = ce.encounter_id
        join lateral (select s.id, s.encounter_version from scrub_runs s where s.tenant_id = $1 and s.encounter_id = ce.encounter_id
          and s.run_at <= c.assembled_at order by s.run_at desc, s.id desc limit 1) run on true
        left join lateral (select content from encounter_versions k where k.tenant_id = $1 and k.encounter_id = ce.encounter_id
          and k.last_version >= run.encounter_version order by k.last_version limit 1) v on true
      where r.tenant_id = $1 and r.id = $2 and a.ordinal > $3 order by a.ordinal limit $4`,
    values: [tx.tenantId, remittanceId, afterOrdinal, most],
  });
  return rows;
}

export interface DenialReviewRow
  extends Pick<AnswerWithFindings, 'ordinal' | 'claimId' | 'encounterId' | 'payerId' | 'paymentDate'> {
  lineNumber: number;
  ruleId: string;
  verdict: string;
  category?: string;
  amountCents: number;
}

/** Adds reviews of a remittance, in one statement. */
export async function saveDenialReviews(
  tx: TenantTransaction,
  remittanceId: string,
  rows: readonly DenialReviewRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query({
    name: 'save-denial-reviews',
    text: `insert into denial_reviews (tenant_id, remittance_id, ordinal, line_number, rule_id, verdict, category, claim_id, encounter_id,
        payer_id, amount_cents, payment_date)
      select $1, $2, d.* from unnest($3::integer[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::uuid[], $10::text[],
        $11::bigint[], $12::date[]) as d`,
    values: [
      tx.tenantId,
      remittanceId,
      rows.map((row) => row.ordinal),
      rows.map((row) => row.lineNumber),
      rows.map((row) => row.ruleId),
      rows.map((row) => row.verdict),
      rows.map((row) => row.category ?? null),
      rows.map((row) => row.claimId),
      rows.map((row) => row.encounterId),
      rows.map((row) => row.payerId),
      rows.map((row) => row.amountCents),
      rows.map((row) => row.paymentDate),
    ],
  });
}

/** Reviews of one kind added up. */
export interface DenialReviewSum {
  ruleId: string;
  verdict: string;
  category: string | null;
  count: number;
  amountCents: number;
}

/** Denials of one class, each counted once, however many rules had foretold it. */
export interface DenialClassSum {
  category: string;
  count: number;
  amountCents: number;
  missedCount: number;
  missedAmountCents: number;
}

export interface ReviewWindow {
  /** First and last day of payment. */
  from: IsoDate;
  to: IsoDate;
  payerId?: string | undefined;
}

const inWindow = 'tenant_id = $1 and payment_date between $2 and $3 and ($4::text is null or payer_id = $4)';

/** Reviews of payments in a window by rule, verdict and class of denial. */
export async function sumDenialReviews(tx: TenantTransaction, window: ReviewWindow): Promise<DenialReviewSum[]> {
  const { rows } = await tx.query<DenialReviewSum>(
    `select rule_id as "ruleId", verdict, category, count(*) as count, sum(amount_cents)::bigint as "amountCents" from denial_reviews
     where ${inWindow} group by 1, 2, 3 order by 1, 2, 3`,
    [tx.tenantId, window.from, window.to, window.payerId],
  );
  return rows;
}

/** Denials of payments in a window by class. */
export async function sumDenialClasses(tx: TenantTransaction, window: ReviewWindow): Promise<DenialClassSum[]> {
  const { rows } = await tx.query<DenialClassSum>(
    `select category, count(*) as count, sum(amount_cents)::bigint as "amountCents",
       count(*) filter (where verdict = 'missed') as "missedCount",
       coalesce(sum(amount_cents) filter (where verdict = 'missed'), 0)::bigint as "missedAmountCents"
     from (select distinct on (remittance_id, ordinal, line_number) category, verdict, amount_cents from denial_reviews
       where ${inWindow} and category is not null order by remittance_id, ordinal, line_number, rule_id) denials
     group by 1 order by 3 desc, 1`,
    [tx.tenantId, window.from, window.to, window.payerId],
  );
  return rows;
}
