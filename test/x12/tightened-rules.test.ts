import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateX12 } from '@claimwright/x12/validate';
import { describe, expect, test } from 'vitest';
import { checkProfessionalClaims } from './grammar.ts';

const folder = join(import.meta.dirname, '../fixtures/837p');

/** What a second public grammar of the 837P refuses, done to texts that are sound: file, what stands there, what is put instead. */
const refused: [words: string, file: string, sound: string | RegExp, faulty: string][] = [
  ['a report type there is none of', '26-attachments', 'PWK*OB*', 'PWK*ZZ*'],
  ['a condition that no ambulance has', '44-ambulance-emergency', 'CRC*07*Y*01*', 'CRC*07*Y*02*'],
  ['a reason for lenses that is none', '48-vision', 'CRC*E1*Y*L1~', 'CRC*E1*Y*L6~'],
  ['another word for homebound', '49-homebound', 'CRC*75*Y*IH~', 'CRC*75*Y*65~'],
  ['a screening with an unknown referral', '50-epsdt-referral', 'CRC*ZZ*Y*S2', 'CRC*ZZ*Y*S3'],
  ['three conditions of equipment', '61-oxygen-certificate', 'CRC*09*Y*ZV~', 'CRC*09*Y*ZV*38*38~'],
  ['a pricing method of lines on a claim', '25-repriced-claim', 'HCP*02*', 'HCP*06*'],
  ['a procedure by the rates of hospitals', '01-office-visit', 'SV1*HC:', 'SV1*HP:'],
  ['a place that CMS has not assigned', '01-office-visit', '***11:B:1*', '***30:B:1*'],
  ['a country there is none of', '78-foreign-letters', '*K1C 1A1*CA~', '*K1C 1A1*QQ~'],
  ['a state and a part of a country together', '78-foreign-letters', '*K1C 1A1*CA~', '*K1C 1A1*CA***ON~'],
  ['a part of a country without its country', '78-foreign-letters', '*ON*K1C 1A1*CA~', '**K1C 1A1****ON~'],
  ['a supplier number of a referring provider', '58-supervised', 'NM1*DQ*', 'NM1*DN*1*POE*ANN~REF*LU*7~NM1*DQ*'],
  ['a social security number with hyphens', '14-casualty-dependant', 'REF*1W*', 'REF*SY*123-45-6789~REF*1W*'],
  ['disability begun and ended apart', '21-disability-begun', 'DTP*360*', 'DTP*361*D8*20261119~DTP*360*'],
  [
    'a disability of which only one day is told',
    '20-disability-period',
    /DTP\*314\*RD8\*(\d{8})-\d{8}/,
    'DTP*314*D8*$1',
  ],
  ['a disability begun in a period', '21-disability-begun', /DTP\*360\*D8\*(\d{8})/, 'DTP*360*RD8*$1-$1'],
  ['units of nine digits', '01-office-visit', '*UN*2*', '*UN*100000000*'],
  ['units of nine digits, some of them after the point', '01-office-visit', '*UN*2*', '*UN*123456.789*'],
  ['units of four decimals', '01-office-visit', '*UN*2*', '*UN*2.1234*'],
  ['a reason of no authorization there is none of', '29-service-authorization', 'REF*4N*3', 'REF*4N*8'],
  ['a crossover that is neither yes nor no', '30-mandatory-crossover', 'REF*F5*Y', 'REF*F5*U'],
  ['a certificate sent in an unknown way', '61-oxygen-certificate', 'CR3*', 'PWK*CT*ZZ~CR3*'],
  ['an answer that says nothing', '61-oxygen-certificate', 'FRM*3*Y~', 'FRM*3~'],
];

describe('both grammars refuse', () => {
  test.each(refused)('%s', (_, file, sound, faulty) => {
    const text = readFileSync(join(folder, `${file}.x12`), 'latin1').replaceAll('~\n', '~');
    const broken = text.replace(sound, faulty);
    expect(broken).not.toBe(text);
    const recounted = broken.replace(/SE\*\d+/, `SE*${broken.split('~').length - 5}`);
    expect(validateX12(recounted).valid).toBe(false);
    expect(checkProfessionalClaims(recounted)).not.toEqual([]);
    // Only what was done to it is wrong.
    expect(validateX12(recounted).defects.map(({ rule }) => rule)).not.toContain('set_count_mismatch');
  });

  test('but not a certificate of medical necessity and how it comes', () => {
    const text = readFileSync(join(folder, '61-oxygen-certificate.x12'), 'latin1').replaceAll('~\n', '~');
    const certified = text.replace('CR3*', 'PWK*CT*AD~CR3*').replace('SE*45', 'SE*46');
    expect(validateX12(certified).defects).toEqual([]);
    expect(checkProfessionalClaims(certified)).toEqual([]);
  });

  test('and codes of two revisions of the ICD, which is a warning', () => {
    const text = readFileSync(join(folder, '01-office-visit.x12'), 'latin1').replace('*ABF:I10', '*BF:4019');
    expect(validateX12(text)).toMatchObject({
      valid: true,
      defects: [{ rule: 'situation', severity: 'warning', loop: '2300', segment: 'HI', element: 2, component: 1 }],
    });
    // Of one revision, whichever it is, nothing is said.
    expect(validateX12(text.replace('HI*ABK:E119*', 'HI*BK:25000*')).defects).toEqual([]);
  });

  test('and a person without a member id', () => {
    const text = readFileSync(join(folder, '01-office-visit.x12'), 'latin1');
    const nameless = text.replace(/(NM1\*IL\*1\*[^~]*?)\**MI\*[^*~]+~/, '$1~');
    expect(nameless).not.toBe(text);
    expect(validateX12(nameless).defects).toMatchObject([{ rule: 'situation', loop: '2010BA', element: 9 }]);
  });
});
