import type { AmbulanceTransport } from '@claimwright/domain/ambulance';
import type { ServiceLine } from '@claimwright/domain/encounter';
import type { MedicalEquipment } from '@claimwright/domain/medical-equipment';
import {
  type ClaimSupplement,
  claimSupplement,
  type LineSupplement,
  lineSupplement,
} from '@claimwright/domain/professional-supplement';
import { wireContact } from './wire-contact.ts';
import { wireAddress, wireFacility, wireProvider } from './wire-parties.ts';
import { optionalFittingText, withoutAbsent } from './wire-text.ts';

type Wire<Fields> = { [Name in keyof Fields]?: (value: NonNullable<Fields[Name]>) => Fields[Name] };

/** How a field is normalised where cleaning its text is not enough. */
const claimWire: Wire<ClaimSupplement> = {
  ambulance: wireTransport,
  conditionCodes: (codes) => wireList([...new Set(codes)]),
  noteKind: notDefault,
  primaryCareProvider: wireProvider,
  homebound: onlyTrue,
  signedForPatient: onlyTrue,
};

const lineWire: Wire<LineSupplement> = {
  ambulance: wireTransport,
  medicalEquipment: wireEquipment,
  noteKind: notDefault,
  primaryCareProvider: wireProvider,
  purchasedService: ({ provider, chargeCents }) => ({ provider: wireProvider(provider), chargeCents }),
  serviceFacility: wireFacility,
  orderingContact: wireContact,
};

const claimNames = Object.keys(claimSupplement.shape) as (keyof ClaimSupplement)[];
const lineNames = Object.keys(lineSupplement.shape) as (keyof LineSupplement)[];

/** The situational fields of loop 2300, as they are written. Fields that are absent are not named. */
export function wireClaimSupplement(encounter: ClaimSupplement): ClaimSupplement {
  return wireFields(encounter, claimNames, claimWire);
}

/** The situational fields of loop 2400; a transport that the claim tells already is not told again. */
export function wireLineSupplement(line: ServiceLine, claim: ClaimSupplement): LineSupplement {
  const wire = wireFields<LineSupplement>(line, lineNames, lineWire);
  if (wire.ambulance && JSON.stringify(wire.ambulance) === JSON.stringify(claim.ambulance)) delete wire.ambulance;
  if (line.note === undefined) delete wire.noteKind;
  return wire;
}

function wireFields<Fields extends object>(
  from: Fields,
  names: readonly (keyof Fields)[],
  wires: Wire<Fields>,
): Fields {
  const wire = {} as Fields;
  for (const name of names) {
    const value = from[name];
    if (value === undefined || value === null) continue;
    const special = wires[name];
    const clean = special ? special(value) : (wireValue(value) as Fields[typeof name]);
    if (clean !== undefined) wire[name] = clean;
  }
  return wire;
}

/** Characters of K301 and of what else is said freely. */
const longestText = 80;

/** What is shorter than other free text: answer and question of a form (FRM03, FRM01), version of a contract (CN106). */
const longestOf: Readonly<Record<string, number>> = { text: 50, question: 20, version: 30 };

/** Every text in a value made writable; members and items of which nothing is left go away, and so does an empty list. */
function wireValue(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return optionalFittingText(value, longestOf[name] ?? longestText);
  if (Array.isArray(value)) return wireList(value);
  if (typeof value !== 'object' || value === null) return value;
  return withoutAbsent(
    Object.fromEntries(Object.entries(value).map(([name, member]) => [name, wireValue(member, name)])),
  );
}

function wireList<Item>(items: Item[]): Item[] | undefined {
  const kept = items.map((item) => wireValue(item)).filter((item) => item !== undefined) as Item[];
  return kept.length === 0 ? undefined : kept;
}

function wireTransport(transport: AmbulanceTransport): AmbulanceTransport | undefined {
  const { pickUp, dropOff, ...said } = transport;
  const wire = withoutAbsent<AmbulanceTransport>({
    ...(wireValue(said) as typeof said),
    pickUp: pickUp && wireAddress(pickUp),
    dropOff:
      dropOff && withoutAbsent({ name: optionalFittingText(dropOff.name, 60), address: wireAddress(dropOff.address) }),
  });
  return Object.keys(wire).length === 0 ? undefined : wire;
}

/** `rentalUnit` and `type` are words of ours, not text. */
function wireEquipment(equipment: MedicalEquipment): MedicalEquipment {
  const { terms, certification, ...said } = equipment;
  return withoutAbsent({ ...(wireValue(said) as typeof said), terms, certification });
}

function notDefault<Kind extends string>(kind: Kind): Kind | undefined {
  return kind === 'ADD' ? undefined : kind;
}

function onlyTrue(value: boolean): true | undefined {
  return value || undefined;
}
