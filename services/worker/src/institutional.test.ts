import type { InstitutionalClaimSnapshot } from '@claimwright/domain/institutional-claim';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import { read837I } from '@claimwright/x12/institutional-claim-read';
import { validateX12 } from '@claimwright/x12/validate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanVisit } from './test-encounters.ts';
import { cleanHospitalStay, cleanOutpatientBill } from './test-stays.ts';
import { startTestWorker, type TestWorker } from './test-worker.ts';

const stays = Array.from({ length: 12 }, (_, index) => cleanHospitalStay(index + 1));
const outpatients = Array.from({ length: 12 }, (_, index) => cleanOutpatientBill(index + 101));
const interim = cleanHospitalStay(201, {
  typeOfBill: '0112',
  statementTo: '2026-03-08',
  patientStatusCode: '30',
  dischargeHour: undefined,
});
const visits = [cleanVisit(301), cleanVisit(302)];

interface ClaimRow {
  id: string;
  number: string;
  claimType: string;
  status: string;
  snapshot: InstitutionalClaimSnapshot;
  chargeCents: number;
  paidCents: number;
}

let worker: TestWorker;
let claims: ClaimRow[];
beforeAll(async () => {
  worker = await startTestWorker();
  await worker.run('scrub-encounters', await worker.accept([...stays, ...outpatients, interim, ...visits]));
  await worker.drain();
  await worker.advance(75);
  claims = await worker.rows<ClaimRow>(
    `select id, patient_control_number as number, claim_type as "claimType", status, snapshot, charge_cents as "chargeCents",
       paid_cents as "paidCents" from claims order by patient_control_number`,
  );
});
afterAll(() => worker[Symbol.asyncDispose]());

function institutional(): ClaimRow[] {
  return claims.filter(({ claimType }) => claimType === 'institutional');
}

describe('hospital bills from the encounter to the books', () => {
  test('every encounter becomes one claim of its type', async () => {
    const states = await worker.rows('select status, count(*)::int as n from encounters group by 1 order by 1');
    expect(states.reduce((sum: number, row) => sum + (row as { n: number }).n, 0)).toBe(27);
    expect(institutional()).toHaveLength(25);
    expect(claims.filter(({ claimType }) => claimType === 'professional')).toHaveLength(2);
    for (const { snapshot, chargeCents } of institutional()) expect(snapshot.totalChargeCents).toBe(chargeCents);
  });

  test('837I and 837P go in interchanges of their own, each as its guide wants it and without a defect', async () => {
    const batches = await worker.rows<{ name: string; content: Buffer }>(
      'select file_name as name, content from batches order by file_name',
    );
    expect(batches.map(({ name }) => name.slice(0, 12))).toEqual(['837I_default', '837P_default']);
    const guides = { '837I': '005010X223A2', '837P': '005010X222A1' };
    for (const { name, content } of batches) {
      const text = content.toString('utf8');
      const transaction = name.slice(0, 4) as keyof typeof guides;
      expect(validateX12(text), name).toMatchObject({
        valid: true,
        errors: 0,
        warnings: 0,
        transactions: { [transaction]: 1 },
      });
      expect(text).toContain(`*X*${guides[transaction]}~`);
    }
  });

  test('the written 837I says what the frozen claims say', async () => {
    const [batch] = await worker.rows<{ content: Buffer }>("select content from batches where file_name like '837I%'");
    const read = read837I(batch?.content.toString('utf8') ?? '');
    const byNumber = new Map(read.claims.map(({ claim }) => [claim.patientControlNumber, claim]));
    for (const { number, snapshot } of institutional()) {
      const { encounterIds: _ids, patient, ...said } = snapshot;
      const { externalId: _sender, medicalRecordNumber: _record, ...person } = patient;
      expect(byNumber.get(number)).toEqual({ ...said, patient: person });
    }
  });

  test('999 and 277CA move them, the 835 settles them, and whoever hears nothing is known by the simulator', async () => {
    const futures = new Map((await worker.simulator.futures()).map((future) => [future.patientControlNumber, future]));
    const settled = ['paid', 'partially_paid', 'patient_responsibility', 'denied'];
    let paid = 0;
    for (const { number, status } of institutional()) {
      const future = futures.get(number);
      if (future?.payment) {
        expect(settled, number).toContain(status);
        paid += 1;
      } else if (future?.silence) expect(['acknowledged', 'payer_accepted'], number).toContain(status);
      else expect(status, number).toBe('rejected');
    }
    expect(paid).toBeGreaterThan(15);
  });

  test('remittances name type of bill and revenue codes, and are posted to the very lines', async () => {
    const answers = await worker.rows<{ number: string; content: RemittanceClaim }>(
      `select patient_control_number as number, content from remittance_claims where claim_id is not null`,
    );
    const hospital = answers.filter(({ number }) => institutional().some((claim) => claim.number === number));
    expect(new Set(hospital.map(({ content }) => `${content.facilityCode} ${content.frequencyCode}`))).toEqual(
      new Set(['11 1', '13 1', '11 2']),
    );
    const services = new Set(
      hospital.flatMap(({ content }) =>
        content.lines.map(
          (line) => `${line.procedureQualifier} ${line.procedureCode} ${line.revenueCode ?? 'no revenue code'}`,
        ),
      ),
    );
    expect([...services].sort()).toEqual([
      'HC G0463 0510',
      'HC J1885 0636',
      'NU 0120 no revenue code',
      'NU 0250 no revenue code',
      'NU 0270 no revenue code',
    ]);
    const parked = await worker.rows('select kind, reason from parked_items');
    expect(parked).toEqual([]);
  });

  test('the ledger balances: every posting, every claim, every line', async () => {
    const open = await worker.rows(
      'select posting, sum(amount_cents) as n from ledger_entries group by posting, claim_id having sum(amount_cents) <> 0',
    );
    expect(open).toEqual([]);
    for (const { id, status, paidCents, number } of institutional()) {
      const [sums] = await worker.rows<{ cash: number; receivable: number; lines: number }>(
        `select coalesce(sum(amount_cents) filter (where account = 'cash'), 0)::int as cash,
           coalesce(sum(amount_cents) filter (where account = 'insurance_receivable'), 0)::int as receivable,
           count(distinct line_number)::int as lines from ledger_entries where claim_id = $1`,
        [id],
      );
      const lines = institutional().find((claim) => claim.id === id)?.snapshot.lines.length;
      if (['paid', 'partially_paid', 'patient_responsibility', 'denied'].includes(status)) {
        expect(sums, number).toEqual({ cash: paidCents, receivable: 0, lines });
      }
    }
  });

  test('lines are stored with their revenue codes; a stay has the dates of its statement', async () => {
    const stay = institutional().find(({ snapshot }) => snapshot.facilityCode === '11');
    const lines = await worker.rows(
      `select revenue_code as revenue, procedure_code as procedure, place_of_service as place, service_from as first, service_to as last
       from claim_lines where claim_id = $1 order by line_number`,
      [stay?.id],
    );
    expect(lines).toEqual([
      { revenue: '0120', procedure: null, place: null, first: '2026-03-06', last: '2026-03-09' },
      { revenue: '0250', procedure: null, place: null, first: '2026-03-06', last: '2026-03-09' },
      { revenue: '0636', procedure: 'J1885', place: null, first: '2026-03-06', last: '2026-03-09' },
    ]);
  });
});
