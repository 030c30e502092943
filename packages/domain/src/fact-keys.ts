import type { EncounterInput } from './encounter.ts';
import { primaryCoverage } from './encounter.ts';
import {
  type DateSpan,
  type EligibilityAnswer,
  type FactRow,
  type FactSet,
  factSets,
  type NamedTable,
  type ProviderEnrolment,
  type TenantFacts,
} from './tenant-facts.ts';

/** Tables that are loaded, each with the name of its edition. */
export type LoadedFactSets = ReadonlyMap<FactSet, string>;

/** A number as it is looked for: case and blanks do not count. */
export function factKey(text: string): string {
  return text.toUpperCase().replace(/\s+/g, '');
}

/** Where the payer's answer about a member stands. */
export function memberKey(payerId: string, memberId: string): string {
  return `${factKey(payerId)}/${factKey(memberId)}`;
}

/** Where it stands for whoever knows the patient only by the practice's own number. */
export function patientFactKey(payerId: string, patientId: string): string {
  return `${factKey(payerId)}#${factKey(patientId)}`;
}

const byNpi: readonly FactSet[] = ['leie', 'sam', 'enrolments', 'ordering-providers'];

/** What to look up for an encounter in the tables that are loaded; each pair once. */
export function factKeysOf(encounter: EncounterInput, loaded: LoadedFactSets): { set: FactSet; key: string }[] {
  const { npis, authorizations, cliaNumbers } = numbersIn(encounter);
  const keys = new Map<FactSet, Iterable<string>>();
  for (const set of byNpi) keys.set(set, npis);
  keys.set('authorizations', new Set([...authorizations].map(factKey)));
  keys.set('clia-certificates', cliaNumbers);
  keys.set('eligibility', eligibilityKeys(encounter));
  const wanted: { set: FactSet; key: string }[] = [];
  for (const set of factSets) {
    if (!loaded.has(set)) continue;
    for (const key of keys.get(set) ?? []) wanted.push({ set, key });
  }
  return wanted;
}

/** The facts that concern an encounter, out of rows looked up for it and for others; undefined when no table is loaded. */
export function factsOf(
  encounter: EncounterInput,
  loaded: LoadedFactSets,
  rows: (set: FactSet, key: string) => readonly FactRow[],
): TenantFacts | undefined {
  if (loaded.size === 0) return undefined;
  const facts: TenantFacts = {};
  const { npis, authorizations, cliaNumbers } = numbersIn(encounter);
  const payerId = primaryCoverage(encounter)?.payer.id ?? '';
  const exclusions = (['leie', 'sam'] as const).filter((set) => loaded.has(set));
  if (exclusions.length > 0) {
    facts.exclusions = {
      edition: exclusions.map((set) => `${set}@${loaded.get(set)}`).join(', '),
      rows: byKey(npis, (npi) => exclusions.flatMap((set) => rows(set, npi).map(({ content }) => content as DateSpan))),
    };
  }
  const table = <Rows>(set: FactSet, build: () => Rows): NamedTable<Rows> | undefined =>
    loaded.has(set) ? { edition: `${set}@${loaded.get(set)}`, rows: build() } : undefined;
  facts.enrolments = table('enrolments', () =>
    byKey(npis, (npi) => rows('enrolments', npi).map(({ content }) => content as ProviderEnrolment)),
  );
  facts.orderingProviders = table(
    'ordering-providers',
    () => new Set([...npis].filter((npi) => rows('ordering-providers', npi).length > 0)),
  );
  facts.authorizations = table('authorizations', () =>
    [...authorizations].flatMap((number) =>
      rows('authorizations', factKey(number)).flatMap((row) => {
        if (row.set !== 'authorizations') return [];
        const { payerId: whose, ...content } = row.content;
        const holds = whose === undefined || factKey(whose) === factKey(payerId);
        // Found by its key, so it is the number the claim carries, however either is written.
        return holds ? [{ ...content, number }] : [];
      }),
    ),
  );
  facts.cliaCertificates = table('clia-certificates', () => {
    const found = [...cliaNumbers].flatMap((number) =>
      rows('clia-certificates', number).flatMap((row) => (row.set === 'clia-certificates' ? [row] : [])),
    );
    return new Map(found.map(({ key, content }) => [key, content]));
  });
  const answer = latestAnswer(eligibilityKeys(encounter).map((key) => rows('eligibility', key)));
  if (answer) facts.eligibility = answer;
  return withoutAbsent(facts);
}

/** Without members that are undefined: what is kept as JSON reads back the same. */
function withoutAbsent(facts: TenantFacts): TenantFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, table]) => table !== undefined)) as TenantFacts;
}

function byKey<Value>(keys: ReadonlySet<string>, of: (key: string) => Value[]): Map<string, Value[]> {
  const found = new Map<string, Value[]>();
  for (const key of keys) {
    const values = of(key);
    if (values.length > 0) found.set(key, values);
  }
  return found;
}

/** By member id, which says most; by the patient's own number where the payer knows the patient under another member id. */
function eligibilityKeys(encounter: EncounterInput): string[] {
  const cover = primaryCoverage(encounter);
  const payerId = cover?.payer.id;
  if (!cover || payerId === undefined) return [];
  const { patient } = encounter;
  const keys = cover.memberId ? [memberKey(payerId, cover.memberId)] : [];
  for (const id of [patient.externalId, patient.medicalRecordNumber]) {
    if (id) keys.push(patientFactKey(payerId, id));
  }
  return [...new Set(keys)];
}

/** The answer that was asked for last, of the first key that has any; spans of one asking stand together. */
function latestAnswer(found: readonly (readonly FactRow[])[]): EligibilityAnswer | undefined {
  const rows = found.find((some) => some.length > 0) ?? [];
  const answers = rows.flatMap((row) => (row.set === 'eligibility' ? [row.content] : []));
  const checkedOn = answers.reduce((latest, answer) => (answer.checkedOn > latest ? answer.checkedOn : latest), '');
  const last = answers.filter((answer) => answer.checkedOn === checkedOn);
  const [first] = last;
  return first && { ...first, active: last.flatMap(({ active }) => active) };
}

interface Numbers {
  npis: Set<string>;
  authorizations: Set<string>;
  cliaNumbers: Set<string>;
}

/** Numbers anywhere in the encounter by the names of their members, so that a provider in a new place is looked up too. */
function numbersIn(encounter: EncounterInput): Numbers {
  const numbers: Numbers = { npis: new Set(), authorizations: new Set(), cliaNumbers: new Set() };
  collect(encounter, numbers);
  return numbers;
}

const wantedMembers: Readonly<Record<string, keyof Numbers>> = {
  npi: 'npis',
  priorAuthorizationNumber: 'authorizations',
  cliaNumber: 'cliaNumbers',
};

function collect(value: object, into: Numbers): void {
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'object' && member !== null) collect(member, into);
    else if (typeof member === 'string') {
      const kind = wantedMembers[name];
      if (kind !== undefined) into[kind].add(kind === 'cliaNumbers' ? factKey(member) : member);
    }
  }
}
