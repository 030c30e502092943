import { checkTransportSettings } from '@claimwright/clearinghouse/create-transport';
import type { ClearinghouseRoute } from '@claimwright/domain/claim';
import { payerProfile } from '@claimwright/domain/payer';
import { routeExpectations, routeSchedule } from '@claimwright/domain/route-schedule';
import * as z from 'zod';

/** Text that X12 can carry: no delimiter of ours, no control character. */
const text = (least: number, most: number) =>
  z
    .string()
    .min(least)
    .max(most)
    .regex(/^[^*~:^\p{Cc}]*$/u, 'must not hold * ~ : ^ or a control character');

/** ISA05 and ISA07: who gave out the id beside it. */
const qualifier = z.enum(['01', '14', '20', '27', '28', '29', '30', '33', 'ZZ']);

/** The names in the envelope, in the lengths of ISA, GS and loops 1000A/1000B. */
const envelope = z.strictObject({
  name: text(1, 40),
  senderQualifier: qualifier,
  senderId: text(1, 15),
  receiverQualifier: qualifier,
  receiverId: text(1, 15),
  applicationSender: text(2, 15),
  applicationReceiver: text(2, 15),
  usageIndicator: z.enum(['P', 'T']),
  submitterName: text(1, 60),
  submitterId: text(2, 80),
  submitterContactName: text(1, 60),
  submitterContactPhone: z.string().regex(/^\d{10,20}$/, 'must be 10 to 20 digits'),
  receiverName: text(1, 60),
  receiverPayerId: text(2, 80),
}) satisfies z.ZodType<ClearinghouseRoute>;

/** A route without its name: what TENANT_ROUTE holds. */
export const routeSettings = z
  .strictObject({
    adapter: z.enum(['directory', 'http', 'sftp', 'simulator']),
    settings: z.strictObject({ envelope, transport: z.unknown() }),
    schedule: routeSchedule.optional(),
    expectations: routeExpectations.optional(),
  })
  .superRefine((route, context) => {
    try {
      checkTransportSettings({
        name: route.settings.envelope.name,
        adapter: route.adapter,
        settings: route.settings.transport,
      });
    } catch (error) {
      context.addIssue({ code: 'custom', path: ['settings', 'transport'], message: (error as Error).message });
    }
  });

/** A practice as a file: everything it needs besides its keys. What is not named in the file stays as it is. */
export const tenantFile = z.strictObject({
  tenantId: z.uuid(),
  name: z.string().min(1).max(200),
  routes: z.record(text(1, 40), routeSettings).default({}),
  payers: z.array(payerProfile).default([]),
});
export type TenantFile = z.output<typeof tenantFile>;
