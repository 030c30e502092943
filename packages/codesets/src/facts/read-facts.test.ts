import type { FactSet } from '@claimwright/domain/tenant-facts';
import { describe, expect, test } from 'vitest';
import { readFacts } from './read-facts.ts';

// Providers and members are invented; the headings are those of the official files.

async function* chunks(text: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(set: FactSet, text: string | Uint8Array, size = 7) {
  const all = { rows: [] as unknown[], used: 0, skipped: {} as Record<string, number>, errors: [] as unknown[] };
  for await (const batch of readFacts(set, chunks(text, size))) {
    all.rows.push(...batch.rows.map(({ key, content }) => ({ key, ...content })));
    all.used += batch.used;
    for (const [reason, rows] of batch.skipped) all.skipped[reason] = (all.skipped[reason] ?? 0) + rows;
    all.errors.push(...batch.errors.map(({ line, field, rule }) => `${line} ${field} ${rule}`));
  }
  return all;
}

const leieHeading =
  'LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,REINDATE,WAIVERDATE,WVRSTATE';
const leieRow = (npi: string, excluded: string, reinstated = '00000000') =>
  `SYNTHETIC,SAM,,,PHYSICIAN,FAMILY PRACTICE,,${npi},19500101,"1 NOWHERE ST, APT 2",TESTTOWN,OH,43004,1128a1,${excluded},${reinstated},00000000,`;

describe('official layouts', () => {
  test('LEIE: found by NPI; reinstated on REINDATE; rows without an NPI are counted, not wrong', async () => {
    const rows = [
      leieRow('1234567893', '20240501'),
      leieRow('1122334455', '20200101', '20210115'),
      leieRow('0000000000', '20200101'),
    ];
    expect(await read('leie', `\uFEFF${[leieHeading, ...rows].join('\r\n')}\r\n`)).toEqual({
      rows: [
        { key: '1234567893', from: '2024-05-01' },
        { key: '1122334455', from: '2020-01-01', to: '2021-01-14' },
      ],
      used: 2,
      skipped: { 'has no NPI: a provider is found by NPI alone': 1 },
      errors: [],
    });
  });

  test("LEIE: an NPI that is none is named, as is a wrong date beside no NPI; a wrong check digit is the list's own", async () => {
    const rows = [leieRow('BAD', '20209999'), leieRow('12345', '20200101'), leieRow('', '20209999')];
    const { used, skipped, errors } = await read(
      'leie',
      [leieHeading, ...rows, leieRow('1234567890', '20200101')].join('\n'),
    );
    expect([used, skipped]).toEqual([0, { 'has an NPI with a wrong check digit: no provider has it': 1 }]);
    expect(errors).toEqual(['2 EXCLDATE date', '2 NPI npi', '3 NPI npi', '4 EXCLDATE date']);
  });

  test('CMS order and referring: those who may order Part B or equipment', async () => {
    const text = `NPI,LAST_NAME,FIRST_NAME,PARTB,DME,HHA,PMD,HOSPICE
1234567893,SYNTHETIC,SAM,Y,N,N,N,N
1122334455,OTHER,OLE,N,Y,N,N,N
1234567893,SYNTHETIC,SAM,N,N,Y,N,N
`;
    const { rows, used, skipped, errors } = await read('ordering-providers', text);
    expect(rows).toEqual([{ key: '1234567893' }, { key: '1122334455' }]);
    expect([used, Object.values(skipped), errors]).toEqual([2, [1], []]);
  });

  test('SAM: dates as Americans write them, "Indefinite" for no end', async () => {
    const text = `Classification,Name,Exclusion Type,Active Date,Termination Date,NPI
Individual,,Prohibition,3/1/2024,Indefinite,1234567893
Individual,,Ineligible,03/01/2024,12/31/2024,1122334455
Firm,X,Ineligible,03/01/2024,12/31/2024,
`;
    const { rows, skipped } = await read('sam', text);
    expect(rows).toEqual([
      { key: '1234567893', from: '2024-03-01' },
      { key: '1122334455', from: '2024-03-01', to: '2024-12-31' },
    ]);
    expect(Object.values(skipped)).toEqual([1]);
  });
});

describe('own layouts, columns in any order, others beside them', () => {
  test('enrolments, authorizations, certificates', async () => {
    expect((await read('enrolments', 'payerId,note,NPI,to,from\nPAY1,x,1234567893,,2020-01-01\n')).rows).toEqual([
      { key: '1234567893', payerId: 'PAY1', from: '2020-01-01' },
    ]);
    const authorizations = `number,payerId,from,to,procedureCodes,unitsLeft,npis
pa 1,PAY1,2026-01-01,2026-06-30,j9035 J9036,2.5,1234567893;1122334455
PA2,,2026-01-01,,,,
`;
    expect((await read('authorizations', authorizations)).rows).toEqual([
      {
        ...{ key: 'PA1', number: 'pa 1', payerId: 'PAY1', from: '2026-01-01', to: '2026-06-30' },
        ...{ procedureCodes: ['J9035', 'J9036'], unitsLeft: 2.5, npis: ['1234567893', '1122334455'] },
      },
      { key: 'PA2', number: 'PA2', from: '2026-01-01', procedureCodes: [] },
    ]);
    expect((await read('clia-certificates', 'number,level,from,to\n11d1234567,Waiver,2025-01-01,\n')).rows).toEqual([
      { key: '11D1234567', level: 'waiver', from: '2025-01-01' },
    ]);
  });

  test('an eligibility answer is found by member and by patient', async () => {
    const text = `payerId,memberId,checkedOn,activeFrom,activeTo,patientId,lastName,birthDate,sex
PAY1,M1,2026-03-01,2025-01-01,,p-1,SYNTHETIC,1980-02-29,f
PAY1,M2,2026-03-01,,,,,,
`;
    const answer = { checkedOn: '2026-03-01', memberId: 'M1', active: [{ from: '2025-01-01' }] };
    const person = { lastName: 'SYNTHETIC', birthDate: '1980-02-29', sex: 'F' };
    expect(await read('eligibility', text)).toEqual({
      rows: [
        { key: 'PAY1/M1', ...answer, ...person },
        { key: 'PAY1#P-1', ...answer, ...person },
        { key: 'PAY1/M2', checkedOn: '2026-03-01', memberId: 'M2', active: [] },
      ],
      used: 2,
      skipped: {},
      errors: [],
    });
  });
});

describe('what is wrong is said by line, field and rule', () => {
  test('all of a row at once, and the good rows beside it are read', async () => {
    const text = `npi,payerId,from,to
1234567890,,2026-02-30,2020-01-01
1234567893,PAY1,2026-01-01,2025-01-01
1234567893
1234567893,PAY1,2026-01-01,
`;
    const { rows, errors } = await read('enrolments', text);
    expect(errors).toEqual(['2 payerId required', '2 from date', '2 npi npi', '3 to dateOrder', '4  cells']);
    expect(rows).toHaveLength(1);
  });

  test('an unknown level, units that are none, a cell that is endless', async () => {
    expect((await read('clia-certificates', 'number,level,from,to\n1,high,2025-01-01,\n')).errors).toEqual([
      '2 number value',
      '2 level value',
    ]);
    const authorization = `number,payerId,from,to,procedureCodes,unitsLeft\n${'9'.repeat(300)},,2026-01-01,,,many\n`;
    expect((await read('authorizations', authorization)).errors).toEqual(['2 number length', '2 unitsLeft value']);
  });

  test('a heading of another table, an empty file, bytes that are no text, a quote that never closes', async () => {
    expect((await read('leie', 'npi,partb,dme\n')).errors).toEqual(['1  heading']);
    expect((await read('leie', '')).errors).toEqual(['0  heading']);
    expect((await read('leie', Buffer.from([0x6e, 0x70, 0x69, 0xff, 0xfe]))).errors).toEqual(['0  encoding']);
    const endless = `npi,from,to\n1234567893,"${'x'.repeat(200_000)}`;
    expect((await read('leie', endless, 60_000)).errors).toEqual([expect.stringMatching(/csv$/)]);
  });

  test('a source that breaks off breaks the reading off', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('npi,from,to\n1234567893,2026-01-01,\n');
      throw new Error('the connection was lost');
    }
    await expect(Array.fromAsync(readFacts('leie', broken()))).rejects.toThrow('the connection was lost');
  });
});

test('a long file comes in small batches', async () => {
  const row = Buffer.from('1234567893\n'.repeat(10_000));
  async function* many(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('npi\n');
    for (let time = 0; time < 30; time += 1) yield row;
  }
  let rows = 0;
  let most = 0;
  for await (const batch of readFacts('ordering-providers', many())) {
    rows += batch.rows.length;
    most = Math.max(most, batch.rows.length);
  }
  expect(rows).toBe(300_000);
  expect(most).toBeLessThanOrEqual(5000);
});
