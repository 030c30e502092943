import type { CodeSets } from '@claimwright/codesets/code-sets';
import { addDays, addMonths, type IsoDate } from '@claimwright/domain/dates';
import { type EncounterInput, serviceDates } from '@claimwright/domain/encounter';
import type { PayerProfile } from '@claimwright/domain/payer';
import { groupMembership, isListed } from './code-group.ts';
import { upperCode } from './code-shapes.ts';
import { ConsultedCodeSets } from './consulted-code-sets.ts';
import { frequencyLimitsOf } from './medicare-policies-table.ts';

/** Dates of service of the lines of the patient's history that any rule looks at. */
export interface HistoryReach {
  since: IsoDate;
  until: IsoDate;
}

/** The longest period of an operation (EM003); duplicates, pairs and visits of a day lie within. */
const daysBefore = 90;
/** The day before an operation belongs to its period. */
const daysAfter = 1;
/** The days before an admission that belong to the stay (IN017), whichever of the two is billed first. */
const daysOfStay = 3;
/** AD012 looks for the beginning of a substitute's time so far back. */
const substituteDays = 180;
const substituteModifiers: ReadonlySet<string> = new Set(['Q5', 'Q6']);
/** EM001: a patient is established for three years. */
const establishedMonths = 36;
/** What is paid once in a lifetime (EM004). */
const everSince = '1900-01-01';

/**
 * How far the rules look back for this encounter: a few months for most, years for a new-patient visit and for what is paid so
 * often and no more. Undefined without lines. Whoever loads history loads this much, and no more counts.
 */
export function historyReach(sources: {
  encounter: EncounterInput;
  payer: PayerProfile;
  codeSets: CodeSets;
}): HistoryReach | undefined {
  const { encounter, payer } = sources;
  const dates = serviceDates(encounter);
  if (!dates) return undefined;
  const context = { codeSets: new ConsultedCodeSets(sources.codeSets, new Set()) };
  const limits = frequencyLimitsOf(payer, encounter);
  let since = addDays(dates.from, -daysBefore);
  const reach = (day: IsoDate) => {
    if (day < since) since = day;
  };
  const admitted = encounter.institutional?.admission?.date;
  if (admitted !== undefined) reach(addDays(admitted, -daysOfStay));
  for (const line of encounter.lines) {
    const code = upperCode(line.procedureCode ?? '');
    const on = line.serviceFrom;
    if (line.modifiers.some((modifier) => substituteModifiers.has(upperCode(modifier)))) {
      reach(addDays(on, -substituteDays));
    }
    if (groupMembership(context, 'em.office.new', code, on) === 'member') reach(addMonths(on, -establishedMonths));
    for (const { codes, fullMonths } of limits) {
      if (isListed(context, codes, code, on) !== 'member') continue;
      // The month of the last service does not count, so that a service of its first day may.
      reach(fullMonths === undefined ? everSince : addMonths(on, -(fullMonths + 1)));
    }
  }
  return { since, until: addDays(dates.to, encounter.claimType === 'institutional' ? daysOfStay : daysAfter) };
}
