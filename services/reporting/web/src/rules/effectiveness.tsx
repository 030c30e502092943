import { useId } from 'preact/hooks';
import { Columns } from '../parts/columns.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { RuleLink } from '../parts/rule-link.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { Section } from '../parts/section.tsx';
import { Select } from '../parts/select.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { addressOf, go } from '../route/place.ts';
import { dollars, sentence, whole } from '../words/format.ts';
import { type Effect, effectivenessQuery, type Payer, type Volume } from './rule-query.ts';

interface Data {
  payers: Payer[];
  ruleEffectiveness: {
    from: string;
    to: string;
    rules: Effect[];
    denials: { category: string; covered: boolean; denied: Volume; missed: Volume }[];
  };
}

const kinds = ['caught', 'overridden', 'missed', 'falseAlarms'] as const;

/** What the rules said, held against what payers denied: by rule and by class of denial. */
export function Effectiveness({ search }: { search: URLSearchParams }) {
  const filter = {
    from: search.get('from') ?? undefined,
    to: search.get('to') ?? undefined,
    payer: search.get('payer') ?? undefined,
  };
  const report = useReport<Data>(effectivenessQuery, { from: filter.from, to: filter.to, payerId: filter.payer });
  const narrow = (change: Partial<typeof filter>) =>
    go(addressOf('/rules/effectiveness', { ...filter, ...change }), 'replace');
  return (
    <>
      <PageHead crumb={['/rules', 'Rules']} title="How well the rules do" />
      <Shown report={report} what="what the rules did">
        {({ payers, ruleEffectiveness: { from, to, rules, denials } }) => (
          <div class="stack">
            <div class="card fields">
              <DayField label="Paid from" value={from} onChange={(value) => narrow({ from: value })} />
              <DayField label="To" value={to} onChange={(value) => narrow({ to: value })} />
              <Select
                label="Payer"
                value={filter.payer ?? ''}
                options={[
                  { value: '', label: 'All payers' },
                  ...payers.map((payer) => ({ value: payer.payerId, label: payer.name })),
                ]}
                onChange={(payer) => narrow({ payer })}
              />
            </div>
            <Denials rows={denials} />
            <ByRule rows={rules.filter((rule) => kinds.some((kind) => rule[kind].count > 0))} />
          </div>
        )}
      </Shown>
    </>
  );
}

function DayField({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </div>
  );
}

function VolumeCells({ volume }: { volume: Volume }) {
  return (
    <td>
      {volume.count === 0 ? <span class="quiet">0</span> : whole(volume.count)}
      {volume.count > 0 && <span class="below quiet">{dollars(volume.amountCents)}</span>}
    </td>
  );
}

function ByRule({ rows }: { rows: readonly Effect[] }) {
  const inOrder = rows.toSorted(
    (a, b) => b.missed.amountCents - a.missed.amountCents || b.caught.amountCents - a.caught.amountCents,
  );
  return (
    <Section
      title="By rule"
      note="Missed: denied for what the rule looks for, and no rule that looks for it had spoken; such a denial stands with each of them."
    >
      {rows.length === 0 ? (
        <Nothing>No denial and no released finding in these days.</Nothing>
      ) : (
        <Scroll label="By rule">
          <table class="numbers">
            <Columns names={['Rule', 'Caught', 'Overridden', 'Missed', 'False alarms']} />
            <tbody>
              {inOrder.map((row) => (
                <tr key={row.ruleId}>
                  <th scope="row">
                    <RuleLink ruleId={row.ruleId} /> <span class="quiet">{row.title}</span>
                  </th>
                  {kinds.map((kind) => (
                    <VolumeCells key={kind} volume={row[kind]} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Section>
  );
}

function Denials({ rows }: { rows: Data['ruleEffectiveness']['denials'] }) {
  return (
    <Section
      title="By class of denial"
      note="Each denial once. Where no rule looks for what a class is about, nothing could have caught it."
    >
      {rows.length === 0 ? (
        <Nothing>No denial in these days.</Nothing>
      ) : (
        <Scroll label="By class of denial">
          <table class="numbers">
            <Columns names={['Class', ['Looked for', 'left'], 'Denied', 'Of these missed']} />
            <tbody>
              {rows.map((row) => (
                <tr key={row.category}>
                  <th scope="row">{sentence(row.category)}</th>
                  <td class="left">{row.covered ? 'yes' : 'by no rule'}</td>
                  <VolumeCells volume={row.denied} />
                  <VolumeCells volume={row.missed} />
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Section>
  );
}
