import { claimEventTypes } from '@claimwright/domain/lifecycle';
import { describe, expect, test } from 'vitest';
import { describeClaimEvent } from './claim-event.ts';

describe('an event of a claim in words', () => {
  test('every type has a title, with and without details', () => {
    const titles = claimEventTypes.map((type) => describeClaimEvent(type, null).title);
    expect(new Set(titles).size).toBe(claimEventTypes.length);
    for (const type of claimEventTypes) expect(describeClaimEvent(type, {}).lines).toEqual([]);
  });

  test('a 277CA says category, status, source and numbers', () => {
    const { lines } = describeClaimEvent('rejected', {
      statuses: [
        { category: 'A7', statusCode: '562', entity: '82' },
        { category: 'Z9', statusCode: '1' },
      ],
      source: 'A PAYER',
      payerClaimControlNumber: 'P1',
      clearinghouseTraceNumber: 'T1',
    });
    expect(lines).toEqual([
      '277CA A7 (rejected, a value is not valid), status 562, entity 82.',
      '277CA Z9, status 1.',
      'From A PAYER.',
      "Payer's claim number P1.",
      'Clearinghouse trace T1.',
    ]);
  });

  test('a 999 rejection names segment, loop and elements', () => {
    const { lines } = describeClaimEvent('syntax_rejected', {
      code: 'R',
      errors: [
        { segment: 'NM1', position: 12, loop: '2310B', elements: [{ position: 9, code: '7', value: '123' }] },
        { segment: 'HI', position: 20, code: '8', elements: [] },
      ],
    });
    expect(lines).toEqual([
      '999 answer R.',
      'Segment NM1 of loop 2310B, number 12: element 9 "123" (code 7).',
      'Segment HI, number 20: code 8.',
    ]);
  });

  test('a denial says amounts, codes, class and what to do; one line does not say it twice', () => {
    const denial = {
      category: 'timely_filing',
      preventable: true,
      nextAction: 'Send proof.',
      reasons: ['CO-29'],
      amountCents: 16_464,
    };
    const base = {
      traceNumber: 'T9',
      statusCode: '1',
      paidCents: 0,
      chargeCents: 16_464,
      remittancePayer: 'A PAYER',
      denial,
    };
    const one = describeClaimEvent('denied', { ...base, lineDenials: [{ ...denial, lineNumber: 1 }] });
    expect(one).toMatchObject({ title: 'Denied', tone: 'bad' });
    expect(one.lines).toEqual([
      '$0.00 paid of $164.64 charged.',
      'Refused: CO-29, $164.64 (timely filing, could have been prevented).',
      'Next: Send proof.',
      '835 of A PAYER, trace T9.',
    ]);
    const other = { ...denial, preventable: false, amountCents: 64 };
    const two = describeClaimEvent('denied', { ...base, lineDenials: [{ ...other, lineNumber: 1 }, other] });
    expect(two.lines).toContain('Line 1: CO-29, $0.64 (timely filing).');
    expect(two.lines).toContain('A line: CO-29, $0.64 (timely filing).');
  });

  test('a payment says allowed, patient share and interest; a reversal and a replacement say what they are', () => {
    const { lines } = describeClaimEvent('paid', {
      traceNumber: 'T9',
      statusCode: '22',
      paidCents: -5_000,
      chargeCents: 10_000,
      allowedCents: 7_000,
      patientResponsibilityCents: 2_000,
      interestCents: 12,
      reverses: 'remit/x/1',
      supersedes: ['remit/x/0'],
      payerClaimControlNumber: 'P1',
      warnings: ['The line matched without its modifier.'],
    });
    expect(lines).toEqual([
      '-$50.00 paid of $100.00 charged, $70.00 allowed, $20.00 owed by the patient, $0.12 interest.',
      'Takes back an earlier answer.',
      'Replaces an earlier answer that paid nothing.',
      "835, trace T9, payer's claim number P1.",
      'The line matched without its modifier.',
    ]);
  });

  test('what came too late to change anything says so', () => {
    const { title, lines } = describeClaimEvent('informed', {
      said: 'payer_accepted',
      statuses: [{ category: 'A2', statusCode: '20' }],
    });
    expect(title).toBe('Note');
    expect(lines[0]).toBe('Says "payer accepted", which changes nothing at this point.');
  });

  test('what an acknowledgement found wrong is told with its field, its box and what to do, once', () => {
    const fault = {
      said: '277CA' as const,
      code: 'A7:562:82',
      message: 'Rejected: the NPI is wrong (A7:562:82).',
      action: 'Correct it.',
      x12: { loop: '2310B', segment: 'NM1', element: 'NM109' },
      pointer: '/renderingProvider/npi',
      formBox: '24J',
    };
    const { lines } = describeClaimEvent('rejected', {
      statuses: [{ category: 'A7', statusCode: '562', entity: '82' }],
      words: [fault.message],
      faults: [fault],
    });
    expect(lines).toEqual([
      fault.message,
      'Entered at /renderingProvider/npi, CMS-1500 box 24J (2310B NM109).',
      'Correct it.',
    ]);
    const errors = [{ segment: 'NM1', position: 12, elements: [] }];
    const explained = describeClaimEvent('syntax_rejected', {
      code: 'R',
      errors,
      faults: [{ ...fault, message: 'Wrong.' }],
    });
    expect(explained.lines).toEqual([
      'Wrong.',
      'Entered at /renderingProvider/npi, CMS-1500 box 24J (2310B NM109).',
      'Correct it.',
      '999 answer R.',
    ]);
  });

  test('a question about the status and its answer are told as such', () => {
    expect(describeClaimEvent('informed', { question: '276', trace: 'Q1N1' })).toMatchObject({
      title: 'Payer asked for the status',
      lines: ['Asked by 276, trace Q1N1.'],
    });
    const words = ['Being worked on: it was accepted for processing (P1:20).'];
    expect(describeClaimEvent('informed', { answer: '277', asked: true, words, source: 'A PAYER' })).toMatchObject({
      title: 'Payer answered on the status',
      lines: [...words, 'From A PAYER.'],
    });
  });

  test('what a person asked for is told as such, with the reason', () => {
    expect(describeClaimEvent('informed', { asked: 'void', reason: 'the wrong patient' })).toMatchObject({
      title: 'Void asked for',
      lines: ['the wrong patient'],
    });
  });
});
