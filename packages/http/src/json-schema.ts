import * as z from 'zod';

/** A JSON Schema (2020-12) as zod writes one. */
export type JsonSchema = Record<string, unknown>;

function trims(schema: z.core.$ZodType): boolean {
  const checks = schema._zod.def.checks ?? [];
  return checks.some((check) => {
    const definition = check._zod.def as { check: string; tx?: (text: string) => string };
    return definition.check === 'overwrite' && definition.tx?.(' a ') === 'a';
  });
}

/**
 * The JSON Schema of a zod schema, as it is read (`input`) or as it is given out (`output`). What zod trims is marked with
 * `x-trim`, which the validators of `validate.ts` understand, so that the two agree on what is taken and on what comes out.
 */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, {
    io,
    override: ({ zodSchema, jsonSchema }) => {
      if (jsonSchema.type !== 'string') return;
      if (trims(zodSchema)) jsonSchema['x-trim'] = true;
      // The format says it; a second complaint about the same place would only puzzle.
      if (jsonSchema.format === 'date' || jsonSchema.format === 'uuid') delete jsonSchema.pattern;
    },
  }) as JsonSchema;
}
