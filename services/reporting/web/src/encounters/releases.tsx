import { useContext } from 'preact/hooks';
import { ReasonForm } from '../parts/reason-form.tsx';
import { RuleLink } from '../parts/rule-link.tsx';
import { Section } from '../parts/section.tsx';
import { actorInWords } from '../parts/timeline.tsx';
import { useCall } from '../rest/use-call.ts';
import { Me } from '../session/me.ts';
import { day, moment } from '../words/format.ts';
import type { Encounter, Release } from './encounter-query.ts';

interface ReleasesProps {
  encounter: Encounter;
  onChanged(): void;
}

/** Findings somebody released: who, why and until when; to be taken back as long as nothing is billed. */
export function Releases({ encounter, onChanged }: ReleasesProps) {
  const me = useContext(Me);
  if (encounter.overrides.length === 0) return null;
  const mayEnd = encounter.status !== 'billed' && me.may('findings:override');
  return (
    <Section title="Released findings">
      <ul class="plain spaced">
        {encounter.overrides.map((release) => (
          <li key={release.id}>
            <RuleLink ruleId={release.ruleId} /> <code>{release.pointer}</code>
            <p>{release.reason}</p>
            <p class="quiet small">
              {moment(release.createdAt)}, {actorInWords(release.actor, me.nameOf)},{' '}
              {release.expiresAt === null ? 'without end' : `until ${day(release.expiresAt)}`}
            </p>
            {release.ended && (
              <p class="small">
                Taken back {moment(release.ended.at)}, {actorInWords(release.ended.actor, me.nameOf)}:{' '}
                {release.ended.reason}
              </p>
            )}
            {mayEnd && isInForce(release, encounter) && (
              <TakeBack encounterId={encounter.id} release={release} onChanged={onChanged} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Whether the latest run let the finding pass for it; when a release ends is the clock of the checks to say, not the reader's. */
function isInForce({ ended, ruleId, pointer }: Release, { latestRun }: Encounter): boolean {
  return (
    ended === null &&
    (latestRun?.findings ?? []).some(
      (finding) => finding.ruleId === ruleId && finding.pointer === pointer && finding.verdict === 'bypassed',
    )
  );
}

interface TakeBackProps {
  encounterId: string;
  release: Release;
  onChanged(): void;
}

/** Takes a release back with a reason; the checks then run again without it. */
function TakeBack({ encounterId, release, onChanged }: TakeBackProps) {
  const call = useCall();
  const { ruleId, pointer } = release;
  return (
    <ReasonForm
      ask="Take back"
      title={`Take back the release of ${ruleId}`}
      question="Why it is not right after all"
      confirm="Take the release back"
      busy="Taking back …"
      failed="Not taken back."
      send={(reason) =>
        call('POST', `/v1/encounters/${encounterId}/findings:endOverride`, { body: { ruleId, pointer, reason } })
      }
      onDone={onChanged}
    />
  );
}
