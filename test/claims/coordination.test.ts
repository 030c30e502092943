import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import { cleanVisit, payerCover, visitLine } from '@claimwright/worker/test-encounters';
import { cleanHospitalStay } from '@claimwright/worker/test-stays';
import { validateX12 } from '@claimwright/x12/validate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ack277, file835, remittance, reversed, status } from '../faults/answers.ts';
import { checkProfessionalClaims } from '../x12/grammar.ts';
import { answered, type ClaimBench, type ClaimRow, cas, startClaimBench } from './claim-bench.ts';

// Several payers of one visit: who is billed when, with what, and what the patient owes in the end.

let claims: ClaimBench;
beforeEach(async () => {
  claims = await startClaimBench();
});
afterEach(async () => {
  try {
    await claims.booksAreInOrder();
    await everythingSentIsSound();
  } finally {
    await claims[Symbol.asyncDispose]();
  }
});

const drain = () => claims.bench.worker.drain();
const first = payerCover('GSH01', 'Granite Shore Health Plan', 'GSH100001');
const later = (responsibility: string, id: string, changes: object = {}) =>
  payerCover(id, `Plan ${id}`, `${id}-1`, { responsibility, ...changes });

/** A visit of one line of $100.00 under these covers. */
const visitUnder = (number: number, covers: object[], changes: Record<string, unknown> = {}): EncounterInput =>
  cleanVisit(number, { coverages: covers, lines: [visitLine('G0463', 10_000)], ...changes });

async function billed(visit: EncounterInput): Promise<{ id: string; claim: ClaimRow }> {
  const [id = ''] = await claims.bill(visit);
  const claim = (await claims.claims()).at(-1);
  if (!claim) throw new Error('no claim');
  return { id, claim };
}

/** $20.00 contract, $20.00 left to the patient, $60.00 paid. */
const sixty = () => [cas('CO-45', 2_000), cas('PR-2', 2_000)];

async function everythingSentIsSound(): Promise<void> {
  const batches = await claims.bench.worker.rows<{ content: Buffer }>('select content from batches');
  for (const { content } of batches) {
    const text = content.toString('latin1');
    // The second judge knows professional claims only.
    if (text.includes('005010X222A1'))
      expect(checkProfessionalClaims(text).filter(({ rule }) => rule !== 'npi')).toEqual([]);
    expect(validateX12(text).defects.filter(({ severity }) => severity === 'error')).toEqual([]);
  }
}

describe('the payer after', () => {
  test('is billed by itself out of the first one’s answer; in the end the patient owes what both left', async () => {
    const { id, claim } = await billed(visitUnder(1, [first, later('secondary', 'SEC01')]));
    expect(claim.snapshot.otherPayers).toMatchObject([{ responsibility: 'secondary', payerId: 'SEC01' }]);
    expect(claim.snapshot.otherPayers?.[0]).not.toHaveProperty('adjudication');
    await claims.pay('T1', answered(claim, sixty));
    const [primary, secondary, ...others] = await claims.claims();
    expect(others).toEqual([]);
    expect(secondary).toMatchObject({
      prior: claim.id,
      responsibility: 'secondary',
      payer: 'SEC01',
      status: 'submitted',
      frequency: '1',
      chargeCents: 10_000,
      snapshot: {
        otherPayers: [
          {
            payerId: 'GSH01',
            payerClaimControlNumber: `P${claim.number}`,
            adjudication: { paidCents: 6_000, adjustments: [] },
          },
        ],
        lines: [
          {
            adjudications: [{ payerId: 'GSH01', paidCents: 6_000, adjustments: sixty(), adjudicatedOn: '2026-03-20' }],
          },
        ],
      },
    });
    expect(await claims.encounterStatus(id)).toBe('billed');
    // What was the patient's is asked of the second payer; the visit's charge stands once.
    expect(await claims.balances()).toEqual({
      cash: 6_000,
      contractual_adjustment: 2_000,
      insurance_receivable: 2_000,
      revenue: -10_000,
    });
    await claims.booksAreInOrder();
    await claims.pay(
      'T2',
      answered(secondary!, () => [cas('OA-23', 8_000), cas('PR-3', 500)], { statusCode: '2' }),
    );
    expect(await claims.balances()).toEqual({
      cash: 7_500,
      contractual_adjustment: 2_000,
      patient_receivable: 500,
      revenue: -10_000,
    });
    expect((await claims.claims()).map((each) => [each.status, each.paidCents, each.patientCents])).toEqual([
      ['paid', 6_000, 2_000],
      ['paid', 1_500, 500],
    ]);
    const { body } = await claims.bench.api('GET', `/v1/claims/${primary?.id}`);
    expect(body.accountBalances).toMatchObject({ patient_receivable: 500, insurance_receivable: 0 });
    expect(body.nextPayerClaims).toMatchObject([{ id: secondary?.id }]);
    const other = await claims.bench.api('GET', `/v1/claims/${secondary?.id}`);
    expect(other.body.priorPayerClaim).toMatchObject({ id: primary?.id });
  });

  test('is billed once, though the answer comes twice and the job runs in several workers', async () => {
    const { claim } = await billed(visitUnder(2, [first, later('secondary', 'SEC01')]));
    const { worker } = claims.bench;
    await worker.run('ingest-files', [
      await worker.receive('once', file835(remittance('T3', [answered(claim, sixty)]))),
    ]);
    await worker.run('ingest-files', [
      await worker.receive('twice', file835(remittance('T3', [answered(claim, sixty)]))),
    ]);
    await Promise.all(Array.from({ length: 4 }, () => worker.run('bill-next-payers', [claim.id])));
    await drain();
    await worker.run('bill-next-payers', [claim.id]);
    await drain();
    expect(await claims.claims()).toHaveLength(2);
    expect(await claims.openTasks()).toMatchObject([{ kind: 'unmatched_inbound' }]);
  });

  test('says again what the first payer adjusted in whatever words: only its own part moves money', async () => {
    const { claim } = await billed(visitUnder(3, [first, later('secondary', 'SEC01')]));
    await claims.pay('T4', answered(claim, sixty));
    const secondary = (await claims.claims())[1]!;
    // It repeats the contract price as its own CO-45 and allows ten dollars less than was left.
    await claims.pay(
      'T5',
      answered(secondary, () => [cas('CO-45', 2_000), cas('OA-23', 6_000), cas('CO-45', 1_000)], { statusCode: '2' }),
    );
    expect(await claims.balances()).toEqual({ cash: 7_000, contractual_adjustment: 3_000, revenue: -10_000 });
    const answer = answered(secondary, () => [cas('CO-45', 2_000), cas('OA-23', 6_000), cas('CO-45', 1_000)], {
      statusCode: '2',
    });
    await claims.pay(
      'T6',
      reversed(answer),
      answered(claim, () => [cas('CO-45', 10_000)], { statusCode: '25', paidCents: 0, lines: [], chargeCents: 0 }),
      answered((await billed(visitUnder(93, [first]))).claim, () => []),
    );
    expect(await claims.balances(claim.id, secondary.id)).toMatchObject({ cash: 6_000, insurance_receivable: 2_000 });
  });

  test('denies: what is left waits as a denial, not more', async () => {
    const { claim } = await billed(visitUnder(4, [first, later('secondary', 'SEC01')]));
    await claims.pay('T7', answered(claim, sixty));
    const secondary = (await claims.claims())[1]!;
    await claims.pay(
      'T8',
      answered(secondary, (cents) => [cas('CO-197', cents)], { statusCode: '2' }),
    );
    expect(await claims.balances()).toMatchObject({ denial_pending: 2_000, cash: 6_000 });
    expect((await claims.claims())[1]?.status).toBe('denied');
  });

  test('rejects: the patient’s share stands as the first payer left it, until the claim goes out again', async () => {
    const { id, claim } = await billed(visitUnder(5, [first, later('secondary', 'SEC01')]));
    await claims.pay('T9', answered(claim, sixty));
    const secondary = (await claims.claims())[1]!;
    await claims.take(
      ack277([{ claim: secondary, statuses: [status('A7', '562')] }], { batchReference: 'B999999999' }),
    );
    expect(await claims.balances()).toMatchObject({ patient_receivable: 2_000 });
    expect(await claims.encounterStatus(id)).toBe('billed');
    await claims.bench.api('POST', `/v1/claims/${secondary.id}:resubmit`, { reason: 'Their system was down' });
    await drain();
    expect(await claims.claim(secondary.number)).toMatchObject({ status: 'submitted', submissionNumber: 2 });
    expect(await claims.balances()).toMatchObject({ insurance_receivable: 2_000 });
    expect(await claims.balances()).not.toHaveProperty('patient_receivable');
  });

  test('is followed by a third, with what both before decided', async () => {
    const covers = [first, later('secondary', 'SEC01'), later('tertiary', 'TER01')];
    const { claim } = await billed(visitUnder(6, covers));
    await claims.pay('T10', answered(claim, sixty));
    const secondary = (await claims.claims())[1]!;
    expect(secondary.snapshot.otherPayers?.map((payer) => [payer.payerId, payer.adjudication !== undefined])).toEqual([
      ['GSH01', true],
      ['TER01', false],
    ]);
    await claims.pay(
      'T11',
      answered(secondary, () => [cas('OA-23', 8_000), cas('PR-2', 800)], { statusCode: '2' }),
    );
    const third = (await claims.claims())[2]!;
    expect(third).toMatchObject({
      responsibility: 'tertiary',
      payer: 'TER01',
      prior: secondary.id,
      status: 'submitted',
    });
    expect(third.snapshot.lines[0]?.adjudications?.map((each) => [each.payerId, each.paidCents])).toEqual([
      ['GSH01', 6_000],
      ['SEC01', 1_200],
    ]);
    await claims.pay(
      'T12',
      answered(third, () => [cas('OA-23', 9_200), cas('PR-1', 300)], { statusCode: '3' }),
    );
    expect(await claims.balances()).toEqual({
      cash: 7_700,
      contractual_adjustment: 2_000,
      patient_receivable: 300,
      revenue: -10_000,
    });
  });

  test('is Medicare: the reason why it is second comes from the coverage', async () => {
    const medicare = later('secondary', 'MCARE', {
      claimFilingCode: 'MB',
      insuranceTypeCode: '12',
      memberId: '1EG4TE5MK73',
    });
    const { claim } = await billed(visitUnder(7, [first, medicare]));
    await claims.pay('T13', answered(claim, sixty));
    const [batch] = await claims.bench.worker.rows<{ content: Buffer }>(
      'select content from batches order by built_at desc, interchange_control_number desc limit 1',
    );
    expect(batch?.content.toString('latin1')).toContain('SBR*S*18***12****MB~');
    expect((await claims.claims())[1]?.snapshot.destination.insuranceTypeCode).toBe('12');
  });
});

describe('crossover', () => {
  test('a claim the payer sent on is not billed again; the other payer’s answer under its number finds its place', async () => {
    const { claim } = await billed(visitUnder(10, [first, later('secondary', 'SEC01')]));
    const forwarded = answered(claim, sixty, {
      statusCode: '19',
      crossoverCarrier: { name: 'PLAN SEC01', id: 'SEC01' },
    });
    await claims.pay('T20', forwarded);
    const [, secondary] = await claims.claims();
    expect(secondary).toMatchObject({ crossedOver: true, status: 'submitted', prior: claim.id });
    expect(await claims.bench.worker.rows('select 1 from batches')).toHaveLength(1);
    expect(await claims.balances()).toMatchObject({ insurance_receivable: 2_000 });
    const asked = await claims.bench.api('POST', `/v1/claims/${claim.id}:bill-next`, { reason: 'The next one please' });
    expect([asked.status, asked.body.detail]).toEqual([
      409,
      expect.stringMatching(/itself \(crossover\): claim .* waits/),
    ]);
    const read = await claims.bench.api('GET', `/v1/claims/${claim.id}`);
    expect(read.body.events.find((event: { type: string }) => event.type === 'paid').detail.crossover).toEqual({
      by: 'status',
      carrierName: 'PLAN SEC01',
      carrierId: 'SEC01',
      verified: true,
    });
    const theirs = answered(claim, () => [cas('OA-23', 8_000), cas('PR-2', 100)], {
      statusCode: '2',
      payerClaimControlNumber: 'SECICN',
    });
    await claims.pay('T21', theirs);
    expect((await claims.claims()).map((each) => [each.paidCents, each.patientCents, each.payerNumber])).toEqual([
      [6_000, 2_000, `P${claim.number}`],
      [1_900, 100, 'SECICN'],
    ]);
    expect(await claims.balances()).toMatchObject({ cash: 7_900, patient_receivable: 100 });
    // It takes its answer back, under the same number, beside an unrelated payment.
    const unrelated = (await billed(visitUnder(11, [first]))).claim;
    await claims.pay(
      'T22',
      reversed(theirs),
      answered(unrelated, () => []),
    );
    expect((await claims.claim(secondary!.number)).status).toBe('reversed');
    expect((await claims.claim(claim.number)).status).toBe('paid');
  });

  test('is also told by a remark alone', async () => {
    const { claim } = await billed(visitUnder(12, [first, later('secondary', 'SEC01')]));
    await claims.pay('T23', answered(claim, sixty, { remarkCodes: ['MA18'] }));
    expect((await claims.claims())[1]).toMatchObject({ crossedOver: true });
    expect(await claims.bench.worker.rows('select 1 from batches')).toHaveLength(1);
  });
});

describe('what keeps the next payer from being billed', () => {
  test('a coverage that lacks what a claim must say: a task names the field, and putting it right bills it', async () => {
    const visit = visitUnder(20, [first, later('secondary', 'SEC01', { memberId: undefined })]);
    const { id, claim } = await billed(visit);
    await claims.pay('T30', answered(claim, sixty));
    expect(await claims.claims()).toHaveLength(1);
    const [task] = await claims.openTasks();
    expect(task).toMatchObject({ kind: 'next_payer_blocked', claim: claim.id });
    expect(task?.summary).toContain('/coverages/1/memberId');
    const content = { ...visit, coverages: [first, later('secondary', 'SEC01')] };
    const reason = 'The card was read again';
    await claims.bench.api(
      'POST',
      `/v1/claims/${claim.id}:correct`,
      { reason, encounters: [{ id, content }] },
      { headers: { 'if-match': '*' } },
    );
    await drain();
    expect((await claims.claims()).map((each) => [each.responsibility, each.frequency, each.status])).toEqual([
      ['primary', '1', 'paid'],
      ['secondary', '1', 'submitted'],
    ]);
    expect(await claims.openTasks()).toEqual([]);
  });

  test('a denial by the first payer, until somebody asks for it', async () => {
    const { claim } = await billed(visitUnder(21, [first, later('secondary', 'SEC01')]));
    await claims.pay(
      'T31',
      answered(claim, (cents) => [cas('PR-204', cents)]),
    );
    expect(await claims.claims()).toHaveLength(1);
    const asked = await claims.bench.api('POST', `/v1/claims/${claim.id}:bill-next`, { reason: 'Not covered there' });
    expect(asked.status).toBe(202);
    await drain();
    expect((await claims.claims())[1]).toMatchObject({ responsibility: 'secondary', status: 'submitted' });
    expect(await claims.balances()).toMatchObject({ insurance_receivable: 10_000, revenue: -10_000 });
  });

  test('nothing is left to the patient, or nobody comes after', async () => {
    const one = await billed(visitUnder(22, [first, later('secondary', 'SEC01')]));
    await claims.pay(
      'T32',
      answered(one.claim, () => [cas('CO-45', 2_000)]),
    );
    const two = await billed(visitUnder(23, [first]));
    await claims.pay('T33', answered(two.claim, sixty));
    await claims.bench.worker.run('bill-next-payers', [one.claim.id, two.claim.id]);
    expect(await claims.claims()).toHaveLength(3 - 1 + 1);
    expect(await claims.openTasks()).toEqual([]);
  });

  test('an answer that does not explain every cent', async () => {
    const { claim } = await billed(
      visitUnder(24, [first, later('secondary', 'SEC01')], {
        lines: [visitLine('G0463', 10_000), visitLine('J1885', 5_000)],
      }),
    );
    const whole = answered(claim, (cents) => [cas('PR-2', cents / 10)]);
    const [only] = whole.lines;
    const part = { ...whole, lines: [only!], chargeCents: 10_000, paidCents: 9_000, patientResponsibilityCents: 1_000 };
    await claims.pay('T34', part);
    expect(await claims.claims()).toHaveLength(1);
    expect(await claims.openTasks()).toMatchObject([{ kind: 'next_payer_blocked' }]);
  });

  test('a consent that was revoked meanwhile', async () => {
    const consent = { obtainedOn: '2026-01-01', expiresOn: '2026-03-17', scope: 'payment' };
    const { claim } = await billed(
      visitUnder(25, [first, later('secondary', 'SEC01')], { sensitivity: 'part2', disclosureConsent: consent }),
    );
    await claims.bench.worker.simulator.advance({ days: 3 });
    await claims.pay('T35', answered(claim, sixty));
    expect(await claims.claims()).toHaveLength(1);
    expect((await claims.openTasks())[0]?.summary).toContain('42 CFR');
  });
});

test('the first payer changes its answer after the second was billed: a task says so', async () => {
  const { claim } = await billed(visitUnder(30, [first, later('secondary', 'SEC01')]));
  const answer = answered(claim, sixty);
  await claims.pay('T40', answer);
  const secondary = (await claims.claims())[1]!;
  const changed = answered(claim, () => [cas('CO-45', 2_000), cas('PR-2', 1_000)]);
  await claims.pay('T41', reversed(answer), changed);
  expect(await claims.openTasks()).toMatchObject([{ kind: 'next_payer_outdated', claim: secondary.id }]);
  const ask = () => claims.bench.api('POST', `/v1/claims/${claim.id}:bill-next`, { reason: 'The first answered anew' });
  await ask();
  await drain();
  // Nobody has accepted it yet: it goes out again under its number, and asks for what is left now.
  expect((await claims.claims()).map((each) => [each.number, each.submissionNumber])).toEqual([
    [claim.number, 1],
    [secondary.number, 2],
  ]);
  expect(await claims.balances()).toEqual({
    cash: 7_000,
    contractual_adjustment: 2_000,
    insurance_receivable: 1_000,
    revenue: -10_000,
  });
  expect(await claims.openTasks()).toEqual([]);
  await claims.booksAreInOrder();
  const paidBySecond = (each: ClaimRow, left: number) =>
    answered(each, () => [cas('OA-23', 10_000 - left)], { statusCode: '2', payerClaimControlNumber: 'SECICN' });
  const secondAnswer = paidBySecond((await claims.claims())[1]!, 1_000);
  await claims.pay('T42', secondAnswer);
  const third = answered(claim, () => [cas('CO-45', 2_000), cas('PR-2', 1_500)]);
  const another = (await billed(visitUnder(34, [first]))).claim;
  await claims.pay(
    'T43',
    reversed(changed),
    third,
    answered(another, () => []),
  );
  await ask();
  await drain();
  const replacement = (await claims.claims()).at(-1)!;
  expect(replacement).toMatchObject({ frequency: '7', supersedes: secondary.id, prior: claim.id, status: 'submitted' });
  expect(replacement.snapshot.payerClaimControlNumber).toBe('SECICN');
  await claims.booksAreInOrder();
  const unrelated = (await billed(visitUnder(33, [first]))).claim;
  await claims.pay(
    'T44',
    reversed(secondAnswer),
    paidBySecond(replacement, 1_500),
    answered(unrelated, () => []),
  );
  expect(await claims.balances(claim.id, secondary.id, replacement.id)).toEqual({
    cash: 8_000,
    contractual_adjustment: 2_000,
    revenue: -10_000,
  });
  // Asked once more, there is nothing to correct.
  await ask();
  await drain();
  expect(await claims.claims()).toHaveLength(5);
});

test('what another system’s payer decided already comes with the encounter: the claim goes to the next one at once', async () => {
  const told = {
    adjudicatedOn: '2026-03-12',
    paidCents: 6_000,
    payerClaimControlNumber: 'ELSEWHERE1',
    lines: [{ lineNumber: 1, paidCents: 6_000, adjustments: [cas('CO-45', 2_000), cas('PR-2', 2_000)] }],
  };
  const { claim } = await billed(visitUnder(31, [{ ...first, priorAdjudication: told }, later('secondary', 'SEC01')]));
  expect(claim).toMatchObject({ responsibility: 'secondary', payer: 'SEC01', status: 'submitted', prior: null });
  expect(claim.snapshot.otherPayers).toMatchObject([
    { payerId: 'GSH01', payerClaimControlNumber: 'ELSEWHERE1', adjudication: { paidCents: 6_000 } },
  ]);
  expect(await claims.balances()).toEqual({ insurance_receivable: 2_000, other_adjustment: 8_000, revenue: -10_000 });
  await claims.pay(
    'T50',
    answered(claim, () => [cas('OA-23', 8_000), cas('PR-2', 400)], { statusCode: '2' }),
  );
  expect(await claims.balances()).toEqual({
    cash: 1_600,
    other_adjustment: 8_000,
    patient_receivable: 400,
    revenue: -10_000,
  });
  const wrong = { ...told, paidCents: 6_001 };
  const [id = ''] = await claims.bill(
    visitUnder(32, [{ ...first, priorAdjudication: wrong }, later('secondary', 'SEC01')]),
  );
  expect(await claims.encounterStatus(id)).toBe('needs_review');
  expect((await claims.openTasks())[0]?.summary).toContain('ST013');
});

test('a hospital bill goes to the second payer as well, revenue lines without a procedure by their revenue code', async () => {
  const covers = [payerCover('GSH01', 'Granite Shore Health Plan', 'GSH1'), later('secondary', 'SEC01')];
  const stay = { ...cleanHospitalStay(1), coverages: covers } as EncounterInput;
  const { claim } = await billed(stay);
  expect(claim.snapshot.otherPayers).toMatchObject([{ payerId: 'SEC01' }]);
  const paidLines = claim.snapshot.lines.map((line) => line.chargeCents);
  const answer = answered(claim, (cents) => [cas('CO-45', Math.round(cents / 2)), cas('PR-1', 1_000)]);
  const asHospitalsAreAnswered = {
    ...answer,
    lines: answer.lines.map((line, index) => {
      const own = (claim.snapshot as unknown as { lines: { revenueCode: string; procedureCode?: string }[] }).lines[
        index
      ]!;
      const procedure = own.procedureCode;
      return {
        ...line,
        procedureQualifier: procedure === undefined ? 'NU' : 'HC',
        procedureCode: procedure ?? own.revenueCode,
        revenueCode: own.revenueCode,
      };
    }),
  };
  const inpatient = { coveredDays: 2, drgCents: 310_000, costReportDays: 2 };
  await claims.pay('T60', { ...asHospitalsAreAnswered, remarkCodes: ['MA01', 'N30'], inpatient });
  const second = (await claims.claims())[1]!;
  expect(second).toMatchObject({ responsibility: 'secondary', status: 'submitted', prior: claim.id });
  expect(second.snapshot.lines[0]?.adjudications).toMatchObject([
    {
      payerId: 'GSH01',
      revenueCode: '0120',
      adjustments: [{ amountCents: Math.round(paidLines[0]! / 2) }, { amountCents: 1_000 }],
    },
  ]);
  expect(second.snapshot.lines[0]?.adjudications?.[0]).not.toHaveProperty('procedureCode');
  expect(await claims.balances()).toMatchObject({ insurance_receivable: 3_000 });
  // What the first payer said of the stay goes with it: two covered days, though the bill has three.
  expect(second.snapshot.otherPayers).toMatchObject([{ adjudication: { inpatient, remarkCodes: ['MA01', 'N30'] } }]);
  const sent = await claims.bench.worker.rows<{ text: string }>(
    "select convert_from(content, 'LATIN1') as text from batches order by id",
  );
  expect(sent.at(-1)?.text).toContain('~MIA*2***3100*MA01**********2*****N30~');
});

test('a hospital bill of which the sender tells what two payers decided goes to the third at once', async () => {
  const stay = cleanHospitalStay(2);
  const charges = stay.lines.map((line) => line.chargeCents);
  const total = charges.reduce((sum, cents) => sum + cents, 0);
  const byLine = {
    adjudicatedOn: '2026-03-12',
    paidCents: total - 3_000,
    payerClaimControlNumber: 'ELSEWHERE1',
    remarkCodes: ['MA01'],
    lines: charges.map((cents, index) => ({
      lineNumber: index + 1,
      paidCents: cents - 1_000,
      adjustments: [cas('PR-1', 1_000)],
    })),
  };
  const asAWhole = {
    adjudicatedOn: '2026-03-14',
    paidCents: 1_800,
    adjustments: [cas('OA-23', total - 3_000), cas('PR-2', 1_200)],
    inpatient: { coveredDays: 1, capitalCents: 500 },
  };
  const covers = (first: object) => [
    { ...payerCover('GSH01', 'Granite Shore Health Plan', 'GSH1'), priorAdjudication: first },
    { ...later('secondary', 'SEC01'), priorAdjudication: asAWhole },
    later('tertiary', 'TER01'),
  ];
  const { claim } = await billed(encounterInput.parse({ ...stay, coverages: covers(byLine) }));
  expect(claim).toMatchObject({ responsibility: 'tertiary', payer: 'TER01', status: 'submitted', prior: null });
  expect(claim.snapshot.otherPayers).toMatchObject([
    {
      payerId: 'GSH01',
      payerClaimControlNumber: 'ELSEWHERE1',
      adjudication: { remarkCodes: ['MA01'], inpatient: { coveredDays: 3 } },
    },
    { payerId: 'SEC01', adjudication: { paidCents: 1_800, adjustments: asAWhole.adjustments } },
  ]);
  const [batch] = await claims.bench.worker.rows<{ text: string }>(
    "select convert_from(content, 'LATIN1') as text from batches",
  );
  expect(batch?.text).toContain('MIA*3****MA01~');
  expect(batch?.text).toContain('MIA*1*******5~');
  // Only what the second left to the patient is asked of the third.
  expect(await claims.balances()).toEqual({
    insurance_receivable: 1_200,
    other_adjustment: total - 1_200,
    revenue: -total,
  });
  const [id = ''] = await claims.bill(
    encounterInput.parse({ ...cleanHospitalStay(3), coverages: covers({ ...byLine, paidCents: 1 }) }),
  );
  expect(await claims.encounterStatus(id)).toBe('needs_review');
  expect((await claims.openTasks())[0]?.summary).toContain('ST013');
});
