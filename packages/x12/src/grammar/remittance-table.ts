const procedure = '(R:AD|ER|HC|HP|IV|N4|N6|NU|UI|WK R#procedure S S S S - -)';
const original = '(R:AD|ER|HC|HP|IV|N4|NU|WK R#procedure S S S S S -)';
const adjustment = 'R:CO|OA|PI|PR R#reason R S S#reason S S S#reason S S S#reason S S S#reason S S S#reason S S';
const moreReasons = Array.from({ length: 5 }, () => 'S(R:@providerAdjustment S) S').join(' ');

/** 835, 005010X221A1. */
export const remittanceTable = `\
@ST R1 Claim payment and advice
  0100 ST R1 R:835 R
  0200 BPR R1 R:C|D|H|I|P|U|X R R:C|D R:ACH|BOP|CHK|FWT|NON S:CCP|CTX S:01|04 S S:DA S S S S:01|04 S S:DA|SG S R
  0400 TRN R1 R:1 R R S
  0500 CUR S1 R:PR R
  0600 REF S1 R&EV|F2 R
  0700 DTM S1 R!405 R
  @1000A R1 Payer identification
    0800 N1 R1 R!PR R S:XV S
    1000 N3 R1 R S
    1100 N4 R1 R S:@state S S - - S
    1200 REF S4 R!2U|EO|HI|NF R
    1300 PER S1 R!CX S S:EM|FX|TE S S:EM|EX|FX|TE|UR S S:EX S
    1300 PER R* R!BL S S:EM|TE|UR S S:EM|EX|FX|TE|UR S S:EM|EX|FX|UR S
    1300 PER S1 R!IC - R:UR R
  @1000B R1 Payee identification
    0800 N1 R1 R!PE R R:FI|XV|XX R
    1000 N3 S1 R S
    1100 N4 S1 R S:@state S S - - S
    1200 REF S* R!0B|D3|PQ|TJ R
    1400 RDM S1 R:BM|EM|FT|OL S S
  @2000 S* Header number
    0030 LX R1 R
    0050 TS3 S1 R R R R R - - - - - - - S - S - S S - S S S S S
    0070 TS2 S1 S S S S S S S S S S S S S S S S S S S
    @2100 R* Claim payment information
      0100 CLP R1 R R:@claimStatus835 R R S R:@filing835 R S S - S S S
      0200 CAS S99 ${adjustment}
      0300 NM1 R1 R!QC R:1 S S S - S S:34|HN|II|MI|MR S
      0300 NM1 S1 R!IL R:1|2 S S S - S R:FI|II|MI R
      0300 NM1 S1 R!74 R:1|2 S S S - S S:C S
      0300 NM1 S1 R!82 R:1|2 S S S - S R:BD|BS|FI|MC|PC|SL|UP|XX R
      0300 NM1 S1 R!TT R:2 R - - - - R:AD|FI|NI|PI|PP|XV R
      0300 NM1 S1 R!PR R:2 R - - - - R:AD|FI|NI|PI|PP|XV R
      0300 NM1 S1 R!GB R:1|2 S S S - S S:FI|II|MI S
      0330 MIA S1 R S S S S#remark S S S S S S S S S S S S S S S#remark S#remark S#remark S#remark S
      0350 MOA S1 S S S#remark S#remark S#remark S#remark S#remark S S
      0400 REF S5 R!1L|1W|28|6P|9A|9C|BB|CE|EA|F8|G1|G3|IG|SY R
      0400 REF S10 R!0B|1A|1B|1C|1D|1G|1H|1J|D3|G2|LU R
      0500 DTM S2 R!232|233 R
      0500 DTM S1 R&036|050 R
      0600 PER S2 R!CX S R:EM|FX|TE R S:EM|EX|FX|TE S S:EX S
      0620 AMT S13 R:@claimAmount835 R
      0640 QTY S14 R:@claimQuantity835 R
      @2110 S999 Service payment information
        0700 SVC R1 R${procedure} R R S S S${original} S
        0800 DTM S2 R!150|151|472 R
        0900 CAS S99 ${adjustment}
        1000 REF S8 R!1S|APC|BB|E9|G1|G3|LU|RB R
        1000 REF S1 R!6R R
        1000 REF S10 R!0B|1A|1B|1C|1D|1G|1H|1J|D3|G2|HPI|SY|TJ R
        1000 REF S5 R!0K R
        1100 AMT S9 R:@lineAmount835 R
        1200 QTY S6 R:ZK|ZL|ZM|ZN|ZO R
        1300 LQ S99 R:HE|RX R#remark
  0100 PLB S* R R R(R:@providerAdjustment S) R ${moreReasons}
  0200 SE R1 R R
`;
