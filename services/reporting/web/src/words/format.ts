import { formatDollars } from '@claimwright/domain/money';

const numbers = new Intl.NumberFormat('en-US');

/** "$1,234.50". */
export function dollars(cents: number): string {
  return formatDollars(cents);
}

/** "$1,235": where the cents are noise. */
export function roundDollars(cents: number): string {
  return `${cents < 0 ? '-' : ''}$${numbers.format(Math.round(Math.abs(cents) / 100))}`;
}

export function whole(number: number): string {
  return numbers.format(number);
}

/** "1 claim", "12 claims". */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${whole(number)} ${number === 1 ? one : many}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A calendar date as an American office reads it, without going through time zones: "Nov 23, 2026". */
export function day(date: string | null | undefined): string {
  if (!date) return '–';
  return `${months[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8, 10))}, ${date.slice(0, 4)}`;
}

/** "Nov 2026". */
export function month(date: string): string {
  return `${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** From one day to another, said once when they are the same. */
export function days(from: string | null, to: string | null): string {
  return from === to || to === null ? day(from) : `${day(from)} – ${day(to)}`;
}

/** "Nov 23, 2026, 14:05 UTC". */
export function moment(instant: string): string {
  return `${day(instant)}, ${instant.slice(11, 16)} UTC`;
}

/** "–" for what is not known. */
export function known(value: string | number | null | undefined, unit = ''): string {
  return value === null || value === undefined ? '–' : `${value}${unit}`;
}

/** "patient_responsibility" → "Patient responsibility". */
export function sentence(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
