/**
 * HCPCS Level II codes for what has no code of its own (not otherwise classified, unlisted, miscellaneous), where the code by
 * itself does not say what was given. A code that is only less specific than its neighbours (a generic drug by milligram) is
 * not meant. Facts taken from the October 2025 release.
 */
export const unclassifiedCodes: ReadonlySet<string> = new Set(
  `A0999 A4335 A4421 A4641 A4649 A4913 A6512 A6519 A6549 A6584 A6609 A9279 A9280 A9597 A9598 A9599 A9698 A9699 A9900 A9999
   B9998 B9999
   C1889 C2698 C2699 C9399
   E0446 E0625 E0676 E0769 E0770 E1229 E1239 E1399 E1699 E2599
   G6021 H0046 H0047
   J0799 J1599 J3490 J3590 J3591 J7199 J7599 J7699 J7799 J7999 J8498 J8499 J8597 J8999 J9999
   K0108 K0812 K0898
   L0999 L1499 L2999 L3649 L3999 L5999 L7499 L8039 L8499 L8608 L8698 L8699
   P9099
   Q0507 Q0508 Q0509 Q4050 Q4051 Q4082 Q4100
   S8189 S8301 S9379 S9542 S9810
   T1505 T1999 T2025 T2028 T2029 T5999
   V2199 V2799 V5267 V5274 V5287 V5298 V5299`
    .trim()
    .split(/\s+/),
);
