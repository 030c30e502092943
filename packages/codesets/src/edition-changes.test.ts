import { describe, expect, test } from 'vitest';
import { decodeEdition } from './decode-edition.ts';
import { attributeBit, type Edition, type EditionContent } from './edition.ts';
import { editionChanges } from './edition-changes.ts';
import { encodeEdition } from './encode-edition.ts';
import { ptpCollector } from './import/collect-ptp.ts';
import { errorLog } from './import/import-error.ts';

function edition(content: Partial<EditionContent> & Pick<EditionContent, 'set' | 'rows'>): Edition {
  const bytes = encodeEdition({
    edition: 'one',
    effectiveFrom: '2026-01-01',
    complete: true,
    sourceSha256: '0'.repeat(64),
    ...content,
  });
  const decoded = decodeEdition(bytes);
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.edition;
}

const hcpcs = (rows: EditionContent['rows']) => edition({ set: 'hcpcs', rows });
const { billable, unspecified } = attributeBit;
const all = (from: Edition, to: Edition) => [...editionChanges(from, to)].flat();

describe('rows', () => {
  test('what came, went and is said otherwise, in the order of the codes, with what changed', () => {
    const before = hcpcs([
      { code: 'A0001', attributes: billable, title: 'goes' },
      { code: 'A0003', attributes: billable, title: 'stays' },
      { code: 'A0004', attributes: billable, title: 'ends', effectiveTo: '2026-12-31' },
    ]);
    const after = hcpcs([
      { code: 'A0002', attributes: billable, title: 'comes' },
      { code: 'A0003', attributes: billable | unspecified, title: 'stays, in other words' },
      { code: 'A0004', attributes: billable, title: 'ends', effectiveTo: '2026-06-30' },
    ]);
    expect(all(before, after)).toEqual([
      { kind: 'removed', key: 'A0001', title: 'goes', parts: [] },
      { kind: 'added', key: 'A0002', title: 'comes', parts: [] },
      { kind: 'changed', key: 'A0003', title: 'stays, in other words', parts: ['unspecified'] },
      { kind: 'changed', key: 'A0004', title: 'ends', parts: ['dates'] },
    ]);
  });

  test('other words alone are no change, and an edition differs from itself in nothing', () => {
    const one = hcpcs([{ code: 'A0001', attributes: billable, title: 'one way' }]);
    const other = hcpcs([{ code: 'A0001', attributes: billable, title: 'another' }]);
    expect(all(one, other)).toEqual([]);
    expect(all(one, one)).toEqual([]);
  });

  test('a code with a gap is one entry; its second span is part of what it is', () => {
    const row = (from: string, to: string) => ({ code: 'A0001', attributes: 0, effectiveFrom: from, effectiveTo: to });
    const before = hcpcs([row('2026-01-01', '2026-03-31')]);
    const after = hcpcs([row('2026-01-01', '2026-03-31'), row('2026-07-01', '2026-12-31')]);
    expect(all(before, after)).toEqual([{ kind: 'changed', key: 'A0001', parts: ['dates'] }]);
  });

  test('values and members count', () => {
    const before = edition({
      set: 'ncci-aoc',
      rows: [{ code: 'A0001', attributes: 0, values: [1], list: [{ item: 'B0001' }] }],
    });
    const value = edition({
      set: 'ncci-aoc',
      rows: [{ code: 'A0001', attributes: 0, values: [2], list: [{ item: 'B0001' }] }],
    });
    const member = edition({
      set: 'ncci-aoc',
      rows: [{ code: 'A0001', attributes: 0, values: [1], list: [{ item: 'B0002' }] }],
    });
    expect(all(before, value)[0]?.parts).toEqual(['values']);
    expect(all(before, member)[0]?.parts).toEqual(['list']);
  });
});

describe('pairs', () => {
  const ptp = (pairs: readonly [string, string, string][]) => {
    const collector = ptpCollector();
    const log = errorLog('pairs.txt');
    for (const [column1, column2, indicator] of pairs)
      collector.add({ column1, column2, effective: '20260101', deleted: '', indicator }, log, 1);
    const { rows, extra } = collector.finish(log);
    return edition({ set: 'ncci-ptp-practitioner', rows, extra });
  };

  test('each pair by itself, though the codes are numbered otherwise', () => {
    const before = ptp([
      ['J0001', 'J0002', '0'],
      ['J0001', 'J0004', '1'],
      ['J0003', 'J0001', '1'],
    ]);
    const after = ptp([
      ['A0001', 'J0002', '0'],
      ['J0001', 'J0002', '0'],
      ['J0001', 'J0003', '1'],
      ['J0001', 'J0004', '9'],
    ]);
    expect(all(before, after)).toEqual([
      { kind: 'added', key: 'A0001/J0002', parts: [] },
      { kind: 'added', key: 'J0001/J0003', parts: [] },
      { kind: 'changed', key: 'J0001/J0004', parts: ['terms'] },
      { kind: 'removed', key: 'J0003/J0001', parts: [] },
    ]);
  });

  test('come in batches, so that a service can breathe', () => {
    const many = Array.from({ length: 250 }, (_, a) =>
      Array.from({ length: 200 }, (_, b): [string, string, string] => [
        `A${String(a).padStart(4, '0')}`,
        `B${String(b).padStart(4, '0')}`,
        '1',
      ]),
    ).flat();
    const batches = [...editionChanges(ptp(many), ptp(many.slice(1)))];
    expect(batches.length).toBeGreaterThan(2);
    expect(batches.flat()).toEqual([{ kind: 'removed', key: 'A0000/B0000', parts: [] }]);
  });
});
