const setErrors = Array.from({ length: 5 }, () => 'S:@setError').join(' ');
const groupErrors = Array.from({ length: 5 }, () => 'S:@groupError').join(' ');
const trigger = 'R(R!SITUATIONAL_TRIGGER) R R S S(R S S) S(R)';
const units = 'TRN02|NM109|PATIENT_NAME_NM109|SUBSCRIBER_NAME_NM109|ENT01|SUBSCRIBER_NUMBER_REF02|CLM01';

/** 999, 005010X231A1. */
export const implementationAcknowledgementTable = `\
@ST R1 Implementation acknowledgement
  0100 ST R1 R:999 R R:005010X231A1|005010X231
  0200 AK1 R1 R:BE|FA|HB|HC|HI|HN|HP|HR|HS|RA R R
  @2000 S* Transaction set response
    0300 AK2 R1 R:270|271|276|277|278|820|834|835|837|999 R S
    @2100 S* Error identification
      0400 IK3 R1 R R S R:@segmentError
      0500 CTX S9 ${trigger}
      0500 CTX S1 R(R!${units} R) - - - S(R S S)
      @2110 S* Implementation data element note
        0600 IK4 R1 R(R S S) S R:@elementError S
        0700 CTX S10 ${trigger}
    0800 IK5 R1 R:A|E|M|R|W|X ${setErrors}
  0900 AK9 R1 R:A|E|M|P|R|W|X R R R ${groupErrors}
  1000 SE R1 R R
`;

/** STC01, STC10 and STC11; of the first the guide says who it may be about. */
const about = (entities: string) => `(R:@category R S:@${entities})`;
const further = 'S(R:@category R S) S(R:@category R S)';

/** 277CA, 005010X214. */
export const claimAcknowledgementTable = `\
@ST R1 Health care claim acknowledgement
  0100 ST R1 R:277 R R:005010X214
  0200 BHT R1 R:0085 R:08 R R R R:TH
  @2000A R1 Information source
    0100 HL R1 R - R!20 R:1
    @2100A R1 Information source name
      0500 NM1 R1 R!AY|PR R:2 R - - - - R:46|FI|PI|XV R
    @2200A R1 Transmission receipt control
      0900 TRN R1 R:1 R
      1200 DTP R1 R!050 R:D8 R
      1200 DTP R1 R!009 R:D8 R
    @2000B R1 Information receiver
      0100 HL R1 R R R!21 R:0|1
      @2100B R1 Information receiver name
        0500 NM1 R1 R!41 R:1|2 R S S - - R:46 R
      @2200B R1 Information receiver application trace
        0900 TRN R1 R:2 R
        1000 STC R* R${about('batchEntity')} R R:U|WQ R - - - - - ${further}
        1210 QTY S1 R&90|AA R
        1220 AMT S1 R&YU|YY R
      @2000C S* Billing provider
        0100 HL R1 R R R!19 R:0|1
        @2100C R1 Billing provider name
          0500 NM1 R1 R!85 R:1|2 R S S S S R:FI|SV|XX R
        @2200C S1 Provider of service information trace
          0900 TRN R1 R:1 R
          1000 STC S* R${about('providerEntity')} - R:U|WQ R - - - - - ${further}
          1100 REF S3 R!0B|1G|G2|LU|SY|TJ R
          1210 QTY S1 R&QA|QC R
          1220 AMT S1 R&YU|YY R
        @2000D S* Patient
          0100 HL R1 R R R!PT S:0
          @2100D R1 Patient name
            0500 NM1 R1 R!QC R:1 R S S S S R:II|MI R
          @2200D S* Claim status tracking number
            0900 TRN R1 R:2 R
            1000 STC R* R${about('acknowledgedEntity')} R R:U|WQ R - - - - - ${further} S
            1100 REF S1 R&1K|D9|BLT R
            1200 DTP R1 R!472 R:D8|RD8 R
            @2220D S* Service line information
              1800 SVC R1 R(R:AD|ER|HC|HP|IV|N4|NU|WK R#procedure S S S S - -) R - S - - S
              1900 STC R1 R${about('acknowledgedEntity')} R R:U - - - - - - ${further}
              2000 REF S1 R&FJ|XZ R
              2100 DTP S1 R!472 R:D8|RD8 R
  2700 SE R1 R R
`;

/** TA1 stands outside groups, between ISA and IEA. */
export const interchangeAcknowledgementTable = `\
@TA1 R1 Interchange acknowledgement
  0010 TA1 R1 R R R R:A|E|R R:@interchangeNote
`;

/** GS, GE and IEA, whose elements are judged like any other; ISA has columns instead. */
export const envelopeTable = `\
@ISA R1 Interchange
  0010 GS R1 R:FA|HC|HN|HP|HR R R R R R R:X R
  0020 GE R1 R R
  0030 IEA R1 R R
`;
