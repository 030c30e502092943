import { ClaimBadge, EncounterBadge } from '../parts/badge.tsx';
import { Heading } from '../parts/heading.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { Tasks } from '../parts/tasks.tsx';
import { actorInWords, Timeline } from '../parts/timeline.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { describeEncounterEvent } from '../words/encounter-event.ts';
import { day, dollars, moment } from '../words/format.ts';
import { Checks } from './checks.tsx';
import { Codes } from './codes.tsx';
import { type Encounter, encounterQuery } from './encounter-query.ts';
import { findingsByPlace } from './findings-by-place.ts';
import { People } from './people.tsx';

/** One encounter: what was sent, what the checks say beside the codes they mean, and what became of it. */
export function EncounterPage({ id }: { id: string }) {
  const report = useReport<{ encounter: Encounter | null }>(encounterQuery, { id });
  return (
    <Shown report={report} what="the encounter">
      {({ encounter }) =>
        encounter === null ? (
          <>
            <Heading title="There is no such encounter" />
            <Nothing>
              The address names no encounter that this key may see.{' '}
              <Link to={addressOf('/encounters')}>Show all encounters</Link>
            </Nothing>
          </>
        ) : (
          <EncounterParts encounter={encounter} />
        )
      }
    </Shown>
  );
}

function EncounterParts({ encounter }: { encounter: Encounter }) {
  const { content, latestRun } = encounter;
  const findings = findingsByPlace(latestRun?.findings ?? [], {
    diagnoses: content.diagnoses?.length ?? 0,
    lines: content.lines?.length ?? 0,
  });
  return (
    <>
      <p class="crumbs">
        <Link to={addressOf('/encounters')}>Encounters</Link>
      </p>
      <div class="page-head">
        <Heading title={`Encounter ${encounter.externalId}`} />
        <EncounterBadge status={encounter.status} />
      </div>
      <div class="stack">
        <Tasks tasks={encounter.tasks.filter((task) => task.status === 'open')} />
        <People encounter={encounter} />
        <div class="columns wide-left">
          <Codes content={content} findings={findings} />
          <div class="stack">
            <Claims encounter={encounter} />
            <Checks run={latestRun} elsewhere={findings.elsewhere} />
            <Section title="What happened">
              <Timeline
                items={encounter.timeline.map((event) => ({
                  ...describeEncounterEvent(event.type, event.detail),
                  day: day(event.occurredAt),
                  recorded: `Version ${event.version}, ${moment(event.occurredAt)}, ${actorInWords(event.actor)}`,
                }))}
              />
            </Section>
          </div>
        </div>
      </div>
    </>
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
