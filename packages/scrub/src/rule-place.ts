/** X12 loop, segment and element of 005010X222A1 with the box of the CMS-1500 (02/12) form; of 005010X223A2 with "FL" and the form locator of the UB-04. */
export interface RulePlace {
  x12: { loop: string; segment: string; element: string };
  formBox: string;
}
