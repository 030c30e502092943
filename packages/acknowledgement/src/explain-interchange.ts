import type { AcknowledgementFault } from '@claimwright/domain/acknowledgement-fault';
import { interchangeNotes } from './interchange-note-table.ts';

const actions = {
  route:
    'No claim is at fault. Correct the ids of the route together with the clearinghouse, then send the claims again.',
  us: 'No claim is at fault. Give support the control number and the note; the claims are sent again when it is put right.',
  partner: 'No claim is at fault. Ask the clearinghouse about the note, then send the claims again.',
};

/** What a TA1 note says of a whole interchange. A note that is not in the list is told by its number. */
export function explainInterchange(note: string): AcknowledgementFault {
  const [culprit, words] = interchangeNotes[note.padStart(3, '0')] ?? [
    'partner',
    'the receiver gives no reason we know',
  ];
  return {
    said: 'TA1',
    code: note,
    message: `The whole file was refused before anybody looked at its claims: ${words}.`,
    action: actions[culprit],
  };
}
