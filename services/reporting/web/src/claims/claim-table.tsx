import type { ClaimStatus } from '@claimwright/domain/lifecycle';
import { ClaimBadge } from '../parts/badge.tsx';
import { Columns } from '../parts/columns.tsx';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { day, days, dollars } from '../words/format.ts';
import { type Patient, patientInWords } from '../words/people.ts';

/** GraphQL of a page of claims as the table shows it. */
export const listedClaims = `totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id patientControlNumber payerClaimControlNumber status payerId payerName serviceFrom serviceTo chargeCents paidCents submittedOn
      patient { firstName lastName } }`;

export interface ListedClaims {
  payers: { payerId: string; name: string }[];
  claims: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: ListedClaim[];
  };
}

interface ListedClaim {
  id: string;
  patientControlNumber: string;
  payerClaimControlNumber: string | null;
  status: ClaimStatus;
  payerId: string;
  payerName: string;
  serviceFrom: string;
  serviceTo: string;
  chargeCents: number;
  paidCents: number;
  submittedOn: string | null;
  patient: Patient | null;
}

/** Claims in a list, wherever one stands. */
export function ClaimTable({ claims, payers }: { claims: readonly ListedClaim[]; payers: ListedClaims['payers'] }) {
  const names = new Map(payers.map(({ payerId, name }) => [payerId, name]));
  return (
    <table class="list">
      <Columns
        names={[
          'Claim',
          ['Patient', 'wide-only'],
          ['Payer', 'wide-only'],
          ['Service', 'wide-only'],
          ['Submitted', 'wide-only'],
          'Status',
          ['Charged', 'right'],
          ['Paid', 'right wide-only'],
        ]}
      />
      <tbody>
        {claims.map((claim) => (
          <tr key={claim.id}>
            <th scope="row">
              <Link to={addressOf(`/claims/${claim.id}`)}>{claim.patientControlNumber}</Link>
              {claim.payerClaimControlNumber !== null && (
                <span class="below quiet wide-only">{claim.payerClaimControlNumber}</span>
              )}
              <span class="below narrow-only">{patientInWords(claim.patient)}</span>
              <span class="below quiet narrow-only">{names.get(claim.payerId) ?? claim.payerName}</span>
            </th>
            <td class="wide-only">{patientInWords(claim.patient) ?? '–'}</td>
            <td class="wide-only">{names.get(claim.payerId) ?? claim.payerName}</td>
            <td class="wide-only">{days(claim.serviceFrom, claim.serviceTo)}</td>
            <td class="wide-only">{day(claim.submittedOn)}</td>
            <td>
              <ClaimBadge status={claim.status} />
            </td>
            <td class="right">{dollars(claim.chargeCents)}</td>
            <td class="right wide-only">{dollars(claim.paidCents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
