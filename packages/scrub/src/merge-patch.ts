import type { EncounterInput } from '@claimwright/domain/encounter';

/** A JSON merge patch (RFC 7396) of a type: objects merge, lists are replaced, null removes. */
export type MergePatch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]?: MergePatch<T[Key]> | null }
    : T;

export type EncounterPatch = MergePatch<EncounterInput>;

/** Applies a JSON merge patch (RFC 7396) and gives the changed copy; neither argument is changed. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isPlainObject(patch)) return patch;
  const merged: Record<string, unknown> = isPlainObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else if (value !== undefined) merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
