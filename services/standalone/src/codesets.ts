import { UsageError } from './arguments.ts';
import { activateEditions } from './codesets/activate.ts';
import { diffStoredEditions, verifyEditions } from './codesets/compare.ts';
import { importEditions, showEditions } from './codesets/import-and-list.ts';
import { syncEditions } from './codesets/sync.ts';
import { runCommand } from './command.ts';

const usage = `codesets import [set] <file or folder …> [--edition NAME] [--effective YYYY-MM-DD] [--to YYYY-MM-DD] [--incomplete]
                [--accept-ama-license] [--activate]
       codesets sync [--manifest FILE] [--base-url URL] [--downloads DIR] [--activate]
       codesets list
       codesets activate <set@edition …>
       codesets retire <set@edition …>
       codesets diff <set@edition> <set@edition> [--all]
       codesets verify [set@edition …]
All take --data DIR (the folder of an installation) or --database URL (its owner's).
A running installation takes up what is activated without a restart.`;

await runCommand(async ([command, ...argv]) => {
  switch (command) {
    case 'import':
      return importEditions(argv);
    case 'sync':
      return syncEditions(argv);
    case 'diff':
      return diffStoredEditions(argv);
    case 'verify':
      return verifyEditions(argv);
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
