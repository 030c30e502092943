import { useContext } from 'preact/hooks';
import { Badge } from '../parts/badge.tsx';
import { Columns } from '../parts/columns.tsx';
import { Heading } from '../parts/heading.tsx';
import { StatusSelect } from '../parts/list-filters.tsx';
import { Pager } from '../parts/pager.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf, go } from '../route/place.ts';
import { Me } from '../session/me.ts';
import { counted, moment } from '../words/format.ts';
import { holderInWords } from '../words/people.ts';
import { fileStatusWords, type InboundFileStatus } from '../words/statuses.ts';
import { type FilesData, filesQuery, type InboundFile } from './file-query.ts';
import { HandIn } from './hand-in.tsx';
import { Views } from './views.tsx';

/** What came in: first what waits for a person, with the reason; then everything, newest first. */
export function FileList({ search }: { search: URLSearchParams }) {
  const me = useContext(Me);
  const status = (Object.keys(fileStatusWords) as InboundFileStatus[]).find((name) => name === search.get('status'));
  const after = search.get('after') ?? undefined;
  const report = useReport<FilesData>(filesQuery, { after, status });
  return (
    <>
      <Heading title="Files received" />
      <Views current="/files" />
      <Shown report={report} what="files">
        {({ waiting, files }) => (
          <div class="stack">
            {waiting.nodes.length > 0 && after === undefined && (
              <Waiting files={waiting.nodes} count={waiting.totalCount} />
            )}
            <div class="card fields">
              <StatusSelect
                words={fileStatusWords}
                status={status}
                onChange={(value) => go(addressOf('/files', { status: value }))}
              />
              {me.may('files:write') && <HandIn />}
            </div>
            {files.nodes.length === 0 ? (
              <Nothing>
                {status === undefined
                  ? 'No file came in yet. Clearinghouses answer what was sent with acknowledgements (TA1, 999, 277CA) and payments (835).'
                  : 'No file fits.'}
              </Nothing>
            ) : (
              <div class="card">
                <FileTable files={files.nodes} />
                <Pager path="/files" search={{ status }} page={files} isFirst={after === undefined} one="file" />
              </div>
            )}
          </div>
        )}
      </Shown>
    </>
  );
}

/** Files with an open task: why, and who has it. */
function Waiting({ files, count }: { files: readonly InboundFile[]; count: number }) {
  const me = useContext(Me);
  return (
    <Section
      title="Parked: waits for a person"
      note={count > files.length ? `The newest ${files.length} of ${counted(count, 'file')}` : counted(count, 'file')}
    >
      <table class="list">
        <Columns names={['File', 'Why', ['Who has it', 'wide-only']]} />
        <tbody>
          {files.map((file) => {
            const open = file.tasks.filter((task) => task.status === 'open');
            return (
              <tr key={file.id}>
                <FileHead file={file} />
                <td class="breaks">{open.map((task) => task.summary).join(' ')}</td>
                <td class="wide-only">{open.map((task) => holderInWords(task.assignee, me)).join(', ')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

function FileHead({ file }: { file: InboundFile }) {
  return (
    <th scope="row">
      <Link class="breaks" to={addressOf(`/files/${file.id}`)}>
        {file.name}
      </Link>
      <span class="below quiet">
        {file.kinds.join(', ') || 'not read yet'}, {moment(file.receivedAt)}
      </span>
    </th>
  );
}

function FileTable({ files }: { files: readonly InboundFile[] }) {
  return (
    <table class="list">
      <Columns names={['File', ['Came from', 'wide-only'], 'State', 'What was matched']} />
      <tbody>
        {files.map((file) => (
          <tr key={file.id}>
            <FileHead file={file} />
            <td class="wide-only">{sourceInWords(file.source)}</td>
            <td>
              <Badge tone={fileStatusWords[file.status].tone}>{fileStatusWords[file.status].label}</Badge>
              {file.status === 'parked' && !file.tasks.some((task) => task.status === 'open') && (
                <span class="below quiet">dealt with</span>
              )}
            </td>
            <td>{matchedInWords(file)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "12 claims moved, 1 item parked". */
export function matchedInWords({ claimsMoved, parkedCount }: InboundFile): string {
  if (claimsMoved === null) return '–';
  const parked = parkedCount ? `, ${counted(parkedCount, 'item')} parked` : '';
  return `${counted(claimsMoved, 'claim')} moved${parked}`;
}

/** How a file came. */
export function sourceInWords(source: string): string {
  return source === 'api' ? 'handed in' : source.replace('/', ' ');
}
