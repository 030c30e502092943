import type { AgeingRow } from './ageing.tsx';
import type { RuleCount } from './rule-table.tsx';
import type { ClaimStatusCount, EncounterStatusCount } from './status-bars.tsx';

/** What `overviewQuery` answers. */
export interface OverviewData {
  today: string;
  payers: { payerId: string; name: string }[];
  claimsByStatus: ClaimStatusCount[];
  encountersByStatus: EncounterStatusCount[];
  findingsByRule: RuleCount[];
  receivablesAgeing: AgeingRow[];
  tasks: { totalCount: number };
  paymentTimeliness: { n: number; median: number | null; openCount: number; censoredMedian: number | null };
}

/** Everything the overview shows but the timeliness, which has filters of its own. */
export const overviewQuery = `{
  today
  payers { payerId name }
  claimsByStatus { status count chargeCents paidCents }
  encountersByStatus { status count chargeCents }
  findingsByRule { ruleId title severity verdict findings encounters }
  receivablesAgeing { payerId bucket claims balanceCents }
  tasks(first: 1) { totalCount }
  paymentTimeliness { n median openCount censoredMedian }
}`;
