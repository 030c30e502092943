/** An interchange for tests: ISA, one group of the given sets (each `[ST01, ST02, guide, ...segments]`), GE and IEA with right counts. */
export function interchange(
  functionalIdentifier: string,
  version: string,
  sets: readonly (readonly string[])[],
  end = '~',
): string {
  const isa = `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261123*0915*^*00501*000000905*0*T*:`;
  const gs = `GS*${functionalIdentifier}*SENDER*RECEIVER*20261123*0915*17*X*${version}`;
  const bodies = sets.flatMap(([identifier, number, guide, ...segments]) => [
    `ST*${identifier}*${number}${guide ? `*${guide}` : ''}`,
    ...segments,
    `SE*${segments.length + 2}*${number}`,
  ]);
  return `${[isa, gs, ...bodies, `GE*${sets.length}*17`, 'IEA*1*000000905'].join(end)}${end}`;
}

/** The segments of an 835 set between ST and SE: one claim with one line, in balance. */
export const remittanceSegments: readonly string[] = [
  'BPR*I*80*C*CHK************20261130',
  'TRN*1*CHECK1*1234567890',
  'DTM*405*20261129',
  'N1*PR*PAYER X',
  'N3*1 PAYER PLAZA',
  'N4*MACON*GA*31201',
  'REF*2U*99999',
  'PER*BL*EDI*TE*5555550111',
  'N1*PE*RIVER CLINIC*XX*1234567893',
  'LX*1',
  'CLP*C0000123*1*150*80*20*CI*ICN1*11*1',
  'NM1*QC*1*DOE*JANE****MI*W1234',
  'DTM*232*20261120',
  'DTM*233*20261120',
  'DTM*050*20261124',
  'SVC*HC:G0463:25*150*80**1',
  'DTM*472*20261120',
  'CAS*CO*45*50',
  'CAS*PR*3*20',
  'REF*6R*C0000123-1',
  'AMT*B6*100',
  'LQ*HE*N1',
];
