import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { addDays } from '@claimwright/domain/dates';
import { sumCents } from '@claimwright/domain/money';
import type { Remittance, RemittanceClaim } from '@claimwright/domain/remittance';
import { read277CA } from '@claimwright/x12/claim-acknowledgement';
import { read999 } from '@claimwright/x12/implementation-acknowledgement';
import { readInbound } from '@claimwright/x12/inbound';
import { readTA1 } from '@claimwright/x12/interchange-acknowledgement';
import { read835 } from '@claimwright/x12/remittance-read';
import { describe, expect, it } from 'vitest';
import { test837P, testClaim } from './claims-for-tests.ts';
import type { Faults } from './faults.ts';
import { simulatedPayers } from './payer-profiles.ts';
import type { OutboundFile } from './planned-file.ts';
import { drawsFor } from './seeded-draw.ts';
import { filesDue, Simulation, type SimulationOptions, type Upload } from './simulate.ts';

const options: SimulationOptions = { seed: 'end to end' };
const forEver = '2028-12-31';

/** Six batches of sixty claims on five days. */
const batches: { claims: ClaimSnapshot[]; upload: Upload }[] = Array.from({ length: 6 }, (_, batch) => {
  const claims = Array.from({ length: 60 }, (_, at) => testClaim(batch * 60 + at));
  const receivedAt = `2026-03-0${2 + (batch % 5)}T${String(9 + batch).padStart(2, '0')}:15:00.000Z`;
  return { claims, upload: { content: test837P(claims, 100 + batch, receivedAt), receivedAt } };
});
const uploads = batches
  .map((batch) => batch.upload)
  .sort((left, right) => (left.receivedAt < right.receivedAt ? -1 : 1));
const allClaims = batches.flatMap((batch) => batch.claims);
const files = filesDue(options, uploads, undefined, forEver);

function ofKind(all: readonly OutboundFile[], kind: string): OutboundFile[] {
  return all.filter((file) => file.name.includes(`_${kind}_`));
}

function remittances(all: readonly OutboundFile[]): Remittance[] {
  return ofKind(all, '835').flatMap((file) => {
    const read = read835(file.content);
    expect(read.broken).toEqual([]);
    expect(read.defects.filter((defect) => defect.severity === 'error')).toEqual([]);
    return read.sets.map((set) => set.content);
  });
}

function expectBalanced(remittance: Remittance): void {
  for (const claim of remittance.claims) {
    for (const line of claim.lines) {
      expect(line.chargeCents - sumCents(line.adjustments.map((a) => a.amountCents))).toBe(line.paidCents);
    }
    const adjustments = [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];
    expect(claim.chargeCents - sumCents(adjustments.map((a) => a.amountCents))).toBe(claim.paidCents);
    if (claim.lines.length > 0) expect(sumCents(claim.lines.map((l) => l.chargeCents))).toBe(claim.chargeCents);
  }
  const claims = sumCents(remittance.claims.map((claim) => claim.paidCents));
  const provider = sumCents(remittance.providerAdjustments.map((adjustment) => adjustment.amountCents));
  expect(claims - provider).toBe(remittance.paymentCents);
  expect(remittance.paymentCents).toBeGreaterThanOrEqual(0);
}

describe('the simulation, from 837P text to 835 text', () => {
  it('accepts every interchange by TA1 and 999 on the day it came', () => {
    const ta1s = ofKind(files, 'TA1');
    expect(ta1s.map((file) => readTA1(file.content).acknowledgements[0]?.acknowledgement)).toEqual(
      expect.arrayContaining([{ interchangeControlNumber: '000000100', code: 'A', note: '000' }]),
    );
    expect(ta1s).toHaveLength(6);
    const sets = ofKind(files, '999').flatMap((file) => read999(file.content).sets);
    expect(sets).toHaveLength(6);
    for (const { content } of sets) {
      expect(content.groupCode).toBe('A');
      expect(content.transactionSets.map((set) => set.code)).toEqual(['A']);
    }
    for (const { upload } of batches) {
      const today = files.filter((file) => file.dueOn === upload.receivedAt.slice(0, 10)).map((file) => file.name);
      expect(today.some((name) => name.includes('_999_'))).toBe(true);
    }
  });

  it('answers every claim, or is silent on purpose', () => {
    const simulation = new Simulation(options);
    for (const upload of uploads) simulation.receive(upload.content, upload.receivedAt);
    const silent = new Map(simulation.futures().map((future) => [future.patientControlNumber, future.silence]));
    const words = new Map<string, string[]>();
    for (const file of ofKind(files, '277CA')) {
      for (const { content } of read277CA(file.content).sets) {
        for (const claim of content.claims) {
          const word = `${claim.sourceEntity}:${claim.statuses[0]?.category}`;
          words.set(claim.patientControlNumber, [...(words.get(claim.patientControlNumber) ?? []), word]);
          if (word === 'PR:A2') expect(claim.payerClaimControlNumber).toMatch(/^[A-Z0-9]{10,}$/);
        }
      }
    }
    const paid = new Map(
      remittances(files).flatMap((r) => r.claims.map((claim) => [claim.patientControlNumber, claim])),
    );
    let silences = 0;
    for (const { patientControlNumber, lines, totalChargeCents } of allClaims) {
      const [clearinghouse, payer] = words.get(patientControlNumber) ?? [];
      const claim = paid.get(patientControlNumber);
      expect(clearinghouse).toBe('AY:A1');
      if (silent.get(patientControlNumber)) {
        silences += 1;
        expect(claim).toBeUndefined();
        expect(payer).toBe(silent.get(patientControlNumber) === 'lost' ? undefined : 'PR:A2');
      } else if (payer === 'PR:A2') {
        expect(claim?.chargeCents).toBe(totalChargeCents);
        if (claim?.statusCode !== '4') {
          expect(claim?.lines.map((line) => line.lineControlNumber)).toEqual(lines.map((l) => l.lineControlNumber));
        }
      } else {
        expect(payer).toMatch(/^PR:A[3678]$/);
        expect(claim).toBeUndefined();
      }
    }
    expect(words.size).toBe(allClaims.length);
    expect(silences).toBeGreaterThan(0);
    expect(paid.size).toBeGreaterThan(allClaims.length * 0.8);
  });

  it('balances every 835 to the cent, one payment a payer, payee and day with a trace number of its own', () => {
    const all = remittances(files);
    expect(all.length).toBeGreaterThan(20);
    for (const remittance of all) expectBalanced(remittance);
    expect(new Set(all.map((r) => `${r.payerName}/${r.traceNumber}`)).size).toBe(all.length);
    for (const file of ofKind(files, '835')) {
      for (const { content } of read835(file.content).sets) expect(content.paymentDate).toBe(file.dueOn);
    }
  });

  it('gives the same bytes for the same seed and other ones for another', () => {
    expect(filesDue(options, uploads, undefined, forEver)).toEqual(files);
    const other = filesDue({ seed: 'another' }, uploads, undefined, forEver);
    expect(ofKind(other, '835').map((file) => file.content)).not.toEqual(
      ofKind(files, '835').map((file) => file.content),
    );
    const paidCents = (all: OutboundFile[]) => sumCents(remittances(all).map((r) => r.paymentCents));
    expect(paidCents(other)).not.toBe(paidCents(files));
  });

  it('gives the same files day by day as all at once', () => {
    const simulation = new Simulation(options);
    const collected: OutboundFile[] = [];
    let day = '2026-03-01';
    let next = 0;
    while (day < '2026-12-01') {
      const today = addDays(day, 1);
      for (let upload = uploads[next]; upload && upload.receivedAt.slice(0, 10) === today; upload = uploads[next]) {
        simulation.receive(upload.content, upload.receivedAt);
        next += 1;
      }
      collected.push(...simulation.filesDue(day, today));
      day = today;
    }
    expect(collected).toEqual(files);
  });

  it('does not care in which order uploads are given, batched or received within a day', () => {
    expect(filesDue(options, uploads.toReversed(), undefined, forEver)).toEqual(files);
    const day = '2026-03-02';
    const claims = batches[0]?.claims ?? [];
    const upload = (some: ClaimSnapshot[], interchange: number, hour: string) => {
      const receivedAt = `${day}T${hour}:00:00.000Z`;
      return { receivedAt, content: test837P(some, interchange, receivedAt) };
    };
    const oneBatch = filesDue(options, [upload(claims, 1, '08')], undefined, forEver);
    const threeBatches = filesDue(
      options,
      [
        upload(claims.slice(40).reverse(), 1, '08'),
        upload(claims.slice(0, 15), 2, '12'),
        upload(claims.slice(15, 40), 3, '18'),
      ],
      undefined,
      forEver,
    );
    const payments = (all: OutboundFile[]) => ofKind(all, '835');
    expect(payments(threeBatches)).toEqual(payments(oneBatch));
  });

  it('recognises an interchange it has, answers it with TA1 note 025 and pays nothing twice', () => {
    const [first] = uploads;
    if (!first) throw new Error('no upload');
    const repeated = { ...first, receivedAt: '2026-03-08T10:00:00.000Z' };
    const all = filesDue(
      options,
      [...uploads, repeated, { ...repeated, receivedAt: '2026-03-08T11:00:00.000Z' }],
      undefined,
      forEver,
    );
    const extra = all.filter((file) => !files.some((known) => known.name === file.name));
    expect(extra.map((file) => readTA1(file.content).acknowledgements[0]?.acknowledgement)).toEqual([
      { interchangeControlNumber: '000000100', code: 'R', note: '025' },
      { interchangeControlNumber: '000000100', code: 'R', note: '025' },
    ]);
    expect(all.filter((file) => files.some((known) => known.name === file.name))).toEqual(files);
  });
});

/** What the 835s say of some claims of a payer that pays everything. */
function adjudicated(
  sent: { claims: ClaimSnapshot[]; on: string }[],
  takenBackShare = 0,
): {
  claims: RemittanceClaim[];
  all: Remittance[];
} {
  const payers = simulatedPayers.map((payer) => ({
    ...payer,
    rejectedShare: 0,
    lostShare: 0,
    pendedShare: 0,
    deniedShare: 0,
    takenBackShare,
    acceptsReplacement: true,
  }));
  const given = sent.map(({ claims, on }, index) => {
    const receivedAt = `${on}T09:00:00.000Z`;
    return { receivedAt, content: test837P(claims, 500 + index, receivedAt) };
  });
  const all = remittances(filesDue({ seed: 'plain', payers }, given, undefined, forEver));
  for (const remittance of all) expectBalanced(remittance);
  return { claims: all.flatMap((remittance) => remittance.claims), all };
}

describe('what the payer remembers', () => {
  const original = testClaim(2);

  it('denies the same services sent again under another number with CARC 18, whatever batch they come in', () => {
    const again = { ...original, patientControlNumber: 'T9999999' };
    for (const sent of [
      [
        { claims: [original], on: '2026-03-02' },
        { claims: [again], on: '2026-03-05' },
      ],
      [{ claims: [original, again], on: '2026-03-02' }],
    ]) {
      const { claims } = adjudicated(sent);
      const second = claims.find((claim) => claim.patientControlNumber === 'T9999999');
      expect(second?.paidCents).toBe(0);
      expect(second?.lines.flatMap((line) => line.adjustments.map((a) => a.reasonCode))).toEqual(
        original.lines.map(() => '18'),
      );
      const first = claims.find((claim) => claim.patientControlNumber === original.patientControlNumber);
      expect(first?.lines.flatMap((line) => line.adjustments.map((a) => a.reasonCode))).not.toContain('18');
    }
  });

  it('reverses its own second thoughts, not its first, when a replacement comes', () => {
    const [first] = adjudicated([{ claims: [original], on: '2026-03-02' }]).claims;
    const replacement: ClaimSnapshot = {
      ...original,
      frequencyCode: '7',
      payerClaimControlNumber: first?.payerClaimControlNumber,
    };
    const { claims } = adjudicated(
      [
        { claims: [original], on: '2026-03-02' },
        { claims: [replacement], on: '2026-03-20' },
      ],
      1,
    );
    const [paid, reversal, secondThoughts, reversalOfThose, replaced] = claims;
    expect(claims.slice(0, 5).map((claim) => claim.statusCode)).toEqual(['1', '22', '1', '22', '1']);
    expect(reversal?.paidCents).toBe(0 - (paid?.paidCents ?? 0));
    expect(secondThoughts?.paidCents).toBeLessThan(paid?.paidCents ?? 0);
    expect(reversalOfThose?.paidCents).toBe(0 - (secondThoughts?.paidCents ?? 0));
    expect(replaced?.frequencyCode).toBe('7');
  });

  it('takes a payment back and pays the replacement in one 835, carrying forward what it cannot take at once', () => {
    const [first] = adjudicated([{ claims: [original], on: '2026-03-02' }]).claims;
    const line = original.lines[0];
    if (!first || !line) throw new Error('the original was not adjudicated');
    const replacement: ClaimSnapshot = {
      ...original,
      frequencyCode: '7',
      payerClaimControlNumber: first.payerClaimControlNumber,
      lines: [{ ...line, chargeCents: 100 }],
      totalChargeCents: 100,
    };
    const later = { ...testClaim(8), billingProvider: original.billingProvider };
    const { claims, all } = adjudicated([
      { claims: [original], on: '2026-03-02' },
      { claims: [replacement], on: '2026-04-20' },
      { claims: [later], on: '2026-06-15' },
    ]);
    expect(claims.map((claim) => claim.statusCode)).toEqual(['1', '22', '1', '1']);
    expect(claims[1]?.paidCents).toBe(0 - first.paidCents);
    expect(claims[1]?.payerClaimControlNumber).toBe(first.payerClaimControlNumber);
    const [, correction, next] = all;
    expect(correction?.paymentCents).toBe(0);
    expect(correction?.paymentMethod).toBe('NON');
    const owed = first.paidCents - (claims[2]?.paidCents ?? 0);
    expect(correction?.providerAdjustments.map((a) => [a.reasonCode, a.amountCents])).toEqual([['FB', 0 - owed]]);
    expect(next?.providerAdjustments[0]).toMatchObject({ reasonCode: 'FB', reference: correction?.traceNumber });
    const paidInAll = sumCents(all.map((remittance) => remittance.paymentCents));
    const stillOwed = sumCents(all.flatMap((r) => r.providerAdjustments.map((a) => a.amountCents)));
    expect(paidInAll).toBe(sumCents(claims.map((claim) => claim.paidCents)) - stillOwed);
  });
});

describe('broken uploads', () => {
  const receivedAt = '2026-03-02T09:00:00.000Z';
  const text = batches[0]?.upload.content ?? '';
  const answers = (content: string) => filesDue(options, [{ content, receivedAt }], undefined, forEver);

  it('rejects an interchange without its end by TA1 and hears nothing of its claims', () => {
    const cut = answers(text.slice(0, text.indexOf('IEA*')));
    expect(cut).toHaveLength(1);
    expect(readTA1(cut[0]?.content ?? '').acknowledgements[0]?.acknowledgement.code).toBe('R');
  });

  it('takes the whole of what broke off, under the same number', () => {
    const whole = { content: text, receivedAt: '2026-03-02T09:15:00.000Z' };
    const cut = { content: text.slice(0, text.length / 2), receivedAt };
    const all = filesDue(options, [cut, whole], undefined, forEver);
    const verdicts = ofKind(all, 'TA1').map((file) => readTA1(file.content).acknowledgements[0]?.acknowledgement.code);
    expect(verdicts.sort()).toEqual(['A', 'R']);
    expect(ofKind(all, '835').map((file) => file.content)).toEqual(
      ofKind(filesDue(options, [whole], undefined, forEver), '835').map((file) => file.content),
    );
  });

  it('survives any damage: every answer can be written and read, and no claim is answered that was not sent', () => {
    const sent = new Set(batches[0]?.claims.map((claim) => claim.patientControlNumber));
    const segments = text.split('~');
    let paidSets = 0;
    for (let round = 0; round < 400; round += 1) {
      const draws = drawsFor('damage', String(round));
      const damaged = [...segments];
      for (let blow = 0; blow < draws.between('blows', 1, 4); blow += 1) {
        const at = draws.between(`place ${blow}`, 0, damaged.length - 2);
        const segment = damaged[at] ?? '';
        const kinds = [[], [segment, segment], [segment.slice(0, segment.length / 2)], [segment.replaceAll('*', '**')]];
        kinds.push([segment.replace(/\d/g, 'Q')], [`${segment}*X*Y*Z:Z^Z`], [segment.replace(/\*[^*]*$/, '*')]);
        damaged.splice(at, 1, ...(kinds[draws.between(`kind ${blow}`, 0, kinds.length - 1)] ?? []));
      }
      for (const file of answers(damaged.join('~'))) {
        for (const piece of readInbound(file.content)) {
          if (file.name.includes('_report_')) continue;
          expect(piece.kind, `round ${round}, ${file.name}`).not.toBe('unreadable');
          if (piece.kind === '835') {
            paidSets += 1;
            for (const claim of piece.remittance.claims) expect(sent).toContain(claim.patientControlNumber);
            expectBalanced(piece.remittance);
          }
        }
      }
    }
    // Most damage hits one claim or none: the rest must really have been paid.
    expect(paidSets).toBeGreaterThan(2000);
  });

  it('rejects a transaction set with a wrong count by 999 and hears nothing of its claims', () => {
    const miscounted = answers(text.replace(/SE\*(\d+)\*/, (_, count: string) => `SE*${Number(count) + 1}*`));
    expect(miscounted.map((file) => file.name.split('_')[1])).toEqual(['TA1', '999']);
    const [set] = read999(miscounted[1]?.content ?? '').sets;
    expect(set?.content.groupCode).toBe('R');
    expect(set?.content.transactionSets[0]?.code).toBe('R');
  });

  it('lets one bad claim fall without its neighbours', () => {
    const bad = batches[0]?.claims[5]?.patientControlNumber ?? '';
    const damaged = text.replace(new RegExp(`(CLM\\*${bad}\\*)[^*]*`), '$1TWELVE');
    expect(damaged).not.toBe(text);
    const [set] = read999(ofKind(answers(damaged), '999')[0]?.content ?? '').sets;
    expect(set?.content.transactionSets[0]?.code).toBe('E');
    expect(set?.content.transactionSets[0]?.errors.map((error) => error.patientControlNumber)).toContain(bad);
    const statuses = ofKind(answers(damaged), '277CA')
      .flatMap((file) => read277CA(file.content).sets.flatMap((read) => read.content.claims))
      .filter((claim) => claim.sourceEntity === 'AY');
    const rejected = statuses.filter((claim) => claim.statuses[0]?.category !== 'A1');
    expect(rejected.map((claim) => claim.patientControlNumber)).toEqual([bad]);
    expect(statuses).toHaveLength(60);
  });

  it('says of what is no X12 at all that it was not processed', () => {
    const [report] = answers('Dear clearinghouse, please find attached');
    expect(report?.name).toMatch(/_report_unreadable_.*\.txt$/);
    expect(report?.content).toContain('belongs to no X12 interchange');
  });

  it('refuses uploads out of order, which only a bug can cause', () => {
    const simulation = new Simulation(options);
    simulation.receive('x', '2026-03-02T09:00:00.000Z');
    expect(() => simulation.receive('y', '2026-03-02T08:59:59.999Z')).toThrow(RangeError);
  });
});

describe('the fault switches', () => {
  const faulty = (faults: Faults) => filesDue({ ...options, faults }, uploads, undefined, forEver);
  const named = (all: OutboundFile[]) => new Map(all.map((file) => [file.name, file]));

  it('lose a share of the files and leave the rest as they were', () => {
    const all = faulty({ lostFiles: 0.5, fileKinds: ['835'] });
    const kept = ofKind(all, '835').length / ofKind(files, '835').length;
    expect(kept).toBeGreaterThan(0.25);
    expect(kept).toBeLessThan(0.75);
    for (const [name, file] of named(all)) expect(named(files).get(name)).toEqual(file);
    expect(ofKind(all, '277CA')).toEqual(ofKind(files, '277CA'));
  });

  it('deliver a file again the day after, under another name, with the same bytes', () => {
    const all = named(faulty({ duplicatedFiles: 1 }));
    expect(all.size).toBe(files.length * 2);
    for (const file of files) {
      const again = all.get(file.name.replace(/\.(\w+)$/, '_again.$1'));
      expect(again?.content).toBe(file.content);
      expect(again?.dueOn).toBe(addDays(file.dueOn, 1));
    }
  });

  it('cut 835s short, so that no reader takes the broken set', () => {
    for (const file of ofKind(faulty({ truncatedRemittances: 1 }), '835')) {
      const whole = named(files).get(file.name)?.content ?? '';
      expect(whole.startsWith(file.content)).toBe(true);
      expect(file.content.length).toBeLessThan(whole.length);
      expect(read835(file.content).defects.some((defect) => defect.severity === 'error')).toBe(true);
    }
  });

  it('unbalance 835s by one cent', () => {
    for (const file of ofKind(faulty({ unbalancedRemittances: 1 }), '835')) {
      for (const { content } of read835(file.content).sets) {
        const claims = sumCents(content.claims.map((claim) => claim.paidCents));
        const provider = sumCents(content.providerAdjustments.map((adjustment) => adjustment.amountCents));
        expect(claims - provider - content.paymentCents).toBe(1);
      }
    }
  });

  it('drop line control numbers and modifiers', () => {
    const lines = (faults: Faults) =>
      remittances(faulty(faults)).flatMap((r) => r.claims.flatMap((claim) => claim.lines));
    expect(lines({}).some((line) => line.modifiers.length > 0)).toBe(true);
    expect(lines({ claimsWithoutModifiers: 1 }).every((line) => line.modifiers.length === 0)).toBe(true);
    expect(lines({}).every((line) => line.lineControlNumber !== undefined)).toBe(true);
    expect(lines({ claimsWithoutLineControlNumbers: 1 }).every((l) => l.lineControlNumber === undefined)).toBe(true);
  });
});
