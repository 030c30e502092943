import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { remittanceText } from './x12.bench.ts';

export interface LargeFileRow {
  name: string;
  unit: string;
  value: number;
  goal?: string;
}

/** `CLAIMWRIGHT_BENCH_MEGABYTES=1000 pnpm bench x12-large`: the size of the generated file. */
const megabytes = Number(process.env.CLAIMWRIGHT_BENCH_MEGABYTES ?? 300);

/**
 * Writes an 835 of that size, judges it as `pnpm x12 validate` does in a process of its own, and watches that process's memory.
 */
export async function measureLargeX12(): Promise<LargeFileRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'claimwright-x12-'));
  try {
    const file = join(folder, 'large.835');
    const claims = await writeLarge(file);
    const started = performance.now();
    const { output, peakMegabytes } = await validated(file);
    const seconds = (performance.now() - started) / 1000;
    if (!output.includes(': valid, 0 errors, 0 warnings')) throw new Error(`not called valid: ${output.slice(0, 300)}`);
    return [
      {
        name: `835 of ${claims} claims, ${megabytes} MB, judged by the whole grammar`,
        unit: 'MB/s',
        value: megabytes / seconds,
      },
      { name: 'most memory that took', unit: 'MB', value: peakMegabytes, goal: '≤ 150 MB' },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The sets of one text over and over, numbered anew, in one interchange. */
async function writeLarge(file: string): Promise<number> {
  const text = remittanceText();
  const header = text.slice(0, text.indexOf('ST*'));
  const sets = text.slice(header.length, text.indexOf('GE*')).split(/(?=ST\*835\*)/);
  const out = createWriteStream(file);
  out.write(header);
  let count = 0;
  for (let written = 0; written < megabytes * 1e6; count += 1) {
    const number = String(count + 1).padStart(9, '0');
    const set = (sets[count % sets.length] ?? '')
      .replace(/^ST\*835\*\d+/, `ST*835*${number}`)
      .replace(/(SE\*\d+)\*\d+~$/, `$1*${number}~`);
    written += set.length;
    if (!out.write(set)) await once(out, 'drain');
  }
  out.end(text.slice(text.indexOf('GE*')).replace(/^GE\*\d+/, `GE*${count}`));
  await once(out, 'finish');
  return (count * 10_000) / sets.length;
}

async function validated(file: string): Promise<{ output: string; peakMegabytes: number }> {
  const command = resolve(import.meta.dirname, '../../services/standalone/src/x12.ts');
  const child = spawn(process.execPath, ['--max-semi-space-size=4', command, 'validate', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-10_000);
  });
  let peakMegabytes = Number.NaN;
  const watch = setInterval(() => {
    void peakOf(child.pid).then((peak) => {
      if (!Number.isNaN(peak)) peakMegabytes = peak;
    });
  }, 100);
  await once(child, 'close');
  clearInterval(watch);
  return { output, peakMegabytes };
}

/** The kernel's own high-water mark of resident memory; only Linux keeps it. */
async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1000;
}
