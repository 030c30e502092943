import { pollTenant } from '@claimwright/worker/poll-inbound';
import type { Stack } from '../stack.ts';
import { progress } from '../terminal.ts';
import { askReport } from './report-client.ts';
import { untilSettled } from './until-settled.ts';

/** Moves the simulated clock day by day and lets every file of a day be read before the next begins. */
export async function letDaysPass(stack: Stack, days: number, signal: AbortSignal): Promise<void> {
  for (let day = 1; day <= days && !signal.aborted; day += 1) {
    await stack.simulator.advance({ days: 1 });
    await pollTenant(stack.worker.dependencies, stack.tenantId);
    await untilSettled(stack, signal, true);
    if (day % 5 === 0 || day === days) progress(await tell(stack, day, days));
  }
}

async function tell(stack: Stack, day: number, days: number): Promise<string> {
  const { claimsByStatus } = await askReport<{ claimsByStatus: { status: string; count: number }[] }>(
    stack,
    '{ claimsByStatus { status count } }',
  );
  const counts = claimsByStatus.map(({ status, count }) => `${count} ${status.replaceAll('_', ' ')}`).join(', ');
  return `Day ${day} of ${days} (${stack.simulator.clock.today()}): ${counts}`;
}
