import { type Stage, stageNames } from '@claimwright/domain/timeliness';
import { useState } from 'preact/hooks';
import { Section } from '../parts/section.tsx';
import { Select } from '../parts/select.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { addressOf, go } from '../route/place.ts';
import { month, sentence } from '../words/format.ts';
import { Histogram } from './histogram.tsx';
import { lastMonths } from './months.ts';
import { type Row, TimelinessTable } from './timeliness-table.tsx';

const numbers = `n cents openCount median p75 p90 p95 censoredMedian resolvedByDay { day percent }
  distribution { fromDays toDays n openCount }`;
const query = `query ($stage: Stage!, $from: Date, $to: Date) {
  all: paymentTimeliness(stage: $stage, from: $from, to: $to) {
    from to asOf method definition { title starts ends open excluded } ${numbers}
  }
  payers: paymentTimelinessByPayer(stage: $stage, from: $from, to: $to) { payerId payerName ${numbers} }
}`;

interface Data {
  all: Row & {
    from: string;
    to: string;
    asOf: string;
    method: Record<string, string>;
    definition: { title: string; starts: string; ends: string; open: string; excluded: string };
  };
  payers: (Row & { payerId: string; payerName: string | null })[];
}

/** How long each stage takes, payer by payer, with the definition of what is counted beside the numbers. */
export function Timeliness({ search, today }: { search: URLSearchParams; today: string }) {
  const months = lastMonths(today, 36);
  const stage = stageNames.find((name) => name === search.get('stage')) ?? 'days_to_pay';
  const from = known(months, search.get('from')) ?? months[11] ?? today;
  const to = known(months, search.get('to')) ?? months[0] ?? today;
  const [first, last] = from > to ? [to, from] : [from, to];
  const report = useReport<Data>(query, { stage, from: first, to: last });
  const choose = (choice: { stage?: Stage; from?: string; to?: string }) =>
    go(addressOf('/', { stage, from, to, ...choice }), 'replace');
  const options = months.map((value) => ({ value, label: month(value) }));
  return (
    <Section
      title="How long payers take"
      note="Claims that began the stage in these months"
      aside={
        <div class="fields">
          <Select
            label="Stage"
            value={stage}
            options={stageNames.map((value) => ({ value, label: sentence(value) }))}
            onChange={(value) => choose({ stage: value as Stage })}
          />
          <Select label="From" value={from} options={options} onChange={(value) => choose({ from: value })} />
          <Select label="To" value={to} options={options} onChange={(value) => choose({ to: value })} />
        </div>
      }
    >
      <Shown report={report} what="payment times">
        {(data) =>
          data.payers.length === 0 ? (
            <Nothing>
              No claim began this stage between {month(data.all.from)} and {month(data.all.to)}. Choose earlier months,
              or send the first claim.
            </Nothing>
          ) : (
            <Numbers data={data} />
          )
        }
      </Shown>
    </Section>
  );
}

function known(months: readonly string[], value: string | null): string | undefined {
  return months.find((each) => each === value);
}

function Numbers({ data }: { data: Data }) {
  const [payerId, setPayer] = useState('');
  const chosen = data.payers.find((payer) => payer.payerId === payerId);
  const payers = data.payers.map((payer) => ({ value: payer.payerId, label: payer.payerName ?? payer.payerId }));
  const name = chosen === undefined ? 'all payers' : (chosen.payerName ?? chosen.payerId);
  return (
    <>
      <TimelinessTable
        rows={data.payers.map((payer) => ({ ...payer, name: payer.payerName ?? payer.payerId }))}
        all={data.all}
      />
      <div class="split">
        <figure class="plot">
          <figcaption>
            <h3>Days from start to end</h3>
            <Select
              label="Payer"
              value={chosen?.payerId ?? ''}
              options={[{ value: '', label: 'All payers' }, ...payers]}
              onChange={setPayer}
            />
          </figcaption>
          <Histogram buckets={(chosen ?? data.all).distribution} name={name} />
        </figure>
        <Definition data={data.all} />
      </div>
    </>
  );
}

function Definition({ data }: { data: Data['all'] }) {
  const { definition, method } = data;
  return (
    <div class="definition">
      <h3>{definition.title}: what is counted</h3>
      <dl>
        <dt>Starts</dt>
        <dd>{definition.starts}</dd>
        <dt>Ends</dt>
        <dd>{definition.ends}</dd>
        <dt>Still open</dt>
        <dd>{definition.open}</dd>
        <dt>Left out</dt>
        <dd>{definition.excluded}</dd>
      </dl>
      <details>
        <summary>How the numbers are made</summary>
        <dl>
          {Object.entries(method).flatMap(([name, text]) => [
            <dt key={name}>{methodTitles[name] ?? sentence(name)}</dt>,
            <dd key={`${name} text`}>{text}</dd>,
          ])}
        </dl>
      </details>
    </div>
  );
}

const methodTitles: Readonly<Record<string, string>> = { resolvedByDay: 'Done by day 30, 60, 90' };
