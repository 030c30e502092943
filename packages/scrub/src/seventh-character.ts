import type { CodeAnswer, CodeSets } from '@claimwright/codesets/code-sets';
import type { IsoDate } from '@claimwright/domain/dates';

/** What is wrong with a code's 7th character (ICD-10-CM Official Guidelines I.A.4 and I.A.5). */
export interface SeventhCharacterFault {
  kind: 'missing' | 'misplaced' | 'illegal';
  /** Category or subcategory whose definition asks for one. */
  category: string;
  characters: readonly string[];
  /** A code of full length that the sender may have meant: right padding, first allowed character. */
  suggestion: string;
  edition: string;
}

/**
 * Judges the 7th character of a code that no table holds as valid. A valid code is right whatever its definitions say, so it
 * is never asked here. A short code that has subdivisions of its own is a header (DX002), not a missing character, unless
 * padding it gives a valid code.
 */
export function seventhCharacterFault(
  code: string,
  on: IsoDate,
  answer: CodeAnswer,
  codeSets: CodeSets,
): SeventhCharacterFault | undefined {
  const rule = codeSets.seventhCharacter(code, on);
  const first = rule?.characters[0];
  if (rule === undefined || first === undefined) return undefined;
  const last = code.charAt(code.length - 1);
  const known = rule.characters.includes(last);
  const { category, characters, edition } = rule;
  if (code.length === 7) {
    if (known) return undefined;
    return { kind: 'illegal', category, characters, suggestion: code.slice(0, 6) + first, edition };
  }
  if (code.length > 3 && known && /[A-Z]/.test(last)) {
    const suggestion = code.slice(0, -1).padEnd(6, 'X') + last;
    // A letter in the fourth place may be part of the code (S06.A): it is misplaced only where the padded code exists.
    if (code.length > 4 || codeSets.icd10cm(suggestion, on).status === 'valid')
      return { kind: 'misplaced', category, characters, suggestion, edition };
  }
  const suggestion = code.padEnd(6, 'X') + first;
  const complete = code.length === 6 || codeSets.icd10cm(suggestion, on).status === 'valid';
  if (!complete && (answer.status === 'header' || code.length === 3)) return undefined;
  return { kind: 'missing', category, characters, suggestion, edition };
}
