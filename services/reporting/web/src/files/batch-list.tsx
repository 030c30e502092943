import { Badge } from '../parts/badge.tsx';
import { Columns } from '../parts/columns.tsx';
import { Heading } from '../parts/heading.tsx';
import { StatusSelect } from '../parts/list-filters.tsx';
import { Pager } from '../parts/pager.tsx';
import { Select } from '../parts/select.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf, go } from '../route/place.ts';
import { day, dollars, moment, whole } from '../words/format.ts';
import { batchInWords } from '../words/statuses.ts';
import { DownloadBatch } from './download-batch.tsx';
import { type Batch, type BatchesData, batchesQuery } from './file-query.ts';
import { Views } from './views.tsx';

const states = { built: { label: 'To be sent' }, transmitted: { label: 'Sent' } } as const;

/** What was written to be sent and what became of it, newest first. */
export function BatchList({ search }: { search: URLSearchParams }) {
  const status = (['built', 'transmitted'] as const).find((name) => name === search.get('status'));
  const filter = { status, route: search.get('route') ?? undefined };
  const after = search.get('after') ?? undefined;
  const report = useReport<BatchesData>(batchesQuery, { after, ...filter });
  const narrow = (change: Partial<typeof filter>) => go(addressOf('/batches', { ...filter, ...change }));
  return (
    <>
      <Heading title="Files sent" />
      <Views current="/batches" />
      <Shown report={report} what="batches">
        {({ batches, routeNames }) => (
          <div class="stack">
            <div class="card fields">
              <StatusSelect words={states} status={status} onChange={(value) => narrow({ status: value })} />
              <Select
                label="Route"
                value={filter.route ?? ''}
                options={[{ value: '', label: 'Any route' }, ...routeNames.map((value) => ({ value, label: value }))]}
                onChange={(value) => narrow({ route: value || undefined })}
              />
            </div>
            {batches.nodes.length === 0 ? (
              <Nothing>
                {filter.status || filter.route
                  ? 'No batch fits.'
                  : 'Nothing was sent yet. Claims that are put together leave in batches within seconds, or when the schedule of their route says so.'}
              </Nothing>
            ) : (
              <div class="card">
                <BatchTable batches={batches.nodes} />
                <Pager
                  path="/batches"
                  search={filter}
                  page={batches}
                  isFirst={after === undefined}
                  one="batch"
                  many="batches"
                />
              </div>
            )}
          </div>
        )}
      </Shown>
    </>
  );
}

function BatchTable({ batches }: { batches: readonly Batch[] }) {
  return (
    <table class="list">
      <Columns
        names={[
          'File',
          ['Route', 'wide-only'],
          ['Control numbers', 'wide-only'],
          ['Claims', 'right'],
          ['Charged', 'right wide-only'],
          'State',
          ['Acknowledged', 'wide-only'],
          ['Content', 'wide-only'],
        ]}
      />
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.id}>
            <th scope="row">
              <Link class="breaks" to={addressOf(`/batches/${batch.id}`)}>
                {batch.fileName}
              </Link>
              <span class="below quiet">
                {batch.kind === 'claims' ? 'claims (837)' : 'questions after claims (276)'}, {moment(batch.builtAt)}
              </span>
              <span class="below quiet narrow-only">
                {batch.route}, {controlNumbers(batch)}
              </span>
            </th>
            <td class="wide-only">{batch.route}</td>
            <td class="wide-only">{controlNumbers(batch)}</td>
            <td class="right">{whole(batch.claimCount)}</td>
            <td class="right wide-only">{dollars(batch.chargeCents)}</td>
            <td>
              <BatchBadge batch={batch} />
            </td>
            <td class="wide-only">{day(batch.acknowledgedAt)}</td>
            <td class="wide-only">
              <DownloadBatch batch={batch} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How far a batch is, with the day it may leave at the earliest. */
export function BatchBadge({ batch }: { batch: Batch }) {
  const { label, tone } = batchInWords(batch);
  return (
    <>
      <Badge tone={tone}>{label}</Badge>
      {batch.status === 'built' && batch.notBefore !== null && (
        <span class="below quiet">held until {moment(batch.notBefore)}</span>
      )}
    </>
  );
}

/** "ISA 12, GS 12". */
export function controlNumbers(batch: Pick<Batch, 'interchangeControlNumber' | 'groupControlNumber'>): string {
  return `ISA ${batch.interchangeControlNumber}, GS ${batch.groupControlNumber}`;
}
