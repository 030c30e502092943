import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { batchesOf, inOrder, type Line, linesOf } from './ndjson.ts';

async function* chunksOf(...chunks: (string | Uint8Array)[]) {
  for (const chunk of chunks) yield Buffer.from(chunk as string);
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

describe('cutting lines', () => {
  const text = 'one\r\n\ntwo é\n   \nthree';
  const expected = [
    [1, 'one', false],
    [3, 'two é', false],
    [5, 'three', true],
  ];

  test('chunks may break anywhere, also inside a character', async () => {
    const bytes = Buffer.from(text);
    for (let size = 1; size <= bytes.length; size += 1) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      const lines = (await collect(linesOf(chunksOf(...chunks), 100))).flat();
      expect(lines.map((line) => [line.number, line.text, line.unterminated])).toEqual(expected);
    }
  });

  test('a line too long is told without being held, the next is read', async () => {
    const lines = (await collect(linesOf(chunksOf('x'.repeat(60), 'x'.repeat(60), 'x\nshort\n'), 100))).flat();
    expect(lines).toEqual([
      { number: 1, text: '', tooLong: true, unterminated: false },
      { number: 2, text: 'short', tooLong: false, unterminated: false },
    ]);
  });
});

const line = (number: number): Line => ({ number, text: `${number}`, tooLong: false, unterminated: false });
const limits = { maxLines: 3, maxCharacters: 1000, idleMilliseconds: 20 };

describe('gathering batches', () => {
  test('full ones at once, the rest at the end', async () => {
    async function* groups() {
      yield [1, 2].map(line);
      yield [3, 4, 5, 6, 7].map(line);
    }
    const batches = await collect(batchesOf(groups(), limits));
    expect(batches.map((batch) => batch.map((one) => one.number))).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  });

  test('a part is handed on when the sender pauses', async () => {
    let go: () => void = () => undefined;
    async function* groups() {
      yield [line(1)];
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      yield [line(2)];
    }
    const iterator = batchesOf(groups(), limits)[Symbol.asyncIterator]();
    expect((await iterator.next()).value?.map((one: Line) => one.number)).toEqual([1]);
    go();
    expect((await iterator.next()).value?.map((one: Line) => one.number)).toEqual([2]);
    expect((await iterator.next()).done).toBe(true);
  });
});

describe('working in order', () => {
  test('never more at once than allowed, results in order although later work ends first', async () => {
    let running = 0;
    let most = 0;
    const work = async (item: number) => {
      running += 1;
      most = Math.max(most, running);
      await sleep(item % 2 === 0 ? 12 : 1);
      running -= 1;
      return item;
    };
    async function* items() {
      for (let item = 0; item < 10; item += 1) yield item;
    }
    expect(await collect(inOrder(items(), 2, work))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).toBe(2);
  });

  test('a reader that does not read stops the source', async () => {
    let taken = 0;
    async function* items() {
      for (;;) {
        taken += 1;
        yield taken;
      }
    }
    const results = inOrder(items(), 2, async (item) => item);
    await results.next();
    await sleep(30);
    expect(taken).toBeLessThanOrEqual(4);
    await results.return(undefined);
  });

  test('a result is given although no further item has come', async () => {
    async function* items() {
      yield 1;
      await new Promise(() => undefined);
    }
    const results = inOrder(items(), 2, async (item) => item);
    expect((await results.next()).value).toBe(1);
  });

  test('a source that fails ends it with that failure, after the work that was begun', async () => {
    let ended = false;
    async function* items() {
      yield 1;
      throw new Error('the sender went away');
    }
    const results = inOrder(items(), 2, async () => {
      await sleep(10);
      ended = true;
    });
    await expect(collect(results)).rejects.toThrow('the sender went away');
    expect(ended).toBe(true);
  });
});
