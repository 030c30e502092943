import { useContext } from 'preact/hooks';
import { RuleLink } from '../parts/rule-link.tsx';
import { Section } from '../parts/section.tsx';
import { actorInWords } from '../parts/timeline.tsx';
import { Me } from '../session/me.ts';
import { day, moment } from '../words/format.ts';

export interface Release {
  id: string;
  ruleId: string;
  pointer: string;
  reason: string;
  actor: string;
  createdAt: string;
  expiresAt: string | null;
}

/** Findings somebody released: who, why and until when. */
export function Releases({ releases }: { releases: readonly Release[] }) {
  const me = useContext(Me);
  if (releases.length === 0) return null;
  return (
    <Section title="Released findings">
      <ul class="plain spaced">
        {releases.map((release) => (
          <li key={release.id}>
            <RuleLink ruleId={release.ruleId} /> <code>{release.pointer}</code>
            <p>{release.reason}</p>
            <p class="quiet small">
              {moment(release.createdAt)}, {actorInWords(release.actor, me.nameOf)},{' '}
              {release.expiresAt === null ? 'without end' : `until ${day(release.expiresAt)}`}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
