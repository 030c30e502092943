import { UsageError } from '../arguments.ts';

/** Options every command takes to say where the editions are. */
export const databaseOptions = { data: { type: 'string' }, database: { type: 'string' } } as const;

/** Runs a reader of arguments; what it throws is a mistake of the caller's. */
export function readArguments<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** "icd10cm@FY2027-10" as set and edition. Throws UsageError. */
export function readEditionName(name: string): { set: string; edition: string } {
  const [set, edition, ...rest] = name.split('@');
  if (!set || !edition || rest.length > 0)
    throw new UsageError(`"${name}" is not written set@edition; "codesets list" shows them.`);
  return { set, edition };
}
