import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { Me } from '../session/me.ts';
import { day, moment } from '../words/format.ts';
import { evidenceWords } from '../words/rules.ts';
import type { Tone } from '../words/statuses.ts';
import { SeverityBadge } from './badge.tsx';
import { RuleLink } from './rule-link.tsx';
import { actorInWords } from './timeline.tsx';

/** GraphQL fields of a finding as this shows it. */
export const findingFields =
  'ruleId title verdict severity message action pointer formBox citation evidence edition overridable x12 { loop segment element } override { reason actor createdAt expiresAt ended { at actor reason } }';

export interface ShownFinding {
  ruleId: string;
  /** Left out where the API answers a run. */
  title?: string | null;
  verdict: string;
  severity: string;
  message: string;
  action: string;
  pointer: string;
  formBox: string;
  citation: string;
  evidence: string;
  edition?: string | null;
  overridable: boolean;
  x12: { loop: string; segment: string; element: string };
  /** Of a released one; left out where the API answers a run. */
  override?: GivenRelease | null;
}

/** Who let a finding pass, why and until when; and who took that back. */
interface GivenRelease {
  reason: string;
  actor: string;
  createdAt: string;
  expiresAt?: string | null;
  ended: { at: string; actor: string; reason: string } | null;
}

/** Findings in one line each, under a title that says what is with them. */
export function FindingLines({
  title,
  tone,
  findings,
}: {
  title: string;
  tone: Tone;
  findings: readonly ShownFinding[];
}) {
  if (findings.length === 0) return null;
  return (
    <div class={`finding-lines tone-${tone}`}>
      <h3>
        {title} ({findings.length})
      </h3>
      <ul class="plain">
        {findings.map((finding) => (
          <li key={`${finding.ruleId} ${finding.pointer} ${finding.message}`}>
            <RuleLink ruleId={finding.ruleId} /> {finding.message}{' '}
            <span class="quiet small">
              {finding.severity}, <code>{finding.pointer}</code>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** By whom a finding was released, until when and why. */
function ReleasedBy({ release }: { release: GivenRelease }) {
  const { nameOf } = useContext(Me);
  const { reason, actor, createdAt, expiresAt, ended } = release;
  return (
    <>
      <p class="small">
        Released {moment(createdAt)}, {actorInWords(actor, nameOf)},{' '}
        {expiresAt ? `until ${day(expiresAt)}` : 'without end'}: {reason}
      </p>
      {ended && (
        <p class="small">
          Taken back {moment(ended.at)}, {actorInWords(ended.actor, nameOf)}: {ended.reason}
        </p>
      )}
    </>
  );
}

interface FindingsProps {
  findings: readonly ShownFinding[];
  /** What a person may do about one. */
  actions?: (finding: ShownFinding) => ComponentChildren;
}

/** Findings with all that is needed to argue with them: the rule, its source, and the place in every notation. */
export function Findings({ findings, actions }: FindingsProps) {
  return (
    <ul class="findings">
      {findings.map((finding) => (
        <li key={`${finding.ruleId} ${finding.pointer} ${finding.message}`}>
          <p class="finding-head">
            <SeverityBadge severity={finding.severity} />
            <span>
              <RuleLink ruleId={finding.ruleId} /> {finding.title}
            </span>
            {finding.verdict === 'bypassed' && <span class="quiet">released</span>}
          </p>
          {finding.override && <ReleasedBy release={finding.override} />}
          <p>{finding.message}</p>
          <p class="quiet">{finding.action}</p>
          <details>
            <summary>Source and place</summary>
            <dl class="facts small">
              <dt>Source</dt>
              <dd>
                {finding.citation} <span class="quiet">({evidenceWords[finding.evidence] ?? finding.evidence})</span>
              </dd>
              <dt>Encounter</dt>
              <dd>
                <code>{finding.pointer}</code>
              </dd>
              <dt>X12</dt>
              <dd>
                loop {finding.x12.loop}, {finding.x12.segment}
                {finding.x12.element === finding.x12.segment ? '' : `, ${finding.x12.element}`}
              </dd>
              {finding.formBox !== '' && (
                <>
                  <dt>{finding.formBox.startsWith('FL ') ? 'UB-04' : 'CMS-1500'}</dt>
                  <dd>{finding.formBox.startsWith('FL ') ? finding.formBox : `box ${finding.formBox}`}</dd>
                </>
              )}
              {finding.edition != null && (
                <>
                  <dt>Code set</dt>
                  <dd>{finding.edition}</dd>
                </>
              )}
              <dt>May be released</dt>
              <dd>{finding.overridable ? 'yes, with a reason' : 'no'}</dd>
            </dl>
          </details>
          {actions?.(finding)}
        </li>
      ))}
    </ul>
  );
}
