import { jsonToX12 } from '@claimwright/x12/from-json';
import { x12ToJson } from '@claimwright/x12/to-json';
import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { expectedFaults } from './broken-samples.ts';
import { samples, samplesArePresent } from './samples.ts';

describe.skipIf(!samplesArePresent)('validation of the sample files beside the repository', () => {
  const all = samples();

  test('finds no error in a valid file', () => {
    const valid = all.filter(({ kind }) => kind === 'valid');
    expect(valid.length).toBeGreaterThan(55);
    for (const { name, text } of valid) {
      const errors = validateX12(text).defects.filter(({ severity }) => severity === 'error');
      expect({ name, errors }).toEqual({ name, errors: [] });
    }
  });

  test('knows the fault of every broken file', () => {
    const broken = all.filter(({ kind }) => kind === 'broken').map(({ name }) => name);
    expect(broken.length).toBeGreaterThan(55);
    expect(broken.filter((name) => !expectedFaults.some(({ file }) => file === name))).toEqual([]);
  });

  test.each(expectedFaults)('finds the fault of $file: $rule', ({ file, ...fault }) => {
    const sample = all.find(({ name }) => name === file);
    const { defects, valid } = validateX12(sample?.text ?? '', { keepDefects: 10_000 });
    expect(defects).toContainEqual(expect.objectContaining({ severity: 'error', ...fault }));
    expect(valid).toBe(fault.severity === 'warning');
  });

  test('reads files of which nobody is sure, and counts what is in them', () => {
    const unsure = all.filter(({ kind }) => kind === 'unsure');
    expect(unsure.length).toBeGreaterThan(50);
    for (const { name, text } of unsure) {
      const report = validateX12(text);
      expect({ name, sets: report.transactionSets }).toEqual({
        name,
        sets: text.match(/(?<![A-Z0-9])ST[^A-Z0-9\s](837|835|999|277)/g)?.length,
      });
      expect(report.errors + report.warnings).toBe(report.defects.length + report.defectsNotKept);
    }
  });

  test('says the same of a text whole and in chunks', () => {
    for (const { name, text } of all.filter(({ text: { length } }) => length < 20_000)) {
      const chunks = Array.from({ length: Math.ceil(text.length / 97) }, (_, index) =>
        text.slice(index * 97, index * 97 + 97),
      );
      expect({ name, report: validateX12(chunks) }).toEqual({ name, report: validateX12(text) });
    }
  });

  test('never repeats a name or number of a person', () => {
    for (const { text } of all) {
      const words = new Set(text.split(/[^A-Za-z0-9]+/).filter((word) => /^[A-Z]{5,}$|^\d{6,}$/.test(word)));
      for (const { message } of validateX12(text).defects) {
        expect(message.split(/[^A-Za-z0-9]+/).filter((word) => words.has(word))).toEqual([]);
      }
    }
  });
});

describe.skipIf(!samplesArePresent)('sample files as JSON', () => {
  test('come back from JSON as they were: read, written and read again', () => {
    const valid = samples(undefined, 'valid');
    expect(valid.length).toBeGreaterThan(55);
    for (const { name, text } of valid) {
      const tree = x12ToJson(text);
      const written = jsonToX12(tree);
      expect({ name, tree: x12ToJson(written) }).toEqual({ name, tree });
      expect({ name, text: written.trim() }).toEqual({ name, text: text.trim() });
    }
  });

  test('have a place for every segment when valid', () => {
    for (const { name, text } of samples(undefined, 'valid')) {
      expect({ name, unplaced: JSON.stringify(x12ToJson(text)).includes('"unplaced"') }).toEqual({
        name,
        unplaced: false,
      });
    }
  });

  test('keep every segment, also when broken', () => {
    for (const { name, text } of samples()) {
      const ids =
        (JSON.stringify(x12ToJson(text)).match(/"segment":/g) ?? []).length - x12ToJson(text).interchanges.length;
      const { segments } = validateX12(text);
      expect({ name, ids }).toEqual({ name, ids: segments });
    }
  });
});
