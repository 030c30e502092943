import { describe, expect, test } from 'vitest';
import { encounterInput, serviceDates } from './encounter.ts';
import {
  billFrequency,
  fullRevenueCode,
  isInpatientFacility,
  readHour,
  readTypeOfBill,
} from './institutional-encounter.ts';

describe('readTypeOfBill', () => {
  test.each([
    ['0111', '11', '1'],
    ['131', '13', '1'],
    [' 085q ', '85', 'Q'],
    ['0117', '11', '7'],
  ])('%j is facility %s and frequency %s', (text, facilityCode, frequencyCode) => {
    expect(readTypeOfBill(text)).toEqual({ facilityCode, frequencyCode });
  });

  test.each([undefined, '', '0011', '1', '1111', '01111', '0101', '13-1', '0x11'])('%j has no shape of one', (text) => {
    expect(readTypeOfBill(text)).toBeUndefined();
  });
});

describe('isInpatientFacility', () => {
  test('hospital stays are, outpatient services are not', () => {
    const all = Array.from({ length: 100 }, (_, code) => String(code).padStart(2, '0'));
    expect(all.filter(isInpatientFacility)).toEqual(['11', '12', '18', '21', '22', '28', '41', '65', '66', '86']);
  });
});

describe('readHour', () => {
  test.each([
    ['9', '0900'],
    ['00', '0000'],
    ['0930', '0930'],
    ['23:59', '2359'],
    [' 7:05 ', '0705'],
  ])('%j is %s', (text, time) => expect(readHour(text)).toBe(time));

  test.each([undefined, '', '24', '1260', '99', '9:3', '12:60', 'noon', '12345'])('%j is none', (text) => {
    expect(readHour(text)).toBeUndefined();
  });
});

describe('fullRevenueCode', () => {
  test.each([
    ['450', '0450'],
    [' 0120 ', '0120'],
    ['45', '45'],
    ['x450', 'X450'],
    ['1001', '1001'],
  ])('%j is written %s', (text, code) => expect(fullRevenueCode(text)).toBe(code));
});

describe('billFrequency', () => {
  test.each([
    ['1', '0112', '2'],
    ['1', '0111', '1'],
    ['7', '0111', '7'],
    ['8', 'none', '8'],
    ['1', 'none', undefined],
  ])('of an encounter %s with type of bill %s is %s', (frequencyCode, typeOfBill, frequency) => {
    expect(billFrequency({ frequencyCode, institutional: { typeOfBill } })).toBe(frequency);
  });
});

describe('what a payer before said of a stay', () => {
  const told = (claimType: string) => ({
    externalId: 'h-2',
    claimType,
    patient: { lastName: 'Synthetic' },
    billingProvider: {},
    ...(claimType === 'institutional' ? { institutional: {} } : {}),
    coverages: [
      {
        responsibility: 'primary',
        payer: { name: 'First' },
        relationship: 'self',
        priorAdjudication: { adjudicatedOn: '2026-03-12', paidCents: 1, inpatient: { coveredDays: 2 } },
      },
    ],
  });

  test('is taken with a hospital bill and has no place in a professional claim', () => {
    expect(encounterInput.parse(told('institutional')).coverages[0]?.priorAdjudication?.inpatient).toEqual({
      coveredDays: 2,
    });
    const { error } = encounterInput.safeParse(told('professional'));
    expect(error?.issues.map(({ path }) => path.join('/'))).toEqual(['coverages/0/priorAdjudication/inpatient']);
  });

  test('needs its covered days (MIA01)', () => {
    const bill = told('institutional');
    Object.assign(bill.coverages[0]?.priorAdjudication ?? {}, { inpatient: { drgCents: 100 } });
    expect(encounterInput.safeParse(bill).error?.issues[0]?.path.at(-1)).toBe('coveredDays');
  });
});

describe('service dates of a hospital bill', () => {
  const bill = (statementFrom: string, statementTo: string) =>
    encounterInput.parse({
      externalId: 'h-1',
      claimType: 'institutional',
      patient: { lastName: 'Synthetic' },
      billingProvider: {},
      lines: [{ revenueCode: '0120', units: 1, chargeCents: 1, serviceFrom: '2026-03-02', serviceTo: '2026-03-04' }],
      institutional: { statementFrom, statementTo },
    });

  test('reach over its statement', () => {
    expect(serviceDates(bill('2026-03-01', '2026-03-09'))).toEqual({ from: '2026-03-01', to: '2026-03-09' });
  });

  test('and over lines outside of it', () => {
    expect(serviceDates(bill('2026-03-03', '2026-03-03'))).toEqual({ from: '2026-03-02', to: '2026-03-04' });
  });
});
