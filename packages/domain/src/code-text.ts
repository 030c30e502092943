import * as z from 'zod';

/**
 * A code or identifier of at most `max` characters, kept as it was sent: blanks around it are taken away by a repair of the checks,
 * with a trace, and do not count. What another blank, a small letter or a dot means is for the checks as well.
 */
export function codeText(max: number) {
  return z
    .string()
    .refine((value) => value.trim().length >= 1, 'must not be empty')
    .refine((value) => value.trim().length <= max, `must have at most ${max} characters`)
    .meta({ 'x-code-length': max });
}
