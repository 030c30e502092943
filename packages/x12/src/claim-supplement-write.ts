import type { ClaimSnapshot } from '@claimwright/domain/claim';
import { codeSegments } from './code-segments-write.ts';
import { ambulanceConditions, ambulanceTransport, conditions, pricing, reference } from './situational-write.ts';
import { toX12Text, x12Segment } from './writer.ts';

/** REF of 2300 that come before the medical record number's: repricing, device exemption, clearinghouse. */
export function repricingReferences(claim: ClaimSnapshot): string {
  return (
    reference('9A', claim.repricing?.referenceNumber) +
    reference('9C', claim.repricing?.adjustedReferenceNumber) +
    reference('LX', claim.investigationalDeviceExemption) +
    reference('D9', claim.clearinghouseClaimNumber)
  );
}

/** REF*F5: whether this is a mandatory Medicare crossover. */
export function crossoverReference({ mandatoryCrossover }: ClaimSnapshot): string {
  return mandatoryCrossover === undefined ? '' : `REF*F5*${mandatoryCrossover ? 'Y' : 'N'}~`;
}

/** CR1, CR2 and the CRCs of 2300. */
export function claimConditions(claim: ClaimSnapshot): string {
  let text = ambulanceTransport(claim.ambulance);
  const { spinalManipulation: spinal, epsdtReferral: epsdt } = claim;
  if (spinal) {
    const unused = Array.from({ length: 7 }, () => undefined);
    const descriptions = (spinal.descriptions ?? []).map(toX12Text);
    text += x12Segment('CR2', ...unused, spinal.conditionCode, undefined, ...descriptions);
  }
  text += ambulanceConditions(claim.ambulance);
  for (const vision of claim.visionConditions ?? []) text += conditions(vision.category, vision);
  if (claim.homebound === true) text += 'CRC*75*Y*IH~';
  if (epsdt) text += conditions('ZZ', { applies: epsdt.referred, codes: epsdt.codes });
  return text;
}

/** HI*BP, HI*BG and HCP of 2300. */
export function claimInformation(claim: ClaimSnapshot): string {
  let text = '';
  const [principal, other] = claim.anesthesiaProcedures ?? [];
  if (principal !== undefined) {
    text += `HI*BP:${toX12Text(principal)}${other === undefined ? '' : `*BO:${toX12Text(other)}`}~`;
  }
  text += codeSegments((claim.conditionCodes ?? []).map((code) => `BG:${toX12Text(code)}`));
  return text + pricing(claim.repricing);
}
