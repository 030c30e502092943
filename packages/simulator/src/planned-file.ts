import type { IsoDate } from '@claimwright/domain/dates';
import type { GroupEnvelope, InterchangeEnvelope } from '@claimwright/x12/envelope';
import { answeringParties } from '@claimwright/x12/envelope';
import type { InterchangeParties } from '@claimwright/x12/parties';
import { hash32, hash53 } from './seeded-draw.ts';

/** `report`: a plain-text word on an upload that cannot be answered in X12. */
export type FileKind = 'TA1' | '999' | '277CA' | '277' | '835' | 'report';

/** A file that will be there from its due date on. Its text is made when it is asked for, always the same. */
export interface PlannedFile {
  name: string;
  kind: FileKind;
  dueOn: IsoDate;
  render(): string;
}

/** A file for the sender of claims. */
export interface OutboundFile {
  name: string;
  content: string;
  dueOn: IsoDate;
}

/** One end-to-end wire to a sender of claims: what every answer's envelope is made of. */
export interface Wire {
  envelope: InterchangeEnvelope;
  group: GroupEnvelope | undefined;
}

/**
 * A name that says date, kind and subject, sorts in the order of delivery, is safe on any file system, and differs whenever
 * `identity` differs.
 */
export function fileName(dueOn: IsoDate, kind: FileKind, subject: string, identity: string): string {
  const digest = hash32(`${kind}|${subject}|${identity}`, 0x3c6e_f372).toString(16).padStart(8, '0');
  const extension = kind === 'report' ? 'txt' : 'x12';
  return `${dueOn}_${kind}_${subject.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 40)}_${digest}.${extension}`;
}

/** The envelope of the nth interchange of a file. Its control numbers come from the name, so they need no counter. */
export function partiesOf(wire: Wire, name: string, index: number): InterchangeParties {
  const interchange = 1 + (hash53(`${name}|${index}`) % 999_999_999);
  return answeringParties(wire.envelope, wire.group, { interchange, group: 1 + (interchange % 999_999_999) });
}
