import { read277CA } from '@claimwright/x12/claim-acknowledgement';
import { read999 } from '@claimwright/x12/implementation-acknowledgement';
import { readInbound } from '@claimwright/x12/inbound';
import { readTA1 } from '@claimwright/x12/interchange-acknowledgement';
import { read837P } from '@claimwright/x12/professional-claim-read';
import { write837P } from '@claimwright/x12/professional-claim-write';
import { read835 } from '@claimwright/x12/remittance-read';
import { write835 } from '@claimwright/x12/remittance-write';
import { describe, expect, test } from 'vitest';
import { at, chance, numbersFor, randomSnapshot, route } from './snapshots.ts';

// Damaged input: nothing may throw, hang or grow beyond its size. Two texts are enough: one we send, one we get.

const next = chance(5010);
const claims = Array.from({ length: 40 }, (_, index) => randomSnapshot(next, index + 1));
const sent = write837P({ route, claims, at, numbers: numbersFor(40, 10), claimsPerTransactionSet: 10 });
const received = write835({
  parties: { ...route, interchangeControlNumber: 1, groupControlNumber: 1 },
  at,
  payer: {
    address: { line1: '1 PAYER PLAZA', city: 'MACON', state: 'GA', postalCode: '31201' },
    technicalContactName: 'EDI',
    technicalContactPhone: '5555550111',
  },
  payee: { idQualifier: 'XX' },
  remittances: [1, 2, 3].map((number) => ({
    transactionSetControlNumber: `000${number}`,
    handlingCode: 'I',
    paymentCents: claims.length * 100,
    paymentMethod: 'CHK',
    paymentDate: '2026-12-01',
    traceNumber: `T${number}`,
    originatingCompanyId: '1234567890',
    payerName: 'PAYER X',
    payeeName: 'RIVER CLINIC',
    payeeId: '1234567893',
    providerAdjustments: [],
    claims: claims.map((claim) => ({
      patientControlNumber: claim.patientControlNumber,
      statusCode: '1',
      chargeCents: claim.totalChargeCents,
      paidCents: 100,
      patientResponsibilityCents: 0,
      adjustments: [{ group: 'CO', reasonCode: '45', amountCents: claim.totalChargeCents - 100 }],
      remarkCodes: [],
      lines: [],
    })),
  })),
});
const texts = [
  { name: '837P', text: sent },
  { name: '835', text: received },
];

function readAll(text: string): void {
  read837P(text);
  read835(text);
  read999(text);
  read277CA(text);
  readTA1(text);
  readInbound(text);
}

describe.each(texts)('a damaged $name', ({ text }) => {
  test('cut at every 97th character is read to the cut and not further', () => {
    for (let end = 0; end < text.length; end += 97) {
      const cut = text.slice(0, end);
      readAll(cut);
      const complete = new Set([...cut.matchAll(/SE\*\d+\*(\d+)~/g)].map((match) => match[1]));
      for (const set of read835(cut).sets) expect(complete).toContain(set.origin.transactionSetControlNumber);
    }
  });

  test('with NULs, control characters or letters beyond ASCII strewn in', () => {
    for (const strange of [
      '\0',
      '\u001f',
      '\n',
      '\uFEFF',
      'é',
      '\uD800',
      '💊',
      '~',
      '*',
      ':',
      '^',
      '~~',
      'ISA',
      'ST*835*1~',
    ]) {
      for (let round = 0; round < 20; round += 1) {
        const place = Math.floor(next() * text.length);
        readAll(text.slice(0, place) + strange + text.slice(place));
      }
    }
  });

  test('with its delimiters changed half way', () => {
    const half = text.length >> 1;
    for (const delimiter of ['*', '~', ':', '^']) {
      for (const other of ['|', '\n', '\0', 'A', ' ', '']) {
        readAll(text.slice(0, half) + text.slice(half).replaceAll(delimiter, other));
        readAll(text.replaceAll(delimiter, other));
        readAll(text.slice(0, 106) + text.slice(106).replaceAll(delimiter, other));
      }
    }
  });

  test('with any one character changed', () => {
    for (let round = 0; round < 300; round += 1) {
      const place = Math.floor(next() * text.length);
      readAll(text.slice(0, place) + String.fromCharCode(32 + Math.floor(next() * 95)) + text.slice(place + 1));
    }
  });
});

describe('a text made to take long', () => {
  const size = 4_000_000;
  const header = sent.slice(0, sent.indexOf('BHT'));

  test.each([
    ['one element without an end', `${header}REF*G1*${'X'.repeat(size)}`],
    ['only element separators', `${header}REF${'*'.repeat(size)}`],
    ['only segment terminators', header + '~'.repeat(size)],
    ['only component separators', `${header}HI*${':'.repeat(size)}~`],
    ['segments without elements', header + 'AB~'.repeat(size / 4)],
    ['the beginnings of interchanges', 'ISA*'.repeat(size / 4)],
    ['sets that never end', header + 'ST*835*0001~'.repeat(size / 20)],
    ['groups that never end', header + 'GS*HP*A*B~'.repeat(size / 20)],
    ['levels of a hierarchy', header + 'HL*1**22*1~'.repeat(size / 20)],
    ['claims without content', header + 'CLM*1~'.repeat(size / 20)],
    ['interchanges that never end', sent.slice(0, 106).repeat(size / 200)],
    [
      'claims below a level full of defects',
      `${header}HL*1**22*1~${'AB*1~'.repeat(size / 10)}${'CLM*1~'.repeat(size / 20)}`,
    ],
    ['blanks', ' '.repeat(size)],
    ['NULs', '\0'.repeat(size)],
    ['segments outside any set', sent.slice(0, 106) + 'AB*1~\n'.repeat(size / 10)],
  ])(
    '%s',
    (_, text) => {
      const start = performance.now();
      read837P(text);
      read835(text);
      readInbound(text);
      // Linear work on four megabytes takes a second or two here; quadratic work would take hours.
      expect(performance.now() - start).toBeLessThan(20_000);
    },
    30_000,
  );
});
