import type * as z from 'zod';
import type { IssueCode, Issues } from './operation-outcome.ts';

/** FHIRPath of the element behind each field of a domain object; "" stands for all fields not named. */
export type Places = Readonly<Record<string, string>>;

/**
 * Gives a candidate the shape of a domain schema. Nothing is ever shortened to fit:
 * `strict` reports a field that does not fit as an error and answers undefined;
 * `lenient` leaves an optional field that does not fit out as a whole, with a warning, so that the coding checks see it
 * missing; a required field that does not fit is an error here too.
 */
export function fit<S extends z.ZodObject>(
  schema: S,
  candidate: z.input<S>,
  places: Places,
  issues: Issues,
  policy: 'strict' | 'lenient',
): z.output<S> | undefined {
  const fields = Object.fromEntries(Object.entries(candidate).filter(([, value]) => value !== undefined));
  const first = schema.safeParse(fields);
  if (first.success) return first.data;
  let lost = false;
  for (const fault of first.error.issues) {
    const field = String(fault.path[0] ?? '');
    const place = places[field] ?? places[''] ?? '';
    const { code, text } = describeFault(fault);
    if (policy === 'lenient' && isOptional(schema, field)) {
      delete fields[field];
      issues.warning(code, `${text} It is left out.`, place);
    } else {
      issues.error(code, text, place);
      lost = true;
    }
  }
  if (lost) return undefined;
  const second = schema.safeParse(fields);
  return second.success ? second.data : undefined;
}

/** Says why a value does not fit, without quoting it. */
export function describeFault(fault: z.core.$ZodIssue): { code: IssueCode; text: string } {
  const field = fault.path.map(String).join('.') || 'The value';
  if (fault.code === 'too_big') {
    if (fault.origin === 'string')
      return { code: 'too-long', text: `${field} is longer than ${fault.maximum} characters.` };
    if (fault.origin === 'array') return { code: 'too-long', text: `${field} has more than ${fault.maximum} items.` };
    return { code: 'value', text: `${field} is more than ${fault.maximum}.` };
  }
  if (fault.code === 'too_small') {
    if (fault.origin === 'string')
      return { code: 'value', text: `${field} has fewer than ${fault.minimum} characters.` };
    return { code: 'value', text: `${field} is less than ${fault.minimum}.` };
  }
  if (fault.code === 'invalid_type' && fault.input === undefined)
    return { code: 'required', text: `${field} is missing.` };
  if (fault.code === 'invalid_format') return { code: 'value', text: `${field} is not a valid ${fault.format}.` };
  return { code: 'value', text: `${field} does not fit: ${fault.message}.` };
}

function isOptional(schema: z.ZodObject, field: string): boolean {
  const type = schema.shape[field];
  return type !== undefined && (type as z.ZodType).safeParse(undefined).success;
}
