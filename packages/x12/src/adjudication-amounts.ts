import type { InpatientAdjudication, OutpatientAdjudication } from '@claimwright/domain/adjudication-amounts';
import { formatX12Amount, parseCents } from '@claimwright/domain/money';
import type { RemittanceClaim } from '@claimwright/domain/remittance';
import { toX12Quantity, toX12Text, x12Segment } from './writer.ts';

/** Where MIA of 005010 says what; money unless its name counts days. */
const inpatientElements: Readonly<Record<keyof InpatientAdjudication, number>> = {
  coveredDays: 1,
  operatingOutlierCents: 2,
  lifetimePsychiatricDays: 3,
  drgCents: 4,
  disproportionateShareCents: 6,
  medicareSecondaryCents: 7,
  capitalCents: 8,
  capitalFederalDrgCents: 9,
  capitalHospitalDrgCents: 10,
  capitalDisproportionateShareCents: 11,
  oldCapitalCents: 12,
  capitalTeachingCents: 13,
  operatingHospitalDrgCents: 14,
  costReportDays: 15,
  operatingFederalDrgCents: 16,
  capitalOutlierCents: 17,
  indirectTeachingCents: 18,
  nonpayableProfessionalCents: 19,
  capitalExceptionCents: 24,
};

/** The same of MOA; its first element is a fraction. */
const outpatientElements: Readonly<Record<keyof OutpatientAdjudication, number>> = {
  reimbursementRate: 1,
  payableCents: 2,
  renalDiseaseCents: 8,
  nonpayableProfessionalCents: 9,
};

/** Elements of MIA and MOA that hold remark codes. */
export const remarkElements = { MIA: [5, 20, 21, 22, 23], MOA: [3, 4, 5, 6, 7] } as const;

/** What the payer said of the claim beside payment and adjustments: remarks, and figures of a stay or a visit. */
export type AdjudicationRemarks = Pick<RemittanceClaim, 'remarkCodes' | 'inpatient' | 'outpatient'>;

/** An element by its 1-based place; '' when it is not there. */
type ElementText = (element: number) => string;

/** The figures of an MIA; undefined where its covered days, which it may not lack, cannot be read. What else cannot be read is left out. */
export function inpatientIn(element: ElementText): InpatientAdjudication | undefined {
  const { coveredDays, ...others } = figuresIn<InpatientAdjudication>(element, inpatientElements);
  return coveredDays === undefined ? undefined : { coveredDays, ...others };
}

/** The figures of an MOA; undefined when it has remarks only. */
export function outpatientIn(element: ElementText): OutpatientAdjudication | undefined {
  const figures = figuresIn<OutpatientAdjudication>(element, outpatientElements);
  return Object.keys(figures).length === 0 ? undefined : figures;
}

function figuresIn<Figures extends object>(
  element: ElementText,
  places: Readonly<Record<keyof Figures, number>>,
): Partial<Figures> {
  const figures: Record<string, number> = {};
  for (const [name, place] of Object.entries<number>(places)) {
    const text = element(place);
    const value = name.endsWith('Cents') ? parseCents(text) : numberIn(text);
    if (value !== undefined) figures[name] = value;
  }
  return figures as Partial<Figures>;
}

function numberIn(text: string): number | undefined {
  return /^-?(\d{1,15}(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : undefined;
}

/**
 * MIA where the payer told figures of a stay, MOA where it told figures of a visit, and the remarks, five at most, with the first of
 * them. `unused`: elements that the guide has no use for (MIA02 in an 837I).
 */
export function remarkSegments(told: AdjudicationRemarks, unused: readonly number[] = []): string {
  const { inpatient, outpatient } = told;
  const remarks = told.remarkCodes.slice(0, 5).map(toX12Text);
  const inMoa = inpatient ? [] : remarks;
  let text = inpatient ? segmentOf('MIA', figuresOf(inpatient, inpatientElements), remarks, unused) : '';
  if (outpatient || inMoa.length > 0) {
    text += segmentOf('MOA', outpatient ? figuresOf(outpatient, outpatientElements) : new Map(), inMoa, unused);
  }
  return text;
}

function segmentOf(
  id: keyof typeof remarkElements,
  figures: Map<number, string>,
  remarks: readonly string[],
  unused: readonly number[],
): string {
  for (const [index, remark] of remarks.entries()) figures.set(remarkElements[id][index] ?? 0, remark);
  for (const element of unused) if (id === 'MIA') figures.delete(element);
  const last = Math.max(0, ...figures.keys());
  return last === 0 ? '' : x12Segment(id, ...Array.from({ length: last }, (_, index) => figures.get(index + 1)));
}

function figuresOf<Figures extends object>(
  figures: Figures,
  places: Readonly<Record<keyof Figures, number>>,
): Map<number, string> {
  const written = new Map<number, string>();
  for (const [name, value] of Object.entries<number | undefined>(figures as Record<string, number>)) {
    const place = places[name as keyof Figures];
    if (value === undefined) continue;
    if (name.endsWith('Cents')) written.set(place, formatX12Amount(value));
    else written.set(place, name === 'reimbursementRate' ? rateText(value) : toX12Quantity(value));
  }
  return written;
}

/** Ten digits at most (MOA01). */
function rateText(rate: number): string {
  return rate.toFixed(9).replace(/\.?0+$/, '');
}
