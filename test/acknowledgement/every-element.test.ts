import type { ClaimOrigin } from '@claimwright/acknowledgement/claim-origin';
import type { ClaimPlace } from '@claimwright/acknowledgement/claim-place';
import { type FoundField, findField, isConstant } from '@claimwright/acknowledgement/find-field';
import { guideConstants } from '@claimwright/acknowledgement/guide-constant-table';
import { valueAt } from '@claimwright/acknowledgement/place-index';
import { assembleInstitutional } from '@claimwright/assembly/assemble-institutional';
import { refuseInstitutional } from '@claimwright/assembly/refuse-institutional';
import { type EncounterInput, encounterInput } from '@claimwright/domain/encounter';
import type { AnyClaimSnapshot, StayDays } from '@claimwright/domain/institutional-claim';
import { formatX12Amount } from '@claimwright/domain/money';
import { patientShareCents } from '@claimwright/domain/other-payer';
import { defaultPayerProfile } from '@claimwright/domain/payer';
import { write837I } from '@claimwright/x12/institutional-claim-write';
import { type LocatedSegment, locateSegments } from '@claimwright/x12/locate-segments';
import { write837P } from '@claimwright/x12/professional-claim-write';
import { describe, expect, test } from 'vitest';
import { cobClaims } from '../x12/cob-claims.ts';
import { institutionalScenarios } from '../x12/institutional-snapshots.ts';
import { claimsOf, professionalScenarios } from '../x12/scenarios.ts';
import { at, numbersFor, route } from '../x12/snapshots.ts';
import { childEncounter, fullEncounter, fullStay, makeClaim } from './claims.ts';
import { originOf } from './encounter-of-claim.ts';
import { says } from './written-value.ts';

// Whatever a 999 may point at: each element that we write is asked for its field, and what stands there must be what was written.

interface Case {
  name: string;
  origin: ClaimOrigin;
}

const professional: Case[] = professionalScenarios().flatMap((scenario) =>
  claimsOf(scenario).map((claim) => {
    const id = claim.encounterIds[0] ?? '';
    const encounterOfLine = new Map(claim.lines.map((line) => [line.lineNumber, id]));
    const origin = { claim, encounters: [{ id, content: scenario.encounter }], encounterOfLine };
    return { name: `${scenario.name} ${claim.patientControlNumber}`, origin };
  }),
);
const coordinated: Case[] = cobClaims.map(({ name, claim }) => ({ name, origin: originOf(claim) }));
const reasons = ['1', '2', '3', '66', '85', '100', '101'].map((reasonCode, index) => ({
  group: index === 2 ? 'CO' : 'PR',
  reasonCode,
  amountCents: 200 + index,
  ...(index === 3 ? { quantity: 2 } : {}),
}));
const reasonsOfClaim = [
  { group: 'CO', reasonCode: '45', amountCents: 3000 },
  { group: 'PR', reasonCode: '3', amountCents: 1500, quantity: 1 },
];
const figures = {
  institutional: {
    inpatient: {
      coveredDays: 3,
      lifetimePsychiatricDays: 1,
      drgCents: 101,
      disproportionateShareCents: 102,
      medicareSecondaryCents: 103,
      capitalCents: 104,
      capitalFederalDrgCents: 105,
      capitalHospitalDrgCents: 106,
      capitalDisproportionateShareCents: 107,
      oldCapitalCents: 108,
      capitalTeachingCents: 109,
      operatingHospitalDrgCents: 110,
      costReportDays: 2,
      operatingFederalDrgCents: 111,
      capitalOutlierCents: 112,
      indirectTeachingCents: 113,
      nonpayableProfessionalCents: 114,
      capitalExceptionCents: 115,
    },
  },
  professional: {
    outpatient: {
      reimbursementRate: 0.25,
      payableCents: 116,
      renalDiseaseCents: 117,
      nonpayableProfessionalCents: 118,
    },
  },
};
const taken = (list: readonly { amountCents: number }[]) => list.reduce((total, each) => total + each.amountCents, 0);

/** What an EHR tells of a payer that has decided: line by line, with more reasons of a group than one CAS holds, or as a whole. */
function decided({ lines, claimType }: EncounterInput, how: 'line by line' | 'as a whole') {
  const charges = lines.map((line) => line.chargeCents);
  const byLine = how === 'line by line';
  const paid = charges.map((charge, index) => (index === 0 ? charge - taken(reasons) : charge));
  const total = byLine ? paid : [...charges, -taken(reasonsOfClaim)];
  return {
    adjudicatedOn: '2026-12-05',
    paidCents: total.reduce((sum, cents) => sum + cents, 0),
    payerClaimControlNumber: 'ICN7001',
    remarkCodes: ['N30', 'MA01'],
    ...(byLine ? figures[claimType] : {}),
    ...(byLine ? {} : { nonCoveredCents: 700, adjustments: reasonsOfClaim }),
    lines: byLine
      ? [
          { lineNumber: 1, paidCents: paid[0], units: 3, adjustments: reasons },
          { lineNumber: 2, paidCents: paid[1], procedureCode: 'J1886', modifiers: ['KX'] },
        ]
      : [],
  };
}

const payerOf = defaultPayerProfile('88001', 'Second Plan');

function toldBy(encounter: EncounterInput, how: 'line by line' | 'as a whole'): ClaimOrigin {
  const [first] = encounter.coverages;
  const payer = { id: '88001', name: 'Second Plan' };
  const later = { ...first, responsibility: 'secondary', memberId: 'SECOND1', payer };
  const both = [{ ...first, priorAdjudication: decided(encounter, how) }, later];
  const content = encounterInput.parse({ ...encounter, coverages: both });
  if (content.claimType === 'professional') return makeClaim(content, 'TOLD').origin;
  if (refuseInstitutional(content, payerOf, '2026-12-06'))
    throw new Error('The stay cannot be billed to the second payer.');
  const id = content.externalId;
  const claim = assembleInstitutional({
    encounterId: id,
    encounter: content,
    payer: payerOf,
    patientControlNumber: 'TOLD',
  });
  const encounterOfLine = new Map(claim.lines.map((line) => [line.lineNumber, id]));
  return { claim, encounters: [{ id, content }], encounterOfLine };
}

const told: Case[] = [
  { name: 'a visit decided line by line', origin: toldBy(fullEncounter, 'line by line') },
  { name: 'a visit decided as a whole', origin: toldBy(fullEncounter, 'as a whole') },
  { name: 'a child, decided line by line', origin: toldBy(childEncounter, 'line by line') },
  { name: 'a stay decided line by line', origin: toldBy(fullStay, 'line by line') },
  { name: 'a stay decided as a whole', origin: toldBy(fullStay, 'as a whole') },
];
const institutional: Case[] = institutionalScenarios().map(({ name, claim }) => ({ name, origin: originOf(claim) }));

function textOf(claim: AnyClaimSnapshot): string {
  const batch = { route, at, numbers: numbersFor(1) };
  return claim.claimType === 'institutional'
    ? write837I({ ...batch, claims: [claim] })
    : write837P({ ...batch, claims: [claim] });
}

interface Written {
  segment: LocatedSegment;
  place: ClaimPlace;
  value: string;
}

/** Every element with a value from BHT to before SE, composites by their components. */
function elementsOf(text: string): Written[] {
  const all = text.split('~').map((segment) => segment.split('*'));
  const from = all.findIndex(([id]) => id === 'ST');
  const segments = all.slice(
    from,
    all.findIndex(([id]) => id === 'SE'),
  );
  const located = locateSegments(
    text,
    '0001',
    segments.map((_, index) => index + 1),
  );
  return segments.flatMap(([id = '', ...elements], index) => {
    const segment = located.get(index + 1);
    if (!segment || segment.segment !== id) throw new Error(`${id} at ${index + 1} was not found`);
    return elements.flatMap((element, position) => {
      const components = element.split(':');
      // SV107 is a composite even when it has one pointer only.
      const isComposite = components.length > 1 || (id === 'SV1' && position === 6);
      return components.flatMap((value, part) =>
        value === ''
          ? []
          : [
              {
                segment,
                value,
                place: { ...segment, element: position + 1, ...(isComposite ? { component: part + 1 } : {}) },
              },
            ],
      );
    });
  });
}

/** What is not entered with a claim, by where it is written from; each with its own proof. */
function isExplained(
  { place, value, segment }: Written,
  found: FoundField,
  { claim, encounters }: ClaimOrigin,
): boolean {
  const { writtenFrom, pointer, claimPointer } = found;
  const held = claimPointer === undefined ? undefined : valueAt(claim, claimPointer);
  const decision = segment.lineNumber
    ? claim.lines.find((line) => line.lineNumber === segment.lineNumber)?.adjudications?.[segment.loopsBefore]
    : claim.otherPayers?.[segment.loopsBefore]?.adjudication;
  switch (writtenFrom) {
    case undefined: {
      const entered = pointer === undefined ? undefined : valueAt(encounters[0]?.content, pointer);
      if (place.segment === 'SV1' && place.element === 7 && claim.claimType === 'professional') {
        const code = encounters[0]?.content.diagnoses[Number(entered) - 1]?.code ?? '';
        return claim.diagnoses[Number(value) - 1] === code.replace('.', '').toUpperCase();
      }
      return pointer !== undefined && says(value, entered, pointer);
    }
    case 'guide':
      return isConstant(place) ? allowedAt(place).includes(value) : (byName[nameOf(place)] ?? []).includes(value);
    case 'numbering':
      return ['ST', 'BHT', 'HL', 'LX'].includes(segment.segment) || /^(CLM 01|REF\*6R 02)$/.test(nameOf(place));
    case 'route':
      return segment.loop.startsWith('1000');
    case 'payer_profile':
      return /^(SBR 0[29]|NM1\*PR 09|SVD 01)$/.test(nameOf(place).replace(/SBR\*./, 'SBR'));
    case 'remittance':
      return claimPointer !== undefined && says(value, held, claimPointer);
    case 'computed':
      if (segment.segment === 'CLM') return value === formatX12Amount(claim.totalChargeCents);
      if (segment.segment === 'AMT' && segment.qualifier === 'F5')
        return claim.claimType === 'professional' && value === formatX12Amount(claim.patientPaidCents ?? 0);
      if (segment.segment === 'MIA')
        return (
          says(value, held, claimPointer ?? '') && Number(value) === ((claim as { days?: StayDays }).days?.covered ?? 0)
        );
      return (
        value === formatX12Amount(patientShareCents(decision?.adjustments ?? [])) &&
        says(value, held, claimPointer ?? '')
      );
    case 'correction':
      return [claim.frequencyCode, claim.payerClaimControlNumber].includes(value);
  }
}

/** Codes that the guide prescribes where nothing else is entered. */
const byName: Readonly<Record<string, readonly string[]>> = {
  'NTE*ADD 01': ['ADD'],
  'NTE*TPO 01': ['TPO'],
  'DMG*D8 03': ['U'],
  'REF*EI 01': ['EI'],
  'PWK 01': ['CT'],
  'CL1 01': ['9'],
  'SV1 03': ['UN'],
  'SV2 04': ['UN', 'DA'],
  'HI*BE ##-2': ['80', '81', '82', '83', 'FC'],
};

function nameOf({ segment, qualifier, element = 0, component }: ClaimPlace): string {
  const named = ['NM1', 'REF', 'NTE', 'DMG', 'HI', 'SBR'].includes(segment ?? '') ? `${segment}*${qualifier}` : segment;
  const number = String(element).padStart(2, '0');
  return `${named} ${segment === 'HI' ? `##-${component}` : number}`;
}

function allowedAt(place: ClaimPlace): string[] {
  const { loop, segment, qualifier, element = 0, component } = place;
  const number = String(element).padStart(2, '0');
  const positions = component === undefined ? [number] : [`${number}-${component}`, `##-${component}`];
  return positions.flatMap((position) =>
    [`${loop} ${segment}`, `${segment}*${qualifier}`, segment].flatMap(
      (name) => guideConstants.get(`${name} ${position}`) ?? [],
    ),
  );
}

function unexplained({ origin }: Case): string[] {
  return elementsOf(textOf(origin.claim)).flatMap((written) => {
    const { place, value, segment } = written;
    const found = findField(place, origin);
    if (found && isExplained(written, found, origin)) return [];
    const where = `${segment.loop} ${segment.segment}*${segment.qualifier} ${place.element}${place.component ? `-${place.component}` : ''}`;
    return [`${where} "${value}": ${found?.writtenFrom ?? ''} ${found?.pointer ?? found?.claimPointer ?? 'nothing'}`];
  });
}

describe('every element we write leads back to where it comes from', () => {
  test.each(professional)('837P $name', (each) => {
    expect(unexplained(each)).toEqual([]);
  });

  test.each(coordinated)('837P of coordination $name', (each) => {
    expect(unexplained(each)).toEqual([]);
  });

  test.each(told)('told by the sender: $name', (each) => {
    expect(unexplained(each)).toEqual([]);
    const { claim } = each.origin;
    const places = elementsOf(textOf(claim)).filter(({ segment }) => /^(CAS|SVD|MOA|MIA)$/.test(segment.segment));
    expect(places.length).toBeGreaterThan(5);
    for (const { place } of places) expect(findField(place, each.origin)?.writtenFrom).not.toBe('remittance');
  });

  test.each(institutional)('837I $name', (each) => {
    expect(unexplained(each)).toEqual([]);
  });
});
