import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { carriedBy837P } from '@claimwright/x12/professional-claim-carried';
import { read837P } from '@claimwright/x12/professional-claim-read';
import { write837P } from '@claimwright/x12/professional-claim-write';
import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { cobClaims } from './cob-claims.ts';
import { checkProfessionalClaims } from './grammar.ts';
import { at, numbersFor, route } from './snapshots.ts';

const folder = join(import.meta.dirname, '../fixtures/837p-cob');
const written = (index: number) =>
  write837P({ route, numbers: numbersFor(1), claims: [cobClaims[index]!.claim], at }).replaceAll('~', '~\n');

describe.each(cobClaims.map(({ name, claim }, index) => ({ name, claim, index })))(
  '$name',
  ({ name, claim, index }) => {
    test('is written as its fixture says', async () => {
      const file = join(folder, `${name}.837`);
      if (process.env.UPDATE_FIXTURES) {
        await mkdir(folder, { recursive: true });
        await writeFile(file, written(index));
      }
      expect(written(index)).toBe(await readFile(file, 'utf8'));
    });

    test('keeps the guide and balances, by both judges', () => {
      expect(checkProfessionalClaims(written(index).replaceAll('\n', ''))).toEqual([]);
      expect(validateX12(written(index)).defects).toEqual([]);
    });

    test('is read back as it was written', () => {
      const read = read837P(written(index));
      expect(read.defects).toEqual([]);
      expect(read.claims[0]?.claim).toEqual(carriedBy837P(claim));
    });
  },
);

describe('the balance of what another payer decided', () => {
  const text = written(cobClaims.findIndex(({ name }) => name === 'secondary-decided-by-line'));

  test.each([
    ['a cent more paid on a line', 'SVD*77001*100*', 'SVD*77001*100.01*'],
    ['a cent less adjusted', 'CAS*CO*45*30~', 'CAS*CO*45*29.99~'],
    ['another amount paid for the claim', 'AMT*D*160~', 'AMT*D*161~'],
  ])('%s is found', (_, sound, faulty) => {
    expect(text).toContain(sound);
    expect(validateX12(text.replace(sound, faulty)).defects.map((defect) => defect.rule)).toContain('balance');
  });
});
