/** Lines that the tables of 837P and 837I have in common. Notation: see README.md of this folder. */

/** Positions of N3 and N4 in the four parts of an 837 that have addresses. */
const addressPositions = {
  name: ['0250', '0300'],
  claim: ['2650', '2700'],
  otherPayer: ['3320', '3400'],
  line: ['5140', '5200'],
} as const;

/** N3 and N4, required or situational, indented by so many blanks. */
export function addressLines(usage: 'R' | 'S', blanks: number, part: keyof typeof addressPositions = 'name'): string {
  const indent = ' '.repeat(blanks);
  const [street, city] = addressPositions[part];
  return `${indent}${street} N3 ${usage}1 R S\n${indent}${city} N4 ${usage}1 R S:@state S S:@country - - S`;
}

export const contact = 'R:IC S R:EM|FX|TE R S:EM|EX|FX|TE S S:EM|EX|FX|TE S';
/** HP, the rates of hospitals, has no place in a professional claim. */
export const professionalProcedure = '(R:ER|HC|IV|WK R#procedure S S S S S -)';
export const procedure = '(R:ER|HC|HP|IV|WK R#procedure S S S S S -)';
export const adjustment =
  'R:CO|CR|OA|PI|PR R#reason R S S#reason S S S#reason S S S#reason S S S#reason S S S#reason S S';
export const demographics = 'R:D8 R R:F|M|U';
export const attachment = 'R:@report R:AA|BM|EL|EM|FT|FX - - S:AC S';
/** On a line PWK02 tells a record from how a certificate of medical necessity comes. */
export const lineAttachment = 'R:@report R!AA|BM|EL|EM|FT|FX - - S:AC S';
/** Method 06 prices a single line and has no place on a claim. */
const claimPricingMethod = 'R:00|01|02|03|04|05|07|08|09|10|11|12|13|14';
const linePricingMethod = 'R:00|01|02|03|04|05|06|07|08|09|10|11|12|13|14';
const pricingVerdict = 'S:T1|T2|T3|T4|T5|T6 S:1|2|3|4|5 S:1|2|3|4|5|6';
/** HCP of a professional claim has no procedure and no units. */
export const claimPricing = `${claimPricingMethod} R S S S S S - - - - - ${pricingVerdict}`;
export const linePricing = `${linePricingMethod} R S S S S S - S:ER|HC|IV|WK S S:UN|MJ S<8.3 ${pricingVerdict}`;
/** HCP of a hospital's claim and of its lines, which may name a procedure. */
export const hospitalPricing = `${linePricingMethod} R S S S S S S - - S:DA|UN S<8.3 ${pricingVerdict}`;
export const revenuePricing = `${linePricingMethod} R S S S S S S S:ER|HC|HP|IV|WK S S:DA|UN S<8.3 ${pricingVerdict}`;
/** Service units of 837s: eight digits at most, three of them after the point. */
export const unitCount = 'R<8.3';
export const contract = 'R:01|02|03|04|05|06|09 S S S S S';
export const payerQualified = 'S(R:2U R)';

export const submitter = `\
  @1000A R1 Submitter name
    0200 NM1 R1 R!41 R:1|2 R S S - - R:46 R
    0450 PER R2 ${contact}
  @1000B R1 Receiver name
    0200 NM1 R1 R!40 R:2 R - - - - R:46 R`;

export const payTo = `\
    @2010AC S1 Pay-to plan name
      0150 NM1 R1 R!PE R:2 R - - - - R:PI|XV R
${addressLines('R', 6)}
      0350 REF S1 R!2U|FY|NF R
      0350 REF R1 R!EI R`;

export const subscriberName = `\
      @2010BA R1 Subscriber name
        0150 NM1 R1 R!IL R:1|2 R S S - S S:II|MI S
${addressLines('S', 8)}
        0320 DMG S1 ${demographics}
        0350 REF S1 R!SY R#ssn
        0350 REF S1 R!Y4 R`;

/** 2010BB; a hospital has one number with the payer, others one of each kind. */
export const payerName = (billingNumbers: 1 | 2): string => `\
      @2010BB R1 Payer name
        0150 NM1 R1 R!PR R:2 R - - - - R:PI|XV R
${addressLines('S', 8)}
        0350 REF S3 R!2U|EI|FY|NF R
        0350 REF S${billingNumbers} R!G2|LU R`;

/** 2330A and 2330B; `blanks` of their loop line. */
export const otherPayerNames = (blanks: number): string =>
  `\
@2330A R1 Other subscriber name
  3250 NM1 R1 R!IL R:1|2 R S S - S R:II|MI R
${addressLines('S', 2, 'otherPayer')}
  3550 REF S1 R!SY R#ssn
@2330B R1 Other payer name
  3250 NM1 R1 R!PR R:2 R - - - - R:PI|XV R
${addressLines('S', 2, 'otherPayer')}
  3500 DTP S1 R!573 R:D8 R
  3550 REF S2 R!2U|EI|FY|NF R
  3550 REF S1 R!G1 R
  3550 REF S1 R!9F R
  3550 REF S1 R!T4 R:Y
  3550 REF S1 R!F8 R`
    .split('\n')
    .map((line) => ' '.repeat(blanks) + line)
    .join('\n');

/** 2430: what another payer decided about the line; `decision` are the elements of SVD from the third on. */
const adjudicatedLine = (decision: string): string => `\
          @2430 S15 Line adjudication information
            5400 SVD R1 R R ${decision} ${unitCount} S
            5450 CAS S5 ${adjustment}
            5500 DTP R1 R!573 R:D8 R
            5505 AMT S1 R!EAF R`;

/** A professional line is named by its procedure. */
export const lineAdjudication = adjudicatedLine(`R${professionalProcedure} -`);

/** A revenue line by its revenue code (SVD04), and by a procedure where it has one. */
export const revenueLineAdjudication = adjudicatedLine(`S${procedure} R`);

/** 2410; the numbers of supplies (other than N4) stand in professional claims only. */
const identified = (qualifiers: string): string => `\
          @2410 S1 Drug identification
            4930 LIN R1 - R:${qualifiers} R#drug
            4940 CTP R1 - - - R R(R:F2|GR|ME|ML|UN)
            4950 REF S1 R!VY|XZ R`;

export const drug = identified('EN|EO|HI|N4|ON|UK|UP');
export const hospitalDrug = identified('N4');
