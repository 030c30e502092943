import { expect, test } from 'vitest';
import { cleanLine } from '../clean-encounter.ts';
import { inventedCodes } from '../example-edits.ts';
import { pastLine } from '../example-history.ts';
import { exampleFindings, exampleInput } from '../example-input.ts';
import { scrub } from '../scrub.ts';

const { majorSurgery, minorSurgery, test: diagnosticTest } = inventedCodes;
const line = (procedureCode: string, units: number, more: object = {}) => ({
  ...cleanLine,
  procedureCode,
  units,
  ...more,
});
const on = (lines: ReturnType<typeof line>[], history = [pastLine(minorSurgery, '2026-03-01')]) =>
  exampleFindings('NC002', { encounter: { lines }, history });

test('a line limit counts each line by itself, and each day of a span', () => {
  expect(on([line(diagnosticTest, 2)])).toEqual(['deny /lines/0/units']);
  expect(on([line(diagnosticTest, 2, { serviceTo: '2026-03-03' })])).toEqual([]);
  expect(on([line(diagnosticTest, 3, { serviceTo: '2026-03-03' })])).toEqual(['deny /lines/0/units']);
});

test('a day limit counts all lines and earlier claims of the day and the provider', () => {
  expect(on([line(minorSurgery, 2)])).toEqual([]);
  expect(on([line(minorSurgery, 3)])).toEqual(['deny /lines/0/units']);
  expect(on([line(minorSurgery, 2)], [pastLine(minorSurgery, '2026-03-02')])).toEqual(['deny /lines/0/units']);
  expect(on([line(minorSurgery, 2)], [pastLine(minorSurgery, '2026-03-02', { frequencyCode: '8' })])).toEqual([]);
  expect(on([line(minorSurgery, 2)], [pastLine(minorSurgery, '2026-03-02', { claimStatus: 'rejected' })])).toEqual([]);
  expect(on([line(minorSurgery, 2)], [pastLine(minorSurgery, '2026-03-02', { renderingNpi: '1234567893' })])).toEqual(
    [],
  );
  expect(on([line(minorSurgery, 2), line(minorSurgery, 1, { serviceFrom: '2026-03-03' })])).toEqual([]);
});

test('what nobody may release is not released, a clinical limit is', () => {
  const overridable = (code: string, units: number) =>
    scrub(exampleInput({ encounter: { lines: [line(code, units)] } })).findings.find(({ ruleId }) => ruleId === 'NC002')
      ?.overridable;
  expect([overridable(majorSurgery, 2), overridable(minorSurgery, 3), overridable(diagnosticTest, 2)]).toEqual([
    false,
    true,
    true,
  ]);
});
