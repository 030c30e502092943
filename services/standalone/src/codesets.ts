import { UsageError } from './arguments.ts';
import { activateEditions, importEditions, showEditions } from './codesets/commands.ts';
import { runCommand } from './command.ts';

const usage = `codesets import <file or folder …> [--set NAME] [--edition NAME] [--effective YYYY-MM-DD] [--activate] [--data DIR | --database URL]
       codesets list
       codesets activate <set@edition …>
       codesets retire <set@edition …>
A running installation takes up what is activated without a restart.`;

await runCommand(async ([command, ...argv]) => {
  switch (command) {
    case 'import':
      return importEditions(argv);
    case 'list':
      return showEditions(argv);
    case 'activate':
      return activateEditions(argv, 'active');
    case 'retire':
      return activateEditions(argv, 'retired');
    default:
      throw new UsageError(`Usage: npx -y pnpm@12 ${usage}`);
  }
});
