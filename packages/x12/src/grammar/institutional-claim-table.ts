import {
  addressLines,
  adjustment,
  attachment,
  contact,
  contract,
  demographics,
  hospitalDrug,
  hospitalPricing,
  otherPayerNames,
  payerName,
  payTo,
  procedure,
  revenueLineAdjudication,
  revenuePricing,
  submitter,
  subscriberName,
  unitCount,
} from './claim-fragments-table.ts';

const present = 'S:N|U|W|Y';

const claim = `\
@2300 S100 Claim information
  1300 CLM R1 R R#positive - - R(R#bill R:A R#frequency) - R:A|B|C R:N|W|Y R:I|Y - - - - - - - - - - S:@delay
  1350 DTP S1 R!096 R:TM R
  1350 DTP R1 R!434 R:RD8 R
  1350 DTP S1 R!435 R:D8|DT R
  1350 DTP S1 R!050 R:D8 R
  1400 CL1 R1 R S R
  1550 PWK S10 ${attachment}
  1600 CN1 S1 ${contract}
  1750 AMT S1 R!F3 R
  1800 REF S1 R!4N R:@exception
  1800 REF S1 R&9F|G1|F8|9C|9A|D9|LU|EA|P4|G4 R
  1800 REF S5 R!LX R
  1850 K3 S10 R
  1900 NTE S10 R!ALG|DCP|DGN|DME|MED|NTR|ODT|RHB|RLH|RNH|SET|SFM|SPT|UPI R
  1900 NTE S1 R!ADD R
  2200 CRC S1 R!ZZ R:N|Y R:@screening S:@screening S:@screening
  2310 HI R1 R(R!ABK|BK R#diagnosis - - - - - - ${present})
  2310 HI S1 R(R!ABJ|BJ R#diagnosis)
  2310 HI S1 R(R!APR|PR R#diagnosis) S(R:APR|PR R#diagnosis)x2
  2310 HI S1 R(R!ABN|BN R#diagnosis - - - - - - ${present}) S(R:ABN|BN R#diagnosis - - - - - - ${present})x11
  2310 HI S1 R(R!DR R)
  2310 HI S2 R(R!ABF|BF R#diagnosis - - - - - - ${present}) S(R:ABF|BF R#diagnosis - - - - - - ${present})x11
  2310 HI S1 R(R!BBR|BR|CAH R#inpatientProcedure R:D8 R)
  2310 HI S2 R(R!BBQ|BQ R#inpatientProcedure R:D8 R) S(R:BBQ|BQ R#inpatientProcedure R:D8 R)x11
  2310 HI S2 R(R!BI R#condition R:RD8 R) S(R:BI R#condition R:RD8 R)x11
  2310 HI S2 R(R!BH R#condition R:D8 R) S(R:BH R#condition R:D8 R)x11
  2310 HI S2 R(R!BE R#condition - - R) S(R:BE R#condition - - R)x11
  2310 HI S2 R(R!BG R#condition) S(R:BG R#condition)x11
  2310 HI S2 R(R!TC R) S(R:TC R)x11
  2410 HCP S1 ${hospitalPricing}
  @2310A S1 Attending provider name
    2500 NM1 R1 R!71 R:1 R S S - S S:XX S
    2550 PRV S1 R!AT R:PXC R#taxonomy
    2710 REF S4 R!0B|1G|G2|LU R
  @2310B S1 Operating physician name
    2500 NM1 R1 R!72 R:1 R S S - S S:XX S
    2710 REF S4 R!0B|1G|G2|LU R
  @2310C S1 Other operating physician name
    2500 NM1 R1 R!ZZ R:1 R S S - S S:XX S
    2710 REF S4 R!0B|1G|G2|LU R
  @2310D S1 Rendering provider name
    2500 NM1 R1 R!82 R:1 R S S - S S:XX S
    2710 REF S4 R!0B|1G|G2|LU R
  @2310E S1 Service facility location name
    2500 NM1 R1 R!77 R:2 R - - - - S:XX S
${addressLines('R', 4, 'claim')}
    2710 REF S3 R!0B|G2|LU R
  @2310F S1 Referring provider name
    2500 NM1 R1 R!DN R:1 R S S - S S:XX S
    2710 REF S3 R!0B|1G|G2 R
  @2320 S10 Other subscriber information
    2900 SBR R1 R:@responsibility R:@otherRelationship S S - - - - S:@filing
    2950 CAS S5 ${adjustment}
    3000 AMT S1 R&D|EAF|A8 R
    3100 OI R1 - - R:N|W|Y - - R:I|Y
    3150 MIA S1 R - S S S#remark S S S S S S S S S S S S S S S#remark S#remark S#remark S#remark S
    3200 MOA S1 S S S#remark S#remark S#remark S#remark S#remark S S
${otherPayerNames(4)}
    @2330C S1 Other payer attending provider
      3250 NM1 R1 R!71 R:1
      3550 REF R4 R!0B|1G|G2|LU R
    @2330D S1 Other payer operating physician
      3250 NM1 R1 R!72 R:1
      3550 REF R4 R!0B|1G|G2|LU R
    @2330E S1 Other payer other operating physician
      3250 NM1 R1 R!ZZ R:1
      3550 REF R4 R!0B|1G|G2|LU R
    @2330F S1 Other payer service facility location
      3250 NM1 R1 R!77 R:2
      3550 REF R3 R!0B|G2|LU R
    @2330G S1 Other payer rendering provider
      3250 NM1 R1 R!82 R:1
      3550 REF R4 R!0B|1G|G2|LU R
    @2330H S1 Other payer referring provider
      3250 NM1 R1 R!DN R:1
      3550 REF R3 R!0B|1G|G2 R
    @2330I S1 Other payer billing provider
      3250 NM1 R1 R!85 R:2
      3550 REF R2 R!G2|LU R
  @2400 R999 Service line
    3650 LX R1 R
    3750 SV2 R1 R#revenue S${procedure} R R:DA|UN ${unitCount} - S
    4200 PWK S10 ${attachment}
    4550 DTP S1 R!472 R:D8|RD8 R
    4700 REF S1 R&6R|9B|9D R
    4750 AMT S1 R&GT|N8 R
    4850 NTE S1 R!TPO R
    4920 HCP S1 ${revenuePricing}
${dedent(hospitalDrug)}
    @2420A S1 Operating physician name
      5000 NM1 R1 R!72 R:1 R S S - S S:XX S
      5250 REF S20 R!0B|1G|G2|LU R - S(R:2U R)
    @2420B S1 Other operating physician name
      5000 NM1 R1 R!ZZ R:1 R S S - S S:XX S
      5250 REF S20 R!0B|1G|G2|LU R - S(R:2U R)
    @2420C S1 Rendering provider name
      5000 NM1 R1 R!82 R:1 R S S - S S:XX S
      5250 REF S20 R!0B|1G|G2|LU R - S(R:2U R)
    @2420D S1 Referring provider name
      5000 NM1 R1 R!DN R:1 R S S - S S:XX S
      5250 REF S20 R!0B|1G|G2 R - S(R:2U R)
${dedent(revenueLineAdjudication)}`;

function dedent(text: string): string {
  return text.replace(/^ {6}/gm, '');
}

function under(blanks: number): string {
  return claim.replace(/^/gm, ' '.repeat(blanks));
}

/** 837I, 005010X223A2. */
export const institutionalClaimTable = `\
@ST R1 Institutional claims
  0050 ST R1 R:837 R R:005010X223A2|005010X223A1|005010X223
  0100 BHT R1 R:0019 R:00|18 R R R R:31|CH|RP
${submitter}
  @2000A R* Billing provider
    0010 HL R1 R - R!20 R:1
    0030 PRV S1 R!BI R:PXC R#taxonomy
    0100 CUR S1 R:85 R
    @2010AA R1 Billing provider name
      0150 NM1 R1 R!85 R:2 R - - - - S:XX S
${addressLines('R', 6)}
      0350 REF R1 R!EI R#taxId
      0400 PER S2 ${contact}
    @2010AB S1 Pay-to address
      0150 NM1 R1 R!87 R:2
${addressLines('R', 6)}
${payTo}
    @2000B R* Subscriber
      0010 HL R1 R R R!22 R:0|1
      0050 SBR R1 R:@responsibility S:18 S S - - - - S:@filing
${subscriberName}
${payerName(1)}
${under(6)}
      @2000C S* Patient
        0010 HL R1 R R R!23 R:0
        0070 PAT R1 R:@relationship
        @2010CA R1 Patient name
          0150 NM1 R1 R!QC R:1 R S S - S
${addressLines('R', 10)}
          0320 DMG R1 ${demographics}
          0350 REF S1 R!Y4 R
          0350 REF S1 R!1W|SY R
${under(8)}
  5550 SE R1 R R
`;
