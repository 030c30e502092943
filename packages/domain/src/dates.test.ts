import { expect, test } from 'vitest';
import { addDays, addMonths, dateOfDayNumber, dayNumber, daysBetween, isIsoDate } from './dates.ts';

test('days are counted through leap years and centuries', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
  expect(daysBetween('2025-12-31', '2027-01-01')).toBe(366);
  for (let day = dayNumber('1999-12-01'); day < dayNumber('2001-03-05'); day += 1) {
    const date = dateOfDayNumber(day);
    expect([dayNumber(date), date]).toEqual([day, new Date(day * 86_400_000).toISOString().slice(0, 10)]);
  }
});

test('a month that lacks the day gives its last', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
  expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
});

test('no arithmetic leaves the years that a date can be written in', () => {
  expect([addDays('0001-01-02', -90), addMonths('0001-02-03', -12)]).toEqual(['0001-01-01', '0001-01-03']);
  expect([addDays('9999-12-30', 90), addMonths('9999-12-30', 3)]).toEqual(['9999-12-31', '9999-12-30']);
  expect(['0000-12-31', '0001-01-01', '9999-12-31'].map(isIsoDate)).toEqual([false, true, true]);
});
