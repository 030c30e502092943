import type { EncounterInput } from '@claimwright/domain/encounter';
import { type Repair, withRepairs } from '@claimwright/domain/repair';

/** A stored content with the repairs of the run that judged it. */
export interface StoredContent {
  content: EncounterInput;
  repairs: Repair[] | null;
}

/**
 * An encounter as its checks judged it. A content that got broken in the store comes as it stands, to fail by itself where it is
 * used: it must stop neither its batch nor the patient's other encounters.
 */
export function asJudged({ content, repairs }: StoredContent): EncounterInput {
  try {
    return withRepairs(content, repairs);
  } catch {
    return content;
  }
}
