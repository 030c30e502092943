import type { AmbulanceTransport } from '@claimwright/domain/ambulance';
import type { Address } from '@claimwright/domain/party';
import type { Rule, RuleResult } from '../rule.ts';
import { statesOfZip } from '../zip-prefix-table.ts';

interface AddressUse {
  pointer: string;
  name: string;
  loop: string;
  formBox: string;
  needsNineDigits: boolean;
}

/** USPS codes of states, the District, territories, freely associated states and military post. */
const states = new Set(
  `AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN
   TX UT VT VA WA WV WI WY DC AS GU MP PR VI FM MH PW AA AE AP`.split(/\s+/),
);

const nineDigits = /^\d{5}-?\d{4}$/;
const fiveDigits = /^\d{5}$/;

const uses = {
  billing: {
    pointer: '/billingProvider/address',
    name: 'billing provider',
    loop: '2010AA',
    formBox: '33',
    needsNineDigits: true,
  },
  patient: { pointer: '/patient/address', name: 'patient', loop: '2010BA', formBox: '5', needsNineDigits: false },
  payTo: {
    pointer: '/billingProvider/payToAddress',
    name: 'pay-to address',
    loop: '2010AB',
    formBox: '33',
    needsNineDigits: false,
  },
  facility: {
    pointer: '/serviceFacility/address',
    name: 'service facility',
    loop: '2310C',
    formBox: '32',
    needsNineDigits: true,
  },
  pickUp: { pointer: '/ambulance/pickUp', name: 'pick-up place', loop: '2310E', formBox: '32', needsNineDigits: false },
  dropOff: {
    pointer: '/ambulance/dropOff/address',
    name: 'drop-off place',
    loop: '2310F',
    formBox: '32',
    needsNineDigits: false,
  },
} as const satisfies Record<string, AddressUse>;

export const id005: Rule = {
  id: 'ID005',
  version: 3,
  title: 'Address, state and ZIP code',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation:
    '005010X222A1 loops 2010AA, 2010AB, 2010BA, 2010CA, 2310C, 2310E, 2310F, 2420C, 2420G and 2420H N3 and N4; 277CA A7:500',
  evidence: 'M',
  logic:
    'Billing provider and patient have an address. In the United States it has a state there is and a ZIP code: nine digits for the billing provider and the service facility, five or nine elsewhere. Last four digits 0000 are a warning.',
  needs: [],
  perLine: false,
  overridable: false,
  alsoWarns: true,
  place: { x12: { loop: '2010AA', segment: 'N4', element: 'N403' }, formBox: '33' },
  firing: {
    words: 'billing address with a ZIP code of five digits',
    encounter: { billingProvider: { address: { postalCode: '021391200'.slice(0, 5) } } },
    pointer: '/billingProvider/address/postalCode',
  },
  passing: {
    words: 'billing address with ZIP code 02139-1200',
    encounter: { billingProvider: { address: { postalCode: '02139-1200' } } },
  },
  evaluate({ encounter }) {
    const results: RuleResult[] = [];
    const { billingProvider, patient, serviceFacility } = encounter;
    judge(results, billingProvider.address, uses.billing);
    judge(results, patient.address, uses.patient);
    if (billingProvider.payToAddress !== undefined) judge(results, billingProvider.payToAddress, uses.payTo);
    if (serviceFacility !== undefined) judge(results, serviceFacility.address, uses.facility);
    judgePlaces(results, encounter.ambulance, '', uses.pickUp, uses.dropOff);
    for (const [index, line] of encounter.lines.entries()) {
      const at = `/lines/${index}`;
      if (line.serviceFacility) {
        const use = { ...uses.facility, pointer: `${at}/serviceFacility/address`, loop: '2420C' };
        judge(results, line.serviceFacility.address, use);
      }
      const { pickUp, dropOff } = uses;
      judgePlaces(results, line.ambulance, at, { ...pickUp, loop: '2420G' }, { ...dropOff, loop: '2420H' });
    }
    return results;
  },
};

function judgePlaces(
  results: RuleResult[],
  transport: AmbulanceTransport | undefined,
  at: string,
  pickUp: AddressUse,
  dropOff: AddressUse,
): void {
  if (transport?.pickUp) judge(results, transport.pickUp, { ...pickUp, pointer: at + pickUp.pointer });
  if (transport?.dropOff) judge(results, transport.dropOff.address, { ...dropOff, pointer: at + dropOff.pointer });
}

function judge(results: RuleResult[], address: Address | undefined, use: AddressUse): void {
  const { pointer, name, loop, formBox, needsNineDigits } = use;
  const fail = (
    member: string,
    element: string,
    message: string,
    action: string,
    severity: 'reject' | 'warn' = 'reject',
  ) =>
    results.push({
      verdict: 'fail',
      severity,
      pointer: pointer + member,
      message,
      action,
      place: { x12: { loop, segment: element.slice(0, 2), element }, formBox },
    });
  if (address === undefined) {
    fail('', 'N301', `The ${name} has no address.`, 'Enter the postal address.');
    return;
  }
  if (address.country !== undefined && address.country.toUpperCase() !== 'US') return;
  if (address.state === undefined || !states.has(address.state.toUpperCase())) {
    fail(
      '/state',
      'N402',
      address.state === undefined
        ? `The ${name} has no state.`
        : `${address.state}, of the ${name}, is not a state of the United States.`,
      'Enter the state, or the country when it is not the US.',
    );
  }
  const zip = address.postalCode;
  const valid =
    zip !== undefined &&
    !zip.startsWith('00000') &&
    (nineDigits.test(zip) || (!needsNineDigits && fiveDigits.test(zip)));
  if (!valid) {
    const wanted = needsNineDigits ? 'nine digits' : 'five or nine digits';
    const found = zip === undefined ? 'no ZIP code' : `ZIP code ${zip}`;
    fail(
      '/postalCode',
      'N403',
      `The ${name} has ${found}; ${wanted} are needed.`,
      'Look the full ZIP code up and enter it.',
    );
  } else if (zip.length > 5 && zip.endsWith('0000')) {
    fail(
      '/postalCode',
      'N403',
      `The ZIP code ${zip} of the ${name} ends in 0000.`,
      'Use the real last four digits.',
      'warn',
    );
  } else if (address.state !== undefined && isElsewhere(zip, address.state)) {
    fail(
      '/postalCode',
      'N403',
      `The ZIP code ${zip} of the ${name} is not one of ${address.state}.`,
      'Check the ZIP code and the state against the address.',
      'warn',
    );
  }
}

/** Whether the first three digits belong to other states alone; prefixes and states nobody lists are not judged. */
function isElsewhere(zip: string, state: string): boolean {
  const home = statesOfZip(zip);
  return states.has(state.toUpperCase()) && home !== undefined && !home.includes(state.toUpperCase());
}
