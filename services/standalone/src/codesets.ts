import { runCodesets } from './codesets/run.ts';
import { runCommand } from './command.ts';

await runCommand(runCodesets);
