import { parse } from 'secure-json-parse';
import { type Problem, problem } from './problem.ts';

export type JsonBody = { ok: true; value: unknown } | { ok: false; problem: Problem };

/** Reads a JSON text; a `__proto__` or `constructor.prototype` key is refused. Says where it breaks, and nothing of what it holds. */
export function readJson(text: string, name: 'body' | 'line'): JsonBody {
  if (text === '') return { ok: false, problem: problem('malformed_json', `The ${name} is empty.`) };
  try {
    return { ok: true, value: parse(text, undefined, { protoAction: 'error', constructorAction: 'error' }) };
  } catch (error) {
    return {
      ok: false,
      problem: problem('malformed_json', `The ${name} is not JSON: ${explain((error as Error).message)}.`),
    };
  }
}

function explain(message: string): string {
  if (/forbidden prototype property/.test(message)) return 'it uses "__proto__" or "constructor" as a key';
  const place = /position (\d+)(?: \(line (\d+) column (\d+)\))?/.exec(message);
  if (!place) return 'it ends too early';
  return place[2] ? `it breaks at line ${place[2]}, column ${place[3]}` : `it breaks at character ${place[1]}`;
}
