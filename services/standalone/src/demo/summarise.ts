import { formatDollars } from '@claimwright/domain/money';
import type { Stack } from '../stack.ts';
import { table } from '../terminal.ts';
import type { Posted } from './post-encounters.ts';
import { askReport } from './report-client.ts';

interface Report {
  encountersByStatus: { status: string; count: number; chargeCents: number }[];
  claimsByStatus: { status: string; count: number; chargeCents: number; paidCents: number }[];
  findingsByRule: { ruleId: string; severity: string; verdict: string; findings: number; encounters: number }[];
  paymentTimelinessByPayer: {
    payerName: string;
    n: number;
    openCount: number;
    median: number | null;
    p90: number | null;
  }[];
  claims: {
    nodes: {
      patientControlNumber: string;
      payerName: string;
      chargeCents: number;
      paidCents: number;
      timeline: { type: string; effectiveDate: string; toStatus: string }[];
    }[];
  };
  stopped: { nodes: { status: string; latestRun: { outcomeReason: string | null } | null }[] };
  today: string;
}

const query = `{
  today
  encountersByStatus { status count chargeCents }
  claimsByStatus { status count chargeCents paidCents }
  findingsByRule { ruleId severity verdict findings encounters }
  paymentTimelinessByPayer { payerName n openCount median p90 }
  stopped: encounters(first: 200, status: [not_billable, needs_coding]) { nodes { status latestRun { outcomeReason } } }
  claims(first: 1, status: [paid]) { nodes { patientControlNumber payerName chargeCents paidCents timeline { type effectiveDate toStatus } } }
}`;

/** What the demo did, for a person to read. Every number comes from the reporting service, as a dashboard would get it. */
export async function summarise(stack: Stack, posted: Posted, seconds: number): Promise<string> {
  const report = await askReport<Report>(stack, query);
  return [
    `\n${posted.source}: ${posted.accepted} accepted, ${posted.repeated} there already, ${posted.refused.length} refused. ${seconds.toFixed(0)} s, and it is now ${report.today} for everybody here.`,
    ...posted.refused.slice(0, 10).map(({ what, why }) => `  refused: ${what}: ${why}`),
    '',
    table(
      ['encounters', 'count', 'charges'],
      report.encountersByStatus.map((row) => [words(row.status), row.count, formatDollars(row.chargeCents)]),
    ),
    '',
    ...reasons(report),
    table(
      ['findings by rule', 'severity', 'verdict', 'findings', 'encounters'],
      report.findingsByRule
        .filter((row) => row.verdict === 'fail')
        .map((row) => [row.ruleId, row.severity, row.verdict, row.findings, row.encounters]),
    ),
    '',
    table(
      ['claims', 'count', 'charges', 'paid'],
      report.claimsByStatus.map((row) => [
        words(row.status),
        row.count,
        formatDollars(row.chargeCents),
        formatDollars(row.paidCents),
      ]),
    ),
    '',
    ...timeline(report),
    '',
    table(
      ['days to pay', 'paid', 'median', 'p90', 'still open'],
      report.paymentTimelinessByPayer.map((row) => [
        row.payerName,
        row.n,
        row.median ?? '–',
        row.p90 ?? '–',
        row.openCount,
      ]),
    ),
    '',
    `837 files       ${stack.claimFilesFolder}`,
    `dashboard       ${stack.url}/dashboard/`,
    `GraphQL page    ${stack.url}/graphql/explorer/`,
    `API reference   ${stack.url}/docs`,
    `demo key        ${stack.apiKey}`,
  ].join('\n');
}

/** Why encounters stopped before becoming a claim without a finding; at most the latest 200 of them. */
function reasons(report: Report): string[] {
  const byReason = Map.groupBy(
    report.stopped.nodes,
    ({ status, latestRun }) =>
      `${words(status)}: ${(latestRun?.outcomeReason ?? 'no reason was recorded').replace(/:.*$/s, '')}`,
  );
  if (byReason.size === 0) return [];
  return [
    table(
      ['why not billed', 'encounters'],
      [...byReason].map(([reason, nodes]) => [reason, nodes.length]),
    ),
    '',
  ];
}

function timeline(report: Report): string[] {
  const claim = report.claims.nodes[0];
  if (!claim) return ['No claim has been paid yet.'];
  return [
    `One claim: ${claim.patientControlNumber}, ${claim.payerName}, charged ${formatDollars(claim.chargeCents)}, paid ${formatDollars(claim.paidCents)}`,
    ...claim.timeline.map(
      (event) => `  ${event.effectiveDate}  ${words(event.type).padEnd(18)} → ${words(event.toStatus)}`,
    ),
  ];
}

function words(name: string): string {
  return name.replaceAll('_', ' ');
}
