import type { RouteRow } from '@claimwright/db/pipeline/batches';
import { type PayerProfile, payerProfile } from '@claimwright/domain/payer';

/** Name of the database in an embedded cluster. */
export const databaseName = 'claimwright';

/** The one tenant of an embedded installation. */
export const practice = { tenantId: '0190d9a0-0000-7000-8000-000000000001', name: 'Demo practice' };

const contract = (count: number) => ({
  unit: 'days' as const,
  count,
  anchor: 'serviceFrom' as const,
  citation: 'invented contract of a simulated payer',
  verified: false,
});

/** What the practice knows of the simulated payers. Only the two federal limits are law; the rest is invented with the payers. */
export const payers: readonly PayerProfile[] = [
  {
    payerId: 'MCRB-MA',
    name: 'Medicare Part B, Massachusetts',
    claimFilingCode: 'MB',
    patientIsSubscriber: true,
    memberIdFormat: 'mbi' as const,
    acceptsReplacement: false,
    timelyFiling: {
      unit: 'calendarYears' as const,
      count: 1,
      anchor: 'serviceFrom' as const,
      rollsToWorkday: true,
      citation: '42 CFR 424.44(a)',
      verified: true,
    },
  },
  {
    payerId: 'MCD-MA',
    name: 'Massachusetts Medicaid',
    claimFilingCode: 'MC',
    patientIsSubscriber: true,
    timelyFiling: {
      unit: 'months' as const,
      count: 12,
      anchor: 'serviceFrom' as const,
      citation: '42 CFR 447.45(d)(1), the longest a state may allow',
      verified: true,
    },
  },
  { payerId: 'GSH01', name: 'Granite Shore Health Plan', claimFilingCode: 'CI', timelyFiling: contract(365) },
  { payerId: 'CHM77', name: 'Copper Heron Mutual Insurance', claimFilingCode: 'CI', timelyFiling: contract(365) },
  {
    payerId: 'FBA-QA',
    name: 'Quill & Anchor Manufacturing Employee Health Plan',
    claimFilingCode: 'CI',
    timelyFiling: contract(365),
  },
].map((profile) => payerProfile.parse(profile));

/** Everything goes through the simulated clearinghouse. */
export function simulatorRoute(settings: { folder: string; seed: string }): RouteRow {
  return {
    name: 'default',
    adapter: 'simulator',
    settings: {
      envelope: {
        name: 'default',
        senderQualifier: 'ZZ',
        senderId: 'CLAIMWRIGHT',
        receiverQualifier: 'ZZ',
        receiverId: 'SIMCLEAR',
        applicationSender: 'CLAIMWRIGHT',
        applicationReceiver: 'SIMCLEAR',
        usageIndicator: 'T',
        submitterName: 'DEMO PRACTICE BILLING',
        submitterId: 'CW0001',
        submitterContactName: 'BILLING DESK',
        submitterContactPhone: '5555550100',
        receiverName: 'SIMULATED CLEARINGHOUSE',
        receiverPayerId: 'SIMCLEAR',
      },
      transport: settings,
    },
  };
}
