import { formatDollars, parseCents } from '@claimwright/domain/money';

/** What a field makes of its text: a value (undefined: nothing), or why it cannot be read. */
type Read<Value> = { ok: true; value: Value | undefined } | { ok: false; why: string };

/** How a value is written in a field and read from it. */
export interface FieldKind<Value> {
  write(value: Value | undefined): string;
  read(text: string): Read<Value>;
  isDate?: true;
  inputMode?: 'numeric' | 'decimal';
}

export const textKind: FieldKind<string> = {
  write: (value) => value ?? '',
  read: (text) => ({ ok: true, value: text === '' ? undefined : text }),
};

export const dateKind: FieldKind<string> = { ...textKind, isDate: true };

export const numberKind: FieldKind<number> = {
  write: (value) => (value === undefined ? '' : String(value)),
  read: (text) => {
    const trimmed = text.trim();
    if (trimmed === '') return { ok: true, value: undefined };
    const value = Number(trimmed);
    return Number.isFinite(value) ? { ok: true, value } : { ok: false, why: 'is not a number' };
  },
  inputMode: 'decimal',
};

/** Dollars as people write them, kept as cents. */
export const dollarsKind: FieldKind<number> = {
  write: (value) => (value === undefined ? '' : formatDollars(value).replace('$', '').replaceAll(',', '')),
  read: (text) => {
    const trimmed = text.replaceAll(/[$,\s]/g, '');
    if (trimmed === '') return { ok: true, value: undefined };
    const value = parseCents(trimmed);
    return value === undefined ? { ok: false, why: 'is not an amount like 125.50' } : { ok: true, value };
  },
  inputMode: 'decimal',
};

/** Words with blanks or commas between them: modifiers. */
export const wordsKind: FieldKind<string[]> = {
  write: (value) => (value ?? []).join(' '),
  read: (text) => ({ ok: true, value: text.split(/[\s,]+/).filter((word) => word !== '') }),
};

/** Whole numbers with blanks or commas between them: diagnosis pointers. */
export const numbersKind: FieldKind<number[]> = {
  write: (value) => (value ?? []).join(' '),
  read: (text) => {
    const words = text.split(/[\s,]+/).filter((word) => word !== '');
    const value = words.map(Number);
    if (value.every((number) => Number.isInteger(number) && number > 0)) return { ok: true, value };
    return { ok: false, why: 'takes the numbers of diagnoses, like 1 2' };
  },
  inputMode: 'numeric',
};
