import type { AmbulanceTransport } from '@claimwright/domain/ambulance';
import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';
import type { RulePlace } from '../rule-place.ts';

/** Ground and air transport with its mileage; supplies, waiting and other rides have codes of their own. */
const transports = /^A04(2[5-9]|3[0-6])$/;
/** CRC03 of 07. */
const conditionCodes = new Set(['01', '04', '05', '06', '07', '08', '09', '12']);

/** Origin and destination: hospital, home, scene of the accident and so on (Medicare Claims Processing Manual ch. 15 section 30). */
const originAndDestination = /^[DEGHIJNPRS][DEGHIJNPRSX]$/;

const home = { line1: '14 Sample Lane', city: 'Exampleton', state: 'MA', postalCode: '02139' };
const trip = { ...cleanLine, procedureCode: 'A0427', modifiers: ['RH'] };

export const st016: Rule = {
  id: 'ST016',
  version: 2,
  title: 'Ambulance transport not fully described',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 CR1, CRC*07, loops 2310E, 2310F, 2420G and 2420H; 42 CFR 410.40',
  evidence: 'M',
  logic:
    'A line with an ambulance code (A0425 to A0436) has a transport, its own or the claim’s: why, how many miles, from where and to where. Where nothing at all is told it is a warning. So is a line without the modifier of two letters that says from what kind of place to which it went. Whatever transport is told, reason and miles stand together and the condition codes are those of ambulances.',
  needs: [],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: { x12: { loop: '2300', segment: 'CR1', element: 'CR104' }, formBox: '19' },
  firing: { words: 'A0427 and not a word about the trip', encounter: { lines: [trip] }, pointer: '/ambulance' },
  passing: {
    words: 'A0427 with reason, miles and both places',
    encounter: {
      lines: [trip],
      ambulance: {
        reasonCode: 'A',
        miles: 7.5,
        conditions: [{ applies: true, codes: ['01', '06'] }],
        pickUp: home,
        dropOff: { name: 'Example Hospital', address: home },
      },
    },
  },
  evaluate({ encounter, lines }) {
    const results: RuleResult[] = [];
    const untold = lines.find(({ line, procedure }) => transports.test(procedure) && !line.ambulance);
    if (encounter.ambulance) judge(results, encounter.ambulance, '/ambulance', untold !== undefined);
    else if (untold) {
      const message = `Line ${untold.index + 1} (${untold.procedure}) has no transport.`;
      // Most visit records hold no trip record, and not every payer asks: shown, not held.
      add(results, '/ambulance', 'CR104', message, 'warn');
    }
    for (const { index, line, modifiers, procedure } of lines) {
      if (transports.test(procedure) && !modifiers.some(({ code }) => originAndDestination.test(code))) {
        const message = `Line ${index + 1} (${procedure}) does not say from what kind of place to which it went.`;
        const place = { x12: { loop: '2400', segment: 'SV1', element: 'SV101-3' }, formBox: '24D' };
        const action = 'Add the modifier of origin and destination, such as RH: from home to a hospital.';
        results.push({
          verdict: 'fail',
          severity: 'warn',
          pointer: `/lines/${index}/modifiers`,
          message,
          action,
          place,
        });
      }
      if (line.ambulance) judge(results, line.ambulance, `/lines/${index}/ambulance`, transports.test(procedure));
    }
    return results;
  },
};

function judge(results: RuleResult[], transport: AmbulanceTransport, pointer: string, isWhole: boolean): void {
  const { reasonCode, miles, conditions = [] } = transport;
  if (isWhole) judgeWhole(results, transport, pointer);
  else if ((reasonCode === undefined) !== (miles === undefined)) {
    const missing = reasonCode === undefined ? 'reasonCode' : 'miles';
    const element = reasonCode === undefined ? 'CR104' : 'CR106';
    add(results, `${pointer}/${missing}`, element, 'Reason and miles of a transport are told together.');
  }
  for (const [index, { codes }] of conditions.entries()) {
    const wrong = codes.find((code) => !conditionCodes.has(code));
    if (wrong === undefined) continue;
    const where = `${pointer}/conditions/${index}`;
    add(results, where, 'CRC03', `Condition code ${wrong} is none of an ambulance transport.`);
  }
}

function judgeWhole(results: RuleResult[], transport: AmbulanceTransport, pointer: string): void {
  const missing = [
    ['reasonCode', 'CR104', 'the reason'],
    ['miles', 'CR106', 'the miles'],
    ['pickUp', 'N301', 'the place it began'],
    ['dropOff', 'N301', 'the place it ended'],
  ] as const;
  for (const [member, element, words] of missing) {
    if (transport[member] !== undefined) continue;
    add(results, `${pointer}/${member}`, element, `The ambulance transport lacks ${words}.`);
  }
}

function add(
  results: RuleResult[],
  pointer: string,
  element: string,
  message: string,
  severity: 'reject' | 'warn' = 'reject',
): void {
  const onLine = pointer.startsWith('/lines');
  const action = 'Complete the transport from the trip record.';
  results.push({ verdict: 'fail', severity, pointer, message, action, place: placeOf(pointer, element, onLine) });
}

function placeOf(pointer: string, element: string, onLine: boolean): RulePlace {
  const segment = element.slice(0, element.startsWith('CRC') || element.startsWith('CR1') ? 3 : 2);
  const places = onLine ? { pickUp: '2420G', dropOff: '2420H' } : { pickUp: '2310E', dropOff: '2310F' };
  const loop = pointer.endsWith('pickUp') ? places.pickUp : pointer.endsWith('dropOff') ? places.dropOff : undefined;
  return { x12: { loop: loop ?? (onLine ? '2400' : '2300'), segment, element }, formBox: loop ? '32' : '19' };
}
