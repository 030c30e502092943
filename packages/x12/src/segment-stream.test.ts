import { describe, expect, test } from 'vitest';
import type { X12Defect } from './defect.ts';
import { interchange, remittanceSegments } from './interchange.fixture.ts';
import { SegmentStream } from './segment-stream.ts';

const one = interchange('HP', '005010X221A1', [['835', '0001', '', ...remittanceSegments]], '~\n');
const other = one.replaceAll('*', '|').replaceAll('~', '\u001c');

function streamed(text: string, size: number, longestSegment?: number): { segments: string[]; defects: X12Defect[] } {
  const segments: string[] = [];
  const defects: X12Defect[] = [];
  const stream = new SegmentStream(
    {
      segment: (segment) => segments.push(`${segment.position} ${segment.id} ${segment.element(2)}`),
      defect: (defect) => defects.push(defect),
    },
    { longestSegment },
  );
  for (let at = 0; at < text.length; at += size) stream.push(text.slice(at, at + size));
  stream.end();
  return { segments, defects };
}

describe('a segment stream', () => {
  test('gives the same segments however the text is cut into chunks', () => {
    const whole = streamed(one + other, 1_000_000);
    expect(whole.defects).toEqual([]);
    expect(whole.segments).toHaveLength(2 * 28);
    expect(whole.segments[2]).toBe('3 ST 0001');
    expect(whole.segments.slice(28)).toEqual(whole.segments.slice(0, 28));
    for (const size of [1, 2, 3, 7, 100, 105, 106, 107, 239, 240, 241, 500]) {
      expect(streamed(one + other, size)).toEqual(whole);
    }
  });

  test('reports text between interchanges with its place in the stream', () => {
    const text = `noise ${one}more noise${other}`;
    for (const size of [50, 1000, text.length]) {
      const { segments, defects } = streamed(text, size);
      expect(segments).toHaveLength(2 * 28);
      expect(defects.map((defect) => defect.code)).toContain('not_x12');
      expect(text.slice(defects[0]?.offset)).toMatch(/^noise ISA/);
      expect(text.slice(defects.at(-1)?.offset)).toMatch(/noiseISA/);
    }
  });

  test('gives the last segment even without its terminator', () => {
    expect(streamed(one.trim().slice(0, -1), 64).segments.at(-1)).toBe('28 IEA 000000905');
    expect(streamed(one.slice(0, 400), 64).segments).toEqual(streamed(one.slice(0, 400), 400).segments);
  });

  test('drops a segment that does not end, says so once, and goes on with the next', () => {
    const text = one.replace('N3*1 PAYER PLAZA', `N3*${'X'.repeat(5000)}`);
    const { segments, defects } = streamed(text, 100, 1000);
    expect(defects.map((defect) => [defect.code, defect.segmentPosition])).toEqual([['segment_too_long', 8]]);
    expect(segments).toHaveLength(27);
    expect(segments[7]).toBe('9 N4 GA');
  });

  test('takes a hundred megabytes in one segment in small chunks without slowing down', () => {
    const stream = new SegmentStream({ segment: () => undefined, defect: () => undefined });
    stream.push(one.slice(0, 300));
    const chunk = 'X'.repeat(1000);
    for (let sent = 0; sent < 100_000; sent += 1) stream.push(chunk);
    stream.end();
  }, 5_000);
});
