import { ClaimsOf } from '../claims/claims-of.tsx';
import { Facts } from '../parts/facts.tsx';
import { NotThere } from '../parts/not-there.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { counted, dollars, moment } from '../words/format.ts';
import { BatchBadge, controlNumbers } from './batch-list.tsx';
import { DownloadBatch } from './download-batch.tsx';
import { type Batch, batchQuery } from './file-query.ts';

/** One batch: where it went, what came back, and the claims in it. */
export function BatchPage({ id, search }: { id: string; search: URLSearchParams }) {
  const report = useReport<{ batch: Batch | null }>(batchQuery, { id });
  return (
    <Shown report={report} what="the batch">
      {({ batch }) =>
        batch === null ? (
          <NotThere what="batch" all={['/batches', 'batches']} />
        ) : (
          <>
            <PageHead crumb={['/batches', 'Files sent']} title={batch.fileName}>
              <BatchBadge batch={batch} />
              <span class="page-action">
                <DownloadBatch batch={batch} />
              </span>
            </PageHead>
            <div class="stack">
              <section class="card" aria-label="Summary">
                <Facts facts={factsOf(batch)} />
              </section>
              {batch.kind === 'claims' && (
                <ClaimsOf title="Claims in it" path={`/batches/${id}`} of={{ batchId: id }} search={search} />
              )}
            </div>
          </>
        )
      }
    </Shown>
  );
}

function factsOf(batch: Batch): [string, string][] {
  const attempts = batch.attempts > 1 ? `, at the ${batch.attempts}. attempt` : '';
  return [
    ['Route', batch.route],
    ['Control numbers', controlNumbers(batch)],
    ['Holds', `${counted(batch.claimCount, 'claim')}, ${dollars(batch.chargeCents)}`],
    ['Written', moment(batch.builtAt)],
    ['Sent', batch.transmittedAt === null ? 'Not yet' : `${moment(batch.transmittedAt)}${attempts}`],
    ['Acknowledged', batch.acknowledgedAt === null ? 'Not yet' : moment(batch.acknowledgedAt)],
    ...(batch.lastError === null ? [] : [['Last failure', batch.lastError] as [string, string]]),
  ];
}
