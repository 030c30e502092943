import type { CodeSets } from '@claimwright/codesets/code-sets';
import type { EncounterInput } from '@claimwright/domain/encounter';
import { describe, expect, test } from 'vitest';
import { placesOf, said, saidOfOutpatient, saidOfStay } from './bill-findings.fixture.ts';
import { cleanOutpatient, cleanStay, partACoverage, revenueLine } from './clean-bill.ts';
import { cleanCoverage } from './clean-encounter.ts';
import { inventedCodes } from './example-edits.ts';
import { pastLine } from './example-history.ts';
import { exampleInput } from './example-input.ts';
import { institutionalPlace, placeOnBill } from './institutional-place.ts';
import { rules } from './rules.ts';
import { scrub } from './scrub.ts';

// Rules for both types of claim, on hospital bills: where they differ from what they say of a visit.

const hospital = { typeOfBill: '0131', billingNpi: '1234567893', renderingNpi: undefined, placeOfService: undefined };

describe('which rules hold', () => {
  test('pointers, places of service, signatures and physicians are of professional claims', () => {
    const only = rules.filter(({ claimTypes }) => !claimTypes.includes('institutional')).map(({ id }) => id);
    expect(only.sort()).toEqual(
      'AD005 AD007 AD012 EM001 EM002 EM003 EM004 ID013 ID015 LB001 LB002 LB003 PS001 PS002 PS003 PX004 ST001 ST002 ST004 ST006 ST010 ST011 ST015 ST016 ST017 ST018 ST019 ST020 TH001 TU003 TU004'.split(
        ' ',
      ),
    );
  });

  test('every one for bills alone is an IN rule, in a category of its own', () => {
    const own = rules.filter(({ claimTypes }) => !claimTypes.includes('professional'));
    expect(own.map(({ id }) => id)).toEqual(rules.filter(({ id }) => id.startsWith('IN')).map(({ id }) => id));
    expect(own.every(({ category }) => category === 'institutional')).toBe(true);
    expect(own).toHaveLength(24);
  });
});

describe('where findings stand', () => {
  test.each([
    ['/diagnoses/0/code', '2300 HI HI01-2 FL 67'],
    ['/diagnoses/1/code', '2300 HI HI01-2 FL 67A'],
    ['/diagnoses/12', '2300 HI HI12-2 FL 67L'],
    ['/diagnoses/13', '2300 HI HI01-2 FL 67M'],
    ['/diagnoses/17', '2300 HI HI05-2 FL 67Q'],
    ['/diagnoses/18', '2300 HI HI06-2 FL 67'],
    ['/diagnoses/24', '2300 HI HI12-2 FL 67'],
    ['/diagnoses/25', '2300 HI HI FL 67'],
    ['/lines/12/procedureCode', '2400 SV2 SV202-2 FL 44'],
    ['/lines/0/units', '2400 SV2 SV205 FL 46'],
    ['/lines/0/unit', '2400 SV2 SV204 FL 46'],
    ['/lines/0', '2400 SV2 SV201 FL 42'],
    ['/billingProvider/npi', '2010AA NM1 NM109 FL 56'],
    ['/coverages/1/memberId', '2010BA NM1 NM109 FL 60'],
    ['/diagnoses/0/presentOnAdmission', '2300 HI HI01-9 FL 67'],
    ['/diagnoses/2/presentOnAdmission', '2300 HI HI02-9 FL 67B'],
    ['/institutional/occurrences', '2300 HI HI01-2 FL 31'],
    ['/institutional/occurrences/0/code', '2300 HI HI01-2 FL 31a'],
    ['/institutional/occurrences/3/date', '2300 HI HI04-4 FL 34a'],
    ['/institutional/occurrences/4/date', '2300 HI HI05-4 FL 31b'],
    ['/institutional/occurrences/12/date', '2300 HI HI01-4 FL 31'],
    ['/institutional/occurrenceSpans', '2300 HI HI01-2 FL 35'],
    ['/institutional/occurrenceSpans/1/to', '2300 HI HI02-4 FL 36a'],
    ['/institutional/occurrenceSpans/2/code', '2300 HI HI03-2 FL 35b'],
    ['/institutional/occurrenceSpans/4/from', '2300 HI HI05-4 FL 35'],
    ['/institutional/conditions/0', '2300 HI HI01-2 FL 18'],
    ['/institutional/conditions/10', '2300 HI HI11-2 FL 28'],
    ['/institutional/conditions/11', '2300 HI HI12-2 FL 18'],
    ['/institutional/reasonsForVisit/1', '2300 HI HI02-2 FL 70b'],
    ['/institutional/externalCauses/2/presentOnAdmission', '2300 HI HI03-9 FL 72c'],
    ['/institutional/procedures/0/date', '2300 HI HI01-4 FL 74'],
    ['/institutional/procedures/1/code', '2300 HI HI01-2 FL 74a'],
    ['/institutional/procedures/5/date', '2300 HI HI05-4 FL 74e'],
    ['/institutional/procedures/6/code', '2300 HI HI06-2 FL 74'],
    ['/institutional/values/2/code', '2300 HI HI01-2 FL 39'],
    ['/note', '2300 NTE NTE02 FL 80'],
  ])('%s is %s', (pointer, expected) => {
    const { x12, formBox } = placeOnBill(pointer);
    expect(`${x12.loop} ${x12.segment} ${x12.element} ${formBox}`).toBe(expected);
  });

  test('up to sixteen codes of a list stand in eights, more in twelves', () => {
    const many = (count: number): EncounterInput => ({
      ...cleanStay,
      diagnoses: Array.from({ length: count + 1 }, () => cleanStay.diagnoses[0]!),
      institutional: { ...cleanStay.institutional!, conditions: Array.from({ length: count }, () => '17') },
    });
    const elements = (list: string, first: number, count: number) =>
      [7, 8, 11, 12].map((place) => institutionalPlace(`${list}/${first + place}`, many(count))?.x12.element);
    for (const [list, first] of [['/diagnoses', 1] as const, ['/institutional/conditions', 0] as const]) {
      expect(elements(list, first, 16)).toEqual(['HI08-2', 'HI01-2', 'HI04-2', 'HI05-2']);
      expect(elements(list, first, 17)).toEqual(['HI08-2', 'HI09-2', 'HI12-2', 'HI01-2']);
    }
  });

  test('what no bill carries has no place', () => {
    expect(institutionalPlace('/placeOfService')).toBeUndefined();
    expect(institutionalPlace('/notes')).toBeUndefined();
    expect(() => placeOnBill('/placeOfService')).toThrow('/placeOfService');
  });

  test('a rule for both types stands in the 837I on a bill, without box where there is none', () => {
    const encounter = { billingProvider: { npi: '1234567890' }, diagnoses: [{ code: 'I10' }, { code: 'E1' }] };
    expect(placesOf('ID001', { base: 'stay', encounter })).toEqual(['2010AA NM1 NM109 FL 56']);
    expect(placesOf('DX003', { base: 'stay', encounter })).toEqual(['2300 HI HI01-2 FL 67A']);
    expect(placesOf('DX003', { encounter })).toEqual(['2300 HI HI02-2 21']);
    expect(placesOf('ST012', { base: 'stay', encounter: { referralNumber: 'A*B' } })[0]).toMatch(/ $/);
  });
});

test('who attended and operated is judged like every provider', () => {
  const wrong = { npi: '1234567890', organizationName: 'Example Surgeons', taxonomyCode: 'X' };
  const lines = [revenueLine('0360', { procedureCode: 'G0463', operatingProvider: wrong })];
  const example = {
    base: 'stay' as const,
    encounter: { institutional: { operatingProvider: wrong, otherOperatingProvider: wrong }, lines },
  };
  const pointers = (rule: string) => said(rule, example).map((one) => one.split(':')[0]);
  expect(pointers('ID001')).toEqual([
    'reject /institutional/operatingProvider/npi',
    'reject /institutional/otherOperatingProvider/npi',
    'reject /lines/0/operatingProvider/npi',
  ]);
  expect(pointers('ID002')).toEqual([
    'reject /institutional/operatingProvider/organizationName',
    'reject /institutional/otherOperatingProvider/organizationName',
    'reject /lines/0/operatingProvider/organizationName',
  ]);
  expect(said('ID001', example)[0]).toContain('operating provider');
});

describe('diagnoses', () => {
  test('of a stay are judged on its last day, of others on the first', () => {
    const diagnoses = [{ code: 'J44.81', presentOnAdmission: 'Y' as const }];
    const over = { statementFrom: '2023-09-29', statementTo: '2023-10-02' };
    expect(saidOfStay('DX001', over, { diagnoses })).toEqual([]);
    expect(saidOfStay('DX001', { ...over, statementTo: '2023-09-30' }, { diagnoses })).toHaveLength(1);
    expect(saidOfOutpatient('DX001', over, { diagnoses })).toHaveLength(1);
  });

  test('25 fit, and no line points to them', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ code: `A${10 + index}` }));
    expect(saidOfStay('DX021', {}, { diagnoses: many(25) })).toEqual([]);
    expect(saidOfStay('DX021', {}, { diagnoses: many(26) })).toEqual([
      'reject /diagnoses/25: Diagnosis A35 is number 26; a bill carries 25.',
    ]);
    expect(saidOfStay('DX021', {}, { diagnoses: [] })).toEqual([
      'reject /diagnoses: The encounter has no coded diagnosis; a bill needs its principal one.',
    ]);
    expect(saidOfStay('DX021', {}, { diagnoses: [], lines: [] })).toEqual([]);
    const open = { diagnoses: [], uncodedConditions: [{ system: 's', code: '1' }] };
    expect(saidOfStay('DX021', {}, open)).toEqual([]);
  });

  test.each([
    ['DX013', [{ code: 'I10' }, { code: 'Z00.00' }], 'deny', 'warn'],
    ['DX015', [{ code: 'Z66' }], 'reject', 'warn'],
    ['DX016', [{ code: 'N40.1' }, { code: 'Z38.00' }], 'reject', undefined],
    ['DX020', [{ code: 'I82.409' }], 'reject', 'warn'],
  ])('%s weighs heavier on a stay than elsewhere', (rule, diagnoses, onStay, elsewhere) => {
    const weight = (texts: string[]) => texts[0]?.split(' ')[0];
    const visit = said(rule, { encounter: { diagnoses } });
    expect(weight(saidOfStay(rule, {}, { diagnoses }))).toBe(onStay);
    expect(weight(saidOfOutpatient(rule, {}, { diagnoses }))).toBe(weight(visit));
    if (elsewhere) expect(weight(visit)).toBe(elsewhere);
  });

  test('a note that the side cannot be told lets an unspecified one go, an open side of a joint is a warning', () => {
    const diagnoses = [{ code: 'I82.409' }];
    const noted = (note: string) => saidOfStay('DX020', {}, { diagnoses, note })[0]?.split(' ')[0];
    expect([noted('UNABLE TO DET LAT 1'), noted('Unable to det lat 2'), noted('unable')]).toEqual([
      'warn',
      'warn',
      'reject',
    ]);
    expect(saidOfStay('DX020', {}, { diagnoses: [{ code: 'M17.10' }] })[0]).toMatch(/^warn/);
  });

  test('condition code 45 says what KX says', () => {
    const of = (conditions: string[]) =>
      said('DX017', {
        base: 'stay',
        encounter: { diagnoses: [{ code: 'N40.1' }], institutional: { conditions } },
        payer: { sexEdits: true },
      });
    expect(of([])).toHaveLength(1);
    expect(of(['45'])).toEqual([]);
  });

  test('any of them may be the reason for a line', () => {
    const lines = [revenueLine('0510', { procedureCode: inventedCodes.minorSurgery, modifiers: ['LT'] })];
    const of = (...codes: string[]) =>
      saidOfOutpatient('DX019', {}, { lines, diagnoses: codes.map((code) => ({ code })) });
    expect(of('M17.11')).toHaveLength(1);
    expect(of('M17.11', 'M17.12')).toEqual([]);
  });

  test('and supports a service of Medicare', () => {
    const lines = [revenueLine('0300', { procedureCode: inventedCodes.test })];
    const of = (...codes: string[]) =>
      saidOfOutpatient('AD004', {}, { lines, coverages: [partACoverage], diagnoses: codes.map((code) => ({ code })) });
    expect(of('I10')[0]).toMatch(/^deny \/diagnoses: Line 1: none of its diagnoses supports/);
    expect(of('I10', 'E11.65')).toEqual([]);
  });
});

describe('time and corrections', () => {
  const filing = (today: string, institutional = {}, more = {}) =>
    said('AD001', { base: 'stay', encounter: { institutional, ...more }, today });

  test('a bill is filed once, from its last day, whatever day the profile counts lines from', () => {
    const limit = '2026-09-02';
    expect(filing(limit).map((one) => one.split(':')[0])).toEqual(['warn /institutional/statementTo']);
    expect(filing('2026-09-03')).toEqual([
      'deny /institutional/statementTo: The bill of 2026-03-06 had to be filed by 2026-09-02 (invented contract); that was 1 day ago.',
    ]);
    expect(filing('2026-03-20')).toEqual([]);
    expect(filing('2026-09-03', { typeOfBill: '0117' })).toEqual([]);
    expect(filing('2026-09-03', {}, { delayReasonCode: '7' })[0]).toMatch(/^warn/);
  });

  test('a correction by its type of bill names the payer’s number, and only a correction does', () => {
    const of = (typeOfBill: string, more = {}, payer = {}) =>
      said('ST009', { base: 'stay', encounter: { institutional: { typeOfBill }, ...more }, payer });
    const number = { payerClaimControlNumber: 'ICN1' };
    expect(of('0117')[0]).toMatch(/^reject \/payerClaimControlNumber: A replacement \(7\) does not name/);
    expect(of('0118')[0]).toMatch(/A void \(8\)/);
    expect(of('0117', number)).toEqual([]);
    expect(of('0112')).toEqual([]);
    expect(of('0112', number)[0]).toMatch(/An original claim \(2\) names/);
    expect(of('0111', { frequencyCode: '8' })[0]).toMatch(/A void \(8\)/);
    const strict = { acceptsReplacement: false };
    expect(of('0117', number, strict)[0]).toMatch(/does not accept a replacement/);
    expect(of('0117', { ...number, coverages: [partACoverage] }, strict)).toEqual([]);
    expect(of('0117', { ...number, coverages: [{ ...cleanCoverage, claimFilingCode: 'MB' }] }, strict)).toHaveLength(1);
  });

  test('999 lines fit, 1,000 do not', () => {
    const long = (count: number): EncounterInput => ({
      ...cleanStay,
      lines: Array.from({ length: count }, (_, index) => revenueLine('0250', { chargeCents: index + 1 })),
    });
    const of = (count: number) =>
      scrub({ ...exampleInput(), encounter: long(count) }).findings.filter(({ ruleId }) => ruleId === 'ST003');
    expect(of(999)).toEqual([]);
    expect(of(1000).map(({ severity, pointer, message }) => `${severity} ${pointer}: ${message}`)).toEqual([
      'reject /lines/999: 1000 lines do not fit a bill of 999, which is never split by itself.',
    ]);
  });
});

describe('history', () => {
  const earlier = pastLine('G0463', '2026-03-02', { ...hospital, revenueCode: '0510', chargeCents: 15_000 });
  const duplicates = (history: (typeof earlier)[], institutional = {}) =>
    said('AD002', { base: 'outpatient', encounter: { institutional }, history });

  test('a bill repeats a bill, not a visit, and not another revenue code', () => {
    expect(duplicates([earlier])[0]).toMatch(/^reject \/lines\/0: Line 1 \(G0463 of 2026-03-02\) repeats/);
    expect(duplicates([{ ...earlier, revenueCode: '0761' }])).toEqual([]);
    expect(duplicates([{ ...earlier, typeOfBill: undefined, revenueCode: undefined }])).toEqual([]);
    expect(duplicates([earlier], { typeOfBill: '0137' })).toEqual([]);
    const visitTwin = {
      ...earlier,
      typeOfBill: undefined,
      revenueCode: undefined,
      placeOfService: '11',
      renderingNpi: '1122334455',
    };
    expect(said('AD002', { history: [visitTwin] })).toHaveLength(1);
    expect(said('AD002', { history: [{ ...visitTwin, typeOfBill: '0131' }] })).toEqual([]);
  });

  test('a line without procedure code is known by its revenue code', () => {
    const lines = [
      revenueLine('0250', { chargeCents: 100 }),
      revenueLine('0250', { chargeCents: 100 }),
      revenueLine('0270', { chargeCents: 100 }),
    ];
    expect(saidOfStay('AD002', {}, { lines })).toEqual([
      'reject /lines/1: Line 2 (revenue code 0250 of 2026-03-02) repeats line 1 in every detail.',
    ]);
  });
});

describe('procedures', () => {
  test('a line without one is not malformed; one that has it is judged', () => {
    expect(saidOfStay('PX001', {})).toEqual([]);
    expect(saidOfStay('PX001', {}, { lines: [revenueLine('0300', { procedureCode: 'XX' })] })).toHaveLength(1);
  });

  test('what is paid in a stay only stands on a stay', () => {
    const lines = [revenueLine('0360', { procedureCode: 'G0412' })];
    const coverages = [partACoverage];
    expect(saidOfOutpatient('PX009', {}, { lines, coverages })).toEqual([
      'reject /lines/0/procedureCode: Line 1: G0412 is paid only in a hospital stay, and the bill is 0131.',
    ]);
    expect(saidOfOutpatient('PX009', { typeOfBill: null }, { lines, coverages })).toEqual([]);
    expect(saidOfStay('PX009', {}, { lines, coverages })).toEqual([]);
  });

  test('edits for hospitals are asked of outpatient bills, and of stays none', () => {
    const asked: string[] = [];
    const { codeSets, ...input } = exampleInput();
    const spy = {
      ...codeSets,
      ptp: (setting: string) => {
        asked.push(`ptp ${setting}`);
        return { status: 'none', edition: 'e' } as const;
      },
      mue: (_code: string, setting: string) => {
        asked.push(`mue ${setting}`);
        return { status: 'none', edition: 'e' } as const;
      },
      addOn: () => {
        asked.push('add-on');
        return { status: 'none', edition: 'e' } as const;
      },
    };
    const lines = [revenueLine('0510', { procedureCode: 'G0463' }), revenueLine('0636', { procedureCode: 'J1885' })];
    scrub({ ...input, codeSets: spy, encounter: { ...cleanStay, lines } });
    expect(asked).toEqual([]);
    scrub({ ...input, codeSets: spy, encounter: { ...cleanOutpatient, lines } });
    expect(new Set(asked)).toEqual(new Set(['ptp hospital', 'mue hospital', 'add-on']));
  });

  test('an accident is told by an occurrence code too', () => {
    const coverages = [{ ...cleanCoverage, claimFilingCode: 'WC', propertyCasualtyClaimNumber: 'WC1' }];
    expect(saidOfStay('AD011', {}, { coverages })).toHaveLength(1);
    expect(saidOfStay('AD011', { occurrences: [{ code: '04', date: '2026-03-01' }] }, { coverages })).toEqual([]);
    expect(saidOfStay('AD011', { occurrences: [{ code: '11', date: '2026-03-01' }] }, { coverages })).toHaveLength(1);
  });
});

describe('what clean bills showed', () => {
  const inTheBill = (base: 'stay' | 'outpatient', diagnoses: { code: string }[], codeSets: Partial<CodeSets>) => {
    const input = exampleInput({ base, encounter: { diagnoses } });
    return scrub({ ...input, codeSets: { ...input.codeSets, ...codeSets } }).findings;
  };

  test('an examination is no reason for a stay, though one for a visit; aftercare is one beside another diagnosis', () => {
    const diagnosisFlags = () => ({ unacceptablePrincipal: true, edition: 'mce@example' });
    const of = (base: 'stay' | 'outpatient', ...codes: string[]) =>
      inTheBill(
        base,
        codes.map((code) => ({ code })),
        { diagnosisFlags },
      )
        .filter(({ ruleId }) => ruleId === 'DX015')
        .map(({ severity }) => severity);
    expect(of('stay', 'Z09')).toEqual(['reject']);
    expect(of('outpatient', 'Z09')).toEqual([]);
    expect(of('stay', 'Z51.89')).toEqual(['reject']);
    expect(of('stay', 'Z51.89', 'I10')).toEqual([]);
    expect(of('stay', 'Z51.88', 'I10')).toEqual(['reject']);
  });

  test('a cause that only some have ("complicating") is an information', () => {
    const note = (text: string) => ({
      ...{ kind: 'codeFirst' as const, anchor: 'I82', text, targets: ['O22'], decidable: true },
      ...{ examplesOnly: false, conditional: false, covers: (code: string) => code.startsWith('O22') },
    });
    const of = (text: string) =>
      inTheBill('stay', [{ code: 'I10' }], {
        codeFirst: () => ({ status: 'found', edition: 'icd10cm-tabular@example', notes: [note(text)] }),
      })
        .filter(({ ruleId }) => ruleId === 'DX010')
        .map(({ severity }) => severity);
    expect(of('thrombosis complicating: pregnancy (O22)')).toEqual(['info']);
    expect(of('the pregnancy (O22)')).toEqual(['warn']);
  });

  test('a rate and days of leave may be free', () => {
    const of = (revenueCode: string, procedureCode?: string) =>
      saidOfStay(
        'ST005',
        {},
        { lines: [revenueLine(revenueCode, { chargeCents: 0, ...(procedureCode ? { procedureCode } : {}) })] },
      );
    for (const code of ['0022', '0023', '0024', '022']) expect(of(code, 'KAQD1')).toEqual([]);
    expect(of('0180')).toEqual([]);
    expect(of('183')).toEqual([]);
    expect(of('0120')).toHaveLength(1);
    expect(of('0190')).toHaveLength(1);
    const lines = [revenueLine('0650', { chargeCents: 0 })];
    const hospice = (typeOfBill: string) => saidOfOutpatient('ST005', { typeOfBill }, { lines });
    expect(['081A', '082E', '032A'].flatMap(hospice)).toEqual([]);
    expect(['0811', '081F'].map((one) => hospice(one).length)).toEqual([1, 1]);
  });

  test('who attends without an NPI is one finding, of IN016; who operates is one of ID001', () => {
    const attendingProvider = { npi: null };
    expect(saidOfStay('ID001', { attendingProvider })).toEqual([]);
    expect(saidOfStay('IN016', { attendingProvider })).toHaveLength(1);
    const operatingProvider = { lastName: 'Cutter' };
    expect(saidOfStay('ID001', { operatingProvider })).toEqual([
      'deny /institutional/operatingProvider/npi: The operating provider has no NPI.',
    ]);
  });

  test('an institution bills as an organization', () => {
    const billingProvider = { organizationName: null, lastName: 'Person' };
    expect(saidOfStay('ID002', {}, { billingProvider })).toEqual([
      'reject /billingProvider/organizationName: The bill of an institution names no organization as billing provider.',
    ]);
    expect(placesOf('ID002', { base: 'stay', encounter: { billingProvider } })).toEqual(['2010AA NM1 NM103 FL 1']);
    expect(said('ID002', { encounter: { billingProvider } })).toEqual([]);
  });

  test('of a facility that is none IN001 alone speaks', () => {
    const { findings } = scrub(exampleInput({ base: 'stay', encounter: { institutional: { typeOfBill: '0191' } } }));
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['IN001']);
  });
});
