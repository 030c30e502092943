import { wireNdc } from '@claimwright/assembly/wire-text';
import { relationshipCode } from '@claimwright/domain/coverage';
import { formatX12Amount } from '@claimwright/domain/money';
import { certificationCode, rentalUnitCode } from '@claimwright/x12/line-supplement-write';
import {
  accidentCode,
  assignmentCode,
  benefitsCode,
  releaseCode,
  responsibilityCode,
} from '@claimwright/x12/professional-claim-codes';
import { toX12Quantity, toX12Text } from '@claimwright/x12/writer';

/** The words of ours that X12 has codes for, by the last member of their pointer. */
const coded: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  relationship: relationshipCode,
  responsibility: responsibilityCode,
  assignment: assignmentCode,
  benefitsAssigned: benefitsCode,
  releaseOfInformation: releaseCode,
  rentalUnit: rentalUnitCode,
  taxIdType: { ein: 'EI', ssn: 'SY' },
};

const yes: Readonly<Record<string, string>> = { copayExempt: '0', signedForPatient: 'P' };

/** Whether an element says what a field holds; text is compared without the marks that claims leave out. */
export function says(written: string, value: unknown, pointer: string): boolean {
  const member = pointer.split('/').at(-1) ?? '';
  if (value === undefined || value === null || typeof value === 'object') return false;
  if (typeof value === 'boolean') return written === (value ? (yes[member] ?? 'Y') : 'N');
  if (typeof value === 'number') {
    return written === (/Cents$|^hundredths$/.test(member) ? formatX12Amount(value) : toX12Quantity(value));
  }
  const text = String(value);
  if (pointer.startsWith('/accident/') && /[kK]ind$/.test(member)) return written === Reflect.get(accidentCode, text);
  if (pointer.endsWith('certification/type')) return written === Reflect.get(certificationCode, text);
  const table = coded[member];
  if (table) return written === table[text];
  if (/phone/i.test(pointer)) return written === text.replace(/\D/g, '').slice(-10);
  if (member === 'ndc') return written === wireNdc(text);
  const words = toX12Text(text);
  if (member === 'organizationName' || member === 'name') return written !== '' && words.startsWith(written);
  // A period goes on where its first date ends, an admission with its hour; EHRs leave out the minutes and a leading zero.
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return written.startsWith(bare(text));
  if (/[hH]our$/.test(member)) return written.startsWith(bare(text).padStart(2, '0'));
  if (member === 'typeOfBill') return bare(text).includes(written);
  return bare(written) === bare(words);
}

function bare(text: string): string {
  return text.toUpperCase().replace(/[.\- ]/g, '');
}
