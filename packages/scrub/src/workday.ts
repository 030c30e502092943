import { addDays, dayNumber, type IsoDate } from '@claimwright/domain/dates';

/** Federal holidays on a fixed day, and the year each began where that matters (5 U.S.C. 6103). */
const fixedHolidays: Readonly<Record<string, number>> = {
  '01-01': 0,
  '06-19': 2021,
  '07-04': 0,
  '11-11': 0,
  '12-25': 0,
};

/** Monday holidays and Thanksgiving: month, weekday (0 Sunday), which one of the month (-1 the last). */
const floatingHolidays: readonly { month: string; weekday: number; nth: number }[] = [
  { month: '01', weekday: 1, nth: 3 },
  { month: '02', weekday: 1, nth: 3 },
  { month: '05', weekday: 1, nth: -1 },
  { month: '09', weekday: 1, nth: 1 },
  { month: '10', weekday: 1, nth: 2 },
  { month: '11', weekday: 4, nth: 4 },
];

/** The date itself when federal offices work on it, else the next day on which they do. */
export function nextFederalWorkday(date: IsoDate): IsoDate {
  let day = date;
  while (isWeekend(day) || isFederalHoliday(day)) day = addDays(day, 1);
  return day;
}

/** Whether federal offices keep the date as a holiday; a fixed holiday on a weekend is kept on the Friday before or Monday after. */
export function isFederalHoliday(date: IsoDate): boolean {
  const day = weekday(date);
  if (isFixedHoliday(date)) return true;
  if (day === 5 && isFixedHoliday(addDays(date, 1))) return true;
  if (day === 1 && isFixedHoliday(addDays(date, -1))) return true;
  const nth = Math.ceil(Number(date.slice(8)) / 7);
  return floatingHolidays.some(
    (holiday) =>
      date.slice(5, 7) === holiday.month &&
      day === holiday.weekday &&
      (holiday.nth === -1 ? addDays(date, 7).slice(5, 7) !== holiday.month : nth === holiday.nth),
  );
}

function isFixedHoliday(date: IsoDate): boolean {
  const since = fixedHolidays[date.slice(5)];
  return since !== undefined && Number(date.slice(0, 4)) >= since;
}

function isWeekend(date: IsoDate): boolean {
  const day = weekday(date);
  return day === 0 || day === 6;
}

/** 0 Sunday to 6 Saturday; 1970-01-01 was a Thursday. */
function weekday(date: IsoDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}
