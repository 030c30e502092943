import { Columns } from '../parts/columns.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { whole } from '../words/format.ts';
import { type ChangeKind, changeKinds, diffQuery, type EditionDiff } from './edition-query.ts';

const titles: Readonly<Record<ChangeKind, string>> = { added: 'Added', removed: 'Removed', changed: 'Changed' };

/** What changed from one edition of a set to another: what came, what went, what is said otherwise; page by page. */
export function EditionDiffPage({ set, search }: { set: string; search: URLSearchParams }) {
  const from = search.get('from') ?? '';
  const to = search.get('to') ?? '';
  const kind = changeKinds.find((name) => name === search.get('kind')) ?? 'added';
  const offset = /^\d{1,9}$/.test(search.get('offset') ?? '') ? Number(search.get('offset')) : 0;
  const report = useReport<{ codeSetDiff: EditionDiff | null }>(diffQuery, { set, from, to, kind, offset });
  const address = (next: { kind: ChangeKind; offset?: number }) =>
    addressOf(`/code-sets/${set}`, {
      from,
      to,
      kind: next.kind,
      offset: next.offset ? String(next.offset) : undefined,
    });
  return (
    <>
      <PageHead crumb={['/code-sets', 'Code sets']} title={`${set}: ${from} to ${to}`} />
      <Shown report={report} what="what changed">
        {({ codeSetDiff }) =>
          codeSetDiff === null ? (
            <Nothing>
              One of these editions is not there. <Link to={addressOf('/code-sets')}>Show all editions</Link>
            </Nothing>
          ) : (
            <div class="stack">
              <nav class="tabs" aria-label="Kinds of change">
                {changeKinds.map((name) => (
                  <Link key={name} to={address({ kind: name })} current={name === kind}>
                    {titles[name]} <span class="count-quiet">{whole(codeSetDiff[name])}</span>
                  </Link>
                ))}
              </nav>
              <Page diff={codeSetDiff} kind={kind} offset={offset} address={address} />
            </div>
          )
        }
      </Shown>
    </>
  );
}

interface PageProps {
  diff: EditionDiff;
  kind: ChangeKind;
  offset: number;
  address(next: { kind: ChangeKind; offset?: number }): string;
}

function Page({ diff, kind, offset, address }: PageProps) {
  const { nodes, totalCount, nextOffset } = diff.changes;
  if (nodes.length === 0) return <Nothing>Nothing was {kind}.</Nothing>;
  return (
    <div class="card">
      <table class="list">
        <Columns names={['Code', 'What it is', 'What is said otherwise']} />
        <tbody>
          {nodes.map((change) => (
            <tr key={change.key}>
              <th scope="row">
                <code>{change.key}</code>
              </th>
              <td>{change.title ?? <span class="quiet">–</span>}</td>
              {kind === 'changed' && <td>{change.parts.join('; ')}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <nav class="pager" aria-label="Pages">
        <span class="quiet">
          {whole(offset + 1)} to {whole(offset + nodes.length)} of {whole(totalCount)}
          {diff.cut && nextOffset === null && ', the rest is only counted'}
        </span>
        <span class="pager-links">
          {offset > 0 && (
            <Link class="button" to={address({ kind })}>
              ← First
            </Link>
          )}
          {nextOffset !== null && (
            <Link class="button" to={address({ kind, offset: nextOffset })}>
              Next →
            </Link>
          )}
        </span>
      </nav>
    </div>
  );
}
