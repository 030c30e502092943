/** A field that the other type of claim has, or that this type cannot go without. */
export interface MisplacedField {
  path: (string | number)[];
  message: string;
}

interface TypedFields {
  claimType: 'professional' | 'institutional';
  institutional?: unknown;
  coverages: readonly { priorAdjudication?: { inpatient?: unknown } }[];
  lines: readonly {
    procedureCode?: string;
    revenueCode?: string;
    nonCoveredCents?: number;
    operatingProvider?: unknown;
    unit?: string;
  }[];
}

const institutionalLineFields = ['revenueCode', 'nonCoveredCents', 'operatingProvider'] as const;
const unitsOf = { professional: ['UN', 'MJ'], institutional: ['UN', 'DA'] } as const;

/**
 * Which fields an encounter of its type lacks or must not have: a professional line has a procedure code and no revenue code, an
 * institutional encounter has its bill; only of a stay a payer says what an MIA says. `claimTypeConditions` says the same in JSON Schema.
 */
export function misplacedFields(encounter: TypedFields): MisplacedField[] {
  const { claimType, coverages, lines } = encounter;
  const misplaced: MisplacedField[] = [];
  const hasBill = encounter.institutional !== undefined;
  if (claimType === 'institutional' && !hasBill) misplaced.push({ path: ['institutional'], message: 'is required' });
  if (claimType === 'professional' && hasBill) misplaced.push({ path: ['institutional'], message: notAllowed });
  coverages.forEach(({ priorAdjudication: told }, index) => {
    if (claimType === 'institutional' || told?.inpatient === undefined) return;
    misplaced.push({ path: ['coverages', index, 'priorAdjudication', 'inpatient'], message: notAllowed });
  });
  lines.forEach((line, index) => {
    const add = (field: string, message: string) => misplaced.push({ path: ['lines', index, field], message });
    const units: readonly string[] = unitsOf[claimType];
    if (line.unit !== undefined && !units.includes(line.unit)) add('unit', `must be one of ${units.join(', ')}`);
    if (claimType === 'institutional') return;
    if (line.procedureCode === undefined) add('procedureCode', 'is required');
    for (const field of institutionalLineFields) if (line[field] !== undefined) add(field, notAllowed);
  });
  return misplaced;
}

const notAllowed = 'is not allowed with this claim type';

/** The same conditions for a JSON Schema of the encounter (2020-12). */
export const claimTypeConditions = {
  if: { properties: { claimType: { const: 'institutional' } }, required: ['claimType'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: {
    properties: { lines: { items: { properties: { unit: { enum: unitsOf.institutional } } } } },
    required: ['institutional'],
  },
  else: {
    properties: {
      institutional: false,
      coverages: {
        items: { properties: { priorAdjudication: { properties: { inpatient: false } } } },
      },
      lines: {
        items: {
          properties: {
            unit: { enum: unitsOf.professional },
            ...Object.fromEntries(institutionalLineFields.map((field) => [field, false])),
          },
          required: ['procedureCode'],
        },
      },
    },
  },
};
