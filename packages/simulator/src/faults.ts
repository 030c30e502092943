import type { RemittanceClaim } from '@claimwright/domain/remittance';
import type { RemittanceTampering } from './plan-remittances.ts';
import type { FileKind, PlannedFile } from './planned-file.ts';
import { drawsFor } from './seeded-draw.ts';

/** What goes wrong on purpose. Each is the share of files (or of claims) it befalls, 0–1; absent means never. */
export interface Faults {
  /** A second file with the same bytes under another name, the day after. */
  duplicatedFiles?: number;
  /** A file that never comes. */
  lostFiles?: number;
  /** Restricts the two above to some kinds of file. */
  fileKinds?: readonly FileKind[];
  /** An 835 that ends in the middle of a segment. */
  truncatedRemittances?: number;
  /** An 835 whose first claim is paid one cent more than its adjustments leave. */
  unbalancedRemittances?: number;
  /** A claim whose lines come back without REF*6R. */
  claimsWithoutLineControlNumbers?: number;
  /** A claim whose lines come back without their modifiers. */
  claimsWithoutModifiers?: number;
}

/** The tampering that the switches ask for; without switches everything passes through. */
export function tamperingOf(seed: string, faults: Faults): RemittanceTampering {
  const strikes = (fault: keyof Faults, subject: string, share: number | undefined) =>
    share !== undefined && drawsFor(seed, 'fault', subject).chance(fault, share);
  return {
    remittance: (name, remittance) => {
      const claims = remittance.claims.map((claim) => {
        const subject = `${claim.patientControlNumber}|${claim.payerClaimControlNumber}`;
        const { claimsWithoutLineControlNumbers, claimsWithoutModifiers } = faults;
        const unnumbered = strikes('claimsWithoutLineControlNumbers', subject, claimsWithoutLineControlNumbers);
        const unmodified = strikes('claimsWithoutModifiers', subject, claimsWithoutModifiers);
        return forgetful(claim, unnumbered, unmodified);
      });
      const unbalanced = strikes('unbalancedRemittances', name, faults.unbalancedRemittances);
      return { ...remittance, claims: unbalanced ? overpaid(claims) : claims };
    },
    text: (name, text) => {
      if (!strikes('truncatedRemittances', name, faults.truncatedRemittances)) return text;
      // Within the last third, where claims are, and never at the very end.
      const part = 0.65 + drawsFor(seed, 'fault', name).fraction('truncated at') * 0.3;
      return text.slice(0, Math.floor(text.length * part));
    },
  };
}

/** The files that are really delivered: some not at all, some twice. */
export function deliveries(seed: string, faults: Faults, file: PlannedFile, dayAfter: string): PlannedFile[] {
  const draws = drawsFor(seed, 'fault', file.name);
  if (faults.fileKinds && !faults.fileKinds.includes(file.kind)) return [file];
  if (draws.chance('lostFiles', faults.lostFiles ?? 0)) return [];
  if (!draws.chance('duplicatedFiles', faults.duplicatedFiles ?? 0)) return [file];
  const again = file.name.replace(/(\.\w+)$/, '_again$1');
  return [file, { ...file, name: again, dueOn: dayAfter }];
}

function forgetful(claim: RemittanceClaim, unnumbered: boolean, unmodified: boolean): RemittanceClaim {
  if (!unnumbered && !unmodified) return claim;
  const lines = claim.lines.map((line) => ({
    ...line,
    modifiers: unmodified ? [] : line.modifiers,
    lineControlNumber: unnumbered ? undefined : line.lineControlNumber,
  }));
  return { ...claim, lines };
}

function overpaid(claims: readonly RemittanceClaim[]): RemittanceClaim[] {
  return claims.map((claim, index) => (index === 0 ? { ...claim, paidCents: claim.paidCents + 1 } : claim));
}
