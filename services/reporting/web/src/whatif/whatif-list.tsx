import { useContext } from 'preact/hooks';
import { Columns } from '../parts/columns.tsx';
import { Heading } from '../parts/heading.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { actorInWords } from '../parts/timeline.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf, go } from '../route/place.ts';
import { Me } from '../session/me.ts';
import { moment } from '../words/format.ts';
import { AskWhatIf } from './ask-whatif.tsx';
import { type WhatIf, whatIfsQuery } from './whatif-query.ts';
import { progressOf, scopeOf, subjectOf } from './whatif-status.tsx';

interface Data {
  whatIfs: { pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: WhatIf[] };
}

/** What other editions or settings would change: to ask, and what was asked before. */
export function WhatIfList({ search }: { search: URLSearchParams }) {
  const me = useContext(Me);
  const after = search.get('after') ?? undefined;
  const report = useReport<Data>(whatIfsQuery, { after });
  return (
    <>
      <Heading title="What if" />
      <div class="stack">
        {me.may('admin') && (
          <AskWhatIf
            startRule={search.get('rule') ?? undefined}
            startEdition={search.get('edition') ?? undefined}
            onAsked={(id) => go(addressOf(`/what-if/${id}`))}
          />
        )}
        <Section title="Asked before">
          <Shown report={report} what="what was asked">
            {({ whatIfs }) =>
              whatIfs.nodes.length === 0 ? (
                <Nothing>
                  Nothing was asked yet.{!me.may('admin') && ' Only a key with the scope admin may ask.'}
                </Nothing>
              ) : (
                <>
                  <RunTable runs={whatIfs.nodes} />
                  {whatIfs.pageInfo.hasNextPage && whatIfs.pageInfo.endCursor !== null && (
                    <p class="add">
                      <Link class="button" to={addressOf('/what-if', { after: whatIfs.pageInfo.endCursor })}>
                        Older →
                      </Link>
                    </p>
                  )}
                </>
              )
            }
          </Shown>
        </Section>
      </div>
    </>
  );
}

function RunTable({ runs }: { runs: readonly WhatIf[] }) {
  const me = useContext(Me);
  return (
    <table class="list">
      <Columns names={['Compared with', ['Encounters', 'wide-only'], ['Asked', 'wide-only'], 'State']} />
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <th scope="row">
              <Link class="breaks" to={addressOf(`/what-if/${run.id}`)}>
                {subjectOf(run)}
              </Link>
            </th>
            <td class="wide-only">{scopeOf(run)}</td>
            <td class="wide-only">
              {moment(run.requestedAt)}
              <span class="below quiet">{actorInWords(run.requestedBy, me.nameOf)}</span>
            </td>
            <td>{progressOf(run)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
