import type { Provider } from '@claimwright/domain/party';
import { Facts } from '../parts/facts.tsx';
import { day, days, dollars, known, moment, sentence } from '../words/format.ts';
import type { Encounter } from './encounter-query.ts';

const sexes: Readonly<Record<string, string>> = { F: 'female', M: 'male', U: 'unknown' };

/** Who was seen, by whom, who answers for it. */
export function People({ encounter }: { encounter: Encounter }) {
  const { content } = encounter;
  const { patient } = content;
  const about = [patient.birthDate && `born ${day(patient.birthDate)}`, patient.sex && sexes[patient.sex]].filter(
    Boolean,
  );
  const coverages = content.coverages ?? [];
  return (
    <section class="card" aria-label="Summary">
      <Facts
        facts={[
          ['Patient', [nameOf(patient), ...about].join(', ')],
          ['Service', days(encounter.serviceFrom, encounter.serviceTo)],
          ['Charged', dollars(encounter.chargeCents)],
          ['Place of service', known(content.placeOfService)],
          ['Billing provider', providerName(content.billingProvider)],
          [
            'Rendering provider',
            content.renderingProvider ? providerName(content.renderingProvider) : 'the billing provider',
          ],
          ...coverages.map((cover): [string, string] => [
            `${sentence(cover.responsibility)} payer`,
            `${cover.payer.name}${cover.memberId ? `, member ${cover.memberId}` : ''}, patient is ${cover.relationship.replaceAll('_', ' ')}`,
          ]),
          ...hospitalFacts(content),
          ['Received', `${moment(encounter.receivedAt)}, now version ${encounter.version}`],
        ]}
      />
      {coverages.length === 0 && <p class="quiet">No coverage was sent.</p>}
    </section>
  );
}

interface HospitalBill {
  typeOfBill?: string;
  statementFrom?: string;
  statementTo?: string;
  admission?: { date?: string };
  patientStatusCode?: string;
  attendingProvider?: Provider;
}

/** What only a hospital bill says, as far as it says it. */
function hospitalFacts(content: object): [string, string][] {
  const { institutional: bill } = content as { institutional?: HospitalBill };
  if (bill === undefined) return [];
  const facts: [string, string | undefined][] = [
    ['Type of bill', bill.typeOfBill],
    ['Statement', bill.statementFrom && days(bill.statementFrom, bill.statementTo ?? null)],
    ['Admitted', bill.admission?.date && day(bill.admission.date)],
    ['Patient status', bill.patientStatusCode],
    ['Attending provider', bill.attendingProvider && providerName(bill.attendingProvider)],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

function nameOf(person: { firstName?: string; lastName?: string }): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ');
}

function providerName(provider: Provider): string {
  return [provider.organizationName ?? nameOf(provider), provider.npi && `NPI ${provider.npi}`]
    .filter(Boolean)
    .join(', ');
}
