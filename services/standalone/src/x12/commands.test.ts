import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const command = resolve(import.meta.dirname, '../x12.ts');
const sound = `${[
  'ISA*00*          *00*          *ZZ*CLEARING       *ZZ*CLAIMWRIGHT    *261123*0915*^*00501*000000905*0*T*:',
  'GS*FA*CLEARING*CLAIMWRIGHT*20261123*0915*17*X*005010X231A1',
  'ST*999*0001*005010X231A1',
  'AK1*HC*17*005010X222A1',
  'AK2*837*0001*005010X222A1',
  'IK5*A',
  'AK9*A*1*1*1',
  'SE*6*0001',
  'GE*1*17',
  'IEA*1*000000905',
].join('~\n')}~\n`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'x12-'));
  await writeFile(join(folder, 'sound.999'), sound);
  await writeFile(join(folder, 'faulty.999'), sound.replace('IK5*A', 'IK5*Q*5*'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [command, ...argv], { cwd: folder });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe('x12 validate', () => {
  test('ends well for a sound file', async () => {
    expect(await run('validate', 'sound.999')).toEqual({
      code: 0,
      out: 'sound.999: valid, 0 errors, 0 warnings in 10 segments (1 × 999)\n',
      err: '',
    });
  });

  test('prints a line a defect and ends with 1 for a faulty one, among others', async () => {
    const { code, out } = await run('validate', 'faulty.999', 'sound.999');
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      'faulty.999: segment 6, set 0001 segment 4, 999 2000 IK5: error element_condition (SNIP 1): IK503 is empty at the end of the segment: its separator is left out',
      'faulty.999: segment 6, set 0001 segment 4, 999 2000 IK5: error element_code (SNIP 2): IK501 is not one of the codes of the guide (A, E, M, R, W, X)',
      'faulty.999: not valid, 2 errors, 0 warnings in 10 segments (1 × 999)',
      'sound.999: valid, 0 errors, 0 warnings in 10 segments (1 × 999)',
      '',
    ]);
  });

  test('gives the whole report as JSON when asked to', async () => {
    const { out } = await run('validate', '--json', 'faulty.999');
    expect(JSON.parse(out)).toMatchObject({ file: 'faulty.999', valid: false, errors: 2, transactions: { '999': 1 } });
  });

  test('says which file cannot be read and how it is called', async () => {
    expect(await run('validate', 'absent.999')).toMatchObject({
      code: 1,
      err: 'absent.999 cannot be read (ENOENT).\n',
    });
    expect((await run('validate')).err).toContain('at least one file');
    expect((await run('translate')).err).toContain('Usage: ');
  });
});

test('x12 to-json of what is no X12 says so and ends with 1', async () => {
  await writeFile(join(folder, 'letter.txt'), 'Dear Madam');
  expect(await run('to-json', 'letter.txt')).toEqual({
    code: 1,
    out: '{"interchanges":[]}\n',
    err: 'letter.txt holds no X12 interchange: none begins with ISA.\n',
  });
});

test('x12 validate --strict calls a file with a warning not valid; without it, it is', async () => {
  const visit = await readFile(join(import.meta.dirname, '../../../../test/fixtures/837p/01-office-visit.x12'), 'utf8');
  await writeFile(join(folder, 'npi.837'), visit.replaceAll('1234567893', '1234567890'));
  const { code, out } = await run('validate', 'npi.837');
  expect([code, out]).toEqual([0, expect.stringContaining('npi.837: valid, 0 errors')]);
  const strict = await run('validate', '--strict', 'npi.837');
  expect([strict.code, strict.out]).toEqual([1, out.replace('npi.837: valid', 'npi.837: not valid')]);
});

test('x12 to-json prints the tree', async () => {
  const { code, out } = await run('to-json', 'sound.999');
  expect(code).toBe(0);
  const { interchanges } = JSON.parse(out);
  expect(interchanges[0].groups[0].sets[0]).toMatchObject({ transaction: '999', controlNumber: '0001' });
  expect(interchanges[0].lineEnd).toBe('\n');
});
