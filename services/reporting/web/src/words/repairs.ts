const words: Readonly<Record<string, string>> = {
  RP001: 'blanks around a code',
  RP002: 'small letters',
  RP003: 'dot of a diagnosis',
};

/** A repair in words; one that is newer than this page by its id. */
export function repairWord(repairId: string): string {
  return words[repairId] ?? repairId;
}
