import { claimStatuses } from '@claimwright/domain/lifecycle';
import { Heading } from '../parts/heading.tsx';
import { PayerSelect, StatusSelect } from '../parts/list-filters.tsx';
import { Pager } from '../parts/pager.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf, go } from '../route/place.ts';
import { claimStatusWords } from '../words/statuses.ts';
import { ClaimTable, type ListedClaims, listedClaims } from './claim-table.tsx';

const query = `query ($after: String, $status: [ClaimStatus!], $payerId: String, $number: String) {
  payers { payerId name }
  claims(first: 25, after: $after, status: $status, payerId: $payerId, number: $number) {
    ${listedClaims}
  }
}`;

/** All claims, newest first, narrowed by status, payer or number. The address holds the filters, so it can be passed on. */
export function ClaimList({ search }: { search: URLSearchParams }) {
  const status = claimStatuses.find((name) => name === search.get('status'));
  const filter = { status, payer: search.get('payer') ?? undefined, number: search.get('number') ?? undefined };
  const after = search.get('after') ?? undefined;
  const report = useReport<ListedClaims>(query, {
    after,
    status: status === undefined ? undefined : [status],
    payerId: filter.payer,
    number: filter.number,
  });
  const narrow = (change: Partial<typeof filter>) => go(addressOf('/claims', { ...filter, ...change }));
  return (
    <>
      <Heading title="Claims" />
      <Shown report={report} what="claims">
        {({ payers, claims }) => (
          <div class="stack">
            <div class="card fields">
              <SearchField
                label="Find a claim"
                hint="Patient control number or payer's claim number"
                value={filter.number ?? ''}
                onSearch={(number) => narrow({ number })}
              />
              <StatusSelect words={claimStatusWords} status={status} onChange={(value) => narrow({ status: value })} />
              <PayerSelect payers={payers} payerId={filter.payer} onChange={(payer) => narrow({ payer })} />
            </div>
            {claims.nodes.length === 0 ? (
              <NoClaims filtered={Object.values(filter).some(Boolean)} />
            ) : (
              <div class="card">
                <ClaimTable claims={claims.nodes} payers={payers} />
                <Pager path="/claims" search={filter} page={claims} isFirst={after === undefined} one="claim" />
              </div>
            )}
          </div>
        )}
      </Shown>
    </>
  );
}

function NoClaims({ filtered }: { filtered: boolean }) {
  if (!filtered) {
    return (
      <Nothing>There is no claim yet. An encounter that passes the coding checks becomes one within seconds.</Nothing>
    );
  }
  return (
    <Nothing>
      No claim fits. Numbers are compared whole, as they stand on the claim.{' '}
      <Link to={addressOf('/claims')}>Show all claims</Link>
    </Nothing>
  );
}
