import type { IsoDate } from '@claimwright/domain/dates';
import { type Address, address } from '@claimwright/domain/party';
import type { Element } from './element.ts';
import { fit } from './fit.ts';
import { endedBefore } from './from-date-time.ts';
import { Issues } from './operation-outcome.ts';
import { stateCode } from './us-states.ts';

const unitedStates = new Set(['US', 'USA', 'UNITED STATES', 'UNITED STATES OF AMERICA']);

/** The address in force: former ones (use `old`, or a period that ended) only when there is no other. */
export function currentAddresses(addresses: readonly Element[], today: IsoDate): Element[] {
  const current = addresses.filter((element) => element.text('use') !== 'old' && !endedBefore(element, today));
  return current.length > 0 ? current : [...addresses];
}

/**
 * An address as N3 and N4 hold it. Lines beyond the second are joined to it with a comma; a state's full name becomes its
 * two-letter code; the United States is left unsaid. Undefined with a warning when there is no street line or no city, or when
 * a part is longer than a claim carries.
 */
export function fromAddress(element: Element | undefined): Address | undefined {
  if (!element) return undefined;
  const lines = element.texts('line').flatMap((line) => line.split(/\s*[\r\n]+\s*/));
  const city = element.text('city');
  if (lines[0] === undefined || city === undefined) {
    element.issues.warning('required', 'An address needs a line and a city to be used.', element.path);
    return undefined;
  }
  const country = element.text('country');
  const candidate = {
    line1: lines[0],
    line2: lines.slice(1).join(', ') || undefined,
    city,
    state: stateOf(element),
    postalCode: element.text('postalCode'),
    country: country === undefined || unitedStates.has(country.toUpperCase()) ? undefined : country,
  };
  const places = {
    line1: element.at('line[0]'),
    line2: element.at('line[1]'),
    city: element.at('city'),
    postalCode: element.at('postalCode'),
    country: element.at('country'),
    '': element.path,
  };
  // Dropping one line would send the mail elsewhere, so an address is used as a whole or not at all.
  const faults = new Issues();
  const fitted = fit(address, candidate, places, faults, 'strict');
  for (const fault of faults.list) {
    element.issues.warning(fault.code, `${fault.diagnostics} The address is left out.`, ...fault.expression);
  }
  return fitted;
}

function stateOf(element: Element): string | undefined {
  const state = element.text('state');
  if (state === undefined || state.length === 2) return state;
  const code = stateCode(state);
  if (code === undefined) {
    element.issues.warning(
      'code-invalid',
      'The state is neither a two-letter code nor a state’s name. It is left out.',
      element.at('state'),
    );
  }
  return code;
}
