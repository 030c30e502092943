import { describe, expect, it } from 'vitest';
import { classifyDenial } from './classify-denial.ts';
import { denialClasses, expectedReasonCodes } from './denial-table.ts';
import { type AdjustmentDraft, adjustments } from './testing/build-remittance.ts';

const classify = (drafts: AdjustmentDraft[], remarks: string[] = []) => classifyDenial(adjustments(drafts), remarks);

describe('a denial is named', () => {
  it('by the class that loses the most, with its reasons by size', () => {
    expect(
      classify([
        ['CO-45', 90_000],
        ['CO-197', 300],
        ['CO-97', 200],
        ['CO-236', 200],
      ]),
    ).toEqual({
      category: 'bundling',
      preventable: true,
      nextAction: expect.stringMatching(/separate/),
      reasons: ['CO-197', 'CO-97', 'CO-236'],
      amountCents: 700,
    });
  });

  it('by the more urgent class when two lose the same', () => {
    expect(
      classify([
        ['CO-50', 100],
        ['CO-29', 100],
      ])?.category,
    ).toBe('timely_filing');
    expect(
      classify([
        ['CO-29', 100],
        ['CO-50', 100],
      ])?.category,
    ).toBe('timely_filing');
  });

  it('more precisely with a remark code', () => {
    expect(classify([['CO-16', 100]])?.category).toBe('missing_information');
    expect(classify([['CO-16', 100]], ['N999', 'MA61'])?.category).toBe('registration');
    expect(classify([['CO-97', 100]], ['M144'])?.category).toBe('global_period');
  });

  it('unclassified when the code is not in the table', () => {
    expect(classify([['CO-999', 100]])).toMatchObject({ category: 'unclassified', reasons: ['CO-999'] });
  });

  it('not at all when everything explains a price', () => {
    expect(
      classify([
        ['CO-45', 1],
        ['PR-1', 1],
        ['PR-2', 1],
        ['PR-3', 1],
        ['OA-23', 1],
        ['CO-253', 1],
        ['CR-16', 1],
      ]),
    ).toBeUndefined();
  });
});

it('every code stands in one class only, and none both explains and denies', () => {
  const codes = denialClasses.flatMap((row) => row.codes);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => expectedReasonCodes.has(code))).toEqual([]);
  const remarks = denialClasses.flatMap((row) => row.withRemark ?? []);
  expect(new Set(remarks).size).toBe(remarks.length);
});
