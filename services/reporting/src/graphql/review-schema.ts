import { changeKinds } from '@claimwright/codesets/edition-changes';
import { taskEventTypes, taskSorts } from '@claimwright/db/read/tasks';
import { taskGroupings } from '@claimwright/db/reporting/task-groups';
import { whatIfScopes, whatIfStatuses } from '@claimwright/db/review/whatif';
import { ruleCategories } from '@claimwright/scrub/rule';

const partsOfVolume = `"Of these, what was not yet billed, or on a claim not yet decided, when the run began; null in runs from before this was kept."
    open: EncounterVolume
    "Of these, what began in the window; it may be open as well."
    inWindow: EncounterVolume!`;

/** The part of the schema by which verdicts are reviewed: rules, settings, what-if, effectiveness, code-set editions. */
export const reviewSchema = /* GraphQL */ `
  enum TaskSort { ${taskSorts.join(' ')} }
  enum TaskEventType { ${taskEventTypes.join(' ')} }
  enum RuleCategory { ${ruleCategories.join(' ')} }
  enum Severity { reject deny warn info off }
  enum ClaimType { professional institutional }
  enum WhatIfStatus { ${whatIfStatuses.join(' ')} }
  enum WhatIfScope { ${whatIfScopes.join(' ')} }
  enum EditionStatus { candidate active retired }
  enum ChangeKind { ${changeKinds.join(' ')} }

  extend type Query {
    task(id: ID!): Task
    "The catalogue of coding checks, in the order they run."
    rules(ids: [String!]): [Rule!]!
    "How values are written plainly before the rules look; settings switch one off, or on for a narrower scope."
    repairKinds: [RepairKind!]!
    "How heavily rules count, where this tenant changed it, ended settings included."
    ruleSettings(ruleId: String, payerId: String): [RuleSetting!]!
    "What the rules said, held against what payers denied, by day of payment (default: the last 90 days)."
    ruleEffectiveness(from: Date, to: Date, payerId: String): RuleEffectiveness!
    "Newest first."
    whatIfs(first: Int = 25, after: String): WhatIfConnection!
    whatIf(id: ID!): WhatIf
    "Encounters that a run has found to change so far."
    whatIfEncounters(id: ID!, open: Boolean, ruleId: String, payerId: String, first: Int = 25, after: String): WhatIfEncounterConnection!
    "Editions of code sets, by set and the date they begin to serve; those built in included."
    codeSetEditions(set: String, status: EditionStatus): [CodeSetEdition!]!
    "What changed between two editions of a set; null when one of them is not there."
    codeSetDiff(set: String!, from: String!, to: String!): CodeSetDiff
  }

  "By rule, provider: a task of two rules counts in both. By age and charge: older than so many days, at least so many cents."
  enum TaskGrouping { ${taskGroupings.join(' ')} }
  type TaskGroup {
    "Null: nobody's, or of no payer."
    key: String
    count: Int!
    chargeCents: Cents!
  }

  type TaskEvent {
    type: TaskEventType!
    actor: String!
    occurredAt: Instant!
    "Who has it since."
    assignee: String
    note: String
  }

  type RepairKind { id: ID! version: Int! title: String! logic: String! settings: [RuleSetting!]! }
  type Rule {
    id: ID!
    version: Int!
    title: String!
    category: RuleCategory!
    "Before settings; a finding may differ from it."
    severity: Severity!
    claimTypes: [ClaimType!]!
    logic: String!
    citation: String!
    evidence: String!
    "Without these it answers no data."
    needs: [String!]!
    overridable: Boolean!
    x12: X12Place!
    formBox: String!
    "An example on which it fires."
    fires: String!
    "An example that it passes."
    passes: String!
    settings: [RuleSetting!]!
  }
  type RuleSetting {
    ruleId: String!
    "Null: any payer."
    payerId: String
    "Null: any type."
    claimType: ClaimType
    severity: Severity!
    who: String!
    why: String!
    "Last day it holds; null: until it is changed."
    until: Date
    "Whether it holds today."
    inForce: Boolean!
  }

  type RuleEffectiveness {
    from: Date!
    to: Date!
    rules: [RuleEffect!]!
    "Each denial once, by class."
    denials: [DenialClassEffect!]!
  }
  type RuleEffect {
    ruleId: String!
    title: String
    "It had spoken, the claim went out, and the payer denied what it spoke of."
    caught: ReviewVolume!
    "Somebody released its finding, and the payer denied what it spoke of."
    overridden: ReviewVolume!
    "Denied for a reason it looks for, and no rule that looks for it had spoken; does not add up over rules."
    missed: ReviewVolume!
    "Somebody released its finding, and the payer paid."
    falseAlarms: ReviewVolume!
  }
  type DenialClassEffect {
    category: String!
    "False where no rule looks for what the class is about."
    covered: Boolean!
    denied: ReviewVolume!
    missed: ReviewVolume!
  }
  type ReviewVolume { count: Int! amountCents: Cents! }

  type WhatIfConnection { edges: [WhatIfEdge!]! nodes: [WhatIf!]! pageInfo: PageInfo! }
  type WhatIfEdge { cursor: String! node: WhatIf! }
  type WhatIf {
    id: ID!
    status: WhatIfStatus!
    "Compared with, as if active: set@edition."
    candidateEditions: [String!]!
    "Compared with, as if made."
    ruleSettings: [RuleSetting!]!
    "open_and_window: what is not yet billed or on a claim not yet decided, whatever its date, and what began in the window."
    scope: WhatIfScope!
    from: Date!
    to: Date!
    requestedBy: String!
    requestedAt: Instant!
    startedAt: Instant
    finishedAt: Instant
    "Encounters it compares, as they stood when it began; null until then."
    toCheck: Int
    checked: Int!
    "Could not be compared; they count as checked."
    broken: Int!
    "Why it failed."
    reason: String
    "What was found so far."
    result: WhatIfResult!
  }
  type WhatIfResult {
    "Encounters that are ready now and would not be: the money at risk."
    newlyHeld: ComparedVolume!
    newlyReady: ComparedVolume!
    outcomes: [WhatIfOutcome!]!
    "By rule, payer and direction, most money first, 500 at most."
    changes: [WhatIfChange!]!
  }
  type EncounterVolume { encounters: Int! chargeCents: Cents! }
  type ComparedVolume {
    encounters: Int!
    chargeCents: Cents!
    ${partsOfVolume}
  }
  type WhatIfOutcome {
    before: String!
    after: String!
    encounters: Int!
    chargeCents: Cents!
    ${partsOfVolume}
  }
  type WhatIfChange {
    ruleId: String!
    title: String
    payerId: String!
    "newly_failing, newly_passing, newly_warned or no_longer_warned."
    direction: String!
    encounters: Int!
    chargeCents: Cents!
    ${partsOfVolume}
    "Those with the most money, five at most."
    sampleEncounterIds: [ID!]!
    "The same encounters, each with why it was compared."
    samples: [ChangedSample!]!
  }
  type ChangedSample {
    encounterId: ID!
    "Null in runs from before this was kept."
    open: Boolean
    inWindow: Boolean!
  }

  type WhatIfEncounterConnection { edges: [WhatIfEncounterEdge!]! nodes: [WhatIfEncounter!]! pageInfo: PageInfo! }
  type WhatIfEncounterEdge { cursor: String! node: WhatIfEncounter! }
  type WhatIfEncounter {
    "Of the encounter."
    id: ID!
    externalId: String!
    payerId: String!
    chargeCents: Cents!
    "Not yet billed, or on a claim not yet decided, when the run began; null in runs from before this was kept."
    open: Boolean
    inWindow: Boolean!
    "Null where the outcome stays the same."
    before: String
    after: String
    changes: [RuleChange!]!
  }
  type RuleChange { ruleId: String! direction: String! }

  type CodeSetEdition {
    "set@edition"
    id: ID!
    set: String!
    edition: String!
    status: EditionStatus!
    "Not imported: stands behind every imported one."
    builtIn: Boolean!
    effectiveFrom: Date!
    effectiveTo: Date
    "Whether a code that is not in it does not exist."
    complete: Boolean!
    rowCount: Int!
    sourceSha256: String!
    importedAt: Instant
    importedBy: String
    licenseAcceptedBy: String
  }
  type CodeSetDiff {
    set: String!
    from: String!
    to: String!
    added: Int!
    removed: Int!
    changed: Int!
    "Whether there are more changes of a kind than can be paged through; the counts are of all."
    cut: Boolean!
    "In the order of the codes, of pairs A/B."
    changes(kind: ChangeKind!, "1 to 200." first: Int = 100, "Changes to leave out at the start." offset: Int = 0): CodeSetChanges!
  }
  type CodeSetChanges { nodes: [CodeSetChange!]! totalCount: Int! hasNextPage: Boolean! nextOffset: Int }
  type CodeSetChange {
    kind: ChangeKind!
    "A code, a pair of column 1 and column 2, or the name of a group or taxonomy."
    key: String!
    title: String
    "Of a changed row: attributes by name, dates, values, list, terms."
    parts: [String!]!
  }
`;
