import { Columns } from '../parts/columns.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing } from '../parts/states.tsx';
import { day, dollars, sentence } from '../words/format.ts';
import { runBalances } from './balances.ts';
import type { LedgerRow } from './claim-query.ts';

/** Every posting with its entries, and what each account holds after each of them. Entries of one posting sum to zero. */
export function Ledger({ entries }: { entries: readonly LedgerRow[] }) {
  const { postings, balances } = runBalances(entries);
  return (
    <Section title="Ledger" note="Every posting sums to zero; a correction is a new posting.">
      {postings.length === 0 ? (
        <Nothing>Nothing is posted yet.</Nothing>
      ) : (
        <Scroll label="Ledger">
          <table class="numbers ledger">
            <Columns names={['Account', 'Line', ['Reason', 'left'], 'Debit', 'Credit', 'Account balance']} />
            {postings.map((posting) => (
              <tbody key={posting.name}>
                <tr class="group-row">
                  <th colSpan={6} scope="rowgroup">
                    {postingTitle(posting.name)}, {day(posting.effectiveDate)}
                  </th>
                </tr>
                {posting.entries.map((entry, index) => (
                  <tr key={index}>
                    <th scope="row">{sentence(entry.account)}</th>
                    <td>{entry.lineNumber ?? ''}</td>
                    <td class="left">{entry.reason === null ? '' : <code>{entry.reason}</code>}</td>
                    <td>{entry.amountCents >= 0 ? dollars(entry.amountCents) : ''}</td>
                    <td>{entry.amountCents < 0 ? dollars(-entry.amountCents) : ''}</td>
                    <td>{dollars(entry.balanceCents)}</td>
                  </tr>
                ))}
              </tbody>
            ))}
            <tfoot>
              <tr class="group-row">
                <th colSpan={6} scope="rowgroup">
                  Balances now
                </th>
              </tr>
              {[...balances].map(([account, cents]) => (
                <tr key={account}>
                  <th scope="row">{sentence(account)}</th>
                  <td colSpan={4} />
                  <td class="strong">{dollars(cents)}</td>
                </tr>
              ))}
            </tfoot>
          </table>
        </Scroll>
      )}
    </Section>
  );
}

/** "charge" and "remit/<remittance>/<ordinal>" as people would say it. */
function postingTitle(name: string): string {
  if (name === 'charge') return 'Charge';
  if (name.startsWith('charge/')) return chargeTitle(name);
  const [kind, remittance = '', ordinal = ''] = name.split('/');
  return kind === 'remit' ? `Remittance …${remittance.slice(-6)}, claim ${ordinal}` : sentence(name);
}

/** "charge/2", "charge/withdrawn", "charge/moved/<claim>/<submission>" and what follows them. */
function chargeTitle(name: string): string {
  if (name.endsWith('/restored')) return 'Charge back from the claim that was to take its place';
  if (name.endsWith('/withdrawn')) return 'Charge withdrawn: the payer refused the claim';
  return name.startsWith('charge/moved/')
    ? 'Charge moved to the claim that takes its place'
    : 'Charge of a further submission';
}
