import { aborted, shutdownSignal } from '@claimwright/runtime/lifecycle';
import { readDemoArguments } from './arguments.ts';
import { runCommand } from './command.ts';
import { letDaysPass } from './demo/let-days-pass.ts';
import { postEncounters } from './demo/post-encounters.ts';
import { summarise } from './demo/summarise.ts';
import { untilSettled } from './demo/until-settled.ts';
import { openInstallation } from './installation.ts';
import { endProgress, say } from './terminal.ts';

await runCommand(async (argv) => {
  const given = readDemoArguments(argv);
  const signal = shutdownSignal();
  const began = performance.now();
  await using stack = await openInstallation(given, {
    seed: given.seed,
    pollMilliseconds: 250,
    startOn: given.startOn,
  });
  const posted = await postEncounters(stack, given, signal);
  await untilSettled(stack, signal);
  await letDaysPass(stack, given.days, signal);
  endProgress();
  if (signal.aborted) return;
  say(await summarise(stack, posted, (performance.now() - began) / 1000));
  if (given.exit) return;
  say('\nServing until Ctrl-C.');
  await aborted(signal);
  say('\nStopping …');
});
