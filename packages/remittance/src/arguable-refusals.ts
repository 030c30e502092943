import type { RemittanceClaim } from '@claimwright/domain/remittance';
import { refusalsOfClaim } from './claim-outcome.ts';
import { classifyDenial, type Denial, refusingAdjustments } from './classify-denial.ts';
import type { LineMatches } from './match-lines.ts';

/** What a payer refused of its own account, beside what it paid. */
export interface ArguableRefusals {
  /** Its class, advice, "CO-50" and sum, over all refused parts. */
  denial: Denial;
  /** Lines of the claim, as far as the answer names them. */
  lineNumbers: number[];
  /** Remarks (RARC) of the refused parts and of the claim, each once. */
  remarkCodes: string[];
}

/** Groups in which the payer refuses: PR leaves it to the patient, CR corrects an answer. */
const payersOwn: ReadonlySet<string> = new Set(['CO', 'OA', 'PI']);

/**
 * The refused parts of an answer of which the payer could be asked to think again: charged, paid nothing, and refused in group CO, OA or
 * PI by a code that explains no price (`refusingAdjustments`). Undefined when there is none: contract write-downs and the patient's
 * share are what every payment comes with.
 */
export function arguableRefusals(
  answer: RemittanceClaim,
  answersFirst: boolean,
  { matched }: LineMatches,
): ArguableRefusals | undefined {
  const numbers = new Map(matched.map(({ index, lineNumber }) => [index, lineNumber]));
  const lines = answer.lines.flatMap((line, index) => {
    const refusing = refusingAdjustments(line, answersFirst).filter(({ group }) => payersOwn.has(group));
    return refusing.length === 0 ? [] : [{ refusing, remarks: line.remarkCodes, number: numbers.get(index) }];
  });
  const ofClaim = refusalsOfClaim(answer, answersFirst).filter(({ group }) => payersOwn.has(group));
  const remarkCodes = [...new Set([...lines.flatMap(({ remarks }) => remarks), ...answer.remarkCodes])];
  const denial = classifyDenial([...lines.flatMap(({ refusing }) => refusing), ...ofClaim], remarkCodes);
  if (!denial || denial.amountCents <= 0) return undefined;
  const lineNumbers = [...new Set(lines.flatMap(({ number }) => number ?? []))].sort((a, b) => a - b);
  return { denial, lineNumbers, remarkCodes };
}
