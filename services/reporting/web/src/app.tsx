import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ClaimList } from './claims/claim-list.tsx';
import { ClaimPage } from './claims/claim-page.tsx';
import { EditionDiffPage } from './codesets/edition-diff.tsx';
import { EditionList } from './codesets/edition-list.tsx';
import { EncounterList } from './encounters/encounter-list.tsx';
import { EncounterPage } from './encounters/encounter-page.tsx';
import { BatchList } from './files/batch-list.tsx';
import { BatchPage } from './files/batch-page.tsx';
import { FileList } from './files/file-list.tsx';
import { FilePage } from './files/file-page.tsx';
import { Overview } from './overview/overview.tsx';
import { Heading } from './parts/heading.tsx';
import { Logo } from './parts/logo.tsx';
import { useReport } from './report/use-report.ts';
import { Link } from './route/link.tsx';
import { addressOf, type Place, usePlace } from './route/place.ts';
import { Effectiveness } from './rules/effectiveness.tsx';
import { RuleList } from './rules/rule-list.tsx';
import { RulePage } from './rules/rule-page.tsx';
import { forgetKey, storedKey, storeKey } from './session/key.ts';
import { KeyForm } from './session/key-form.tsx';
import { type KnownKeys, Me, meOf } from './session/me.ts';
import { Session } from './session/session.ts';
import { WhatIfList } from './whatif/whatif-list.tsx';
import { WhatIfPage } from './whatif/whatif-page.tsx';
import { day, whole } from './words/format.ts';
import { QueueStrip } from './work/queue-strip.tsx';
import { Work } from './work/work.tsx';

/** The whole dashboard: a key first, then its pages. */
export function App() {
  const [key, setKey] = useState(storedKey);
  const [notice, setNotice] = useState<string>();
  const session = useMemo(
    () => ({
      key: key ?? '',
      end: (why?: string) => {
        forgetKey();
        setNotice(why);
        setKey(null);
      },
    }),
    [key],
  );
  if (key === null) {
    const enter = (entered: string) => {
      storeKey(entered);
      setNotice(undefined);
      setKey(entered);
    };
    return <KeyForm key={notice} notice={notice} onKey={enter} />;
  }
  return (
    <Session.Provider value={session}>
      <Shell forget={() => session.end()} />
    </Session.Provider>
  );
}

const sections = [
  { path: '/', label: 'Overview' },
  { path: '/claims', label: 'Claims' },
  { path: '/encounters', label: 'Encounters' },
  { path: '/work', label: 'Work' },
  { path: '/files', label: 'Files' },
  { path: '/rules', label: 'Rules' },
  { path: '/code-sets', label: 'Code sets' },
  { path: '/what-if', label: 'What if' },
];

interface ShellData extends KnownKeys {
  today: string;
  tasks: { totalCount: number };
}

function Shell({ forget }: { forget(): void }) {
  const place = usePlace();
  const report = useReport<ShellData>(
    '{ today me { actor scopes } keys { actor name } tasks(first: 1) { totalCount } }',
  );
  const known = report.kind === 'ready' ? report.data : report.kind === 'waiting' ? report.previous : undefined;
  const me = useMemo(() => meOf(known), [JSON.stringify([known?.me, known?.keys])]);
  const isFirst = useRef(true);
  // What waits may have changed by what was done on the page before.
  useEffect(() => {
    if (!isFirst.current) report.reload();
    isFirst.current = false;
  }, [place.path]);
  const isIn = (path: string) => {
    if (path === '/files' && place.path.startsWith('/batches')) return true;
    return path === '/' ? place.path === '/' : place.path.startsWith(path);
  };
  return (
    <>
      <a class="skip" href="#content">
        Skip to content
      </a>
      <header class="top">
        <Link to={addressOf('/')} class="brand">
          <Logo /> Claimwright
        </Link>
        <nav aria-label="Main">
          {sections.map(({ path, label }) => (
            <Link key={path} to={addressOf(path)} current={isIn(path)}>
              {label}
              {path === '/work' && known !== undefined && known.tasks.totalCount > 0 && (
                <span class="count">
                  {whole(known.tasks.totalCount)}
                  <span class="sr-only"> open tasks</span>
                </span>
              )}
            </Link>
          ))}
        </nav>
        <div class="top-end">
          {known !== undefined && (
            <span class="quiet today" title="The date this installation takes as today">
              {day(known.today)}
            </span>
          )}
          <button type="button" class="button" onClick={forget}>
            Forget key
          </button>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <Me.Provider value={me}>
          {place.search.has('task') && <QueueStrip search={place.search} />}
          <Page place={place} />
        </Me.Provider>
      </main>
    </>
  );
}

function Page({ place }: { place: Place }) {
  const [, section, id] = place.path.replace(/\/$/, '').split('/');
  if (section === undefined) return <Overview search={place.search} />;
  if (section === 'claims')
    return id === undefined ? <ClaimList search={place.search} /> : <ClaimPage key={id} id={id} />;
  if (section === 'encounters') {
    return id === undefined ? (
      <EncounterList search={place.search} />
    ) : (
      <EncounterPage key={id} id={id} search={place.search} />
    );
  }
  if (section === 'files')
    return id === undefined ? <FileList search={place.search} /> : <FilePage key={id} id={id} search={place.search} />;
  if (section === 'batches')
    return id === undefined ? (
      <BatchList search={place.search} />
    ) : (
      <BatchPage key={id} id={id} search={place.search} />
    );
  if (section === 'work' && id === undefined) return <Work search={place.search} />;
  if (section === 'rules') return <RulesPage id={id} search={place.search} />;
  if (section === 'code-sets') {
    return id === undefined ? (
      <EditionList search={place.search} />
    ) : (
      <EditionDiffPage key={id} set={id} search={place.search} />
    );
  }
  if (section === 'what-if') {
    return id === undefined ? <WhatIfList search={place.search} /> : <WhatIfPage key={id} id={id} />;
  }
  return (
    <>
      <Heading title="There is no such page" />
      <p>
        <Link to={addressOf('/')}>Go to the overview</Link>
      </p>
    </>
  );
}

function RulesPage({ id, search }: { id: string | undefined; search: URLSearchParams }) {
  if (id === undefined) return <RuleList search={search} />;
  return id === 'effectiveness' ? <Effectiveness search={search} /> : <RulePage key={id} id={id} />;
}
