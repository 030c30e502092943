import { aborted, shutdownSignal } from '@claimwright/runtime/lifecycle';
import { readStartArguments } from './arguments.ts';
import { runCommand } from './command.ts';
import { openInstallation } from './installation.ts';
import { say } from './terminal.ts';

await runCommand(async (argv) => {
  const signal = shutdownSignal();
  await using stack = await openInstallation(readStartArguments(argv), {
    seed: 'claimwright',
    pollMilliseconds: 5_000,
  });
  say(
    `\nClaimwright is ready.\n  dashboard       ${stack.url}/dashboard/\n  GraphQL page    ${stack.url}/graphql/explorer/`,
  );
  say(
    `  API reference   ${stack.url}/docs\n  API key         ${stack.apiKey}\n  log             ${stack.logFile}\n\nCtrl-C stops it.`,
  );
  await aborted(signal);
  say('\nStopping …');
});
