import { HelpAsked, UsageError } from './arguments.ts';
import { complain, say } from './terminal.ts';

/** Runs a command; what a person did wrong is one line, what we did wrong is the whole story. Sets the exit code; exits only when nobody reads what it prints. */
export async function runCommand(command: (argv: string[]) => Promise<void>): Promise<void> {
  // Whoever reads what we print may have seen enough, as `head` has.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    await command(process.argv.slice(2).filter((argument) => argument !== '--'));
  } catch (error) {
    if (error instanceof HelpAsked) {
      say(error.message);
      return;
    }
    process.exitCode = 1;
    complain(error instanceof UsageError ? error.message : String((error as Error)?.stack ?? error));
  }
}
