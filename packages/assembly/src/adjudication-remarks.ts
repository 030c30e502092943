import type { AnyClaimSnapshot } from '@claimwright/domain/institutional-claim';
import { isInpatientFacility } from '@claimwright/domain/institutional-encounter';
import type { OtherPayerAdjudication } from '@claimwright/domain/other-payer';
import { wireCode, withoutAbsent } from './wire-text.ts';

type Remarks = Pick<OtherPayerAdjudication, 'remarkCodes' | 'inpatient' | 'outpatient'>;

/** Loop 2320 has five places for remarks, in MIA or in MOA. */
const mostRemarks = 5;

/** Covered days of a stay as its own bill counts them, 0 where it counts none; undefined when the bill is for no stay. */
export function stayDaysOf(bill: {
  claimType: AnyClaimSnapshot['claimType'];
  facilityCode?: string;
  days?: { covered?: number };
}): number | undefined {
  if (bill.claimType !== 'institutional' || !isInpatientFacility(bill.facilityCode ?? '')) return undefined;
  return bill.days?.covered ?? 0;
}

/**
 * What the payer before said beside payment and adjustments, as the claim to the next one carries it: of a stay the remarks stand in MIA,
 * which cannot go without covered days (005010X223A2, 2320); where the payer told none they are the bill's own.
 */
export function carriedRemarks(told: Remarks, stayDays: number | undefined): Remarks {
  const remarkCodes = told.remarkCodes.map(wireCode).slice(0, mostRemarks);
  const inMia = stayDays !== undefined && remarkCodes.length > 0 ? { coveredDays: stayDays } : undefined;
  const inpatient = told.inpatient ?? inMia;
  return withoutAbsent<Remarks>({
    remarkCodes,
    inpatient: inpatient && withoutAbsent({ ...inpatient }),
    outpatient: told.outpatient && withoutAbsent({ ...told.outpatient }),
  });
}
