import type { ComponentChildren } from 'preact';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { counted, roundDollars, whole } from '../words/format.ts';
import type { OverviewData } from './overview-query.ts';

const waiting: ReadonlySet<string> = new Set([
  'assembled',
  'batched',
  'submitted',
  'acknowledged',
  'payer_accepted',
  'pended',
]);

/** The handful of numbers a practice manager asks for first. */
export function Figures({ data }: { data: OverviewData }) {
  const open = data.claimsByStatus.filter(({ status }) => waiting.has(status));
  const paidCents = data.claimsByStatus.reduce((sum, row) => sum + row.paidCents, 0);
  const owedCents = data.receivablesAgeing.reduce((sum, row) => sum + row.balanceCents, 0);
  const { n, median, openCount } = data.paymentTimeliness;
  return (
    <dl class="figures">
      <Figure
        label="Median days to pay"
        note={n === 0 ? 'no claim paid yet' : `${counted(n, 'claim')} paid, ${whole(openCount)} open`}
      >
        {median ?? '–'}
      </Figure>
      <Figure label="Waiting for a payer" note={`${roundDollars(sum(open, 'chargeCents'))} charged`}>
        {counted(sum(open, 'count'), 'claim')}
      </Figure>
      <Figure label="Owed by payers" note="balance on claims not yet answered">
        {roundDollars(owedCents)}
      </Figure>
      <Figure label="Paid by payers" note="on all claims so far">
        {roundDollars(paidCents)}
      </Figure>
      <Figure label="Open tasks" note={<Link to={addressOf('/work')}>Go to work</Link>}>
        {whole(data.tasks.totalCount)}
      </Figure>
    </dl>
  );
}

function sum<Member extends string>(rows: readonly Record<Member, number>[], member: Member): number {
  return rows.reduce((total, row) => total + row[member], 0);
}

function Figure({ label, note, children }: { label: string; note: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="card figure">
      <dt>{label}</dt>
      <dd>
        <span class="figure-value">{children}</span>
        <span class="quiet">{note}</span>
      </dd>
    </div>
  );
}
