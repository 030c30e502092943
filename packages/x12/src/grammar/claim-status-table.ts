const service = '(R:AD|ER|HC|HP|IV|N4|NU|WK R#procedure S S S S - -)';

const reference = (code: string) => `1000 REF S1 R!${code} R`;

/** TRN, REF, AMT, DTP and lines of 276, for the subscriber (D) or the dependent (E). */
function inquiry(loop: 'D' | 'E', indent: string): string {
  return `
@2200${loop} ${loop === 'D' ? 'S' : 'R'}* Claim status tracking number
  0900 TRN R1 R:1 R
  ${['1K', 'BLT', 'LU', '6P', 'EJ', 'XZ', 'D9'].map(reference).join('\n  ')}
  1100 AMT S1 R:T3 R
  1200 DTP S1 R!472 R:D8|RD8 R
  @2210${loop} S* Service line information
    1300 SVC R1 R${service} R - S - - R
    1400 REF S1 R!FJ R
    1500 DTP R1 R!472 R:D8|RD8 R
`
    .trim()
    .split('\n')
    .map((line) => `${indent}${line}`)
    .join('\n');
}

/** STC01; of it the guide says who it may be about, of STC10 and STC11 it does not. Codes of NCPDP stand in claims and lines only. */
const about = (entities: string, list = '-') => `(R:@statusCategory R S:${entities} ${list})`;
const further = (list = '-') => `S(R:@statusCategory R S ${list}) S(R:@statusCategory R S ${list})`;
const claimStatus = `R${about('@claimEntity', 'S:RX')} R - S S S - S S ${further('S:RX')}`;
const lineStatus = `R${about('@claimEntity', 'S:RX')} R - - - - - - - ${further('S:RX')}`;

/** TRN, STC, REF, DTP and lines of 277. */
function answer(loop: 'D' | 'E', indent: string): string {
  return `
@2200${loop} S* Claim status tracking number
  0900 TRN R1 R:2 R
  1000 STC R* ${claimStatus}
  ${['1K', 'BLT', 'EJ', 'XZ', 'VV', 'D9'].map((code) => `1100 REF S1 R!${code} R`).join('\n  ')}
  1200 DTP S1 R!472 R:D8|RD8 R
  @2220${loop} S* Service line information
    1800 SVC R1 R${service} R R S - - R
    1900 STC R* ${lineStatus}
    2000 REF S1 R!FJ R
    2100 DTP R1 R!472 R:D8|RD8 R
`
    .trim()
    .split('\n')
    .map((line) => `${indent}${line}`)
    .join('\n');
}

const provider = 'NM1 R1 R!1P R:1|2 S S S - S R:FI|SV|XX R';
const subscriber = 'NM1 R1 R!IL R:1|2 R S S - S R:24|II|MI R';
const dependent = 'NM1 R1 R!QC R:1 R S S - S';

/** 276, 005010X212: what is asked. */
export const claimStatusRequestTable = `\
@ST R1 Health care claim status request
  0100 ST R1 R:276 R R:005010X212
  0200 BHT R1 R:0010 R:13 R R R
  @2000A R* Information source
    0100 HL R1 R - R!20 R:1
    @2100A R1 Payer name
      0500 NM1 R1 R!PR R:2 R - - - - R:PI|XV R
    @2000B R* Information receiver
      0100 HL R1 R R R!21 R:1
      @2100B R1 Information receiver name
        0500 NM1 R1 R!41 R:1|2 S S S - - R:46 R
      @2000C R* Service provider
        0100 HL R1 R R R!19 R:1
        @2100C R2 Provider name
          0500 ${provider}
        @2000D R* Subscriber
          0100 HL R1 R R R!22 R:0|1
          0400 DMG S1 R:D8 R S:F|M
          @2100D R1 Subscriber name
            0500 ${subscriber}
${inquiry('D', '          ')}
          @2000E S* Dependent
            0100 HL R1 R R R!23
            0400 DMG R1 R:D8 R S:F|M
            @2100E R1 Dependent name
              0500 ${dependent}
${inquiry('E', '            ')}
  1600 SE R1 R R
`;

/** 277, 005010X212: what the payer answers. The 277CA is another guide (X214). */
export const claimStatusResponseTable = `\
@ST R1 Health care information status notification
  0100 ST R1 R:277 R R:005010X212
  0200 BHT R1 R:0010 R:08 R R R R:DG
  @2000A R* Information source
    0100 HL R1 R - R!20 R:1
    @2100A R1 Payer name
      0500 NM1 R1 R!PR R:2 R - - - - R:PI|XV R
      0800 PER S1 R:IC S R:ED|EM|FX|TE R S:ED|EM|EX|FX|TE S S:ED|EM|EX|FX|TE S
    @2000B R* Information receiver
      0100 HL R1 R R R!21 R:0|1
      @2100B R1 Information receiver name
        0500 NM1 R1 R!41 R:1|2 S S S - - R:46 R
      @2200B S1 Information receiver trace
        0900 TRN R1 R:2 R
        1000 STC R* R${about('41|AY|PR')} R - - - - - - - ${further()}
      @2000C S* Service provider
        0100 HL R1 R R R!19 R:0|1
        @2100C R2 Provider name
          0500 ${provider}
        @2200C S1 Provider of service trace
          0900 TRN R1 R:1 R
          1000 STC R* R${about('1P')} R - - - - - - - ${further()}
        @2000D S* Subscriber
          0100 HL R1 R R R!22 R:0|1
          @2100D R1 Subscriber name
            0500 ${subscriber}
${answer('D', '          ')}
          @2000E S* Dependent
            0100 HL R1 R R R!23
            @2100E R1 Dependent name
              0500 ${dependent}
${answer('E', '            ')}
  2700 SE R1 R R
`;
