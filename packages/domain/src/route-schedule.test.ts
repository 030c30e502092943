import { describe, expect, test } from 'vitest';
import {
  addHours,
  decideHandOver,
  nextOpening,
  type RouteSchedule,
  routeExpectations,
  routeSchedule,
} from './route-schedule.ts';

const evenings: RouteSchedule = routeSchedule.parse({
  timeZone: 'America/New_York',
  windows: [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '18:00', to: '22:00' },
    { days: ['sat'], from: '00:00', to: '24:00' },
  ],
});

describe('windows', () => {
  test.each([
    // 2026-03-16 is a Monday; New York is four hours behind UTC then.
    ['before the window of the day', '2026-03-16T12:34:56.789Z', '2026-03-16T22:00:00.000Z'],
    ['within it', '2026-03-16T22:00:00.000Z', '2026-03-16T22:00:00.000Z'],
    ['at its last minute, which is the next day in UTC', '2026-03-17T01:59:59.999Z', '2026-03-17T01:59:59.999Z'],
    ['at its end', '2026-03-17T02:00:00.000Z', '2026-03-17T22:00:00.000Z'],
    ['on a Friday night, for Saturday', '2026-03-21T03:00:00.000Z', '2026-03-21T04:00:00.000Z'],
    ['on a Sunday, for Monday', '2026-03-22T12:00:00.000Z', '2026-03-23T22:00:00.000Z'],
    ['in winter, an hour later', '2026-01-05T12:00:00.000Z', '2026-01-05T23:00:00.000Z'],
  ])('%s', (_, at, opening) => {
    expect(nextOpening(evenings, at)).toBe(opening);
  });

  test('the only window of a week, just over, opens in a week', () => {
    const weekly = routeSchedule.parse({ windows: [{ days: ['mon'], from: '08:00', to: '09:00' }] });
    expect(nextOpening(weekly, '2026-03-16T09:00:00.000Z')).toBe('2026-03-23T08:00:00.000Z');
  });

  test('none: always open', () => {
    expect(nextOpening(routeSchedule.parse({}), '2026-03-16T09:00:00.000Z')).toBe('2026-03-16T09:00:00.000Z');
  });
});

describe('limits', () => {
  const at = '2026-03-16T12:00:00.000Z';
  const begun = ['2026-03-16T10:30:00.000Z', '2026-03-16T11:20:00.000Z', '2026-03-16T11:50:00.000Z'];

  test('an interval is counted from the latest file, whatever the order', () => {
    const schedule = routeSchedule.parse({ minMinutesBetweenFiles: 30 });
    const held = { may: false, notBefore: '2026-03-16T12:20:00.000Z', reason: 'interval' };
    expect(decideHandOver(schedule, at, begun)).toEqual(held);
    expect(decideHandOver(schedule, at, begun.toReversed())).toEqual(held);
    expect(decideHandOver(schedule, '2026-03-16T12:20:00.000Z', begun)).toEqual({ may: true });
  });

  test('so many files in any hour, and the next when the first of them is an hour old', () => {
    const two = routeSchedule.parse({ maxFilesPerHour: 2 });
    expect(decideHandOver(two, at, begun)).toEqual({
      may: false,
      notBefore: '2026-03-16T12:20:00.000Z',
      reason: 'rate',
    });
    expect(decideHandOver(routeSchedule.parse({ maxFilesPerHour: 3 }), at, begun)).toEqual({ may: true });
  });

  test('a closed window goes first', () => {
    expect(decideHandOver({ ...evenings, maxFilesPerHour: 1 }, at, begun)).toMatchObject({ reason: 'window' });
  });

  test('nothing said: nothing held', () => {
    expect(decideHandOver(routeSchedule.parse({}), at, begun)).toEqual({ may: true });
  });
});

test('what makes no sense is refused with the field and the reason', () => {
  const wrong = routeSchedule.safeParse({
    timeZone: 'Mars/Olympus',
    windows: [{ days: [], from: '25:00', to: '9' }],
    maxClaimsPerFile: 5001,
    extra: 1,
  });
  const paths = wrong.error?.issues.map((issue) => issue.path.join('.'));
  expect(paths).toEqual(
    expect.arrayContaining(['timeZone', 'windows.0.days', 'windows.0.from', 'windows.0.to', 'maxClaimsPerFile']),
  );
  const backwards = routeSchedule.safeParse({ windows: [{ days: ['mon'], from: '22:00', to: '06:00' }] });
  expect(backwards.error?.issues[0]?.message).toContain('as two');
  expect(routeExpectations.parse({})).toMatchObject({ syntaxHours: 24, statusRequests: true });
});

test('hours are added across days', () => {
  expect(addHours('2026-02-28T23:30:15.250Z', 25)).toBe('2026-03-02T00:30:15.250Z');
});
