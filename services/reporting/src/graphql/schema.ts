import { claimEventTypes, claimStatuses, encounterStatuses } from '@claimwright/domain/lifecycle';
import { taskKinds } from '@claimwright/domain/task';
import { stageNames } from '@claimwright/domain/timeliness';

/** The GraphQL schema that dashboards query. Enumerations come from the domain's own lists, so that they cannot drift apart. */
export const schema = /* GraphQL */ `
  "A calendar date, YYYY-MM-DD."
  scalar Date
  "A point in time, ISO 8601, UTC."
  scalar Instant
  "US cents, a whole number; may be beyond 32 bits."
  scalar Cents
  "Any JSON value."
  scalar Json

  enum ClaimStatus { ${claimStatuses.join(' ')} }
  enum ClaimEventType { ${claimEventTypes.join(' ')} }
  enum EncounterStatus { ${encounterStatuses.join(' ')} }
  enum TaskKind { ${taskKinds.join(' ')} }
  enum TaskStatus { open done }
  "Two dated events of a claim; definition says which."
  enum Stage { ${stageNames.join(' ')} }

  type Query {
    claim(id: ID!): Claim
    "By patient control number or the payer's claim control number; the newest, when a payer gave one number to several."
    claimByNumber(number: String!): Claim
    "Newest first."
    claims(
      "1 to 200."
      first: Int = 25
      after: String
      status: [ClaimStatus!]
      payerId: String
      "Patient control number, or the payer's claim control number; exact."
      number: String
      "Claims with a service on or after this day."
      serviceFrom: Date
      "Claims with a service on or before this day."
      serviceTo: Date
      "Claims that this batch carried."
      batchId: ID
      "Claims that a remittance of this inbound file answers."
      remittanceFileId: ID
    ): ClaimConnection!
    encounter(id: ID!): Encounter
    encounters(first: Int = 25, after: String, status: [EncounterStatus!], payerId: String, externalId: String): EncounterConnection!
    tasks(
      first: Int = 25
      after: String
      "Null: open and done ones."
      status: TaskStatus = open
      kind: [TaskKind!]
      "A rule whose findings it is about."
      ruleId: String
      payerId: String
      "Of the billing or the rendering provider."
      providerNpi: String
      "A name; me is the key that asks, none is nobody."
      assignee: String
      "Opened more than so many days ago."
      olderThanDays: Int
      minChargeCents: Cents
      "By age, or by the charge, largest first."
      sort: TaskSort = newest
    ): TaskConnection!
    payers: [Payer!]!
    claimsByStatus: [ClaimStatusCount!]!
    encountersByStatus: [EncounterStatusCount!]!
    findingsByRule: [RuleCount!]!
    "How long a payer takes, over claims that began the stage between the months of \`from\` and \`to\` (default: the last 12 months). All payers together when no payer is named."
    paymentTimeliness(payer: String, from: Date, to: Date, stage: Stage = days_to_pay): Timeliness!
    "The same, one row a payer."
    paymentTimelinessByPayer(from: Date, to: Date, stage: Stage = days_to_pay): [Timeliness!]!
    "What payers owe, by days since the last date of service; claims rejected and claims denied are not in it."
    receivablesAgeing: [AgeingRow!]!
    "The date the service takes as today."
    today: Date!
    "Who asks, as events, tasks and the audit log name it, and what it may do."
    me: Me!
  }

  type Me {
    "As in a task's assignee: key/ and the id of the key."
    actor: String!
    scopes: [String!]!
  }

  type PageInfo { hasNextPage: Boolean! endCursor: String hasPreviousPage: Boolean! startCursor: String }
  type ClaimConnection { edges: [ClaimEdge!]! nodes: [Claim!]! pageInfo: PageInfo! totalCount: Int! }
  type ClaimEdge { cursor: String! node: Claim! }
  type EncounterConnection { edges: [EncounterEdge!]! nodes: [Encounter!]! pageInfo: PageInfo! totalCount: Int! }
  type EncounterEdge { cursor: String! node: Encounter! }
  type TaskConnection {
    edges: [TaskEdge!]!
    nodes: [Task!]!
    pageInfo: PageInfo!
    totalCount: Int!
    "What the tasks the filters leave are about, all pages together."
    totalChargeCents: Cents!
    "How many the filters leave in each group, most first. The filter a grouping is about is left out, so that the other groups stay in sight."
    groups(by: TaskGrouping!): [TaskGroup!]!
  }
  type TaskEdge { cursor: String! node: Task! }

  type Claim {
    id: ID!
    "The ETag: If-Match of a request about the claim. Grows when what it bills changes or something is asked of it, not when a payer answers."
    contentVersion: Int!
    patientControlNumber: String!
    status: ClaimStatus!
    payerId: String!
    payerName: String!
    responsibility: String!
    frequencyCode: String!
    billingNpi: String!
    renderingNpi: String
    serviceFrom: Date!
    serviceTo: Date!
    chargeCents: Cents!
    paidCents: Cents!
    patientResponsibilityCents: Cents!
    payerClaimControlNumber: String
    diagnoses: [String!]!
    assembledAt: Instant!
    submittedOn: Date
    acceptedOn: Date
    adjudicatedOn: Date
    paidOn: Date
    "How often it was put together to be sent; each time a submission of its own."
    submissionNumber: Int!
    "Sent on by the payer before, and never by us."
    crossedOver: Boolean!
    "What it waits for: route, assembled and nobody configured the one its payer goes by; encounter, a held one of a correction."
    waitsFor: String
    "The claim itself and those it hangs together with: corrections, late charges, claims to other payers. Oldest first."
    related: [RelatedClaim!]!
    submissions: [Submission!]!
    "What somebody asked to happen to it, and what came of that. One that waits can be given up over REST."
    corrections: [Correction!]!
    timeline: [ClaimEvent!]!
    lines: [ClaimLine!]!
    ledger: [LedgerEntry!]!
    batches: [Batch!]!
    encounters: [Encounter!]!
    "Findings of the latest run over its encounters."
    findings: [Finding!]!
    tasks: [Task!]!
  }
  type RelatedClaim {
    id: ID!
    "To the claim it was asked of: itself, supersedes, superseded_by, late_charges_of, late_charges, prior_payer, next_payer, further."
    relation: String!
    patientControlNumber: String!
    status: ClaimStatus!
    frequencyCode: String!
    responsibility: String!
    payerName: String!
    chargeCents: Cents!
    submittedOn: Date
    crossedOver: Boolean!
  }
  type Correction {
    id: ID!
    "correct, void, resubmit, bill_next."
    kind: String!
    "waiting, done, refused, abandoned."
    status: String!
    reason: String!
    requestedBy: String!
    requestedAt: Instant!
    finishedAt: Instant
    resultClaimId: ID
    "Why it was not done, or was given up."
    refusal: String
    abandonedBy: String
  }
  type Submission {
    id: ID!
    number: Int!
    frequencyCode: String!
    chargeCents: Cents!
    assembledAt: Instant!
    batchId: ID
    transmittedAt: Instant
  }
  type ClaimEvent {
    type: ClaimEventType!
    fromStatus: ClaimStatus
    toStatus: ClaimStatus!
    occurredAt: Instant!
    "The day it counts as: the payer's date, where the payer gave one."
    effectiveDate: Date!
    actor: String!
    batchId: ID
    inboundFileId: ID
    detail: Json
  }
  type ClaimLine {
    lineNumber: Int!
    lineControlNumber: String!
    "Four digits, on the lines of institutional claims only."
    revenueCode: String
    procedureCode: String
    modifiers: [String!]!
    placeOfService: String
    chargeCents: Cents!
    units: Float!
    serviceFrom: Date!
    serviceTo: Date!
  }
  "Debit positive, credit negative; the entries of one posting sum to zero."
  type LedgerEntry {
    posting: String!
    account: String!
    amountCents: Cents!
    effectiveDate: Date!
    lineNumber: Int
    reason: String
    remittanceId: ID
    postedAt: Instant!
  }
  type Batch {
    id: ID!
    route: String!
    status: String!
    fileName: String!
    interchangeControlNumber: Int!
    claimCount: Int!
    chargeCents: Cents!
    builtAt: Instant!
    transmittedAt: Instant
    "When a 999 came, or a TA1 that rejects."
    acknowledgedAt: Instant
  }
  type Encounter {
    id: ID!
    externalId: String!
    version: Int!
    status: EncounterStatus!
    payerId: String
    serviceFrom: Date
    serviceTo: Date
    chargeCents: Cents!
    receivedAt: Instant!
    updatedAt: Instant!
    "The encounter as it was posted."
    content: Json!
    timeline: [EncounterEvent!]!
    "The latest run of the coding checks."
    latestRun: ScrubRun
    "Findings that were released, ended releases included, in the order they were given."
    overrides: [FindingOverride!]!
    claims: [Claim!]!
    tasks: [Task!]!
  }
  "A finding that somebody released."
  type FindingOverride {
    id: ID!
    ruleId: String!
    "JSON Pointer into the encounter."
    pointer: String!
    reason: String!
    actor: String!
    createdAt: Instant!
    expiresAt: Instant
    "Null while nobody took it back."
    ended: OverrideEnd
  }
  type OverrideEnd { at: Instant! actor: String! reason: String! }
  type EncounterEvent {
    type: String!
    fromStatus: EncounterStatus
    toStatus: EncounterStatus!
    version: Int!
    occurredAt: Instant!
    actor: String!
    detail: Json
  }
  type ScrubRun {
    id: ID!
    outcome: String!
    outcomeReason: String
    ruleSetHash: String!
    editions: Json!
    "What could not be checked, and why: not a pass."
    notEvaluated: [NotEvaluated!]!
    rulesEvaluated: Int!
    runAt: Instant!
    findings: [Finding!]!
    "What was written plainly before the rules looked, in order; the encounter's content stays as it was posted."
    repairs: [Repair!]!
  }
  "One value written plainly: which code it is does not change."
  type Repair {
    repairId: String!
    repairVersion: Int!
    "JSON Pointer into the encounter."
    pointer: String!
    before: String!
    after: String!
  }
  type NotEvaluated { ruleId: String! reason: String! count: Int! }
  type Finding {
    ruleId: String!
    "What the rule is about; null when this version has it no more."
    title: String
    ruleVersion: Int!
    verdict: String!
    severity: String!
    message: String!
    action: String!
    "JSON Pointer into the encounter."
    pointer: String!
    x12: X12Place!
    formBox: String!
    citation: String!
    "V verified in an official text, S secondary source, M from memory."
    evidence: String!
    edition: String
    overridable: Boolean!
    "By which a finding with the verdict bypassed was released, ended since or not; endOverride takes it back."
    override: FindingOverride
  }
  type X12Place { loop: String! segment: String! element: String! }
  type Task {
    id: ID!
    kind: TaskKind!
    status: TaskStatus!
    summary: String!
    dueDate: Date
    "JSON Pointer into the encounter: where the trouble is."
    pointer: String
    "What an acknowledgement or a payer said: faults, words."
    detail: Json
    batchId: ID
    openedAt: Instant!
    closedAt: Instant
    encounterId: ID
    claimId: ID
    inboundFileId: ID
    "Rules whose findings it is about."
    ruleIds: [String!]!
    payerId: String
    billingNpi: String
    renderingNpi: String
    "Of the claim or encounter, when the task was opened."
    chargeCents: Cents!
    "Who has taken it; null: nobody."
    assignee: String
    "What people did with it, in order."
    events: [TaskEvent!]!
    "Those of the events that are notes."
    comments: [TaskEvent!]!
    encounter: Encounter
    claim: Claim
  }
  type Payer { payerId: String! name: String! }
  type ClaimStatusCount { status: ClaimStatus! count: Int! chargeCents: Cents! paidCents: Cents! }
  type EncounterStatusCount { status: EncounterStatus! count: Int! chargeCents: Cents! }
  type RuleCount { ruleId: String! title: String severity: String! verdict: String! findings: Int! encounters: Int! }
  type AgeingRow { payerId: String! payerName: String! bucket: String! claims: Int! balanceCents: Cents! }

  type Timeliness {
    stage: Stage!
    "What starts the clock, what stops it, who is open and who is left out: served with the numbers."
    definition: StageDefinition!
    "How percentiles and censoring are computed."
    method: Json!
    payerId: String
    payerName: String
    from: Date!
    to: Date!
    asOf: Date!
    "Claims that finished the stage."
    n: Int!
    cents: Cents!
    "Claims still in it: censored, never dropped."
    openCount: Int!
    openCents: Cents!
    "Days, over finished claims; null when nothing has finished."
    median: Int
    p75: Int
    p90: Int
    p95: Int
    "Day by which half of all claims, open ones included, are finished; null when that day has not come."
    censoredMedian: Int
    "Percent of all claims finished by day 30, 60 and 90, open claims censored at their age (Kaplan-Meier); null when nobody was watched so long."
    resolvedByDay: [ResolvedByDay!]!
    distribution: [DaysBucket!]!
  }
  type StageDefinition { title: String! starts: String! ends: String! open: String! excluded: String! }
  type ResolvedByDay { day: Int! percent: Float }
  type DaysBucket { fromDays: Int toDays: Int n: Int! cents: Cents! openCount: Int! openCents: Cents! }
`;
