/** What may be done with tasks, as the gateway's bulk operation names it. */
const taskActions = ['assign', 'release', 'resolve', 'comment', 'override'];

/**
 * The part of the schema by which something is changed. Every mutation is a REST operation of the gateway, under its own scopes and
 * rules; arguments have the names of the fields of its body, so that the pointers of a refusal name them.
 */
export const changesSchema = /* GraphQL */ `
  enum TaskAction { ${taskActions.join(' ')} }

  "Each stands for itself, in the order written: one that is refused answers null and an error whose extensions carry the code of the REST problem. A change is made once however often it is sent with its idempotencyKey, or with one Idempotency-Key header for all changes of the document."
  type Mutation {
    "Take a task, or give it to somebody. Scope tasks:write, as all that change tasks."
    assignTask(
      id: ID!
      "Null: the key that asks."
      assignee: String
      "Also when somebody else has it."
      takeOver: Boolean
      idempotencyKey: String
    ): ChangedTask
    "Give a task back to the queue."
    releaseTask(id: ID!, idempotencyKey: String): ChangedTask
    "Say that what a task asked for is done."
    resolveTask(id: ID!, note: String!, idempotencyKey: String): ChangedTask
    "Add a note to a task."
    commentTask(id: ID!, note: String!, idempotencyKey: String): ChangedTask
    "Do the same with up to 200 tasks (REST: changeTasksInBulk); one that is refused does not hold up the others."
    changeTasks(
      action: TaskAction!
      taskIds: [ID!]!
      "Of assign."
      assignee: String
      "Of assign."
      takeOver: Boolean
      "Of resolve and comment."
      note: String
      "Of override: the rule whose findings are released, in the encounter of each task. Scope findings:override as well."
      ruleId: String
      "Of override: why."
      reason: String
      "Of override."
      expiresAt: Instant
      idempotencyKey: String
    ): ChangedTasks
    "Release a finding of the last run with a reason; the checks then run again. Scope findings:override."
    overrideFinding(
      encounterId: ID!
      ruleId: String!
      "The pointer of the finding, as it was given."
      pointer: String!
      reason: String!
      "From when on the finding counts again; 90 days from now when left out."
      expiresAt: Instant
      idempotencyKey: String
    ): OverriddenFinding
    "Take the release of a finding back; the checks then run again without it. Scope findings:override."
    endOverride(encounterId: ID!, ruleId: String!, pointer: String!, reason: String!, idempotencyKey: String): EndedOverrides
  }

  type ChangedTask {
    "As the change left it. What hangs on it is read after the change, from the primary."
    task: Task!
    "This is the answer of then, given to the same key before."
    replayed: Boolean!
  }
  type ChangedTasks {
    "One a task, in the order asked."
    results: [TaskResult!]!
  }
  type TaskResult {
    taskId: ID!
    "What the single operation would have answered."
    status: Int!
    replayed: Boolean!
    "Of override: how many findings of the encounter."
    released: Int
    "Why it was refused; null: it was done."
    problem: Problem
    "As it is now; null when this tenant has none with that id."
    task: Task
  }
  "A refusal as REST words it (application/problem+json)."
  type Problem {
    code: String!
    title: String!
    status: Int!
    detail: String!
    "Whether the same may succeed later without a change."
    retryable: Boolean!
    errors: [FieldProblem!]!
  }
  type FieldProblem { pointer: String parameter: String rule: String! message: String! }
  type OverriddenFinding {
    override: FindingOverride!
    "As it is now, read after the change."
    encounter: Encounter!
    replayed: Boolean!
  }
  type EndedOverrides {
    "Every one of the finding that was in force."
    overrides: [FindingOverride!]!
    "As it is now, read after the change."
    encounter: Encounter!
    replayed: Boolean!
  }
`;
