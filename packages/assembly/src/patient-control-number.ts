const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const longest = 17;
const largestSequence = 999_999_999_999_999;

/**
 * CLM01: `C`, the sequence in at least ten digits, and one check character, 12–17 characters of [A-Z0-9]. It says nothing of
 * the patient. Every single mistyped character and nearly every swap of neighbours is noticed (ISO 7064 MOD 37,36), so that a
 * payment keyed by hand at the payer cannot land on a neighbour's claim. Throws when the sequence is not a whole number from 1 to 999,999,999,999,999.
 */
export function patientControlNumber(sequence: number): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1 || sequence > largestSequence) {
    throw new RangeError(`a patient control number needs a sequence of 1 to ${largestSequence}, not ${sequence}`);
  }
  const body = `C${String(sequence).padStart(10, '0')}`;
  return body + checkCharacter(body);
}

/** True for a number that `patientControlNumber` can have made: right shape and right check character. */
export function isPatientControlNumber(text: string): boolean {
  if (text.length > longest || !/^C\d{10,15}[0-9A-Z]$/.test(text)) return false;
  return checkCharacter(text.slice(0, -1)) === text.at(-1);
}

/** The check character of ISO 7064's hybrid system MOD 37,36 for a text over [0-9A-Z]. */
export function checkCharacter(body: string): string {
  let product = 36;
  for (const character of body) {
    const sum = (product + alphabet.indexOf(character)) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return alphabet.charAt((37 - product) % 36);
}
