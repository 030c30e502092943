/** One line of an NDJSON stream as it arrived. */
export interface Line {
  /** 1-based position among all lines, blank ones included. */
  number: number;
  /** Its text without the line end; cut off when `tooLong`. */
  text: string;
  /** Longer than is read; the rest was skipped. */
  tooLong: boolean;
  /** The stream ended without a line end after it. */
  unterminated: boolean;
}

const newline = 0x0a;

/**
 * Cuts a byte stream into lines, holding no more than one line of `maxBytes` and what the last chunk had. Blank lines are
 * counted and left out. Yields the lines of each chunk together, so that a consumer sees when the sender pauses.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line[]> {
  const cutter = new LineCutter(maxBytes);
  for await (const chunk of chunks) {
    const lines = cutter.push(chunk);
    if (lines.length > 0) yield lines;
  }
  const last = cutter.end();
  if (last) yield [last];
}

class LineCutter {
  readonly #maxBytes: number;
  #parts: Uint8Array[] = [];
  #bytes = 0;
  #tooLong = false;
  #number = 1;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      this.#keep(chunk.subarray(start, end));
      const line = this.#take(false);
      if (line) lines.push(line);
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  end(): Line | undefined {
    return this.#take(true);
  }

  #keep(part: Uint8Array): void {
    if (part.length === 0 || this.#tooLong) return;
    this.#bytes += part.length;
    if (this.#bytes > this.#maxBytes) {
      this.#tooLong = true;
      this.#parts = [];
    } else {
      this.#parts.push(part);
    }
  }

  #take(unterminated: boolean): Line | undefined {
    const number = this.#number;
    const tooLong = this.#tooLong;
    const [only] = this.#parts;
    const bytes =
      this.#parts.length === 1 && only
        ? Buffer.from(only.buffer, only.byteOffset, only.length)
        : Buffer.concat(this.#parts);
    const text = bytes.toString('utf8').trim();
    this.#number += 1;
    this.#parts = [];
    this.#bytes = 0;
    this.#tooLong = false;
    return tooLong || text !== '' ? { number, text, tooLong, unterminated } : undefined;
  }
}

export interface BatchLimits {
  maxLines: number;
  /** Roughly: characters of text. */
  maxCharacters: number;
  /** How long a part of a batch waits for more before it is handed on. */
  idleMilliseconds: number;
}

/**
 * Gathers lines into batches. A full batch is handed on at once, a part when the sender pauses, so that a sender who waits for
 * an answer before its next line gets one.
 */
export async function* batchesOf(groups: AsyncIterable<Line[]>, limits: BatchLimits): AsyncGenerator<Line[]> {
  const iterator = groups[Symbol.asyncIterator]();
  let next = iterator.next();
  let batch: Line[] = [];
  let characters = 0;
  try {
    for (;;) {
      const arrived = batch.length === 0 ? await next : await withinIdle(next, limits.idleMilliseconds);
      if (arrived === 'idle' || arrived.done) {
        if (batch.length > 0) yield batch;
        if (arrived !== 'idle') return;
        batch = [];
        characters = 0;
        continue;
      }
      next = iterator.next();
      for (const line of arrived.value) {
        batch.push(line);
        characters += line.text.length;
        if (batch.length < limits.maxLines && characters < limits.maxCharacters) continue;
        yield batch;
        batch = [];
        characters = 0;
      }
    }
  } finally {
    // The read that is under way fails when the sender goes away; whoever stopped us already knows.
    next.catch(() => undefined);
    void iterator.return?.(undefined);
  }
}

async function withinIdle<T>(promise: Promise<T>, milliseconds: number): Promise<T | 'idle'> {
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<'idle'>((resolve) => {
    timer = setTimeout(resolve, milliseconds, 'idle');
  });
  try {
    return await Promise.race([promise, idle]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Works on items with at most `inFlight` at a time and yields results in order, each as soon as it and those before it are
 * there. Reads no further than one item ahead of what may be worked on: a reader that does not read stops the sender.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  inFlight: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const iterator = items[Symbol.asyncIterator]();
  const running: Promise<Result>[] = [];
  let next: Promise<IteratorResult<Item>> | undefined = iterator.next();
  try {
    while (next || running.length > 0) {
      const [first] = running;
      const full = running.length >= inFlight;
      const inputFirst =
        next && !full && (first ? await Promise.race([next.then(() => true), first.then(() => false)]) : true);
      if (inputFirst && next) {
        const arrived: IteratorResult<Item> = await next;
        next = arrived.done ? undefined : iterator.next();
        if (!arrived.done) running.push(work(arrived.value));
      } else if (first) {
        yield await first;
        running.shift();
      }
    }
  } finally {
    next?.catch(() => undefined);
    await Promise.allSettled(running);
    void iterator.return?.();
  }
}
