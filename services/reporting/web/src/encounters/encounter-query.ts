import type { EncounterInput } from '@claimwright/domain/encounter';
import type { ClaimStatus, EncounterEventType, EncounterStatus } from '@claimwright/domain/lifecycle';
import type { Repair } from '@claimwright/domain/repair';
import type { TaskKind } from '@claimwright/domain/task';
import { findingFields, type ShownFinding } from '../parts/finding.tsx';
import type { Patient } from '../words/people.ts';

/** All an encounter's page shows, in one question. */
export const encounterQuery = `query ($id: ID!) {
  today
  payers { payerId name }
  encounter(id: $id) {
    id externalId version status payerId serviceFrom serviceTo chargeCents receivedAt content
    timeline { type toStatus occurredAt actor version detail }
    latestRun { outcome outcomeReason ruleSetHash editions rulesEvaluated runAt notEvaluated { ruleId reason count } findings { ${findingFields} }
      repairs { repairId repairVersion pointer before after } }
    patient { firstName lastName birthDate }
    claims { id contentVersion patientControlNumber status payerId payerName payerClaimControlNumber chargeCents paidCents }
    tasks { id kind status summary openedAt assignee }
    overrides { id ruleId pointer reason actor createdAt expiresAt ended { at actor reason } }
  }
}`;

export interface EncounterData {
  today: string;
  payers: { payerId: string; name: string }[];
  encounter: Encounter | null;
}

export interface Encounter {
  id: string;
  externalId: string;
  version: number;
  status: EncounterStatus;
  payerId: string | null;
  serviceFrom: string | null;
  serviceTo: string | null;
  chargeCents: number;
  receivedAt: string;
  content: EncounterInput;
  patient: Patient | null;
  timeline: {
    type: EncounterEventType;
    toStatus: EncounterStatus;
    occurredAt: string;
    actor: string;
    version: number;
    detail: { reason?: string | null } | null;
  }[];
  latestRun: Run | null;
  claims: {
    id: string;
    contentVersion: number;
    patientControlNumber: string;
    status: ClaimStatus;
    payerId: string;
    payerName: string;
    payerClaimControlNumber: string | null;
    chargeCents: number;
    paidCents: number;
  }[];
  tasks: {
    id: string;
    kind: TaskKind;
    status: 'open' | 'done';
    summary: string;
    openedAt: string;
    assignee: string | null;
  }[];
  overrides: Release[];
}

/** A finding somebody released: who, why and until when; and who took that back. */
export interface Release {
  id: string;
  ruleId: string;
  pointer: string;
  reason: string;
  actor: string;
  createdAt: string;
  expiresAt: string | null;
  ended: { at: string; actor: string; reason: string } | null;
}

export interface Run {
  outcome: string;
  outcomeReason: string | null;
  ruleSetHash: string;
  editions: Record<string, string>;
  rulesEvaluated: number;
  /** Left out of a run that is not kept. */
  runAt?: string;
  notEvaluated: { ruleId: string; reason: string; count: number }[];
  findings: ShownFinding[];
  repairs: Repair[];
}
