import { type EncounterStatus, encounterStatuses } from '@claimwright/domain/lifecycle';
import { EncounterBadge } from '../parts/badge.tsx';
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
import { type Patient, patientInWords } from '../words/people.ts';
import { encounterStatusWords } from '../words/statuses.ts';

const query = `query ($after: String, $status: [EncounterStatus!], $payerId: String, $externalId: String) {
  payers { payerId name }
  encounters(first: 25, after: $after, status: $status, payerId: $payerId, externalId: $externalId) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id externalId status payerId serviceFrom serviceTo chargeCents receivedAt patient { firstName lastName } }
  }
}`;

interface Data {
  payers: { payerId: string; name: string }[];
  encounters: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: {
      id: string;
      externalId: string;
      status: EncounterStatus;
      payerId: string | null;
      serviceFrom: string | null;
      serviceTo: string | null;
      chargeCents: number;
      receivedAt: string;
      patient: Patient | null;
    }[];
  };
}

/** All encounters, newest first, narrowed by status, payer or the sender's own id. */
export function EncounterList({ search }: { search: URLSearchParams }) {
  const status = encounterStatuses.find((name) => name === search.get('status'));
  const filter = { status, payer: search.get('payer') ?? undefined, external: search.get('external') ?? undefined };
  const after = search.get('after') ?? undefined;
  const report = useReport<Data>(query, {
    after,
    status: status === undefined ? undefined : [status],
    payerId: filter.payer,
    externalId: filter.external,
  });
  const narrow = (change: Partial<typeof filter>) => go(addressOf('/encounters', { ...filter, ...change }));
  return (
    <>
      <Heading title="Encounters" />
      <Shown report={report} what="encounters">
        {({ payers, encounters }) => (
          <div class="stack">
            <div class="card fields">
              <SearchField
                label="Find an encounter"
                hint="Id in the record system"
                value={filter.external ?? ''}
                onSearch={(external) => narrow({ external })}
              />
              <StatusSelect
                words={encounterStatusWords}
                status={status}
                onChange={(value) => narrow({ status: value })}
              />
              <PayerSelect payers={payers} payerId={filter.payer} onChange={(payer) => narrow({ payer })} />
            </div>
            {encounters.nodes.length === 0 ? (
              <NoEncounters filtered={Object.values(filter).some(Boolean)} />
            ) : (
              <div class="card">
                <EncounterTable encounters={encounters.nodes} payers={payers} />
                <Pager
                  path="/encounters"
                  search={filter}
                  page={encounters}
                  isFirst={after === undefined}
                  one="encounter"
                />
              </div>
            )}
          </div>
        )}
      </Shown>
    </>
  );
}

function NoEncounters({ filtered }: { filtered: boolean }) {
  if (!filtered) {
    return (
      <Nothing>
        There is no encounter yet. They come over the API: POST /v1/encounters, or a FHIR bundle to /fhir.
      </Nothing>
    );
  }
  return (
    <Nothing>
      No encounter fits. Ids are compared whole. <Link to={addressOf('/encounters')}>Show all encounters</Link>
    </Nothing>
  );
}

function EncounterTable({ encounters, payers }: { encounters: Data['encounters']['nodes']; payers: Data['payers'] }) {
  const names = new Map(payers.map(({ payerId, name }) => [payerId, name]));
  const payerOf = (id: string | null) => (id === null ? '–' : (names.get(id) ?? id));
  return (
    <table class="list">
      <Columns
        names={[
          'Encounter',
          ['Payer', 'wide-only'],
          ['Service', 'wide-only'],
          ['Received', 'wide-only'],
          'Status',
          ['Charged', 'right'],
        ]}
      />
      <tbody>
        {encounters.map((encounter) => (
          <tr key={encounter.id}>
            <th scope="row">
              <Link class="breaks" to={addressOf(`/encounters/${encounter.id}`)}>
                {patientInWords(encounter.patient) ?? encounter.externalId}
              </Link>
              {patientInWords(encounter.patient) !== undefined && (
                <span class="below quiet reference" title={encounter.externalId}>
                  {encounter.externalId}
                </span>
              )}
              <span class="below quiet narrow-only">{payerOf(encounter.payerId)}</span>
            </th>
            <td class="wide-only">{payerOf(encounter.payerId)}</td>
            <td class="wide-only">{days(encounter.serviceFrom, encounter.serviceTo)}</td>
            <td class="wide-only">{day(encounter.receivedAt)}</td>
            <td>
              <EncounterBadge status={encounter.status} />
            </td>
            <td class="right">{dollars(encounter.chargeCents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
