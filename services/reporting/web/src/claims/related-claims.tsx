import { ClaimBadge } from '../parts/badge.tsx';
import { Columns } from '../parts/columns.tsx';
import { Section } from '../parts/section.tsx';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { day, dollars } from '../words/format.ts';
import type { Claim } from './claim-query.ts';

const relations: Readonly<Record<string, string>> = {
  itself: 'This claim',
  supersedes: 'Takes the place of',
  superseded_by: 'Its place is taken by',
  late_charges_of: 'Late charges of',
  late_charges: 'Late charges',
  prior_payer: 'To the payer before',
  next_payer: 'To the next payer',
  further: 'Also',
};
const frequencies: Readonly<Record<string, string>> = { '1': 'original', '7': 'replacement', '8': 'void' };

/** The claims this one hangs together with; nothing when it stands alone. */
export function RelatedClaims({ claim }: { claim: Claim }) {
  if (claim.related.length < 2) return null;
  return (
    <Section title="Related claims" note="Corrections, late charges, and claims to other payers of the same visit">
      {claim.voided && <p role="status">{claim.voided.words}</p>}
      <table class="list">
        <Columns
          names={[
            'Relation',
            'Claim',
            ['Payer', 'wide-only'],
            ['Submitted', 'wide-only'],
            'Status',
            ['Charged', 'right'],
          ]}
        />
        <tbody>
          {claim.related.map((each) => (
            <tr key={each.id}>
              <td>{relations[each.relation] ?? each.relation}</td>
              <th scope="row">
                {each.relation === 'itself' ? (
                  each.patientControlNumber
                ) : (
                  <Link to={addressOf(`/claims/${each.id}`)}>{each.patientControlNumber}</Link>
                )}
                <span class="below quiet">
                  {each.responsibility}, {frequencies[each.frequencyCode] ?? each.frequencyCode}
                  {each.crossedOver ? ', sent on by the payer before' : ''}
                </span>
              </th>
              <td class="wide-only">{each.payerName}</td>
              <td class="wide-only">{day(each.submittedOn)}</td>
              <td>
                <ClaimBadge status={each.status} />
              </td>
              <td class="right">{dollars(each.chargeCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
