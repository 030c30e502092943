import {
  addressLines,
  adjustment,
  attachment,
  claimPricing,
  contact,
  contract,
  demographics,
  drug,
  lineAdjudication,
  lineAttachment,
  linePricing,
  otherPayerNames,
  payerName,
  payerQualified,
  payTo,
  professionalProcedure,
  submitter,
  subscriberName,
  unitCount,
} from './claim-fragments-table.ts';

const ambulanceConditions = 'R:@transport S:@transport S:@transport S:@transport S:@transport';

/** 2300 and below. It hangs under the subscriber (who is then the patient) and under the patient. */
const claim = `\
@2300 S100 Claim information
  1300 CLM R1 R R#positive - - R(R#place R:B R:1|6|7|8) R:N|Y R:A|B|C R:N|W|Y R:I|Y S:P S(R:AA|EM|OA S:AA|EM|OA - S:@state S:@country) S:02|03|05|09 - - - - - - - S:@delay
  1350 DTP S1 R&431|454|304|453|439|484|455|471|297|296|435|096|090|091|444|050 R:D8 R
  1350 DTP S1 R!314|360|361 R:D8|RD8 R
  1550 PWK S10 ${attachment}
  1600 CN1 S1 ${contract}
  1750 AMT S1 R!F5 R
  1800 REF S1 R!4N R:@exception
  1800 REF S1 R!F5 R:N|Y
  1800 REF S1 R&EW|9F|G1|F8|X4|9A|9C|LX|D9|EA|P4|1J R
  1850 K3 S10 R
  1900 NTE S1 R:ADD|CER|DCP|DGN|TPO R
  1950 CR1 S1 S:LB S - R:A|B|C|D|E R:DH R - - S S
  2000 CR2 S1 - - - - - - - R:A|C|D|E|F|G|M - S S
  2200 CRC S3 R!07 R:N|Y ${ambulanceConditions}
  2200 CRC S3 R!E1|E2|E3 R:N|Y R:@vision S:@vision S:@vision S:@vision S:@vision
  2200 CRC S1 R!75 R:Y R:IH
  2200 CRC S1 R!ZZ R:N|Y R:@screening S:@screening S:@screening
  2310 HI R1 R(R!ABK|BK R#diagnosis) S(R:ABF|BF R#diagnosis)x11
  2310 HI S1 R(R!BP R) S(R:BO R)
  2310 HI S2 R(R!BG R#condition) S(R:BG R#condition)x11
  2410 HCP S1 ${claimPricing}
  @2310A S2 Referring provider name
    2500 NM1 R1 R!DN|P3 R:1 R S S - S S:XX S
    2710 REF S3 R!0B|1G|G2 R
  @2310B S1 Rendering provider name
    2500 NM1 R1 R!82 R:1|2 R S S - S S:XX S
    2550 PRV S1 R!PE R:PXC R#taxonomy
    2710 REF S4 R!0B|1G|G2|LU R
  @2310C S1 Service facility location name
    2500 NM1 R1 R!77 R:2 R - - - - S:XX S
${addressLines('R', 4, 'claim')}
    2710 REF S3 R!0B|G2|LU R
    2750 PER S1 R:IC S R:TE R S:EX S
  @2310D S1 Supervising provider name
    2500 NM1 R1 R!DQ R:1 R S S - S S:XX S
    2710 REF S4 R!0B|1G|G2|LU R
  @2310E S1 Ambulance pick-up location
    2500 NM1 R1 R!PW R:2
${addressLines('R', 4, 'claim')}
  @2310F S1 Ambulance drop-off location
    2500 NM1 R1 R!45 R:2 S
${addressLines('R', 4, 'claim')}
  @2320 S10 Other subscriber information
    2900 SBR R1 R:@responsibility R:@otherRelationship S S S:@insuranceType - - - S:@filing
    2950 CAS S5 ${adjustment}
    3000 AMT S1 R&D|A8|EAF R
    3100 OI R1 - - R:N|W|Y S:P - R:I|Y
    3200 MOA S1 S S S#remark S#remark S#remark S#remark S#remark S S
${otherPayerNames(4)}
    @2330C S2 Other payer referring provider
      3250 NM1 R1 R!DN|P3 R:1
      3550 REF R3 R!0B|1G|G2 R
    @2330D S1 Other payer rendering provider
      3250 NM1 R1 R!82 R:1|2
      3550 REF R3 R!0B|1G|G2|LU R
    @2330E S1 Other payer service facility location
      3250 NM1 R1 R!77 R:2
      3550 REF R3 R!0B|G2|LU R
    @2330F S1 Other payer supervising provider
      3250 NM1 R1 R!DQ R:1
      3550 REF R3 R!0B|1G|G2|LU R
    @2330G S1 Other payer billing provider
      3250 NM1 R1 R!85 R:1|2
      3550 REF R2 R!G2|LU R
  @2400 R50 Service line
    3650 LX R1 R
    3700 SV1 R1 R${professionalProcedure} R#positive R:MJ|UN ${unitCount} S#place - R(R:@pointer S:@pointer S:@pointer S:@pointer) - S:Y - S:Y S:Y - - S:0
    4000 SV5 S1 R(R:HC R#procedure - - - - - -) R:DA R R R R:1|4|6
    4200 PWK S10 ${lineAttachment}
    4200 PWK S1 R:CT R!AB|AD|AF|AG|NS
    4250 CR1 S1 S:LB S - R:A|B|C|D|E R:DH R - - S S
    4350 CR3 S1 R:I|R|S R:MO R
    4500 CRC S3 R!07 R:N|Y ${ambulanceConditions}
    4500 CRC S1 R!70 R:N|Y R:65
    4500 CRC S1 R!09 R:N|Y R:38|ZV S:38|ZV
    4550 DTP R1 R!472 R:D8|RD8 R
    4550 DTP S1 R&471|607|463|461|304|011|455|454 R:D8 R
    4550 DTP S2 R!738|739 R:D8 R
    4600 QTY S1 R&PT|FL R
    4620 MEA S5 R:OG|TR R:HT|R1|R2|R3|R4 R
    4650 CN1 S1 ${contract}
    4700 REF S1 R&9B|9D|6R|EW|X4|F4|BT R
    4700 REF S5 R&G1|9F R - ${payerQualified}
    4750 AMT S1 R&T|F4 R
    4800 K3 S10 R
    4850 NTE S1 R!ADD|DCP R
    4850 NTE S1 R!TPO R
    4880 PS1 S1 R R
    4920 HCP S1 ${linePricing}
${dedent(drug)}
    @2420A S1 Rendering provider name
      5000 NM1 R1 R!82 R:1|2 R S S - S S:XX S
      5050 PRV S1 R!PE R:PXC R#taxonomy
      5250 REF S20 R!0B|1G|G2|LU R - ${payerQualified}
    @2420B S1 Purchased service provider name
      5000 NM1 R1 R!QB R:1|2 - - - - - S:XX S
      5250 REF S20 R!0B|1G|G2 R - ${payerQualified}
    @2420C S1 Service facility location name
      5000 NM1 R1 R!77 R:2 R - - - - S:XX S
${addressLines('R', 6, 'line')}
      5250 REF S3 R!G2|LU R - ${payerQualified}
    @2420D S1 Supervising provider name
      5000 NM1 R1 R!DQ R:1 R S S - S S:XX S
      5250 REF S20 R!0B|1G|G2|LU R - ${payerQualified}
    @2420E S1 Ordering provider name
      5000 NM1 R1 R!DK R:1 R S S - S S:XX S
${addressLines('S', 6, 'line')}
      5250 REF S20 R!0B|1G|G2 R - ${payerQualified}
      5300 PER S1 ${contact}
    @2420F S2 Referring provider name
      5000 NM1 R1 R!DN|P3 R:1 R S S - S S:XX S
      5250 REF S20 R!0B|1G|G2 R - ${payerQualified}
    @2420G S1 Ambulance pick-up location
      5000 NM1 R1 R!PW R:2
${addressLines('R', 6, 'line')}
    @2420H S1 Ambulance drop-off location
      5000 NM1 R1 R!45 R:2 S
${addressLines('R', 6, 'line')}
${dedent(lineAdjudication)}
    @2440 S* Form identification code
      5510 LQ R1 R:AS|UT R
      5520 FRM R99 R S:N|W|Y S S S`;

function dedent(text: string): string {
  return text.replace(/^ {6}/gm, '');
}

function under(blanks: number): string {
  return claim.replace(/^/gm, ' '.repeat(blanks));
}

/** 837P, 005010X222A1. */
export const professionalClaimTable = `\
@ST R1 Professional claims
  0050 ST R1 R:837 R R:005010X222A1|005010X222
  0100 BHT R1 R:0019 R:00|18 R R R R:31|CH|RP
${submitter}
  @2000A R* Billing provider
    0010 HL R1 R - R!20 R:1
    0030 PRV S1 R!BI R:PXC R#taxonomy
    0100 CUR S1 R:85 R
    @2010AA R1 Billing provider name
      0150 NM1 R1 R!85 R:1|2 R S S - S S:XX S
${addressLines('R', 6)}
      0350 REF R1 R!EI|SY R#taxId
      0350 REF S2 R!0B|1G R
      0400 PER S2 ${contact}
    @2010AB S1 Pay-to address
      0150 NM1 R1 R!87 R:1|2
${addressLines('R', 6)}
${payTo}
    @2000B R* Subscriber
      0010 HL R1 R R R!22 R:0|1
      0050 SBR R1 R:@responsibility S:18 S S S:@insuranceType - - - S:@filing
      0070 PAT S1 - - - - S:D8 S S:01 S S:Y
${subscriberName}
        0400 PER S1 R:IC S R:TE R S:EX S
${payerName(2)}
${under(6)}
      @2000C S* Patient
        0010 HL R1 R R R!23 R:0
        0070 PAT R1 R:@relationship - - - S:D8 S S:01 S S:Y
        @2010CA R1 Patient name
          0150 NM1 R1 R!QC R:1 R S S - S
${addressLines('R', 10)}
          0320 DMG R1 ${demographics}
          0350 REF S1 R!Y4 R
          0350 REF S1 R!1W|SY R
          0400 PER S1 R:IC S R:TE R S:EX S
${under(8)}
  5550 SE R1 R R
`;
