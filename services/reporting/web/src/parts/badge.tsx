import type { ClaimStatus, EncounterStatus } from '@claimwright/domain/lifecycle';
import { claimStatusWords, encounterStatusWords, type Tone } from '../words/statuses.ts';

/** A word with a coloured dot; the word alone says it all. */
export function Badge({ tone, children }: { tone: Tone; children: string }) {
  return <span class={`badge tone-${tone}`}>{children}</span>;
}

export function ClaimBadge({ status }: { status: ClaimStatus }) {
  const { label, tone } = claimStatusWords[status];
  return <Badge tone={tone}>{label}</Badge>;
}

export function EncounterBadge({ status }: { status: EncounterStatus }) {
  const { label, tone } = encounterStatusWords[status];
  return <Badge tone={tone}>{label}</Badge>;
}

const severityTones: Readonly<Record<string, Tone>> = { reject: 'bad', deny: 'bad', warn: 'attention', info: 'quiet' };

/** How much a finding weighs: reject and deny hold the encounter, warn and info do not. */
export function SeverityBadge({ severity }: { severity: string }) {
  return <Badge tone={severityTones[severity] ?? 'quiet'}>{severity}</Badge>;
}
