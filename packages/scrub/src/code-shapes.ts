/**
 * How codes are recognised by shape alone. CPT is licensed: a code of its shape is recognised and never looked up, listed or
 * judged here.
 */

/** What a procedure code looks like; `malformed` is none of the HC code systems of SV101-1, `none` is no code at all. */
export type ProcedureShape = 'hcpcs' | 'cpt' | 'dental' | 'malformed' | 'none';

const diagnosisPattern = /^[A-Z][0-9A-Z]{2}(?:\.?[0-9A-Z]{1,4})?$/;
const hcpcsPattern = /^[A-CEGHJ-MP-V]\d{4}$/;
const cptPattern = /^(?:\d{5}|\d{4}[FTUMA])$/;
const dentalPattern = /^D\d{4}$/;

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

/** Tells a procedure code's system by its shape. Expects capitals. */
export function procedureShape(code: string): ProcedureShape {
  if (hcpcsPattern.test(code)) return 'hcpcs';
  if (cptPattern.test(code)) return 'cpt';
  return dentalPattern.test(code) ? 'dental' : 'malformed';
}
