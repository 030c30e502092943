import type { ClaimLine, ClaimSnapshot } from '@claimwright/domain/claim';
import type { LineAdjudication, OtherPayer } from '@claimwright/domain/other-payer';
import type { Adjustment } from '@claimwright/domain/remittance';
import { line, snapshot } from './snapshots.ts';

// Claims of coordination of benefits, one a paragraph of what loops 2320, 2330 and 2430 can say. Invented people and payers.

const subscriber = { lastName: 'DOE', firstName: 'JANE' };

function other(changes: Partial<OtherPayer> = {}): OtherPayer {
  return {
    responsibility: 'primary',
    relationship: 'self',
    groupNumber: 'GRP7',
    claimFilingCode: 'CI',
    memberId: 'P7001',
    subscriber,
    payerId: '77001',
    payerName: 'FIRST HEALTH PLAN',
    benefitsAssigned: 'yes',
    releaseOfInformation: 'signed',
    ...changes,
  };
}

function cas(reason: string, amountCents: number, quantity?: number): Adjustment {
  const [group, reasonCode = ''] = reason.split('-');
  const adjustment = { group: group as Adjustment['group'], reasonCode, amountCents };
  return quantity === undefined ? adjustment : { ...adjustment, quantity };
}

function decision(
  paidCents: number,
  adjustments: Adjustment[],
  changes: Partial<LineAdjudication> = {},
): LineAdjudication {
  return {
    payerId: '77001',
    paidCents,
    procedureCode: 'G0463',
    modifiers: [],
    units: 1,
    adjustments,
    adjudicatedOn: '2026-12-05',
    ...changes,
  };
}

/** A claim to the second payer; `lines` carry the first one's decisions. */
function second(otherPayers: OtherPayer[], lines: ClaimLine[], changes: Partial<ClaimSnapshot> = {}): ClaimSnapshot {
  const base = snapshot({ lines });
  return {
    ...base,
    destination: {
      ...base.destination,
      responsibility: 'secondary',
      payerId: '88001',
      payerName: 'SECOND HEALTH PLAN',
    },
    otherPayers,
    ...changes,
  };
}

const byLine = (changes: Partial<OtherPayer> = {}, paidCents = 16_000) =>
  other({
    payerClaimControlNumber: 'ICN7001',
    adjudication: { paidCents, adjustments: [], remarkCodes: [] },
    ...changes,
  });

const splitLines = [
  line(1, {
    adjudications: [
      decision(10_000, [cas('CO-45', 3_000), cas('PR-1', 1_500), cas('PR-2', 500)], {
        remainingPatientLiabilityCents: 2_000,
      }),
    ],
  }),
  line(2, {
    procedureCode: 'J1885',
    chargeCents: 7_550,
    adjudications: [
      decision(6_000, [cas('CO-45', 550), cas('PR-3', 1_000)], {
        procedureCode: 'J1885',
        remainingPatientLiabilityCents: 1_000,
      }),
    ],
  }),
];

/** Every way other payers stand on a professional claim, by the name of the fixture that holds its text. */
export const cobClaims: readonly { name: string; claim: ClaimSnapshot }[] = [
  {
    name: 'primary-names-the-secondary',
    claim: snapshot({
      otherPayers: [other({ responsibility: 'secondary', payerId: '88001', payerName: 'SECOND HEALTH PLAN' })],
    }),
  },
  { name: 'secondary-decided-by-line', claim: second([byLine()], splitLines) },
  {
    name: 'secondary-decided-for-the-claim',
    claim: second(
      [
        other({
          adjudication: {
            paidCents: 15_000,
            adjustments: [cas('CO-45', 5_000), cas('PR-1', 2_550)],
            remainingPatientLiabilityCents: 2_550,
            nonCoveredCents: 1_000,
            adjudicatedOn: '2026-12-05',
            remarkCodes: ['N30', 'MA01'],
          },
        }),
      ],
      snapshot().lines,
    ),
  },
  {
    name: 'secondary-adjusted-at-both-levels',
    claim: second(
      [byLine({ adjudication: { paidCents: 15_000, adjustments: [cas('CO-104', 1_000)], remarkCodes: [] } })],
      splitLines,
    ),
  },
  {
    name: 'secondary-after-a-denial',
    claim: second(
      [byLine({ adjudication: { paidCents: 0, adjustments: [], remarkCodes: ['N130'] } })],
      [line(1, { adjudications: [decision(0, [cas('PR-96', 15_000)], { remainingPatientLiabilityCents: 15_000 })] })],
    ),
  },
  {
    name: 'secondary-bundled-and-recoded',
    claim: second(
      [byLine({ adjudication: { paidCents: 12_000, adjustments: [], remarkCodes: [] } })],
      [
        line(1, {
          modifiers: ['25'],
          adjudications: [
            decision(12_000, [cas('CO-45', 3_000)], { procedureCode: 'G0439', modifiers: ['25'], units: 1 }),
          ],
        }),
        line(2, {
          procedureCode: 'J1885',
          chargeCents: 7_550,
          units: 3,
          adjudications: [
            decision(0, [cas('CO-97', 7_550, 3)], { procedureCode: 'J1885', units: 0, bundledLineNumber: 1 }),
          ],
        }),
      ],
    ),
  },
  {
    name: 'secondary-with-more-than-six-reasons-of-a-group',
    claim: second(
      [byLine({ adjudication: { paidCents: 8_000, adjustments: [], remarkCodes: [] } })],
      [
        line(1, {
          adjudications: [
            decision(
              8_000,
              ['45', '253', '59', '144', '237', '104', '131'].map((reason) => cas(`CO-${reason}`, 1_000)),
            ),
          ],
        }),
      ],
    ),
  },
  {
    name: 'medicare-secondary-to-an-employer-plan',
    claim: second([byLine()], splitLines, {
      destination: {
        ...snapshot().destination,
        responsibility: 'secondary',
        payerId: 'MCARE',
        payerName: 'MEDICARE',
        memberId: '1EG4TE5MK73',
        claimFilingCode: 'MB',
        groupNumber: undefined,
        insuranceTypeCode: '12',
      },
    }),
  },
  {
    name: 'medicaid-after-medicare',
    claim: second([byLine({ claimFilingCode: 'MB', groupNumber: undefined, payerName: 'MEDICARE' })], splitLines, {
      destination: { ...snapshot().destination, responsibility: 'secondary', payerId: 'MCAID', claimFilingCode: 'MC' },
    }),
  },
  {
    name: 'secondary-of-a-child-under-both-parents',
    claim: second(
      [
        byLine({
          relationship: 'child',
          subscriber: {
            lastName: 'ROE',
            firstName: 'RICHARD',
            middleName: 'T',
            suffix: 'JR',
            address: { line1: '7 ELM ST', line2: 'APT 2', city: 'MACON', state: 'GA', postalCode: '31201' },
          },
          groupNumber: undefined,
          groupName: 'SMITH WORKS',
          payerAddress: { line1: 'PO BOX 77', city: 'ATLANTA', state: 'GA', postalCode: '30303' },
          priorAuthorizationNumber: 'AUTH7',
        }),
      ],
      splitLines,
      {
        destination: {
          ...snapshot().destination,
          responsibility: 'secondary',
          payerId: '88001',
          relationship: 'child',
          subscriber,
        },
        patient: { ...snapshot().patient, firstName: 'TIM', birthDate: '2018-04-05', sex: 'M' },
      },
    ),
  },
  {
    name: 'tertiary-with-two-decisions',
    claim: second(
      [
        byLine(),
        other({
          responsibility: 'secondary',
          payerId: '88001',
          payerName: 'SECOND HEALTH PLAN',
          memberId: 'S8001',
          groupNumber: undefined,
          payerClaimControlNumber: 'ICN8001',
          adjudication: { paidCents: 2_000, adjustments: [], remarkCodes: [] },
        }),
      ],
      splitLines.map((each, index) => ({
        ...each,
        adjudications: [
          ...(each.adjudications ?? []),
          index === 0
            ? decision(1_500, [cas('OA-23', 13_000), cas('PR-2', 500)], {
                payerId: '88001',
                adjudicatedOn: '2026-12-20',
                remainingPatientLiabilityCents: 500,
              })
            : decision(500, [cas('OA-23', 6_550), cas('PR-2', 500)], {
                payerId: '88001',
                procedureCode: 'J1885',
                adjudicatedOn: '2026-12-20',
                remainingPatientLiabilityCents: 500,
              }),
        ],
      })),
      {
        destination: {
          ...snapshot().destination,
          responsibility: 'tertiary',
          payerId: '99001',
          payerName: 'THIRD PLAN',
        },
      },
    ),
  },
  {
    name: 'secondary-replaced',
    claim: second([byLine()], splitLines, { frequencyCode: '7', payerClaimControlNumber: 'ICN8002' }),
  },
];
