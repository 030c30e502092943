import type { RuleSetting } from '../rules/rule-query.ts';
import type { Patient } from '../words/people.ts';

const head = `id status candidateEditions scope from to requestedBy requestedAt startedAt finishedAt toCheck checked broken reason
  ruleSettings { ruleId payerId claimType severity who why until inForce }`;

const volume = 'encounters chargeCents open { encounters chargeCents } inWindow { encounters chargeCents }';

/** The runs, newest first. */
export const whatIfsQuery = `query ($after: String) {
  whatIfs(first: 25, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${head} } }
}`;

/** What the form chooses from. */
export const whatIfChoicesQuery = `{
  today
  payers { payerId name }
  rules { id title severity overridable }
  codeSetEditions { id set edition status builtIn effectiveFrom effectiveTo rowCount }
}`;

/** One run with what it has found so far. */
export const whatIfQuery = `query ($id: ID!) {
  payers { payerId name }
  whatIf(id: $id) {
    ${head}
    result {
      newlyHeld { ${volume} }
      newlyReady { ${volume} }
      outcomes { before after ${volume} }
      changes { ruleId title payerId direction ${volume} samples { encounterId open inWindow } sampleEncounters { id externalId serviceFrom serviceTo patient { firstName lastName } } }
    }
  }
}`;

type WhatIfStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export type WhatIfScope = 'open_and_window' | 'window';

export interface WhatIf {
  id: string;
  status: WhatIfStatus;
  candidateEditions: string[];
  ruleSettings: RuleSetting[];
  scope: WhatIfScope;
  from: string;
  to: string;
  requestedBy: string;
  requestedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  toCheck: number | null;
  checked: number;
  broken: number;
  reason: string | null;
}

interface EncounterVolume {
  encounters: number;
  chargeCents: number;
}

/** Which of the encounters were open, and which began in the window; one may be both. */
export interface ComparedVolume extends EncounterVolume {
  /** Null in runs from before this was kept. */
  open: EncounterVolume | null;
  inWindow: EncounterVolume;
}

export interface WhatIfResult {
  newlyHeld: ComparedVolume;
  newlyReady: ComparedVolume;
  outcomes: (ComparedVolume & { before: string; after: string })[];
  changes: (ComparedVolume & {
    ruleId: string;
    title: string | null;
    payerId: string;
    direction: string;
    samples: { encounterId: string; open: boolean | null; inWindow: boolean }[];
    sampleEncounters: {
      id: string;
      externalId: string;
      serviceFrom: string | null;
      serviceTo: string | null;
      patient: Patient | null;
    }[];
  })[];
}

export interface WhatIfChoices {
  today: string;
  payers: { payerId: string; name: string }[];
  rules: { id: string; title: string; severity: string; overridable: boolean }[];
  codeSetEditions: {
    id: string;
    set: string;
    edition: string;
    status: 'candidate' | 'active' | 'retired';
    builtIn: boolean;
    effectiveFrom: string;
    effectiveTo: string | null;
    rowCount: number;
  }[];
}
