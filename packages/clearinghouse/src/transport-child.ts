import { createTransport } from './create-transport.ts';

/**
 * A process that tests kill: it sends files 0, 1, 2 … of its own making and says so on standard output after each. With
 * `takeFirst` it polls instead, acknowledges so many files, says so, and waits to be killed.
 */
export interface ChildTask {
  adapter: string;
  settings: unknown;
  dataFolder: string;
  /** What the settings name as secrets. */
  secrets?: Record<string, string>;
  count: number;
  takeFirst?: number;
}

/**
 * File number `index` of a child: name and content follow from it, so that the parent can send or compare the same. Half a
 * megabyte, so that a kill is likely to fall into the writing.
 */
export function childFile(index: number): { name: string; content: Uint8Array } {
  return { name: `batch-${String(index).padStart(5, '0')}.txt`, content: Buffer.from(`file ${index} `.repeat(60_000)) };
}

async function run(task: ChildTask): Promise<void> {
  const { transport } = await createTransport(
    { name: 'child', ...task },
    { dataFolder: task.dataFolder, secret: (name) => task.secrets?.[name] },
  );
  if (task.takeFirst !== undefined) {
    const files = await transport.poll(task.count);
    for (const file of files.slice(0, task.takeFirst)) {
      await transport.acknowledge(file.name);
      process.stdout.write(`${file.name}\n`);
    }
    // Holds the process, so that it ends by the kill and not by itself.
    setInterval(() => undefined, 1000);
    return;
  }
  for (let index = 0; index < task.count; index += 1) {
    const file = childFile(index);
    await transport.send(file);
    process.stdout.write(`${file.name}\n`);
  }
  await transport.close();
}

const task = process.argv[2];
if (task !== undefined && import.meta.main) await run(JSON.parse(task));
