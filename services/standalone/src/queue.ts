import { HelpAsked, UsageError } from './arguments.ts';
import { runCommand } from './command.ts';
import { pauseJobs, resumeJobs, retryFailedJobs, showFailedJobs, showJobCounts } from './queue/commands.ts';

const usage = `Usage: npx -y pnpm@12 queue counts
       queue failed [JOB]             the dead letters, newest first
       queue retry [JOB] [ID …]       gives dead letters all their attempts again
       queue pause [JOB]              no worker takes such jobs until
       queue resume [JOB]
Of the queue that the worker's environment names, else of the embedded installation in --data DIR.`;

await runCommand(async ([command, ...argv]) => {
  switch (command) {
    case 'counts':
      return showJobCounts(argv);
    case 'failed':
      return showFailedJobs(argv);
    case 'retry':
      return retryFailedJobs(argv);
    case 'pause':
      return pauseJobs(argv);
    case 'resume':
      return resumeJobs(argv);
    case '--help':
      throw new HelpAsked(usage);
    default:
      throw new UsageError(usage);
  }
});
