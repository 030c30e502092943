import type { Issues } from './operation-outcome.ts';

/** A JSON object as it came in; nothing is known of its fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object, not for an array or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A FHIR element under a reader that remembers where it stands. Reading a field of another type than asked for reports a
 * `structure` error with its FHIRPath and answers as if the field were absent, so no caller needs a type check of its own.
 */
export class Element {
  readonly path: string;
  readonly issues: Issues;
  readonly #fields: JsonObject;

  constructor(fields: JsonObject, path: string, issues: Issues) {
    this.#fields = fields;
    this.path = path;
    this.issues = issues;
  }

  /** FHIRPath of a field of this element. */
  at(name: string): string {
    return `${this.path}.${name}`;
  }

  /** Whether the field is there with any value, null and the empty array aside. */
  has(name: string): boolean {
    const value = this.#field(name);
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  }

  /** A string, trimmed; undefined when absent or blank (FHIR has no empty strings). */
  text(name: string): string | undefined {
    const value = this.#field(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') return this.#mistyped(this.at(name), 'a string');
    return value.trim() || undefined;
  }

  /** A JSON number. FHIR forbids decimals written as strings. */
  decimal(name: string): number | undefined {
    const value = this.#field(name);
    if (value === undefined) return undefined;
    return typeof value === 'number' && Number.isFinite(value) ? value : this.#mistyped(this.at(name), 'a number');
  }

  /** A JSON boolean. */
  flag(name: string): boolean | undefined {
    const value = this.#field(name);
    if (value === undefined) return undefined;
    return typeof value === 'boolean' ? value : this.#mistyped(this.at(name), 'a boolean');
  }

  /** A single nested element. */
  child(name: string): Element | undefined {
    const value = this.#field(name);
    if (value === undefined) return undefined;
    if (!isJsonObject(value)) return this.#mistyped(this.at(name), 'an object');
    return new Element(value, this.at(name), this.issues);
  }

  /** The nested elements of a repeating field, in order; items that are no objects are reported and left out. */
  children(name: string): Element[] {
    const found: Element[] = [];
    this.#items(name).forEach((item, index) => {
      const path = `${this.at(name)}[${index}]`;
      if (isJsonObject(item)) found.push(new Element(item, path, this.issues));
      else this.#mistyped(path, 'an object');
    });
    return found;
  }

  /** The strings of a repeating primitive, trimmed, without blanks and the nulls that FHIR uses as placeholders. */
  texts(name: string): string[] {
    const found: string[] = [];
    this.#items(name).forEach((item, index) => {
      if (item === null) return;
      if (typeof item !== 'string') this.#mistyped(`${this.at(name)}[${index}]`, 'a string');
      else if (item.trim()) found.push(item.trim());
    });
    return found;
  }

  #field(name: string): unknown {
    const value = Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
    return value === null ? undefined : value;
  }

  #items(name: string): readonly unknown[] {
    const value = this.#field(name);
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.#mistyped(this.at(name), 'an array');
    return [];
  }

  #mistyped(path: string, expected: string): undefined {
    this.issues.error('structure', `${path} must be ${expected}.`, path);
    return undefined;
  }
}
