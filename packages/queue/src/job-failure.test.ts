import { expect, test } from 'vitest';
import { describeFailure, JobFailure } from './job-failure.ts';

test('an error is reduced to class, code and place', () => {
  const error = Object.assign(new RangeError('patient Jane Roe is 300'), { code: 'E300' });
  const { reason, frames } = describeFailure(error);
  expect(reason).toMatch(/^RangeError E300 at job-failure\.test\.ts:\d+:\d+$/);
  expect(frames.length).toBeGreaterThan(0);
  expect([reason, ...frames].join()).not.toContain('Roe');
});

test('names and codes that are texts are not believed', () => {
  const error = Object.assign(new Error('x'), { name: 'Jane Roe', code: 'born 1980-02-29', stack: undefined });
  expect(describeFailure(error)).toEqual({ reason: 'Error', frames: [] });
  expect(describeFailure('Jane Roe').reason).toBe('threw something that is not an Error');
});

test('lines of a text that look like stack lines are not taken for them', () => {
  const error = new Error('seen\n    at Jane Roe (room:12:30)');
  expect(describeFailure(error).frames.join()).not.toContain('Roe');
});

test('a JobFailure speaks for itself', () => {
  expect(describeFailure(new JobFailure('route_away', 'the route does not answer')).reason).toBe(
    'route_away: the route does not answer',
  );
});
