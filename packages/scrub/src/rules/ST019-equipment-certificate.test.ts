import type { MedicalEquipment } from '@claimwright/domain/medical-equipment';
import { expect, test } from 'vitest';
import { cleanCoverage, cleanLine } from '../clean-encounter.ts';
import { exampleFindings } from '../example-input.ts';

const forms: MedicalEquipment['forms'] = [{ kind: 'UT', code: '484.3', answers: [{ question: '1A', yesNo: 'Y' }] }];
const certification = { type: 'renewal', months: 12 } as const;

function found(
  medicalEquipment: MedicalEquipment,
  options: { filing?: string; serviceFrom?: string; dates?: Record<string, string> } = {},
): string[] {
  const { filing = 'CI', serviceFrom = '2026-03-02', dates } = options;
  const coverages = [{ ...cleanCoverage, claimFilingCode: filing }];
  return exampleFindings('ST019', {
    encounter: { coverages, lines: [{ ...cleanLine, serviceFrom, dates, medicalEquipment }] },
  });
}

test('Medicare takes a certificate for services of 2022 and none for those of 2023', () => {
  const equipment = { certificateTransmissionCode: 'AD' } as const;
  expect(found(equipment, { filing: 'MB', serviceFrom: '2022-12-31' })).toEqual([]);
  expect(found(equipment, { filing: 'MB', serviceFrom: '2023-01-01' })).toEqual([
    'reject /lines/0/medicalEquipment/certificateTransmissionCode',
  ]);
  expect(found(equipment)).toEqual([]);
});

test('a form comes with its certification, a certification with its beginning, a renewal with its day', () => {
  expect(found({ forms })).toEqual(['reject /lines/0/medicalEquipment/certification']);
  expect(found({ forms, certification })).toEqual([
    'reject /lines/0/dates/beginTherapy',
    'reject /lines/0/dates/certificationRevision',
  ]);
  const dates = { beginTherapy: '2025-03-01', certificationRevision: '2026-03-01' };
  expect(found({ forms, certification }, { dates })).toEqual([]);
  expect(found({ certification: { type: 'initial', months: 3 } }, { dates: { beginTherapy: '2026-03-01' } })).toEqual(
    [],
  );
});

test('terms and conditions alone ask for nothing', () => {
  const terms = { lengthOfNeedDays: 30, rentalPriceCents: 100, purchasePriceCents: 1000, rentalUnit: 'month' } as const;
  expect(found({ terms, conditions: { applies: true, codes: ['38'] } }, { filing: 'MB' })).toEqual([]);
  expect(found({ terms, forms: [] }, { filing: 'MB' })).toEqual([]);
});
