import { relationshipCode } from '@claimwright/domain/coverage';
import { fromX12Date } from '@claimwright/domain/dates';
import { parseCents } from '@claimwright/domain/money';
import type { LineAdjudication, OtherPayer, OtherPayerAdjudication } from '@claimwright/domain/other-payer';
import type { Adjustment } from '@claimwright/domain/remittance';
import { inpatientIn, outpatientIn, remarkElements } from './adjudication-amounts.ts';
import { isAdjustmentGroup } from './adjustment-group.ts';
import { given } from './carried-party.ts';
import { addressOf, textOf } from './claim-party-read.ts';
import { elementOf, loopOf, loopsOf, segmentOf, segmentsOf } from './json-find.ts';
import type { LoopJson } from './json-tree.ts';
import { benefitsCode, releaseCode, responsibilityCode, wordOf } from './professional-claim-codes.ts';

/** Loops 2320 of a claim that was read into a tree; undefined when it names no other payer. */
export function otherPayersIn(claim: LoopJson): OtherPayer[] | undefined {
  const payers = loopsOf(claim, '2320').map(otherPayerOf);
  return payers.length === 0 ? undefined : payers;
}

function otherPayerOf(loop: LoopJson): OtherPayer {
  const sbr = segmentOf(loop, 'SBR');
  const oi = segmentOf(loop, 'OI');
  const subscriber = segmentOf(loopOf(loop, '2330A'), 'NM1');
  const payerLoop = loopOf(loop, '2330B');
  const payer = segmentOf(payerLoop, 'NM1');
  return given<OtherPayer>({
    responsibility: wordOf(responsibilityCode, elementOf(sbr, 1)) ?? 'tertiary',
    relationship: wordOf(relationshipCode, elementOf(sbr, 2)) ?? 'unknown',
    groupNumber: textOf(sbr, 3),
    groupName: textOf(sbr, 4),
    claimFilingCode: elementOf(sbr, 9),
    memberId: elementOf(subscriber, 9),
    subscriber: given({
      lastName: elementOf(subscriber, 3),
      firstName: textOf(subscriber, 4),
      middleName: textOf(subscriber, 5),
      suffix: textOf(subscriber, 7),
      address: addressOf(loopOf(loop, '2330A')),
    }),
    payerId: elementOf(payer, 9),
    payerName: elementOf(payer, 3),
    payerAddress: addressOf(payerLoop),
    benefitsAssigned: wordOf(benefitsCode, elementOf(oi, 3)) ?? 'not_applicable',
    releaseOfInformation: wordOf(releaseCode, elementOf(oi, 6)) ?? 'informed_consent',
    priorAuthorizationNumber: textOf(segmentOf(payerLoop, 'REF', 'G1'), 2),
    payerClaimControlNumber: textOf(segmentOf(payerLoop, 'REF', 'F8'), 2),
    adjudication: adjudicationOf(loop, payerLoop),
  });
}

function adjudicationOf(loop: LoopJson, payerLoop: LoopJson | undefined): OtherPayerAdjudication | undefined {
  const amount = (qualifier: string) => parseCents(elementOf(segmentOf(loop, 'AMT', qualifier), 2));
  const paidCents = amount('D');
  const adjustments = adjustmentsIn(loop);
  if (paidCents === undefined && adjustments.length === 0) return undefined;
  const [mia, moa] = [segmentOf(loop, 'MIA'), segmentOf(loop, 'MOA')];
  const remarks = [
    ...remarkElements.MIA.map((element) => elementOf(mia, element)),
    ...remarkElements.MOA.map((element) => elementOf(moa, element)),
  ];
  return given({
    paidCents: paidCents ?? 0,
    adjustments,
    nonCoveredCents: amount('A8'),
    remainingPatientLiabilityCents: amount('EAF'),
    adjudicatedOn: fromX12Date(elementOf(segmentOf(payerLoop, 'DTP', '573'), 3)),
    remarkCodes: remarks.filter((code) => code !== ''),
    inpatient: mia && inpatientIn((element) => elementOf(mia, element)),
    outpatient: moa && outpatientIn((element) => elementOf(moa, element)),
  });
}

/** Loops 2430 of a line that was read into a tree; undefined when no payer has decided about it. */
export function lineAdjudicationsIn(line: LoopJson): LineAdjudication[] | undefined {
  const decided = loopsOf(line, '2430').map((loop) => {
    const svd = segmentOf(loop, 'SVD');
    const bundled = elementOf(svd, 6);
    return given<LineAdjudication>({
      payerId: elementOf(svd, 1),
      paidCents: parseCents(elementOf(svd, 2)) ?? 0,
      procedureCode: textOf(svd, 3, 2),
      revenueCode: textOf(svd, 4),
      modifiers: [3, 4, 5, 6].map((component) => elementOf(svd, 3, component)).filter((modifier) => modifier !== ''),
      units: Number(elementOf(svd, 5)) || 0,
      bundledLineNumber: /^[1-9]\d{0,5}$/.test(bundled) ? Number(bundled) : undefined,
      adjustments: adjustmentsIn(loop),
      adjudicatedOn: fromX12Date(elementOf(segmentOf(loop, 'DTP', '573'), 3)) ?? '',
      remainingPatientLiabilityCents: parseCents(elementOf(segmentOf(loop, 'AMT', 'EAF'), 2)),
    });
  });
  return decided.length === 0 ? undefined : decided;
}

function adjustmentsIn(loop: LoopJson): Adjustment[] {
  return segmentsOf(loop, 'CAS').flatMap((cas) => {
    const group = elementOf(cas, 1);
    if (!isAdjustmentGroup(group)) return [];
    return [2, 5, 8, 11, 14, 17].flatMap((element): Adjustment[] => {
      const reasonCode = elementOf(cas, element);
      if (reasonCode === '') return [];
      const quantity = elementOf(cas, element + 2);
      const adjustment = { group, reasonCode, amountCents: parseCents(elementOf(cas, element + 1)) ?? 0 };
      return [quantity === '' ? adjustment : { ...adjustment, quantity: Number(quantity) }];
    });
  });
}
