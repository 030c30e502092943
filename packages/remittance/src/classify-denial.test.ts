import { describe, expect, it } from 'vitest';
import { classifyDenial, isDenialAdjustment } from './classify-denial.ts';
import { denialClasses, expectedReasonCodes } from './denial-table.ts';
import { type AdjustmentDraft, adjustments } from './testing/build-remittance.ts';

const classify = (drafts: AdjustmentDraft[], remarks: string[] = []) =>
  classifyDenial(adjustments(drafts).filter(isDenialAdjustment), remarks);

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

describe('the advice goes by the group code', () => {
  const said = (...reasons: string[]) => classify(reasons.map((reason) => [reason, 100] as const))?.nextAction ?? '';

  it('under CO nothing is ever said to go to the patient, whatever the code', () => {
    for (const code of [...denialClasses.flatMap((row) => row.codes), '999']) {
      expect(said(`CO-${code}`)).toMatch(/Group CO: it cannot go to the patient\.$/);
      expect(said(`CO-${code}`)).not.toMatch(/(bill|to) (the|it to the) patient(?!\.$)/);
    }
  });

  it('no step of a class names the patient as payer: that is for the group to say', () => {
    for (const { nextAction } of denialClasses) expect(nextAction).not.toMatch(/bill[^.]*patient|write it off/);
  });

  it('under PR it may; OA and PI are neutral', () => {
    expect(said('PR-96')).toMatch(/may go to the next payer, or to the patient/);
    expect(said('OA-96')).toMatch(/find out who pays before anybody is billed/);
    expect(said('PI-96')).toMatch(/neither contract nor patient/);
  });

  it('of several groups the strictest speaks, of those of the class that is named', () => {
    expect(said('PR-96', 'CO-204')).toMatch(/cannot go to the patient\. Only the part under group PR may\.$/);
    const mixed = classify([
      ['PR-96', 500],
      ['CO-97', 100],
    ]);
    expect(mixed).toMatchObject({ category: 'non_covered', nextAction: expect.stringMatching(/Group PR/) });
  });
});

it('every code stands in one class only, and none both explains and denies', () => {
  const codes = denialClasses.flatMap((row) => row.codes);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => expectedReasonCodes.has(code))).toEqual([]);
  const remarks = denialClasses.flatMap((row) => row.withRemark ?? []);
  expect(new Set(remarks).size).toBe(remarks.length);
});
