import type { EncounterInput } from '@claimwright/domain/encounter';
import type { Provider, ServiceFacility } from '@claimwright/domain/party';
import type { RulePlace } from './rule-place.ts';

export type ProviderRole =
  | 'billing'
  | 'rendering'
  | 'referring'
  | 'primaryCare'
  | 'supervising'
  | 'ordering'
  | 'facility'
  | 'purchased'
  | 'attending'
  | 'operating'
  | 'otherOperating';

/** One provider named somewhere in the encounter. */
export interface ProviderMention {
  role: ProviderRole;
  provider: Provider;
  /** JSON Pointer to the provider. */
  pointer: string;
  /** Where its NPI goes. */
  place: RulePlace;
  line?: number;
}

function place(loop: string, formBox: string): RulePlace {
  return { x12: { loop, segment: 'NM1', element: 'NM109' }, formBox };
}

const claimPlaces = {
  billing: place('2010AA', '33a'),
  rendering: place('2310B', '24J'),
  referring: place('2310A', '17b'),
  primaryCare: place('2310A', '17b'),
  supervising: place('2310D', '17b'),
  ordering: place('2420E', '17b'),
  facility: place('2310C', '32a'),
  attending: place('2310A', 'FL 76'),
  operating: place('2310B', 'FL 77'),
  otherOperating: place('2310C', 'FL 78'),
} as const;

const linePlaces = {
  rendering: place('2420A', '24J'),
  referring: place('2420F', '17b'),
  primaryCare: place('2420F', '17b'),
  supervising: place('2420D', '17b'),
  ordering: place('2420E', '17b'),
  operating: place('2420A', 'FL 77'),
  facility: place('2420C', '32a'),
  purchased: place('2420B', '20'),
} as const;

const roleNames: Readonly<Record<ProviderRole, string>> = {
  billing: 'billing provider',
  rendering: 'rendering provider',
  referring: 'referring provider',
  primaryCare: 'primary care provider',
  supervising: 'supervising provider',
  ordering: 'ordering provider',
  facility: 'service facility',
  attending: 'attending provider',
  operating: 'operating provider',
  otherOperating: 'other operating provider',
  purchased: 'provider of the purchased service',
};

/** "billing provider", or "rendering provider of line 2". */
export function mentionName(mention: ProviderMention): string {
  const name = roleNames[mention.role];
  return mention.line === undefined ? name : `${name} of line ${mention.line + 1}`;
}

/** Every provider the encounter names, claim level first, then line by line. */
export function providerMentions(encounter: EncounterInput): ProviderMention[] {
  const mentions: ProviderMention[] = [
    { role: 'billing', provider: encounter.billingProvider, pointer: '/billingProvider', place: claimPlaces.billing },
  ];
  const add = (
    role: Exclude<ProviderRole, 'billing' | 'purchased'>,
    provider: Provider | undefined,
    pointer: string,
  ) => {
    if (provider !== undefined) mentions.push({ role, provider, pointer, place: claimPlaces[role] });
  };
  add('rendering', encounter.renderingProvider, '/renderingProvider');
  add('referring', encounter.referringProvider, '/referringProvider');
  add('primaryCare', encounter.primaryCareProvider, '/primaryCareProvider');
  add('supervising', encounter.supervisingProvider, '/supervisingProvider');
  add('ordering', encounter.orderingProvider, '/orderingProvider');
  const bill = encounter.institutional;
  add('attending', bill?.attendingProvider, '/institutional/attendingProvider');
  add('operating', bill?.operatingProvider, '/institutional/operatingProvider');
  add('otherOperating', bill?.otherOperatingProvider, '/institutional/otherOperatingProvider');
  if (encounter.serviceFacility) add('facility', organization(encounter.serviceFacility), '/serviceFacility');
  for (let line = 0; line < encounter.lines.length; line += 1) addLineMentions(mentions, encounter, line);
  return mentions;
}

function addLineMentions(mentions: ProviderMention[], encounter: EncounterInput, index: number): void {
  const line = encounter.lines[index];
  if (line === undefined) return;
  const at = `/lines/${index}`;
  const add = (role: keyof typeof linePlaces, provider: Provider | undefined, pointer = `${at}/${role}Provider`) => {
    if (provider !== undefined) mentions.push({ role, provider, pointer, place: linePlaces[role], line: index });
  };
  add('rendering', line.renderingProvider);
  add('referring', line.referringProvider);
  add('primaryCare', line.primaryCareProvider);
  add('supervising', line.supervisingProvider);
  add('ordering', line.orderingProvider);
  add('operating', line.operatingProvider);
  if (line.serviceFacility) add('facility', organization(line.serviceFacility), `${at}/serviceFacility`);
  // Who sold a service is not named on a claim, only identified.
  const seller = line.purchasedService?.provider;
  if (seller?.npi !== undefined) {
    add('purchased', { lastName: 'not named', npi: seller.npi }, `${at}/purchasedService/provider`);
  }
}

function organization({ name, npi, address }: ServiceFacility): Provider {
  return { organizationName: name, npi, address };
}
