import * as z from 'zod';
import { dateOfDayNumber, type IsoInstant } from './dates.ts';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be HH:MM, 00:00 to 24:00');

/** When a clearinghouse takes files, and how much: what a route may do and no more. All left out: always, without limit. */
export const routeSchedule = z.strictObject({
  timeZone: z.string().refine(isTimeZone, 'is no IANA time zone').default('UTC').describe('of the windows'),
  windows: z
    .array(
      z
        .strictObject({ days: z.array(z.enum(weekdays)).min(1), from: timeOfDay, to: timeOfDay })
        .refine(({ from, to }) => from < to, {
          path: ['to'],
          message: 'must be later than from; write a window over midnight as two',
        }),
    )
    .max(50)
    .default([])
    .describe('files are handed over only within these; empty: at any time'),
  maxClaimsPerFile: z.int().min(1).max(5000).optional(),
  maxFilesPerHour: z.int().min(1).max(3600).optional().describe('begun within any 60 minutes'),
  minMinutesBetweenFiles: z.int().min(1).max(10_080).optional(),
});
export type RouteSchedule = z.infer<typeof routeSchedule>;

/** Within how many hours which answer should be there; later, a person is told. */
export const routeExpectations = z.strictObject({
  handOverHours: z
    .int()
    .min(1)
    .max(720)
    .default(12)
    .describe('a built batch is handed over, counted from the first window'),
  syntaxHours: z.int().min(1).max(720).default(24).describe('999 (or a rejecting TA1) after the hand-over'),
  claimAcknowledgementHours: z
    .int()
    .min(1)
    .max(720)
    .nullable()
    .default(72)
    .describe("the clearinghouse's 277CA after the hand-over; null: it sends none"),
  payerAcceptanceHours: z
    .int()
    .min(1)
    .max(2160)
    .nullable()
    .default(168)
    .describe("the payer's own 277CA after the hand-over; null: the clearinghouse passes none on"),
  usualPaymentDays: z
    .int()
    .min(1)
    .max(365)
    .default(45)
    .describe('835, where neither our history nor the payer profile knows the payer'),
  statusRequests: z.boolean().default(true).describe('silent claims are asked after by 276 on this route'),
  statusAnswerHours: z.int().min(1).max(720).default(72).describe('277 after a 276'),
  statusRepeatDays: z
    .int()
    .min(1)
    .max(365)
    .default(14)
    .describe('days until a claim still silent is asked after again'),
});
export type RouteExpectations = z.infer<typeof routeExpectations>;

const minuteMilliseconds = 60_000;
const hourMilliseconds = 60 * minuteMilliseconds;

export type HandOverDecision =
  | { may: true }
  | { may: false; notBefore: IsoInstant; reason: 'window' | 'rate' | 'interval' };

/**
 * Whether a file may be handed over at `at`, after those begun at the instants of `begun` (any order). If not, from when on it is
 * worth asking again.
 */
export function decideHandOver(
  schedule: RouteSchedule,
  at: IsoInstant,
  begun: readonly IsoInstant[],
): HandOverDecision {
  const opening = nextOpening(schedule, at);
  if (opening !== at) return { may: false, notBefore: opening, reason: 'window' };
  const now = Date.parse(at);
  const earlier = begun.map((each) => Date.parse(each)).sort((left, right) => right - left);
  const last = earlier[0];
  const interval = (schedule.minMinutesBetweenFiles ?? 0) * minuteMilliseconds;
  if (last !== undefined && last + interval > now) {
    return { may: false, notBefore: instantOf(last + interval), reason: 'interval' };
  }
  const { maxFilesPerHour } = schedule;
  const nth = maxFilesPerHour === undefined ? undefined : earlier[maxFilesPerHour - 1];
  if (nth !== undefined && nth + hourMilliseconds > now) {
    return { may: false, notBefore: instantOf(nth + hourMilliseconds), reason: 'rate' };
  }
  return { may: true };
}

/**
 * The instant itself when a window is open then, else the beginning of the next one, to the minute. Across a change of summer time
 * it may be an hour off: whoever waits for it asks again.
 */
export function nextOpening(schedule: RouteSchedule, at: IsoInstant): IsoInstant {
  const { windows, timeZone } = schedule;
  if (windows.length === 0) return at;
  const { weekday, minute } = localTime(timeZone, at);
  const waits = windows.flatMap(({ days, from, to }) =>
    days.map((day) => {
      const ahead = (weekdays.indexOf(day) - weekday + 7) % 7;
      const [begins, ends] = [minuteOf(from), minuteOf(to)];
      if (ahead === 0 && minute >= begins && minute < ends) return 0;
      const wait = ahead * 1440 + begins - minute;
      return wait > 0 ? wait : wait + 7 * 1440;
    }),
  );
  const wait = Math.min(...waits);
  if (wait === 0) return at;
  const startOfMinute = Math.floor(Date.parse(at) / minuteMilliseconds) * minuteMilliseconds;
  return instantOf(startOfMinute + wait * minuteMilliseconds);
}

/** The instant so many hours later. */
export function addHours(at: IsoInstant, hours: number): IsoInstant {
  return instantOf(Date.parse(at) + hours * hourMilliseconds);
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function localTime(timeZone: string, at: IsoInstant): { weekday: number; minute: number } {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(timeZone, clock);
  }
  const parts = new Map(clock.formatToParts(Date.parse(at)).map(({ type, value }) => [type, value]));
  const names: readonly string[] = weekdays;
  const weekday = names.indexOf(parts.get('weekday')?.toLowerCase() ?? '');
  return { weekday, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const dayMilliseconds = 86_400_000;

function instantOf(milliseconds: number): IsoInstant {
  const day = Math.floor(milliseconds / dayMilliseconds);
  const rest = milliseconds - day * dayMilliseconds;
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(Math.floor(rest / hourMilliseconds))}:${two(Math.floor((rest % hourMilliseconds) / minuteMilliseconds))}`;
  const seconds = Math.floor((rest % minuteMilliseconds) / 1000);
  return `${dateOfDayNumber(day)}T${time}:${two(seconds)}.${String(rest % 1000).padStart(3, '0')}Z`;
}
