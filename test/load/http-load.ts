import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { sampleEncounter } from './sample-encounter.ts';

// A load generator in a process of its own, so that its work is not counted as the server's: plain sockets, one request at a
// time each, the next as soon as the answer is there.

export interface LoadOrder {
  port: number;
  path: string;
  headers: Record<string, string>;
  connections: number;
  milliseconds: number;
  /** Put in front of every external id, so that no two runs meet. */
  prefix: string;
}

export interface LoadResult {
  answers: number;
  /** Answers that were not 202. */
  refused: number;
  seconds: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
}

/** Posts encounters of about 3 kB from a child process and reports what came back. */
export async function postEncounters(order: LoadOrder): Promise<LoadResult> {
  const child = fork(import.meta.filename, ['--load'], { execPath: process.execPath });
  child.send(order);
  const [result] = (await once(child, 'message')) as [LoadResult];
  child.disconnect();
  await once(child, 'exit');
  return result;
}

async function run(order: LoadOrder): Promise<LoadResult> {
  const latencies: number[] = [];
  let refused = 0;
  let sequence = 0;
  const [before = '', after = ''] = JSON.stringify(sampleEncounter('EXTERNAL')).split('EXTERNAL', 2);
  const fixed = Object.entries(order.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${order.path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n${fixed.join('')}`;
  const nextRequest = () => {
    sequence += 1;
    const externalId = `${order.prefix}-${sequence}`;
    const body = before + externalId + after;
    return `${head}idempotency-key: ${externalId}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
  const started = performance.now();
  const end = started + order.milliseconds;
  await Promise.all(
    Array.from({ length: order.connections }, () =>
      driveOne(order.port, nextRequest, end, (milliseconds, accepted) => {
        latencies.push(milliseconds);
        if (!accepted) refused += 1;
      }),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return { answers: latencies.length, refused, seconds, p50Milliseconds: at(0.5), p99Milliseconds: at(0.99) };
}

function driveOne(
  port: number,
  nextRequest: () => string,
  end: number,
  done: (milliseconds: number, accepted: boolean) => void,
) {
  return new Promise<void>((resolve, reject) => {
    let sentAt = 0;
    let received = '';
    const socket: Socket = connect(port, '127.0.0.1', () => send());
    const send = () => {
      sentAt = performance.now();
      socket.write(nextRequest());
    };
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      received += chunk;
      const headEnd = received.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
      if (received.length < headEnd + 4 + length) return;
      done(performance.now() - sentAt, received.startsWith('HTTP/1.1 202'));
      received = '';
      if (performance.now() < end) send();
      else socket.end(resolve);
    });
  });
}

if (process.argv[2] === '--load') {
  process.once('message', async (order: LoadOrder) => {
    process.send?.(await run(order));
  });
}
