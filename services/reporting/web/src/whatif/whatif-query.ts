import type { RuleSetting } from '../rules/rule-query.ts';
import type { Patient } from '../words/people.ts';

const head = `id status candidateEditions from to requestedBy requestedAt startedAt finishedAt toCheck checked broken reason
  ruleSettings { ruleId payerId claimType severity who why until inForce }`;

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
      newlyHeld { encounters chargeCents }
      newlyReady { encounters chargeCents }
      outcomes { before after encounters chargeCents }
      changes { ruleId title payerId direction encounters chargeCents sampleEncounters { id externalId serviceFrom serviceTo patient { firstName lastName } } }
    }
  }
}`;

type WhatIfStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface WhatIf {
  id: string;
  status: WhatIfStatus;
  candidateEditions: string[];
  ruleSettings: RuleSetting[];
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

export interface EncounterVolume {
  encounters: number;
  chargeCents: number;
}

export interface WhatIfResult {
  newlyHeld: EncounterVolume;
  newlyReady: EncounterVolume;
  outcomes: (EncounterVolume & { before: string; after: string })[];
  changes: (EncounterVolume & {
    ruleId: string;
    title: string | null;
    payerId: string;
    direction: string;
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
