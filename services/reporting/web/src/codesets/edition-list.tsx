import { useState } from 'preact/hooks';
import { Heading } from '../parts/heading.tsx';
import { Section } from '../parts/section.tsx';
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
          const sets = Map.groupBy(shown, ({ set }) => set);
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
                <p class="quiet small grow-text">
                  Editions are imported and activated on the command line: <code>codesets import</code>,{' '}
                  <code>codesets activate</code>.
                </p>
              </div>
              {sets.size === 0 && (
                <Nothing>
                  No edition fits. <Link to={addressOf('/code-sets')}>Show all editions</Link>
                </Nothing>
              )}
              {[...sets].map(([set, editions]) => (
                <CodeSet
                  key={set}
                  set={set}
                  editions={editions}
                  all={codeSetEditions.filter((edition) => edition.set === set)}
                />
              ))}
            </div>
          );
        }}
      </Shown>
    </>
  );
}

function CodeSet({ set, editions, all }: { set: string; editions: readonly Edition[]; all: readonly Edition[] }) {
  return (
    <Section title={set} aside={all.length > 1 && <CompareTwo set={set} editions={all} />}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">Edition</th>
            <th scope="col">State</th>
            <th scope="col" class="right">
              Rows
            </th>
            <th scope="col" class="wide-only">
              Serves
            </th>
            <th scope="col" class="wide-only">
              Imported
            </th>
          </tr>
        </thead>
        <tbody>
          {editions.map((edition) => (
            <tr key={edition.id}>
              <th scope="row">
                {edition.edition}
                <span class="below quiet">
                  {edition.builtIn
                    ? 'built in, behind every imported one'
                    : edition.complete
                      ? 'complete'
                      : 'not complete'}
                </span>
                <span class="below quiet narrow-only">{days(edition.effectiveFrom, edition.effectiveTo)}</span>
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
              <td class="wide-only">
                {edition.effectiveTo === null
                  ? `from ${day(edition.effectiveFrom)}`
                  : days(edition.effectiveFrom, edition.effectiveTo)}
              </td>
              <td class="wide-only">
                {edition.importedAt === null ? '–' : day(edition.importedAt)}
                {edition.importedBy !== null && <span class="below quiet">{edition.importedBy}</span>}
                <span class="below quiet" title={`SHA-256 ${edition.sourceSha256}`}>
                  <code>{edition.sourceSha256.slice(0, 12)}</code>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet small">{counted(all.length, 'edition')} in all.</p>
    </Section>
  );
}

/** Two editions of one set, to be held side by side. */
function CompareTwo({ set, editions }: { set: string; editions: readonly Edition[] }) {
  const [from, setFrom] = useState(editions.at(-2)?.edition ?? '');
  const [to, setTo] = useState(editions.at(-1)?.edition ?? '');
  const options = editions.map(({ edition, status }) => ({ value: edition, label: `${edition} (${status})` }));
  return (
    <div class="fields">
      <Select label="From" value={from} options={options} onChange={setFrom} />
      <Select label="To" value={to} options={options} onChange={setTo} />
      <Link class="button" to={addressOf(`/code-sets/${set}`, { from, to })}>
        What changed
      </Link>
    </div>
  );
}
