import type { InstitutionalBill } from '@claimwright/domain/institutional-encounter';
import type { Resource } from './bundle-index.ts';
import { codingsOf, type KnownSystem } from './code-systems.ts';
import type { Element } from './element.ts';
import { fromDateTime, fromPeriod } from './from-date-time.ts';
import { Issues } from './operation-outcome.ts';
import type { Reading } from './reading.ts';

/** The codes of a hospital's bill that stand in form locators of their own (18 to 41), and its group. */
export type FormCodes = Pick<InstitutionalBill, 'occurrences' | 'occurrenceSpans' | 'values' | 'conditions'> & {
  drg?: string;
};

const formSystems = ['occurrenceCode', 'occurrenceSpanCode', 'valueCode', 'conditionCode'] as const;
type FormSystem = (typeof formSystems)[number];

/** The category under which the CARIN guide for claims tells the group. */
const drgCategory = 'drg';

/**
 * Occurrence, span, value and condition codes of Claims for the visit: each a supportingInfo whose `code` names the list, with its day,
 * period or quantity. A value is kept in hundredths, whether it is an amount or a count. What a code lacks is left to the coding checks;
 * a day or quantity that cannot be read is an error.
 */
export function fromFormCodes(reading: Reading, holder: Resource, issues: Issues): FormCodes {
  const codes: FormCodes = { occurrences: [], occurrenceSpans: [], values: [], conditions: [] };
  for (const claim of reading.links.claimsOf(holder)) {
    for (const info of claim.read(issues).children('supportingInfo')) {
      const found = formCodeOf(info);
      if (found?.known === 'conditionCode') codes.conditions.push(found.code);
      else if (found?.known === 'occurrenceCode') {
        codes.occurrences.push({ code: found.code, date: fromDateTime(info, 'timingDate', 'error') });
      } else if (found?.known === 'occurrenceSpanCode') {
        const { start: from, end: to } = fromPeriod(info.child('timingPeriod'));
        codes.occurrenceSpans.push({ code: found.code, from, to });
      } else if (found?.known === 'valueCode') {
        codes.values.push({ code: found.code, hundredths: hundredthsOf(info.child('valueQuantity')) });
      } else if (codingsOf(info.child('category')).some(({ code }) => code === drgCategory)) {
        codes.drg ??= codingsOf(info.child('code'))[0]?.code;
      }
    }
  }
  return codes;
}

/** Whether a Claim tells such a code: then it is read, though it names no type of bill. */
export function tellsFormCodes(claim: Resource): boolean {
  return claim.type === 'Claim' && claim.read(new Issues()).children('supportingInfo').some(formCodeOf);
}

function formCodeOf(info: Element): { known: FormSystem; code: string } | undefined {
  for (const { known, code } of codingsOf(info.child('code'))) {
    if (isFormSystem(known)) return { known, code };
  }
  return undefined;
}

function isFormSystem(known: KnownSystem | undefined): known is FormSystem {
  return formSystems.some((system) => system === known);
}

function hundredthsOf(quantity: Element | undefined): number | undefined {
  const value = quantity?.decimal('value');
  if (quantity === undefined || value === undefined) return undefined;
  const hundredths = Math.round(value * 100);
  if (value >= 0 && Math.abs(value * 100 - hundredths) < 1e-6) return hundredths;
  quantity.issues.error('value', 'Not an amount or a count with at most two decimals.', quantity.at('value'));
  return undefined;
}
