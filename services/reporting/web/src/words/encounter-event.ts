import type { EncounterEventType } from '@claimwright/domain/lifecycle';
import type { Tone } from './statuses.ts';

const titles: Readonly<Record<EncounterEventType, { title: string; tone: Tone }>> = {
  received: { title: 'Received', tone: 'moving' },
  updated: { title: 'Changed', tone: 'moving' },
  passed_checks: { title: 'Passed the coding checks', tone: 'good' },
  held_for_review: { title: 'Held for review', tone: 'attention' },
  held_for_coding: { title: 'Held for coding', tone: 'attention' },
  found_not_billable: { title: 'Found not billable', tone: 'quiet' },
  findings_overridden: { title: 'Findings released', tone: 'attention' },
  override_ended: { title: 'Release of findings taken back', tone: 'attention' },
  claimed: { title: 'Billed on a claim', tone: 'good' },
  claim_rejected: { title: 'Its claim was rejected', tone: 'bad' },
  claim_part_rejected: { title: 'One of its claims was rejected', tone: 'bad' },
  claim_resubmitted: { title: 'Its rejected claim was sent again', tone: 'moving' },
  claim_voided: { title: 'Its claim was voided', tone: 'quiet' },
  correction_requested: { title: 'Correction of its claim begun', tone: 'moving' },
  correction_abandoned: { title: 'Correction of its claim given up', tone: 'quiet' },
};

/** An event of an encounter in words. */
export function describeEncounterEvent(
  type: EncounterEventType,
  detail: { reason?: string | null } | null,
): { title: string; tone: Tone; lines: string[] } {
  return { ...titles[type], lines: detail?.reason ? [detail.reason] : [] };
}
