/** Loop of each level (HL03) of a 276 and a 277 (005010X212). */
export const claimStatusLoopOfLevel: Readonly<Record<string, string>> = {
  '20': '2000A',
  '21': '2000B',
  '19': '2000C',
  '22': '2000D',
  '23': '2000E',
};
