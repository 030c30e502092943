import { HelpAsked, UsageError } from './arguments.ts';
import { runCommand } from './command.ts';
import { applyTenant } from './tenant/apply.ts';
import { factsUsage, runFacts } from './tenant/facts.ts';

const usage = `Usage: npx -y pnpm@12 tenant apply FILE [--data DIR | --database URL]
The file is JSON: { "tenantId", "name", "routes": { "default": {…} }, "payers": [ {…} ] }; docs/operating.md explains it.
${factsUsage}`;

await runCommand(async ([command, ...argv]) => {
  if (command === 'apply') return applyTenant(argv);
  if (command === 'facts') return runFacts(argv);
  if (command === '--help') throw new HelpAsked(usage);
  throw new UsageError(usage);
});
