import { Columns } from '../parts/columns.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { Section } from '../parts/section.tsx';
import { days, dollars } from '../words/format.ts';
import { serviceCode } from '../words/service.ts';
import type { ClaimLine, LedgerRow } from './claim-query.ts';

const adjustments: ReadonlySet<string> = new Set([
  'contractual_adjustment',
  'payer_reduction',
  'other_adjustment',
  'denial_pending',
]);

/** The service lines, with what the ledger says became of each. */
export function Lines({
  lines,
  ledger,
  diagnoses,
}: {
  lines: readonly ClaimLine[];
  ledger: readonly LedgerRow[];
  diagnoses: readonly string[];
}) {
  const booked = (lineNumber: number, counts: (account: string) => boolean) =>
    ledger.reduce(
      (sum, row) => (row.lineNumber === lineNumber && counts(row.account) ? sum + row.amountCents : sum),
      0,
    );
  return (
    <Section title="Service lines" note={`Diagnoses, in order: ${diagnoses.join(', ')}`}>
      <Scroll label="Service lines">
        <table class="numbers">
          <Columns
            names={[
              'Line',
              ['Procedure', 'left'],
              ['Service', 'left'],
              'Place',
              'Units',
              'Charged',
              'Paid',
              'Adjusted',
              'Patient',
            ]}
          />
          <tbody>
            {lines.map((line) => (
              <tr key={line.lineNumber}>
                <th scope="row">{line.lineNumber}</th>
                <td class="left">
                  <code>{serviceCode(line)}</code>
                </td>
                <td class="left">{days(line.serviceFrom, line.serviceTo)}</td>
                <td>{line.placeOfService ?? ''}</td>
                <td>{line.units}</td>
                <td>{dollars(line.chargeCents)}</td>
                <td>{dollars(booked(line.lineNumber, (account) => account === 'cash'))}</td>
                <td>{dollars(booked(line.lineNumber, (account) => adjustments.has(account)))}</td>
                <td>{dollars(booked(line.lineNumber, (account) => account === 'patient_receivable'))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}
