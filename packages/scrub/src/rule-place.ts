/** X12 loop, segment and element of 005010X222A1, and the box of the CMS-1500 (02/12) form. */
export interface RulePlace {
  x12: { loop: string; segment: string; element: string };
  formBox: string;
}
