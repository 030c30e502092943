import type { Drug } from '@claimwright/domain/encounter';
import type { Resource } from './bundle-index.ts';
import { codingsOf } from './code-systems.ts';
import type { Element } from './element.ts';
import { follow } from './follow.ts';
import type { Reading } from './reading.ts';

/** CTP05 unit of measurement by UCUM code or the word EHRs write, and how many thousandths of it one of those is. */
const units: Readonly<Record<string, { unit: Drug['unit']; thousandths?: number }>> = {
  mg: { unit: 'ME' },
  ug: { unit: 'ME', thousandths: 1 },
  mcg: { unit: 'ME', thousandths: 1 },
  g: { unit: 'GR' },
  ml: { unit: 'ML' },
  l: { unit: 'ML', thousandths: 1_000_000 },
  iu: { unit: 'F2' },
  '[iu]': { unit: 'F2' },
  '1': { unit: 'UN' },
  unit: { unit: 'UN' },
  units: { unit: 'UN' },
  each: { unit: 'UN' },
  ea: { unit: 'UN' },
  tablet: { unit: 'UN' },
  '{tablet}': { unit: 'UN' },
  '{tbl}': { unit: 'UN' },
  capsule: { unit: 'UN' },
  '{capsule}': { unit: 'UN' },
};

/**
 * The drug behind a charge: the NDC of a MedicationAdministration (its own, or of its Medication) or of an Immunization, with the
 * dose given. Undefined when there is no NDC. An NDC without a usable dose is left out with a warning, because the claim carries
 * both or neither (X12 2410 LIN and CTP).
 */
export function fromMedication(reading: Reading, service: Resource, element: Element): Drug | undefined {
  const concept =
    service.type === 'Immunization' ? element.child('vaccineCode') : medicationOf(reading, service, element);
  const ndc = codingsOf(concept).find((coding) => coding.known === 'ndc');
  if (!ndc) return undefined;
  const dose = service.type === 'Immunization' ? element.child('doseQuantity') : element.child('dosage')?.child('dose');
  const amount = dose && amountOf(dose);
  if (amount) return { ndc: ndc.code, ...amount };
  const text = 'The drug has an NDC but no dose in a unit a claim knows. The NDC is left out.';
  element.issues.warning('required', text, dose?.path ?? element.path);
  return undefined;
}

function medicationOf(reading: Reading, service: Resource, element: Element): Element | undefined {
  const concept = element.child('medicationCodeableConcept');
  if (concept) return concept;
  const options = { types: ['Medication'], severity: 'warning' } as const;
  const medication = follow(reading, service, element.child('medicationReference'), options);
  return medication?.read(element.issues).child('code');
}

function amountOf(dose: Element): Pick<Drug, 'quantity' | 'unit'> | undefined {
  const value = dose.decimal('value');
  const word = (dose.text('code') ?? dose.text('unit'))?.toLowerCase();
  if (value === undefined || value <= 0 || word === undefined || !Object.hasOwn(units, word)) return undefined;
  const known = units[word];
  if (!known) return undefined;
  return { quantity: known.thousandths === undefined ? value : (value * known.thousandths) / 1000, unit: known.unit };
}
