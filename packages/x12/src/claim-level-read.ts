import type { ClaimCoverage } from '@claimwright/domain/claim';
import { payerNumber } from '@claimwright/domain/coverage';
import { type Address, type BillingProvider, payToPlan } from '@claimwright/domain/party';
import { readProviderNumber } from './party-read.ts';
import { codeAt } from './situational-read.ts';
import type { SetReading } from './transaction-set.ts';

// References and rare loops above the claim: 2010AA, 2010AC, 2010BA, 2010BB, 2010CA.

const planKinds = payToPlan.shape.number.unwrap().shape.kind.options;
const payerKinds = payerNumber.shape.kind.options;

/** REF of 2010AA: the tax id and numbers that are no NPI. */
export function takeBillingNumber(reading: SetReading, billing: BillingProvider): void {
  const { segments } = reading;
  const qualifier = segments.element(1);
  if (qualifier === 'EI' || qualifier === 'SY') {
    billing.taxId = segments.element(2);
    billing.taxIdType = qualifier === 'SY' ? 'ssn' : 'ein';
    return;
  }
  const number = readProviderNumber(reading);
  if (number) billing.numbers = [...(billing.numbers ?? []), number];
}

/** NM1*PE of 2010AC; gives back where its address belongs. */
export function takePayToPlan(reading: SetReading, billing: BillingProvider): (address: Address) => void {
  const { segments } = reading;
  reading.loop = '2010AC';
  const plan = {
    name: segments.element(3),
    id: segments.element(9),
    address: { line1: '', city: '' } as Address,
    taxId: '',
  };
  billing.payToPlan = plan;
  return (address) => {
    plan.address = address;
  };
}

/** REF of 2010AC. */
export function takePayToPlanNumber(reading: SetReading, { payToPlan: plan }: BillingProvider): void {
  if (!plan) return;
  const { segments } = reading;
  if (segments.element(1) === 'EI') plan.taxId = segments.element(2);
  else {
    const kind = codeAt(reading, 1, planKinds);
    if (kind) plan.number = { kind, number: segments.element(2) };
  }
}

/** REF of 2010BA, 2010BB and 2010CA. */
export function takeCoverageNumber(reading: SetReading, coverage: ClaimCoverage): void {
  const { segments, loop } = reading;
  const qualifier = segments.element(1);
  const number = segments.element(2);
  if (loop === '2010BB') {
    const kind = payerKinds.find((each) => each === qualifier);
    const own = readProviderNumber(reading);
    if (kind) coverage.payerNumbers = [...(coverage.payerNumbers ?? []), { kind, number }];
    else if (own) coverage.billingProviderNumbers = [...(coverage.billingProviderNumbers ?? []), own];
  } else if (loop === '2010BA' || loop === '2010CA') {
    if (qualifier === 'Y4') coverage.propertyCasualtyClaimNumber = number;
    else if (qualifier === 'SY') coverage.patientSocialSecurityNumber = number;
    else if (qualifier === '1W') coverage.patientMemberId = number;
  }
}

/** What REF and PER of 2010CA said of one patient is not said of the next. */
export function forgetPatient(coverage: ClaimCoverage): void {
  delete coverage.propertyCasualtyClaimNumber;
  delete coverage.propertyCasualtyContact;
  delete coverage.patientSocialSecurityNumber;
  delete coverage.patientMemberId;
}
