import {
  type ClaimStatus,
  claimStatuses,
  type EncounterStatus,
  encounterStatuses,
} from '@claimwright/domain/lifecycle';
import { Section } from '../parts/section.tsx';
import { Nothing } from '../parts/states.tsx';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { counted, roundDollars, whole } from '../words/format.ts';
import { claimStatusWords, encounterStatusWords, type Tone } from '../words/statuses.ts';

export interface ClaimStatusCount {
  status: ClaimStatus;
  count: number;
  chargeCents: number;
  paidCents: number;
}

export interface EncounterStatusCount {
  status: EncounterStatus;
  count: number;
  chargeCents: number;
}

/** Claims by where they stand, in the order of a claim's life. */
export function ClaimStatusBars({ rows }: { rows: readonly ClaimStatusCount[] }) {
  const sorted = [...rows].sort((a, b) => claimStatuses.indexOf(a.status) - claimStatuses.indexOf(b.status));
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  return (
    <Section title="Claims by status" note={total === 0 ? undefined : counted(total, 'claim')}>
      {total === 0 ? (
        <Nothing>No claim yet. An encounter that passes the coding checks becomes one.</Nothing>
      ) : (
        <Bars
          unit="Claims"
          bars={sorted.map((row) => ({
            ...claimStatusWords[row.status],
            to: addressOf('/claims', { status: row.status }),
            count: row.count,
            cents: row.chargeCents,
          }))}
        />
      )}
    </Section>
  );
}

/** Encounters by where they stand. */
export function EncounterStatusBars({ rows }: { rows: readonly EncounterStatusCount[] }) {
  const sorted = [...rows].sort((a, b) => encounterStatuses.indexOf(a.status) - encounterStatuses.indexOf(b.status));
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  return (
    <Section title="Encounters by status" note={total === 0 ? undefined : counted(total, 'encounter')}>
      {total === 0 ? (
        <Nothing>No encounter yet. They come over the API, from the record system.</Nothing>
      ) : (
        <Bars
          unit="Encounters"
          bars={sorted.map((row) => ({
            ...encounterStatusWords[row.status],
            to: addressOf('/encounters', { status: row.status }),
            count: row.count,
            cents: row.chargeCents,
          }))}
        />
      )}
    </Section>
  );
}

interface Bar {
  label: string;
  tone: Tone;
  to: string;
  count: number;
  cents: number;
}

function Bars({ bars, unit }: { bars: readonly Bar[]; unit: string }) {
  const most = Math.max(...bars.map((bar) => bar.count));
  return (
    <table class="bars">
      <thead class="sr-only">
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Share</th>
          <th scope="col">{unit}</th>
          <th scope="col">Charges</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.label}>
            <th scope="row">
              <Link to={bar.to}>{bar.label}</Link>
            </th>
            <td class="bar-cell">
              <svg class={`bar tone-${bar.tone}`} width="100%" height="14" aria-hidden="true">
                <rect width={`${Math.max(1, (100 * bar.count) / most)}%`} height="14" rx="2" />
              </svg>
            </td>
            <td>{whole(bar.count)}</td>
            <td class="quiet">{roundDollars(bar.cents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
