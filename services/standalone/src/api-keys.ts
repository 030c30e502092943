import { createKey, revokeKey, showKeys } from './api-keys/commands.ts';
import { HelpAsked, UsageError } from './arguments.ts';
import { runCommand } from './command.ts';

const usage = `Usage: npx -y pnpm@12 keys create --label TEXT --scopes SCOPE,… [--expires YYYY-MM-DD] [--tenant ID] [--data DIR | --database URL]
       keys list [--tenant ID]
       keys revoke ID
The key is shown once, when it is made. A revoked key stops working within seconds, without a restart.`;

await runCommand(async ([command, ...argv]) => {
  switch (command) {
    case 'create':
      return createKey(argv);
    case 'list':
      return showKeys(argv);
    case 'revoke':
      return revokeKey(argv);
    case '--help':
      throw new HelpAsked(usage);
    default:
      throw new UsageError(usage);
  }
});
