import type { ClaimOperation } from '@claimwright/domain/claim-operations';
import type { ClaimEventType, ClaimStatus, EncounterStatus } from '@claimwright/domain/lifecycle';
import type { TaskKind } from '@claimwright/domain/task';
import { findingFields, type ShownFinding } from '../parts/finding.tsx';
import type { ClaimEventDetail } from '../words/claim-event.ts';
import type { Patient } from '../words/people.ts';

/** All a claim's page shows, in one question. */
export const claimQuery = `query ($id: ID!) {
  payers { payerId name }
  claim(id: $id) {
    id contentVersion patientControlNumber status payerId payerName responsibility frequencyCode billingNpi renderingNpi serviceFrom serviceTo
    chargeCents paidCents patientResponsibilityCents payerClaimControlNumber diagnoses assembledAt submittedOn acceptedOn adjudicatedOn paidOn
    timeline { type toStatus occurredAt effectiveDate actor detail }
    lines { lineNumber revenueCode procedureCode modifiers placeOfService chargeCents units serviceFrom serviceTo }
    ledger { posting account amountCents effectiveDate lineNumber reason }
    batches { id fileName interchangeControlNumber claimCount chargeCents builtAt transmittedAt }
    encounters { id externalId status latestRun { notEvaluated { ruleId reason count } findings { ${findingFields} } } }
    tasks { id kind status summary openedAt dueDate pointer assignee }
    submissionNumber waitsFor claimType patient { firstName lastName birthDate }
    waitingCorrection { id kind reason requestedBy requestedAt encounters { id externalId status ruleIds } }
    voided { claimId words }
    corrections { id kind status reason requestedBy requestedAt finishedAt refusal abandonedBy }
    related { id relation patientControlNumber status frequencyCode responsibility payerName chargeCents submittedOn crossedOver }
  }
}`;

export interface ClaimData {
  payers: { payerId: string; name: string }[];
  claim: Claim | null;
}

export interface Claim {
  id: string;
  /** If-Match of what is asked of it. */
  contentVersion: number;
  patientControlNumber: string;
  status: ClaimStatus;
  payerId: string;
  payerName: string;
  responsibility: string;
  frequencyCode: string;
  billingNpi: string;
  renderingNpi: string | null;
  serviceFrom: string;
  serviceTo: string;
  chargeCents: number;
  paidCents: number;
  patientResponsibilityCents: number;
  payerClaimControlNumber: string | null;
  diagnoses: string[];
  assembledAt: string;
  submittedOn: string | null;
  acceptedOn: string | null;
  adjudicatedOn: string | null;
  paidOn: string | null;
  timeline: {
    type: ClaimEventType;
    toStatus: ClaimStatus;
    occurredAt: string;
    effectiveDate: string;
    actor: string;
    detail: ClaimEventDetail | null;
  }[];
  lines: ClaimLine[];
  ledger: LedgerRow[];
  batches: {
    id: string;
    fileName: string;
    interchangeControlNumber: number;
    claimCount: number;
    chargeCents: number;
    builtAt: string;
    transmittedAt: string | null;
  }[];
  encounters: {
    id: string;
    externalId: string;
    status: EncounterStatus;
    latestRun: { notEvaluated: { ruleId: string; reason: string; count: number }[]; findings: ShownFinding[] } | null;
  }[];
  /** How often it was put together to be sent. */
  submissionNumber: number;
  waitsFor: string | null;
  claimType: 'professional' | 'institutional';
  patient: Patient | null;
  waitingCorrection: {
    id: string;
    kind: ClaimOperation;
    reason: string;
    requestedBy: string;
    requestedAt: string;
    encounters: { id: string; externalId: string; status: EncounterStatus; ruleIds: string[] }[];
  } | null;
  /** How far its void is. */
  voided: { claimId: string; words: string } | null;
  /** What somebody asked to happen to it, oldest first. */
  corrections: {
    id: string;
    kind: 'correct' | 'void' | 'resubmit' | 'bill_next';
    status: 'waiting' | 'done' | 'refused' | 'abandoned';
    reason: string;
    requestedBy: string;
    requestedAt: string;
    finishedAt: string | null;
    refusal: string | null;
    abandonedBy: string | null;
  }[];
  related: {
    id: string;
    relation: string;
    patientControlNumber: string;
    status: ClaimStatus;
    frequencyCode: string;
    responsibility: string;
    payerName: string;
    chargeCents: number;
    submittedOn: string | null;
    crossedOver: boolean;
  }[];
  tasks: {
    id: string;
    kind: TaskKind;
    status: 'open' | 'done';
    summary: string;
    openedAt: string;
    assignee: string | null;
    dueDate: string | null;
    pointer: string | null;
  }[];
}

export interface ClaimLine {
  lineNumber: number;
  /** Of an institutional claim. */
  revenueCode: string | null;
  procedureCode: string | null;
  modifiers: string[];
  placeOfService: string | null;
  chargeCents: number;
  units: number;
  serviceFrom: string;
  serviceTo: string;
}

export interface LedgerRow {
  posting: string;
  account: string;
  amountCents: number;
  effectiveDate: string;
  lineNumber: number | null;
  reason: string | null;
}
