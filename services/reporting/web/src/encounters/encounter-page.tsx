import { useContext, useState } from 'preact/hooks';
import { EncounterEditor } from '../editor/encounter-editor.tsx';
import { ClaimBadge, EncounterBadge } from '../parts/badge.tsx';
import type { ShownFinding } from '../parts/finding.tsx';
import { NotThere } from '../parts/not-there.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { Tasks } from '../parts/tasks.tsx';
import { actorInWords, Timeline } from '../parts/timeline.tsx';
import { useReport } from '../report/use-report.ts';
import { useFollow } from '../rest/use-follow.ts';
import { Link } from '../route/link.tsx';
import { addressOf, go } from '../route/place.ts';
import { Me } from '../session/me.ts';
import { describeEncounterEvent } from '../words/encounter-event.ts';
import { day, days, dollars, moment } from '../words/format.ts';
import { patientInWords } from '../words/people.ts';
import { AsOf } from './as-of.tsx';
import { Checks } from './checks.tsx';
import { Codes, OtherFindings } from './codes.tsx';
import { type Encounter, type EncounterData, encounterQuery } from './encounter-query.ts';
import { findingsByPlace } from './findings-by-place.ts';
import { People } from './people.tsx';
import { ReleaseFinding } from './release-finding.tsx';
import { Releases } from './releases.tsx';
import { Repairs } from './repairs.tsx';

/** One encounter: what was sent, what the checks say beside the codes they mean, and what became of it; edited in place. */
export function EncounterPage({ id, search }: { id: string; search: URLSearchParams }) {
  const report = useReport<EncounterData>(encounterQuery, { id });
  return (
    <Shown report={report} what="the encounter">
      {({ encounter, payers, today }) =>
        encounter === null ? (
          <NotThere what="encounter" all={['/encounters', 'encounters']} />
        ) : (
          <EncounterParts
            encounter={encounter}
            payers={payers}
            correct={search.get('correct')}
            today={today}
            reload={report.reload}
          />
        )
      }
    </Shown>
  );
}

interface ShownEncounter {
  encounter: Encounter;
  today: string;
  reload(): void;
}

interface EncounterPartsProps extends ShownEncounter {
  payers: EncounterData['payers'];
  /** The claim that is to be corrected by editing this. */
  correct: string | null;
}

function EncounterParts({ encounter, payers, correct, today, reload }: EncounterPartsProps) {
  const me = useContext(Me);
  /** The pointer at which editing began. */
  const [editing, setEditing] = useState<{ at?: string }>();
  useFollow(encounter.status === 'received' || encounter.status === 'ready', encounter.version, reload);
  const correcting =
    encounter.status === 'billed' && me.may('claims:write')
      ? encounter.claims.find(({ id }) => id === correct)
      : undefined;
  const nameOf = (id: string | null) => payers.find(({ payerId }) => payerId === id)?.name;
  const payerOf = (claim: Encounter['claims'][number]) => nameOf(claim.payerId) ?? claim.payerName;
  const payer = nameOf(encounter.payerId) ?? encounter.payerId;
  const backToClaim = () => go(addressOf(`/claims/${correct}`));
  const mayEdit = encounter.status !== 'billed' && me.may('encounters:write');
  return (
    <>
      <PageHead crumb={['/encounters', 'Encounters']} title={titleOf(encounter)}>
        <EncounterBadge status={encounter.status} />
        {encounter.status === 'received' && <span class="quiet">The checks are running …</span>}
        {mayEdit && !editing && !correcting && (
          <button type="button" class="button page-action" onClick={() => setEditing({})}>
            Edit
          </button>
        )}
      </PageHead>
      <p class="under-title">
        {payer !== null && <>{payer}, </>}
        <span class="quiet small">
          encounter <span class="breaks">{encounter.externalId}</span>
        </span>
      </p>
      {correcting ? (
        <EncounterEditor
          encounter={encounter}
          startAt={undefined}
          correcting={{ ...correcting, payerName: payerOf(correcting) }}
          onSaved={backToClaim}
          onLeave={backToClaim}
        />
      ) : editing ? (
        <EncounterEditor
          encounter={encounter}
          startAt={editing.at}
          onSaved={() => {
            setEditing(undefined);
            reload();
          }}
          onLeave={() => setEditing(undefined)}
        />
      ) : (
        <Read
          encounter={encounter}
          today={today}
          reload={reload}
          onEdit={mayEdit ? (at) => setEditing({ at }) : undefined}
        />
      )}
    </>
  );
}

/** Whom it is about and when: what a person looks for. The sender's id where no name was sent. */
function titleOf({ patient, externalId, serviceFrom, serviceTo }: Encounter): string {
  const name = patientInWords(patient);
  if (name === undefined) return `Encounter ${externalId}`;
  return serviceFrom === null ? name : `${name}, ${days(serviceFrom, serviceTo)}`;
}

interface ReadProps extends ShownEncounter {
  onEdit: ((at: string | undefined) => void) | undefined;
}

function Read({ encounter, today, reload, onEdit }: ReadProps) {
  const { content, latestRun } = encounter;
  const me = useContext(Me);
  const findings = findingsByPlace(latestRun?.findings ?? [], {
    diagnoses: content.diagnoses?.length ?? 0,
    lines: content.lines?.length ?? 0,
  });
  const actions = (finding: ShownFinding) => (
    <FindingActions encounter={encounter} finding={finding} reload={reload} onEdit={onEdit} />
  );
  return (
    <div class="stack">
      <Tasks tasks={encounter.tasks.filter((task) => task.status === 'open')} onChanged={reload} />
      <People encounter={encounter} />
      <div class="columns wide-left">
        <div class="stack">
          <OtherFindings findings={findings} actions={actions} />
          <Codes content={content} findings={findings} actions={actions} />
          {latestRun && <Repairs repairs={latestRun.repairs} />}
          {me.may('encounters:read') && <AsOf encounterId={encounter.id} latest={latestRun} today={today} />}
        </div>
        <div class="stack">
          <Claims encounter={encounter} />
          <Checks run={latestRun} />
          <Releases encounter={encounter} onChanged={reload} />
          <Section title="What happened">
            <Timeline
              items={encounter.timeline.map((event) => ({
                ...describeEncounterEvent(event.type, event.detail),
                day: day(event.occurredAt),
                recorded: `Version ${event.version}, ${moment(event.occurredAt)}, ${actorInWords(event.actor, me.nameOf)}`,
              }))}
            />
          </Section>
        </div>
      </div>
    </div>
  );
}

interface FindingActionsProps {
  encounter: Encounter;
  finding: ShownFinding;
  reload(): void;
  onEdit: ((at: string | undefined) => void) | undefined;
}

/** The two ways on from a finding that stands: correct what it means, or say why it is right as it is. */
function FindingActions({ encounter, finding, reload, onEdit }: FindingActionsProps) {
  const me = useContext(Me);
  if (finding.verdict !== 'fail' || encounter.status === 'billed') return null;
  const holds = encounter.status === 'needs_review' || encounter.status === 'received';
  return (
    <div class="finding-actions">
      {onEdit && (
        <button type="button" class="button small-button" onClick={() => onEdit(finding.pointer)}>
          Correct it
        </button>
      )}
      {finding.overridable && holds && me.may('findings:override') && (
        <ReleaseFinding encounterId={encounter.id} finding={finding} onReleased={reload} />
      )}
    </div>
  );
}

function Claims({ encounter }: { encounter: Encounter }) {
  return (
    <Section title="Claims">
      {encounter.claims.length === 0 ? (
        <Nothing>Not on a claim.</Nothing>
      ) : (
        <ul class="plain">
          {encounter.claims.map((claim) => (
            <li key={claim.id} class="row">
              <Link to={addressOf(`/claims/${claim.id}`)}>{claim.patientControlNumber}</Link>
              <ClaimBadge status={claim.status} />
              <span class="quiet">
                {dollars(claim.chargeCents)} charged, {dollars(claim.paidCents)} paid
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
