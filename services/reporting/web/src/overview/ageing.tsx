import { Scroll } from '../parts/scroll.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing } from '../parts/states.tsx';
import { counted, roundDollars } from '../words/format.ts';

export interface AgeingRow {
  payerId: string;
  bucket: string;
  claims: number;
  balanceCents: number;
}

const buckets = ['0-30', '31-60', '61-90', '91-120', '121-180', '181-365', '>365'];

/** What each payer owes by age, with totals and each age's share of all. */
export function Ageing({
  rows,
  payers,
}: {
  rows: readonly AgeingRow[];
  payers: readonly { payerId: string; name: string }[];
}) {
  const names = new Map(payers.map((payer) => [payer.payerId, payer.name]));
  const owing = [...Map.groupBy(rows, (row) => row.payerId)]
    .map(([payerId, own]) => ({ name: names.get(payerId) ?? payerId, own }))
    .sort((a, b) => total(b.own) - total(a.own));
  const all = total(rows);
  const claims = rows.reduce((sum, row) => sum + row.claims, 0);
  return (
    <Section
      title="Owed by payers, by age"
      note="Days since the last date of service. Rejected and denied claims are not in it."
    >
      {rows.length === 0 ? (
        <Nothing>No payer owes anything.</Nothing>
      ) : (
        <Scroll label="Owed by payers, by age">
          <table class="numbers by-payer">
            <thead>
              <tr>
                <th scope="col">Payer</th>
                {buckets.map((bucket) => (
                  <th key={bucket} scope="col">
                    {bucket.replace('-', '–').replace('>', '> ')}
                  </th>
                ))}
                <th scope="col">Total</th>
              </tr>
            </thead>
            <tbody>
              {owing.map(({ name, own }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {buckets.map((bucket) => (
                    <Amount key={bucket} cents={total(own.filter((row) => row.bucket === bucket))} />
                  ))}
                  <td class="strong">{roundDollars(total(own))}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">All, {counted(claims, 'claim')}</th>
                {buckets.map((bucket) => (
                  <Amount key={bucket} cents={total(rows.filter((row) => row.bucket === bucket))} />
                ))}
                <td class="strong">{roundDollars(all)}</td>
              </tr>
              <tr class="quiet">
                <th scope="row">Share</th>
                {buckets.map((bucket) => (
                  <td key={bucket}>{share(total(rows.filter((row) => row.bucket === bucket)), all)}</td>
                ))}
                <td>100 %</td>
              </tr>
            </tfoot>
          </table>
        </Scroll>
      )}
    </Section>
  );
}

function Amount({ cents }: { cents: number }) {
  return <td>{cents === 0 ? <span class="quiet">–</span> : roundDollars(cents)}</td>;
}

function total(rows: readonly AgeingRow[]): number {
  return rows.reduce((sum, row) => sum + row.balanceCents, 0);
}

function share(part: number, all: number): string {
  return part === 0 ? '–' : `${Math.round((100 * part) / all)} %`;
}
