/**
 * How codes are recognised by shape alone. CPT is licensed: a code of its shape is recognised and never looked up, listed or
 * judged here.
 */

/**
 * What a procedure code looks like; `rate` is a group of a nursing stay, home health or rehabilitation (HIPPS), `malformed` is none of
 * the code systems of SV101-1 and SV202-1, `none` is no code at all.
 */
export type ProcedureShape = 'hcpcs' | 'cpt' | 'dental' | 'rate' | 'malformed' | 'none';

const diagnosisPattern = /^[A-Z][0-9A-Z]{2}(?:\.?[0-9A-Z]{1,4})?$/;
const hcpcsPattern = /^[A-CEGHJ-MP-V]\d{4}$/;
const cptPattern = /^(?:\d{5}|\d{4}[FTUMA])$/;
const dentalPattern = /^D\d{4}$/;
const ratePattern = /^[0-9A-Z]{5}$/;

/** A code without outer blanks and in capitals; the common case allocates nothing. */
export function upperCode(code: string): string {
  return code.trim().toUpperCase();
}

/** An ICD-10-CM code as tables hold it, no dot and in capitals, or undefined when its shape is not one (DX003). */
export function diagnosisCode(raw: string): string | undefined {
  const code = upperCode(raw);
  if (!diagnosisPattern.test(code)) return undefined;
  return code.charCodeAt(3) === 46 ? code.slice(0, 3) + code.slice(4) : code;
}

/** An ICD-10-CM code as people write it, with its dot: "E1165" gives "E11.65". */
export function dottedDiagnosis(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

/** Where a note of the tabular list stands, as people write it: "E11.9", "E08-E13", "chapter 4". */
export function dottedAnchor(anchor: string): string {
  return diagnosisPattern.test(anchor) ? dottedDiagnosis(anchor) : anchor;
}

/** Tells a procedure code's system by its shape; on a revenue line of rates it is a rate or none. Expects capitals. */
export function procedureShape(code: string, onRateLine = false): ProcedureShape {
  if (onRateLine) return ratePattern.test(code) ? 'rate' : 'malformed';
  if (hcpcsPattern.test(code)) return 'hcpcs';
  if (cptPattern.test(code)) return 'cpt';
  return dentalPattern.test(code) ? 'dental' : 'malformed';
}
