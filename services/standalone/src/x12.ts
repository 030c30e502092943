import { UsageError } from './arguments.ts';
import { runCommand } from './command.ts';
import { printJson, validateFiles } from './x12/commands.ts';

const usage = `x12 validate <file …> [--strict] [--json]
       x12 to-json <file>
validate prints a line a defect and ends with exit code 1 when there is an error (with --strict: or a warning).`;

await runCommand(async ([command, ...argv]) => {
  switch (command) {
    case 'validate':
      return validateFiles(argv);
    case 'to-json':
      return printJson(argv);
    default:
      throw new UsageError(`Usage: npx -y pnpm@12 ${usage}`);
  }
});
