import { lockClaims } from '@claimwright/db/pipeline/claim-moves';
import { markNextPayerDue } from '@claimwright/db/pipeline/next-payers';
import { billNextPayers } from '@claimwright/queue/catalog';
import { implementJob } from '@claimwright/queue/define-job';
import { billNextPayer } from '../billing/next-payer.ts';
import { actorOf, type WorkerDependencies } from '../dependencies.ts';

/** Bills what a payer left of a claim to the payer after it; each claim by itself. */
export function billNextPayersJob(deps: WorkerDependencies) {
  return implementJob(billNextPayers, async (job) => {
    const failures: unknown[] = [];
    for (const claimId of job.ids) {
      try {
        await deps.database.transaction(job.tenantId, async (tx) => {
          const [claim] = await lockClaims(tx, { ids: [claimId] });
          await markNextPayerDue(tx, [claimId], false);
          if (!claim || claim.supersededBy !== null) return;
          const outcome = await billNextPayer(deps, tx, claim, actorOf(billNextPayers));
          deps.logger.info({ claimId, outcome: outcome.kind }, 'looked for a payer to bill next');
        });
      } catch (error) {
        deps.logger.error({ err: error, claimId }, 'the next payer of a claim could not be billed');
        failures.push(error);
      }
    }
    deps.nudge();
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} of ${job.ids.length} claims failed`);
  });
}
