import type { ClaimValue, StayDays } from '@claimwright/domain/institutional-claim';
import type { InstitutionalBill } from '@claimwright/domain/institutional-encounter';
import { wireCode } from './wire-text.ts';

/** What the patient paid toward this bill, where no other value code says so. */
const patientPaidCode = 'FC';

const dayCodes: Readonly<Record<string, keyof StayDays>> = {
  80: 'covered',
  81: 'nonCovered',
  82: 'coinsurance',
  83: 'lifetimeReserve',
};

/** Value codes 80 to 83 become days, unless the days were told; what the patient paid becomes a value. */
export function valuesOf(bill: InstitutionalBill, patientPaidCents: number | undefined) {
  const values: ClaimValue[] = [];
  const days: StayDays = { ...bill.days };
  for (const { code: raw, hundredths = 0 } of bill.values) {
    const code = wireCode(raw);
    const kind = dayCodes[code];
    if (kind === undefined) values.push({ code, hundredths });
    else days[kind] ??= Math.floor(hundredths / 100);
  }
  if (patientPaidCents && !values.some(({ code }) => code === patientPaidCode)) {
    values.push({ code: patientPaidCode, hundredths: patientPaidCents });
  }
  return { values, days: Object.keys(days).length === 0 ? undefined : days };
}
