import { useContext, useState } from 'preact/hooks';
import { ClaimsOf } from '../claims/claims-of.tsx';
import { Badge } from '../parts/badge.tsx';
import { Columns } from '../parts/columns.tsx';
import { Facts } from '../parts/facts.tsx';
import { NotThere } from '../parts/not-there.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { Shown } from '../parts/states.tsx';
import { Tasks } from '../parts/tasks.tsx';
import { useReport } from '../report/use-report.ts';
import { useFollow } from '../rest/use-follow.ts';
import { useResource } from '../rest/use-resource.ts';
import { Me } from '../session/me.ts';
import { day, dollars, moment, whole } from '../words/format.ts';
import { whatToDo } from '../words/parked.ts';
import { fileStatusWords } from '../words/statuses.ts';
import { TaskDetail } from '../work/task-detail.tsx';
import { matchedInWords, sourceInWords } from './file-list.tsx';
import { fileQuery, type InboundFileInFull } from './file-query.ts';

/** One file that came in: what was taken of it, what was parked and why, and what a person does about that. */
export function FilePage({ id, search }: { id: string; search: URLSearchParams }) {
  const report = useReport<{ inboundFile: InboundFileInFull | null }>(fileQuery, { id });
  return (
    <Shown report={report} what="the file">
      {({ inboundFile }) =>
        inboundFile === null ? (
          <NotThere what="file" all={['/files', 'files']} />
        ) : (
          <FileParts file={inboundFile} search={search} reload={report.reload} />
        )
      }
    </Shown>
  );
}

interface FilePartsProps {
  file: InboundFileInFull;
  search: URLSearchParams;
  reload(): void;
}

function FileParts({ file, search, reload }: FilePartsProps) {
  useFollow(file.status === 'received', file.status, reload);
  const { label, tone } = fileStatusWords[file.status];
  const open = file.tasks.filter((task) => task.status === 'open');
  return (
    <>
      <PageHead crumb={['/files', 'Files received']} title={file.name}>
        <Badge tone={tone}>{label}</Badge>
      </PageHead>
      <div class="stack">
        <Tasks tasks={open} onChanged={reload} />
        <section class="card" aria-label="Summary">
          <Facts
            facts={[
              ['Holds', file.kinds.join(', ') || '–'],
              ['Received', `${moment(file.receivedAt)}, ${sourceInWords(file.source)}`],
              ['Read', file.processedAt === null ? 'Not yet' : moment(file.processedAt)],
              ['What was matched', matchedInWords(file)],
              ['Size', `${whole(file.sizeBytes)} bytes`],
            ]}
          />
        </section>
        {file.parkedItems.length > 0 && <Parked file={file} />}
        {open.map((task) => (
          <Section key={task.id} title="Deal with it" note="Say in a note what was done; resolving closes the task.">
            <TaskDetail task={task} onChanged={reload} />
          </Section>
        ))}
        {file.remittances.length > 0 && (
          <>
            <Remittances rows={file.remittances} />
            <ClaimsOf
              title="Claims it answers"
              path={`/files/${file.id}`}
              of={{ remittanceFileId: file.id }}
              search={search}
            />
          </>
        )}
      </div>
    </>
  );
}

interface ParkedPage {
  items: { id: string; content: string }[];
}

/** What could not be used, each with the reason and what to do. The text itself is fetched when asked for: reading it is noted. */
function Parked({ file }: { file: InboundFileInFull }) {
  const me = useContext(Me);
  const [isOpen, setOpen] = useState(false);
  const texts = useResource<ParkedPage>(
    isOpen ? `/v1/clearinghouse/parked?inboundFileId=${file.id}&limit=200` : undefined,
  );
  const known = texts.kind === 'ready' ? new Map(texts.data.items.map(({ id, content }) => [id, content])) : undefined;
  return (
    <Section
      title="Parked"
      note={`Kept, and not used${(file.parkedCount ?? 0) > file.parkedItems.length ? `: the first ${file.parkedItems.length} of ${whole(file.parkedCount ?? 0)}` : ''}`}
      aside={
        me.may('files:read') &&
        !isOpen && (
          <button type="button" class="button" onClick={() => setOpen(true)}>
            Show the text
          </button>
        )
      }
    >
      {isOpen && texts.kind !== 'ready' && (
        <Shown report={texts} what="the text">
          {() => null}
        </Shown>
      )}
      <ul class="plain spaced">
        {file.parkedItems.map((item) => (
          <li key={item.id}>
            <p>
              <strong>{item.kind}</strong> {item.reason}{' '}
              {item.reference !== null && <code class="breaks">{item.reference}</code>}
            </p>
            <p>
              <strong>What to do:</strong> {whatToDo(item)}
            </p>
            {known?.has(item.id) && <pre class="raw">{known.get(item.id)}</pre>}
            {item.resolvedAt !== null && <p class="quiet small">Dealt with {moment(item.resolvedAt)}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Remittances({ rows }: { rows: InboundFileInFull['remittances'] }) {
  return (
    <Section title="Payments">
      <table class="list">
        <Columns
          names={[
            'Payer',
            ['Trace number', 'wide-only'],
            'Paid on',
            ['Answers', 'right wide-only'],
            ['Found', 'right wide-only'],
            ['Amount', 'right'],
          ]}
        />
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.payerName}</th>
              <td class="wide-only breaks">{row.traceNumber}</td>
              <td>{day(row.paymentDate)}</td>
              <td class="right wide-only">{whole(row.claims)}</td>
              <td class="right wide-only">{whole(row.matched)}</td>
              <td class="right">{dollars(row.paymentCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
