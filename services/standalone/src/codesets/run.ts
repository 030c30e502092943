import { UsageError } from '../arguments.ts';
import { activateEditions } from './activate.ts';
import { diffStoredEditions, verifyEditions } from './compare.ts';
import { importEditions, showEditions } from './import-and-list.ts';
import { syncEditions } from './sync.ts';

const usage = `codesets import [set] <file or folder …> [--edition NAME] [--effective YYYY-MM-DD] [--to YYYY-MM-DD] [--incomplete]
                [--accept-ama-license] [--activate]
       codesets sync [--manifest FILE] [--base-url URL] [--downloads DIR] [--activate]
       codesets list
       codesets activate <set@edition …>
       codesets retire <set@edition …>
       codesets diff <set@edition> <set@edition> [--all]
       codesets verify [set@edition …]
sync without --manifest fetches the files of ICD-10-CM that Claimwright knows the SHA-256 of, and nothing else. For other sets and
editions write a manifest: {"files": [{"set", "edition", "url", "sha256", "bytes", "effectiveFrom"?}]}; docs/codesets.md has an example.
All take --data DIR (the folder of an installation) or --database URL (its owner's).
A running installation takes up what is activated without a restart.`;

/** Runs one `codesets` command. Throws UsageError for what a person did wrong or a file lacks. */
export async function runCodesets([command, ...argv]: string[]): Promise<void> {
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
}
