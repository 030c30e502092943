import { Heading } from '../parts/heading.tsx';
import { Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { Ageing } from './ageing.tsx';
import { Figures } from './figures.tsx';
import { type OverviewData, overviewQuery } from './overview-query.ts';
import { RuleTable } from './rule-table.tsx';
import { ClaimStatusBars, EncounterStatusBars } from './status-bars.tsx';
import { Timeliness } from './timeliness.tsx';

/** How fast money comes in, where claims stand, what is owed, and what the coding checks find. */
export function Overview({ search }: { search: URLSearchParams }) {
  const report = useReport<OverviewData>(overviewQuery);
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
