import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Simulation } from '@claimwright/simulator/simulate';

// A clearinghouse in a process of its own that shares nothing with us but two folders: it fetches what lies in our outbox, takes it
// away, and puts every answer of the next days into our inbox, each under its final name only when it is whole.

const [outbox = '', inbox = '', receivedAt = '', until = ''] = process.argv.slice(2);
const simulation = new Simulation({ seed: 'directory' });
await mkdir(inbox, { recursive: true });
for (const name of (await readdir(outbox)).filter((file) => !file.startsWith('.')).sort()) {
  simulation.receive(await readFile(join(outbox, name), 'utf8'), receivedAt);
  await rm(join(outbox, name));
}
for (const { name, content } of simulation.filesDue(undefined, until)) {
  await writeFile(join(inbox, `${name}.part`), content);
  await rename(join(inbox, `${name}.part`), join(inbox, name));
}
