import { daysBetween } from '@claimwright/domain/dates';
import { useContext } from 'preact/hooks';
import { ClaimBadge, EncounterBadge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { Findings } from '../parts/finding.tsx';
import { NotChecked } from '../parts/not-checked.tsx';
import { NotThere } from '../parts/not-there.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { Tasks } from '../parts/tasks.tsx';
import { actorInWords, Timeline } from '../parts/timeline.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { Me } from '../session/me.ts';
import { describeClaimEvent } from '../words/claim-event.ts';
import { counted, day, days, dollars, known, moment, sentence, whole } from '../words/format.ts';
import { patientInWords } from '../words/people.ts';
import { ClaimActions } from './claim-actions.tsx';
import { type Claim, type ClaimData, claimQuery } from './claim-query.ts';
import { Corrections } from './corrections.tsx';
import { Ledger } from './ledger.tsx';
import { Lines } from './lines.tsx';
import { RelatedClaims } from './related-claims.tsx';
import { WaitingCorrection } from './waiting-correction.tsx';

/** One claim with all that is known of it. */
export function ClaimPage({ id }: { id: string }) {
  const report = useReport<ClaimData>(claimQuery, { id });
  return (
    <Shown report={report} what="the claim">
      {({ claim, payers }) =>
        claim === null ? (
          <NotThere what="claim" all={['/claims', 'claims']} />
        ) : (
          <ClaimParts
            claim={claim}
            payer={payers.find((each) => each.payerId === claim.payerId)?.name ?? claim.payerName}
            reload={report.reload}
          />
        )
      }
    </Shown>
  );
}

function ClaimParts({ claim, payer, reload }: { claim: Claim; payer: string; reload(): void }) {
  const me = useContext(Me);
  return (
    <>
      <PageHead crumb={['/claims', 'Claims']} title={`Claim ${claim.patientControlNumber}`}>
        <ClaimBadge status={claim.status} />
      </PageHead>
      <div class="stack">
        <WaitingCorrection claim={claim} reload={reload} />
        <Amounts claim={claim} payer={payer} />
        <Tasks tasks={claim.tasks.filter((task) => task.status === 'open')} onChanged={reload} />
        <ClaimActions claim={claim} payer={payer} onAsked={reload} />
        <Corrections claim={claim} onChanged={reload} />
        <RelatedClaims claim={claim} />
        <div class="columns wide-left">
          <Section title="What happened">
            <Timeline
              items={claim.timeline.map((event) => ({
                ...describeClaimEvent(event.type, event.detail),
                day: day(event.effectiveDate),
                recorded: `Recorded ${moment(event.occurredAt)}, ${actorInWords(event.actor, me.nameOf)}`,
              }))}
            />
          </Section>
          <div class="stack">
            <ClaimFindings claim={claim} />
            <Batches claim={claim} />
          </div>
        </div>
        <Lines lines={claim.lines} ledger={claim.ledger} diagnoses={claim.diagnoses} />
        <Ledger entries={claim.ledger} />
      </div>
    </>
  );
}

const frequencies: Readonly<Record<string, string>> = { '1': 'original', '7': 'replacement', '8': 'void' };

function Amounts({ claim, payer }: { claim: Claim; payer: string }) {
  const answered = claim.paidOn ?? claim.adjudicatedOn;
  const wait =
    claim.submittedOn !== null && answered !== null
      ? `${counted(daysBetween(claim.submittedOn, answered), 'day')} after submission`
      : undefined;
  return (
    <section class="card" aria-label="Summary">
      <dl class="money">
        <div>
          <dt>Charged</dt>
          <dd>{dollars(claim.chargeCents)}</dd>
        </div>
        <div>
          <dt>Paid by payer</dt>
          <dd>{dollars(claim.paidCents)}</dd>
        </div>
        <div>
          <dt>Patient's share</dt>
          <dd>{dollars(claim.patientResponsibilityCents)}</dd>
        </div>
      </dl>
      <Facts
        facts={[
          ['Patient', known(patientInWords(claim.patient))],
          ['Payer', payer],
          ["Payer's claim number", known(claim.payerClaimControlNumber)],
          ['Service', days(claim.serviceFrom, claim.serviceTo)],
          ['Kind', `${claim.responsibility}, ${frequencies[claim.frequencyCode] ?? claim.frequencyCode}`],
          ['Submitted', submitted(claim)],
          ['Accepted by payer', day(claim.acceptedOn)],
          ['First answer', day(claim.adjudicatedOn)],
          ['First payment', claim.paidOn === null ? '–' : `${day(claim.paidOn)}${wait ? `, ${wait}` : ''}`],
          ['Billing NPI', claim.billingNpi],
          ['Rendering NPI', known(claim.renderingNpi)],
        ]}
      />
    </section>
  );
}

function submitted(claim: Claim): string {
  if (claim.waitsFor === 'route') return 'Waits: no route of its payer is configured';
  const again = claim.submissionNumber > 1 ? `, put together ${counted(claim.submissionNumber, 'time')}` : '';
  return `${day(claim.submittedOn)}${again}`;
}

function ClaimFindings({ claim }: { claim: Claim }) {
  return (
    <Section title="Coding checks" note="The latest run over each encounter on this claim">
      {claim.encounters.map((encounter) => (
        <div key={encounter.id} class="stack-small">
          <p>
            Encounter <Link to={addressOf(`/encounters/${encounter.id}`)}>{encounter.externalId}</Link>{' '}
            <EncounterBadge status={encounter.status} />
          </p>
          {encounter.latestRun === null ? (
            <Nothing>Not checked yet.</Nothing>
          ) : (
            <>
              {encounter.latestRun.findings.length === 0 ? (
                <p class="quiet">No finding.</p>
              ) : (
                <Findings findings={encounter.latestRun.findings} />
              )}
              <NotChecked rows={encounter.latestRun.notEvaluated} />
            </>
          )}
        </div>
      ))}
    </Section>
  );
}

function Batches({ claim }: { claim: Claim }) {
  return (
    <Section title="Batches">
      {claim.batches.length === 0 ? (
        <Nothing>Not in a batch yet.</Nothing>
      ) : (
        claim.batches.map((batch) => (
          <Facts
            key={batch.id}
            facts={[
              [
                'File',
                <Link key="file" class="breaks" to={addressOf(`/batches/${batch.id}`)}>
                  {batch.fileName}
                </Link>,
              ],
              ['Interchange', whole(batch.interchangeControlNumber)],
              ['Holds', `${counted(batch.claimCount, 'claim')}, ${dollars(batch.chargeCents)}`],
              ['Built', moment(batch.builtAt)],
              ['Sent', batch.transmittedAt === null ? sentence('not_yet') : moment(batch.transmittedAt)],
            ]}
          />
        ))
      )}
    </Section>
  );
}
