import * as z from 'zod';

/** A calendar date without time or zone, `YYYY-MM-DD`: what statutes and claims count in. Compares correctly as a string. */
export type IsoDate = string;

/** A point in time, ISO 8601 in UTC with a `Z`. */
export type IsoInstant = string;

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a real calendar date written `YYYY-MM-DD` (29 February only in leap years). */
export function isIsoDate(text: string): boolean {
  const parts = datePattern.exec(text);
  if (!parts) return false;
  const year = Number(parts[1]);
  const month = Number(parts[2]);
  const day = Number(parts[3]);
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

// Marked as pure here and in money: whoever only counts days or writes dollars, as a page does, need not carry the schemas.
export const isoDate = /* @__PURE__ */ z.iso.date();

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 of a valid date (negative before). Howard Hinnant's days-from-civil, so that hot paths need no Date. */
export function dayNumber(date: IsoDate): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const firstDayNumber = /* @__PURE__ */ dayNumber('0001-01-01');
const lastDayNumber = /* @__PURE__ */ dayNumber('9999-12-31');

/** The date `days` after 1970-01-01; what lies beyond the years 1 to 9999, which `YYYY` writes, is their first or last day. */
export function dateOfDayNumber(days: number): IsoDate {
  const shifted = Math.min(Math.max(days, firstDayNumber), lastDayNumber) + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Whole calendar days from `from` to `to`; the day itself is 0, an earlier `to` is negative. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The date `days` later (earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

// Months since year 0.
const firstMonth = 12;
const lastMonth = 9999 * 12 + 11;

/**
 * The same day `months` later, within the years 1 to 9999; a day the month lacks becomes its last day (31 January + 1 month is 28
 * or 29 February).
 */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const wanted = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const index = Math.min(Math.max(wanted, firstMonth), lastMonth);
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month));
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Completed years of age on a date; a birthday on 29 February completes on 1 March of a common year. Negative when not yet born. */
export function ageInYears(birthDate: IsoDate, on: IsoDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The first day of a date's month: the cohort key of the timeliness tables. */
export function firstOfMonth(date: IsoDate): IsoDate {
  return `${date.slice(0, 7)}-01`;
}

/** The UTC calendar date of an instant. */
export function dateOfInstant(instant: IsoInstant): IsoDate {
  return instant.slice(0, 10);
}

/** `YYYYMMDD`, as X12 writes a D8 date. */
export function toX12Date(date: IsoDate): string {
  return date.slice(0, 4) + date.slice(5, 7) + date.slice(8, 10);
}

/** Reads `YYYYMMDD`; undefined when it is not a real date. */
export function fromX12Date(text: string): IsoDate | undefined {
  if (!/^\d{8}$/.test(text)) return undefined;
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  return isIsoDate(date) ? date : undefined;
}
