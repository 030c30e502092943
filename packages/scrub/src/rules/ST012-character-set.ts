import type { Rule, RuleResult } from '../rule.ts';

/** Anything outside printable ASCII, or a separator of our interchanges: the quick question that nearly every text answers with no. */
const suspicious = /[*~:^]|[^\x20-\x7e]/;
const separators = /[*~:^]/;
const notAscii = /[^\x20-\x7e]/gu;

/** Letters and signs without a decomposition that all the same have a plain twin. */
const plainTwins = 'ØøÆæŒœŁłĐđÐðÞþßĦħı‘’ʼ´“”‐‑–—−';

/** Members that never go into a claim, and hours, of which only the digits do. */
const internal = new Set(['externalId', 'uncodedConditions', 'hour', 'dischargeHour']);

/** Free text, where a blank in place of the character loses nothing. */
const freeText = new Set(['note', 'thirdPartyNote', 'description', 'roundTripPurpose', 'stretcherPurpose']);

export const st012: Rule = {
  id: 'ST012',
  version: 2,
  title: 'Character that cannot be sent',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: '005010X222A1 appendix B (character sets, delimiters)',
  evidence: 'V',
  logic:
    'No text holds a separator (* ~ : ^), a control character, or a letter that has no Latin form. Accents are no fault: they are written without. In notes and descriptions it is a warning, since a blank takes its place.',
  needs: [],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: { x12: { loop: 'any', segment: 'any', element: 'any' }, formBox: 'any' },
  firing: {
    words: 'patient "O~Neil"',
    encounter: { patient: { lastName: 'O~Neil' } },
    pointer: '/patient/lastName',
  },
  passing: { words: 'patient "O\'Neil-Peña"', encounter: { patient: { lastName: "O'Neil-Peña" } } },
  evaluate({ encounter }) {
    const results: RuleResult[] = [];
    visit(encounter, [], results);
    return results;
  },
};

function visit(value: unknown, path: (string | number)[], results: RuleResult[]): void {
  if (typeof value === 'string') {
    if (suspicious.test(value)) judge(value, path, results);
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      path.push(index);
      visit(value[index], path, results);
      path.pop();
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      if (internal.has(key)) continue;
      path.push(key);
      visit((value as Record<string, unknown>)[key], path, results);
      path.pop();
    }
  }
}

function judge(text: string, path: readonly (string | number)[], results: RuleResult[]): void {
  const found = separators.exec(text)?.[0] ?? unwritable(text);
  if (found === undefined) return;
  results.push({
    verdict: 'fail',
    severity: freeText.has(String(path.at(-1))) ? 'warn' : 'reject',
    pointer: `/${path.join('/')}`,
    message: `The text ${JSON.stringify(text)} holds ${characterName(found)}, which a claim cannot carry.`,
    action: 'Remove the character or write it in plain letters.',
  });
}

/** The first character that has no plain twin once accents are taken off. */
function unwritable(text: string): string | undefined {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return folded.match(notAscii)?.find((character) => !plainTwins.includes(character));
}

function characterName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0x20 && code < 0x7f ? `"${character}"` : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
