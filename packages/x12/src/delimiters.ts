/** The four separators of an interchange, one character each, as its ISA declares them. */
export interface Delimiters {
  /** Character 4 of ISA. */
  element: string;
  /** ISA16. */
  component: string;
  /** ISA11; empty before 00402, where ISA11 named a standards body. */
  repetition: string;
  /** Character 106 of ISA. */
  segment: string;
}

/** What we write with. */
export const standardDelimiters: Delimiters = { element: '*', component: ':', repetition: '^', segment: '~' };
