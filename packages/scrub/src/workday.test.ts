import { expect, test } from 'vitest';
import { isFederalHoliday, nextFederalWorkday } from './workday.ts';

test.each([
  ['2026-01-01', 'New Year'],
  ['2026-01-19', 'third Monday of January'],
  ['2026-02-16', 'third Monday of February'],
  ['2026-05-25', 'last Monday of May'],
  ['2026-06-19', 'Juneteenth'],
  ['2026-07-03', 'Friday before 4 July on a Saturday'],
  ['2026-09-07', 'first Monday of September'],
  ['2026-10-12', 'second Monday of October'],
  ['2026-11-11', 'Veterans Day'],
  ['2026-11-26', 'fourth Thursday of November'],
  ['2026-12-25', 'Christmas'],
  ['2027-12-31', 'Friday before a New Year on a Saturday'],
  ['2023-01-02', 'Monday after a New Year on a Sunday'],
])('%s is kept as a federal holiday: %s', (date) => {
  expect(isFederalHoliday(date)).toBe(true);
});

test.each(['2026-05-18', '2026-11-19', '2026-09-14', '2026-01-02', '2019-06-19', '2026-07-06'])(
  '%s is an ordinary day',
  (date) => {
    expect(isFederalHoliday(date)).toBe(false);
  },
);

test('a date rolls over weekend and holiday to the next day federal offices work', () => {
  expect(nextFederalWorkday('2026-03-02')).toBe('2026-03-02');
  expect(nextFederalWorkday('2026-02-28')).toBe('2026-03-02');
  expect(nextFederalWorkday('2026-05-23')).toBe('2026-05-26');
  expect(nextFederalWorkday('2026-07-03')).toBe('2026-07-06');
});
