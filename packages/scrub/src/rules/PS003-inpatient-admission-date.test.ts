import { expect, test } from 'vitest';
import { exampleFindings } from '../example-input.ts';

test('a service outside the stay is rejected', () => {
  const stay = (admission: string, discharge?: string) =>
    exampleFindings('PS003', { encounter: { placeOfService: '21', dates: { admission, discharge } } });
  expect(stay('2026-03-02', '2026-03-02')).toEqual([]);
  expect(stay('2026-03-03')).toEqual(['reject /lines/0/serviceFrom']);
  expect(stay('2026-02-25', '2026-03-01')).toEqual(['reject /lines/0/serviceFrom']);
});
