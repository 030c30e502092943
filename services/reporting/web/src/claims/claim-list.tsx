import { type ClaimStatus, claimStatuses } from '@claimwright/domain/lifecycle';
import { ClaimBadge } from '../parts/badge.tsx';
import { Columns } from '../parts/columns.tsx';
import { Heading } from '../parts/heading.tsx';
import { PayerSelect, StatusSelect } from '../parts/list-filters.tsx';
import { Pager } from '../parts/pager.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf, go } from '../route/place.ts';
import { day, days, dollars } from '../words/format.ts';
import { claimStatusWords } from '../words/statuses.ts';

const query = `query ($after: String, $status: [ClaimStatus!], $payerId: String, $number: String) {
  payers { payerId name }
  claims(first: 25, after: $after, status: $status, payerId: $payerId, number: $number) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id patientControlNumber payerClaimControlNumber status payerId payerName serviceFrom serviceTo chargeCents paidCents submittedOn }
  }
}`;

interface Data {
  payers: { payerId: string; name: string }[];
  claims: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: {
      id: string;
      patientControlNumber: string;
      payerClaimControlNumber: string | null;
      status: ClaimStatus;
      payerId: string;
      payerName: string;
      serviceFrom: string;
      serviceTo: string;
      chargeCents: number;
      paidCents: number;
      submittedOn: string | null;
    }[];
  };
}

/** All claims, newest first, narrowed by status, payer or number. The address holds the filters, so it can be passed on. */
export function ClaimList({ search }: { search: URLSearchParams }) {
  const status = claimStatuses.find((name) => name === search.get('status'));
  const filter = { status, payer: search.get('payer') ?? undefined, number: search.get('number') ?? undefined };
  const after = search.get('after') ?? undefined;
  const report = useReport<Data>(query, {
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

function ClaimTable({ claims, payers }: { claims: Data['claims']['nodes']; payers: Data['payers'] }) {
  const names = new Map(payers.map(({ payerId, name }) => [payerId, name]));
  return (
    <table class="list">
      <Columns
        names={[
          'Claim',
          ['Payer', 'wide-only'],
          ['Service', 'wide-only'],
          ['Submitted', 'wide-only'],
          'Status',
          ['Charged', 'right'],
          ['Paid', 'right wide-only'],
        ]}
      />
      <tbody>
        {claims.map((claim) => (
          <tr key={claim.id}>
            <th scope="row">
              <Link to={addressOf(`/claims/${claim.id}`)}>{claim.patientControlNumber}</Link>
              {claim.payerClaimControlNumber !== null && (
                <span class="below quiet wide-only">{claim.payerClaimControlNumber}</span>
              )}
              <span class="below quiet narrow-only">{names.get(claim.payerId) ?? claim.payerName}</span>
            </th>
            <td class="wide-only">{names.get(claim.payerId) ?? claim.payerName}</td>
            <td class="wide-only">{days(claim.serviceFrom, claim.serviceTo)}</td>
            <td class="wide-only">{day(claim.submittedOn)}</td>
            <td>
              <ClaimBadge status={claim.status} />
            </td>
            <td class="right">{dollars(claim.chargeCents)}</td>
            <td class="right wide-only">{dollars(claim.paidCents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
