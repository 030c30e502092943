import type { EncounterInput } from '@claimwright/domain/encounter';

/**
 * A content with the lists that may be left out of one. Throws, in words for a person, when a list is none: everything else is for
 * the service to judge.
 */
export function completed(read: unknown): EncounterInput {
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Error('This is not an object.');
  const content = { ...(read as EncounterInput) };
  for (const name of ['diagnoses', 'uncodedConditions', 'lines', 'coverages'] as const) {
    const list = content[name] ?? [];
    if (!Array.isArray(list) || list.some((entry) => typeof entry !== 'object' || entry === null)) {
      throw new Error(`"${name}" is not a list of objects.`);
    }
    Object.assign(content, { [name]: list });
  }
  const lines = content.lines.map((line) => ({
    ...line,
    modifiers: line.modifiers ?? [],
    diagnosisPointers: line.diagnosisPointers ?? [],
  }));
  if (lines.some((line) => !Array.isArray(line.modifiers) || !Array.isArray(line.diagnosisPointers))) {
    throw new Error('The modifiers and diagnosisPointers of a line are lists.');
  }
  return {
    ...content,
    lines,
    dates: content.dates ?? {},
    patient: content.patient ?? {},
    billingProvider: content.billingProvider ?? {},
  };
}
