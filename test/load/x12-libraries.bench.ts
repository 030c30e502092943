import { Readable } from 'node:stream';
import { X12Parser } from 'node-x12';
import { X12parser } from 'x12-parser';
import { type BenchRow, remittanceText, splitTwice } from './x12.bench.ts';

// Two well-known npm packages on the 835 that our own reader is measured with, beside the same floor: what others get today.

/** Medians of three, by turns with the floor. */
export async function measureX12Libraries(): Promise<BenchRow[]> {
  const text = remittanceText();
  return [
    await paired('npm node-x12, flat stream', text, () => drained(Readable.from(chunksOf(text)).pipe(new X12Parser()))),
    await paired('npm x12-parser, stream', text, () => drained(Readable.from(chunksOf(text)).pipe(new X12parser()))),
    await paired('npm node-x12, tree', text, async () => {
      if (!new X12Parser().parse(text)) throw new Error('node-x12 gave no tree');
    }),
  ];
}

async function paired(name: string, text: string, run: () => Promise<void>): Promise<BenchRow> {
  const seconds: number[] = [];
  const floorSeconds: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const before = performance.now();
    splitTwice(text);
    const between = performance.now();
    await run();
    floorSeconds.push((between - before) / 1000);
    seconds.push((performance.now() - between) / 1000);
  }
  const megabytes = text.length / 1e6;
  const value = megabytes / (seconds.toSorted((left, right) => left - right)[1] ?? Number.NaN);
  const floor = megabytes / (floorSeconds.toSorted((left, right) => left - right)[1] ?? Number.NaN);
  return { name, unit: 'MB/s', value, floor, ratio: value / floor };
}

async function drained(stream: AsyncIterable<unknown>): Promise<void> {
  let segments = 0;
  for await (const _ of stream) segments += 1;
  if (segments === 0) throw new Error('the parser gave no segment');
}

function chunksOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) =>
    bytes.subarray(index * 65_536, (index + 1) * 65_536),
  );
}
