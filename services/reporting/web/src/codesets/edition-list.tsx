import { useState } from 'preact/hooks';
import { Columns } from '../parts/columns.tsx';
import { Heading } from '../parts/heading.tsx';
import { Select } from '../parts/select.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf, go } from '../route/place.ts';
import { counted, day, days, whole } from '../words/format.ts';
import { type Edition, editionsQuery } from './edition-query.ts';

const tones = { active: 'good', candidate: 'attention', retired: 'quiet' } as const;

/** Every edition of every code set: what is in force, what waits to be, and what differs between two. */
export function EditionList({ search }: { search: URLSearchParams }) {
  const report = useReport<{ codeSetEditions: Edition[] }>(editionsQuery);
  const status = search.get('status') ?? '';
  return (
    <>
      <Heading title="Code sets" />
      <Shown report={report} what="editions of code sets">
        {({ codeSetEditions }) => {
          const shown = codeSetEditions.filter((edition) => status === '' || edition.status === status);
          return (
            <div class="stack">
              <div class="card fields">
                <Select
                  label="State"
                  value={status}
                  options={[
                    { value: '', label: 'Any' },
                    ...Object.keys(tones).map((value) => ({ value, label: value })),
                  ]}
                  onChange={(value) => go(addressOf('/code-sets', { status: value }), 'replace')}
                />
                <CompareTwo editions={codeSetEditions} />
              </div>
              {shown.length === 0 ? (
                <Nothing>
                  No edition fits. <Link to={addressOf('/code-sets')}>Show all editions</Link>
                </Nothing>
              ) : (
                <div class="card">
                  <EditionTable editions={shown} />
                  <p class="pager quiet">
                    {counted(shown.length, 'edition')}. They are imported and activated on the command line: "codesets
                    import", "codesets activate".
                  </p>
                </div>
              )}
            </div>
          );
        }}
      </Shown>
    </>
  );
}

function EditionTable({ editions }: { editions: readonly Edition[] }) {
  return (
    <table class="list">
      <Columns names={['Edition', 'State', ['Rows', 'right'], ['Serves', 'wide-only'], ['Imported', 'wide-only']]} />
      <tbody>
        {editions.map((edition) => (
          <EditionRow key={edition.id} edition={edition} />
        ))}
      </tbody>
    </table>
  );
}

function EditionRow({ edition }: { edition: Edition }) {
  const { effectiveFrom, effectiveTo } = edition;
  const serves = effectiveTo === null ? `from ${day(effectiveFrom)}` : days(effectiveFrom, effectiveTo);
  return (
    <tr>
      <th scope="row">
        <strong>{edition.set}</strong> {edition.edition}
        <span class="below quiet">
          {edition.builtIn
            ? 'built in: stands behind every imported one'
            : edition.complete
              ? 'complete: a code that is not in it does not exist'
              : 'not complete'}
        </span>
        <span class="below quiet narrow-only">{serves}</span>
      </th>
      <td>
        <span class={`badge tone-${tones[edition.status]}`}>{edition.status}</span>
        {edition.status === 'candidate' && (
          <span class="below">
            <Link to={addressOf('/what-if', { edition: edition.id })}>What if?</Link>
          </span>
        )}
      </td>
      <td class="right">{whole(edition.rowCount)}</td>
      <td class="wide-only">{serves}</td>
      <td class="wide-only">
        {edition.importedAt === null ? '–' : `${day(edition.importedAt)}, ${edition.importedBy ?? ''}`}
        <span class="below quiet" title={`SHA-256 of the source: ${edition.sourceSha256}`}>
          source <code>{edition.sourceSha256.slice(0, 12)}</code>
        </span>
      </td>
    </tr>
  );
}

/** Two editions of one set, to be held side by side; only sets that have two. */
function CompareTwo({ editions }: { editions: readonly Edition[] }) {
  const sets = [...Map.groupBy(editions, (edition) => edition.set)].filter(([, list]) => list.length > 1);
  const [chosen, setChosen] = useState<{ set?: string; from?: string; to?: string }>({});
  const [set, list] = sets.find(([name]) => name === chosen.set) ?? sets[0] ?? [];
  if (set === undefined || list === undefined) {
    return <p class="quiet small grow-text">Two editions of one set can be compared here, when there are two.</p>;
  }
  const from = chosen.from ?? list.at(-2)?.edition ?? '';
  const to = chosen.to ?? list.at(-1)?.edition ?? '';
  const options = list.map(({ edition, status }) => ({ value: edition, label: `${edition} (${status})` }));
  return (
    <>
      <Select
        label="Compare"
        value={set}
        options={sets.map(([name]) => ({ value: name, label: name }))}
        onChange={(value) => setChosen({ set: value })}
      />
      <Select
        label="From"
        value={from}
        options={options}
        onChange={(value) => setChosen({ ...chosen, set, from: value })}
      />
      <Select label="To" value={to} options={options} onChange={(value) => setChosen({ ...chosen, set, to: value })} />
      <Link class="button" to={addressOf(`/code-sets/${set}`, { from, to })}>
        What changed
      </Link>
    </>
  );
}
