import type { ScrubRun } from '@claimwright/domain/finding';
import type { TenantTransaction } from '../database.ts';

/** A run that is about to be stored. */
interface RunToCount {
  encounterId: string;
  encounterVersion: number;
  run: Pick<ScrubRun, 'findings'>;
}

interface FindingCount {
  ruleId: string;
  severity: string;
  verdict: string;
  findings: number;
  encounters: number;
}

/**
 * Appends what these runs change in the sums of findings by rule: what each found, less what the run before it of the same encounter
 * had found. Call it before the runs are stored. An encounter in its first version has no run before: nothing is looked up for it.
 */
export async function appendFindingDeltas(tx: TenantTransaction, runs: readonly RunToCount[]): Promise<void> {
  const counts = runs.flatMap(countsOf);
  const rerun = runs.filter(({ encounterVersion }) => encounterVersion > 1).map(({ encounterId }) => encounterId);
  if (counts.length === 0 && rerun.length === 0) return;
  await tx.query({
    name: 'append-finding-deltas',
    text: `insert into finding_deltas (tenant_id, rule_id, severity, verdict, findings, encounters)
      select $1, rule_id, severity, verdict, sum(findings), sum(encounters) from (
        select * from unnest($2::text[], $3::text[], $4::text[], $5::integer[], $6::integer[])
          as n (rule_id, severity, verdict, findings, encounters)
        union all
        select f.rule_id, f.severity, f.verdict, -count(*), -count(distinct f.encounter_id)
        from unnest($7::uuid[]) as e (id),
          lateral (select r.id from scrub_runs r where r.tenant_id = $1 and r.encounter_id = e.id order by r.id desc limit 1) before
          join findings f on f.tenant_id = $1 and f.run_id = before.id
        group by 1, 2, 3
      ) changed group by 2, 3, 4 having sum(findings) <> 0 or sum(encounters) <> 0`,
    values: [
      tx.tenantId,
      counts.map(({ ruleId }) => ruleId),
      counts.map(({ severity }) => severity),
      counts.map(({ verdict }) => verdict),
      counts.map(({ findings }) => findings),
      counts.map(({ encounters }) => encounters),
      rerun,
    ],
  });
}

function countsOf({ run }: RunToCount): FindingCount[] {
  const counts = new Map<string, FindingCount>();
  for (const { ruleId, severity, verdict } of run.findings) {
    const key = `${ruleId} ${severity} ${verdict}`;
    const known = counts.get(key);
    if (known) known.findings += 1;
    else counts.set(key, { ruleId, severity, verdict, findings: 1, encounters: 1 });
  }
  return [...counts.values()];
}
