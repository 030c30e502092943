import { Scroll } from '../parts/scroll.tsx';
import { known, whole } from '../words/format.ts';

export interface Bucket {
  fromDays: number | null;
  toDays: number | null;
  n: number;
  openCount: number;
}

export interface Row {
  n: number;
  cents: number;
  openCount: number;
  median: number | null;
  p75: number | null;
  p90: number | null;
  p95: number | null;
  censoredMedian: number | null;
  resolvedByDay: { day: number; percent: number | null }[];
  distribution: Bucket[];
}

/** One row a payer and one for all. Percentiles are of finished claims; the columns after them count the open ones too. */
export function TimelinessTable({ rows, all }: { rows: readonly (Row & { name: string })[]; all: Row }) {
  return (
    <Scroll label="Days by payer">
      <table class="numbers by-payer">
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              Payer
            </th>
            <th colSpan={5} scope="colgroup" class="group">
              Finished claims, days
            </th>
            <th colSpan={5} scope="colgroup" class="group">
              All claims, open ones included
            </th>
          </tr>
          <tr>
            <th scope="col">Claims</th>
            <th scope="col">Median</th>
            <th scope="col">75 %</th>
            <th scope="col">90 %</th>
            <th scope="col">95 %</th>
            <th scope="col">Open</th>
            <th scope="col">Half done by day</th>
            {all.resolvedByDay.map(({ day }) => (
              <th key={day} scope="col">
                By day {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <Cells row={row} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All payers</th>
            <Cells row={all} />
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

/** On a narrow screen each value carries its own name, since the head of the table has no room. */
function Cells({ row }: { row: Row }) {
  return (
    <>
      <td data-name="Claims">{whole(row.n)}</td>
      <td data-name="Median" class="strong">
        {known(row.median)}
      </td>
      <td data-name="75 %">{known(row.p75)}</td>
      <td data-name="90 %">{known(row.p90)}</td>
      <td data-name="95 %">{known(row.p95)}</td>
      <td data-name="Open">{whole(row.openCount)}</td>
      <td data-name="Half by day" class="strong">
        {known(row.censoredMedian)}
      </td>
      {row.resolvedByDay.map(({ day, percent }) => (
        <td key={day} data-name={`By day ${day}`}>
          {known(percent === null ? null : Math.round(percent), ' %')}
        </td>
      ))}
    </>
  );
}
