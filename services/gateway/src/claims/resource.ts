import type { ClaimDetail } from '@claimwright/db/read/claims';
import { responsibility } from '@claimwright/domain/coverage';
import { isoDate } from '@claimwright/domain/dates';
import { ledgerAccounts } from '@claimwright/domain/ledger';
import { claimEventTypes, claimStatuses } from '@claimwright/domain/lifecycle';
import * as z from 'zod';
import { linkedFinding, toApiFinding } from '../encounters/resource.ts';
import { type ClaimFamily, claimFamily } from './family.ts';

// What the gateway answers about claims.

const instant = z.iso.datetime();
const status = z.enum(claimStatuses);

export const claimSummary = z
  .object({
    id: z.uuid(),
    patientControlNumber: z.string().describe('CLM01 of the 837, CLP01 of the 835'),
    status,
    payerId: z.string(),
    payerName: z.string(),
    responsibility,
    frequencyCode: z.string(),
    serviceFrom: isoDate,
    serviceTo: isoDate,
    chargeCents: z.int(),
    paidCents: z.int(),
    patientResponsibilityCents: z.int(),
    payerClaimControlNumber: z.string().nullable(),
    assembledAt: instant,
    submittedOn: isoDate.nullable(),
    acceptedOn: isoDate.nullable(),
    adjudicatedOn: isoDate.nullable(),
    paidOn: isoDate.nullable(),
  })
  .meta({ id: 'ClaimSummary' });

const claimEvent = z.object({
  type: z.enum(claimEventTypes),
  fromStatus: status.nullable(),
  toStatus: status,
  occurredAt: instant,
  effectiveDate: isoDate,
  actor: z.string(),
  batchId: z.uuid().nullable(),
  inboundFileId: z.uuid().nullable(),
  detail: z.record(z.string(), z.unknown()).nullable(),
});

const ledgerEntry = z.object({
  posting: z.string(),
  account: z.enum(ledgerAccounts),
  amountCents: z.int().describe('debit positive, credit negative'),
  effectiveDate: isoDate,
  lineNumber: z.int().nullable(),
  reason: z.string().nullable(),
  remittanceId: z.uuid().nullable(),
  postedAt: instant,
});

/** A claim with its timeline, findings and ledger. */
export const claimResource = z
  .object({
    ...claimSummary.shape,
    version: z.int().describe('grows with every event of the claim'),
    contentVersion: z
      .int()
      .describe(
        'the ETag; If-Match of a correction. Grows when what the claim bills changes, or something is asked of it, not when a payer answers',
      ),
    snapshot: z
      .looseObject({ claimType: z.string(), patientControlNumber: z.string(), totalChargeCents: z.int() })
      .describe('what the 837 says, frozen'),
    encounters: z.array(z.object({ id: z.uuid(), externalId: z.string() })),
    events: z.array(claimEvent),
    ledger: z.array(ledgerEntry),
    balances: z.record(z.string(), z.int()).describe('sum of the ledger by account, in cents'),
    batches: z.array(
      z.object({ id: z.uuid(), fileName: z.string(), status: z.string(), transmittedAt: instant.nullable() }),
    ),
    findings: z.array(z.object({ encounterId: z.uuid(), finding: linkedFinding })),
    ...claimFamily,
    links: z.object({ self: z.string() }),
  })
  .meta({ id: 'Claim' });

/** The whole claim, with the ledger's balance of each account. */
export function toApiClaim(claim: ClaimDetail, family: ClaimFamily): z.output<typeof claimResource> {
  const balances: Record<string, number> = {};
  for (const entry of claim.ledger) balances[entry.account] = (balances[entry.account] ?? 0) + entry.amountCents;
  const findings = claim.findings.map(({ encounterId, finding }) => ({ encounterId, finding: toApiFinding(finding) }));
  const links = { self: `/v1/claims/${claim.id}` };
  return { ...claim, ...family, snapshot: { ...claim.snapshot }, findings, balances, links };
}
