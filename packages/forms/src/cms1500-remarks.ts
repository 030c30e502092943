import type { ClaimLine, ClaimSnapshot } from '@claimwright/domain/claim';
import { formatX12Amount } from '@claimwright/domain/money';
import { printedText } from './printed-text.ts';

/** Between two remarks in one box. */
const gap = '   ';

/**
 * Box 19: the note, that the patient cannot leave home (Medicare Claims Processing Manual, chapter 26, 10.4) and each record that goes
 * with the claim, as PWK, kind, way and control number.
 */
export function moreAboutTheClaim(claim: ClaimSnapshot): string {
  const records = (claim.attachments ?? []).map(
    ({ reportTypeCode, transmissionCode, controlNumber = '' }) =>
      `PWK${reportTypeCode}${transmissionCode}${controlNumber === '' ? '' : `AC${printedText(controlNumber)}`}`,
  );
  return [printedText(claim.note ?? ''), claim.homebound ? 'HOMEBOUND' : '', ...records].filter(Boolean).join(gap);
}

/** The shaded half of a line, each part with its qualifier: N4 drug, 7 anaesthesia, CTR contract rate, ZZ description; then the note. */
export function lineSupplement(line: ClaimLine): string {
  const { drug, contract } = line;
  return [
    drug && `N4${drug.ndc.replace(/\D/g, '')} ${drug.unit}${drug.quantity}`,
    line.unit === 'MJ' && `7TIME ${line.units} MINUTES`,
    contract?.amountCents !== undefined && `CTR${formatX12Amount(contract.amountCents)}`,
    line.description && `ZZ${printedText(line.description)}`,
    line.note && printedText(line.note),
  ]
    .filter(Boolean)
    .join(gap);
}
