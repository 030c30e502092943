/** Endings under which well-known transfer programs write what is not complete. */
const partialEndings = ['.part', '.partial', '.filepart', '.tmp', '.temp', '.crdownload', '.swp'];

/** Whether a name in an inbox says that its file is hidden or still on its way. */
export function isPartialName(name: string): boolean {
  const lower = name.toLowerCase();
  return lower.startsWith('.') || lower.endsWith('~') || partialEndings.some((ending) => lower.endsWith(ending));
}
