import { expect, test } from 'vitest';
import { startTestWorker } from '../test-worker.ts';
import { variedVisit, visitKinds } from '../test-encounters.ts';

test('try', async () => {
  await using worker = await startTestWorker();
  await worker.accept(Array.from({ length: 20 }, (_, n) => variedVisit(n)));
  await worker.drain();
  const rows = await worker.rows<{ external_id: string; status: string }>('select external_id, status from encounters order by received_at, id');
  const f = await worker.rows<any>("select encounter_id, rule_id, verdict, severity, f.content->>'message' m, e.external_id from findings f join encounters e on e.id=f.encounter_id where f.rule_id is not null and verdict='fail' and severity in ('reject','deny')");
  console.log(rows.map((r, i) => [visitKinds[i % 10], r.status]), f);
  await worker.advance(30);
  console.log(await worker.rows('select status, count(*) from claims group by 1'), await worker.rows('select status, kinds, count(*) from inbound_files group by 1,2'), await worker.rows('select reason_code, reason from parked_items'));
  expect(worker.log.filter((l) => /"level":(50|"error")/.test(l))).toEqual([]);
});
