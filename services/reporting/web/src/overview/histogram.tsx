import { useId } from 'preact/hooks';
import { Columns } from '../parts/columns.tsx';
import { useWidth } from '../parts/use-width.ts';
import { counted, whole } from '../words/format.ts';
import type { Bucket } from './timeliness-table.tsx';

const height = 240;
const margin = { left: 40, right: 8, top: 12, bottom: 42 };

/** How many claims took how long, and how old the open ones are. The numbers stand in a table below, for those who do not see it. */
export function Histogram({ buckets, name }: { buckets: readonly Bucket[]; name: string }) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const title = useId();
  const most = niceTop(Math.max(1, ...buckets.map((bucket) => bucket.n + bucket.openCount)));
  const plotHeight = height - margin.top - margin.bottom;
  const step = (width - margin.left - margin.right) / buckets.length;
  const y = (claims: number) => margin.top + plotHeight * (1 - claims / most);
  return (
    <div ref={frame} class="histogram">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={title}>
        <title id={title}>{summaryOf(buckets, name)}</title>
        {[0, most / 2, most].map((claims) => (
          <g key={claims}>
            <line class="grid" x1={margin.left} x2={width - margin.right} y1={y(claims)} y2={y(claims)} />
            <text class="tick" x={margin.left - 6} y={y(claims) + 4} text-anchor="end">
              {whole(claims)}
            </text>
          </g>
        ))}
        {buckets.map((bucket, index) => {
          const x = margin.left + index * step + step * 0.14;
          const total = bucket.n + bucket.openCount;
          return (
            <g key={labelOf(bucket)}>
              <title>{`${labelOf(bucket)} days: ${counted(bucket.n, 'claim')} finished, ${whole(bucket.openCount)} still open`}</title>
              <rect class="bar-done" x={x} width={step * 0.72} y={y(bucket.n)} height={y(0) - y(bucket.n)} />
              <rect class="bar-open" x={x} width={step * 0.72} y={y(total)} height={y(bucket.n) - y(total)} />
              <text class="tick" x={x + step * 0.36} y={height - margin.bottom + 16} text-anchor="middle">
                {step < 44 ? shortLabelOf(bucket) : labelOf(bucket)}
              </text>
            </g>
          );
        })}
        <text
          class="tick"
          x={margin.left + (width - margin.left - margin.right) / 2}
          y={height - 6}
          text-anchor="middle"
        >
          {step < 44 ? 'days, up to' : 'days'}
        </text>
      </svg>
      <p class="legend">
        <span class="key-done">Finished within these days</span>
        <span class="key-open">Still open, that old today</span>
      </p>
      <details>
        <summary>The same as a table</summary>
        <table class="numbers compact">
          <Columns names={['Days', 'Finished', 'Still open']} />
          <tbody>
            {buckets.map((bucket) => (
              <tr key={labelOf(bucket)}>
                <th scope="row">{labelOf(bucket)}</th>
                <td>{whole(bucket.n)}</td>
                <td>{whole(bucket.openCount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

function labelOf({ fromDays, toDays }: Bucket): string {
  if (fromDays === null) return '< 0';
  if (toDays === null) return `> ${fromDays - 1}`;
  return fromDays === toDays ? String(fromDays) : `${fromDays}–${toDays}`;
}

function shortLabelOf(bucket: Bucket): string {
  return bucket.fromDays === null || bucket.toDays === null ? labelOf(bucket).replace(' ', '') : String(bucket.toDays);
}

function summaryOf(buckets: readonly Bucket[], name: string): string {
  const done = buckets.reduce((sum, bucket) => sum + bucket.n, 0);
  const open = buckets.reduce((sum, bucket) => sum + bucket.openCount, 0);
  const fullest = buckets.reduce((most, bucket) => (bucket.n > most.n ? bucket : most));
  const where = done === 0 ? '' : ` Most finished within ${labelOf(fullest)} days (${whole(fullest.n)}).`;
  return `Days for ${name}: ${counted(done, 'claim')} finished, ${whole(open)} still open.${where}`;
}

/** An even number at or above `most` that reads well at the top of an axis. */
function niceTop(most: number): number {
  const scale = 10 ** Math.floor(Math.log10(most));
  const top = [1, 2, 4, 6, 8, 10].find((factor) => factor * scale >= most) ?? 10;
  return Math.max(2, top * scale);
}
