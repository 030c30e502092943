import { Heading } from '../parts/heading.tsx';
import { Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { Ageing, type AgeingRow } from './ageing.tsx';
import { Figures } from './figures.tsx';
import { type RuleCount, RuleTable } from './rule-table.tsx';
import {
  ClaimStatusBars,
  type ClaimStatusCount,
  EncounterStatusBars,
  type EncounterStatusCount,
} from './status-bars.tsx';
import { Timeliness } from './timeliness.tsx';

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

const query = `{
  today
  payers { payerId name }
  claimsByStatus { status count chargeCents paidCents }
  encountersByStatus { status count chargeCents }
  findingsByRule { ruleId title severity verdict findings encounters }
  receivablesAgeing { payerId bucket claims balanceCents }
  tasks(first: 1) { totalCount }
  paymentTimeliness { n median openCount censoredMedian }
}`;

/** How fast money comes in, where claims stand, what is owed, and what the coding checks find. */
export function Overview({ search }: { search: URLSearchParams }) {
  const report = useReport<OverviewData>(query);
  return (
    <>
      <Heading title="Overview" />
      <Shown report={report} what="the overview">
        {(data) => (
          <div class="stack">
            <Figures data={data} />
            <Timeliness search={search} today={data.today} />
            <div class="columns">
              <ClaimStatusBars rows={data.claimsByStatus} />
              <EncounterStatusBars rows={data.encountersByStatus} />
            </div>
            <Ageing rows={data.receivablesAgeing} payers={data.payers} />
            <RuleTable rows={data.findingsByRule} />
          </div>
        )}
      </Shown>
    </>
  );
}
