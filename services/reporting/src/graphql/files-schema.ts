import { voidStates } from '@claimwright/db/read/claim-void';

/** The part of the schema about what went out and what came in, and about whom and by whom. */
export const filesSchema = /* GraphQL */ `
  enum BatchStatus { built transmitted }
  enum InboundFileStatus { received processed parked }

  extend type Query {
    "Newest first."
    batches(first: Int = 25, after: String, status: BatchStatus, route: String): BatchConnection!
    batch(id: ID!): Batch
    "Newest first."
    inboundFiles(
      first: Int = 25
      after: String
      status: InboundFileStatus
      "Only those with an open task."
      waiting: Boolean = false
    ): InboundFileConnection!
    inboundFile(id: ID!): InboundFile
    "Routes that are configured."
    routeNames: [String!]!
    "What the keys are called that stand in events, tasks and findings as who acted; ended ones included."
    keys: [Key!]!
  }

  type Key {
    "As in an event's actor: key/ and the id of the key."
    actor: String!
    name: String!
  }
  "Whom it is about; what the sender left out is null."
  type Patient { firstName: String lastName: String birthDate: Date }

  enum VoidState { ${voidStates.join(' ')} }
  extend type Claim {
    "How far the void (frequency 8) of this claim is; null: nobody voided it."
    voided: ClaimVoid
  }
  type ClaimVoid {
    "sent: the payer has not accepted it. accepted: it will take its answer back. carried_out: the claim is void, its encounters are free."
    state: VoidState!
    "The void itself."
    claimId: ID!
    words: String!
  }

  type BatchConnection { edges: [BatchEdge!]! nodes: [Batch!]! pageInfo: PageInfo! totalCount: Int! }
  type BatchEdge { cursor: String! node: Batch! }
  extend type Batch {
    "claims: an 837; status_requests: a 276 that asks after claims."
    kind: String!
    groupControlNumber: Int!
    "The route's schedule holds it back until then."
    notBefore: Instant
    "How often it was tried to hand it over."
    attempts: Int!
    lastError: String
  }

  type InboundFileConnection { edges: [InboundFileEdge!]! nodes: [InboundFile!]! pageInfo: PageInfo! totalCount: Int! }
  type InboundFileEdge { cursor: String! node: InboundFile! }
  type InboundFile {
    id: ID!
    name: String!
    "How it came: api, or the name of a route."
    source: String!
    sizeBytes: Int!
    "parked: read, and some of it could not be used."
    status: InboundFileStatus!
    "What was found in it: TA1, 999, 277CA, 277, 835."
    kinds: [String!]!
    receivedAt: Instant!
    processedAt: Instant
    "Claims it moved; null until it is read."
    claimsMoved: Int
    "Items of it that could not be used; null until it is read."
    parkedCount: Int
    "The first hundred of them, without their text: that is read over REST, and noted."
    parkedItems: [ParkedItem!]!
    remittances: [FileRemittance!]!
    tasks: [Task!]!
  }
  type ParkedItem {
    id: ID!
    kind: String!
    reasonCode: String!
    reason: String!
    reference: String
    parkedAt: Instant!
    resolvedAt: Instant
    resolvedBy: String
  }
  "A payment the file told of."
  type FileRemittance {
    id: ID!
    payerName: String!
    traceNumber: String!
    paymentDate: Date!
    paymentCents: Cents!
    "Answers to claims in it."
    claims: Int!
    "Of these, those whose claim was found."
    matched: Int!
  }

  extend type Encounter { patient: Patient }
  extend type Claim {
    patient: Patient
    claimType: ClaimType!
    "What somebody asked to happen to it and has not happened yet."
    waitingCorrection: WaitingCorrection
  }
  type WaitingCorrection {
    id: ID!
    "correct, void, resubmit or bill_next."
    kind: String!
    reason: String!
    requestedBy: String!
    requestedAt: Instant!
    "Encounters of a changed content that are not billed again yet: in the checks, or held."
    encounters: [AwaitedEncounter!]!
  }
  type AwaitedEncounter {
    id: ID!
    externalId: String!
    status: EncounterStatus!
    "Rules that hold it, as its open tasks name them."
    ruleIds: [String!]!
  }
  extend type Task { inboundFile: InboundFile batch: Batch }
  extend type WhatIfChange {
    "The encounters of sampleEncounterIds, in that order."
    sampleEncounters: [Encounter!]!
  }
`;
