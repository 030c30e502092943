import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { addressOfSubject } from './about.tsx';
import { readTaskFilter, toTaskVariables } from './task-filter.ts';
import { nextTaskQuery } from './task-query.ts';

interface Data {
  tasks: { edges: { cursor: string; node: Parameters<typeof addressOfSubject>[0] }[] };
}

/** For who came here from the queue: back to it, and on to the next of its tasks in the same order, whatever became of this one. */
export function QueueStrip({ search }: { search: URLSearchParams }) {
  const filter = readTaskFilter(search);
  const after = search.get('task') ?? undefined;
  const report = useReport<Data>(nextTaskQuery, { ...toTaskVariables(filter), after });
  const next = report.kind === 'ready' ? report.data.tasks.edges[0] : undefined;
  const address = next && addressOfSubject(next.node, { cursor: next.cursor, filter });
  return (
    <nav class="queue-strip" aria-label="Queue">
      <Link to={addressOf('/work', { ...filter })}>← Back to the queue</Link>
      {address !== undefined && <Link to={address}>Next task →</Link>}
      {report.kind === 'ready' && !next && <span class="quiet">This is the last task of the queue.</span>}
    </nav>
  );
}
