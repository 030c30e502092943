/**
 * Lists of bare codes that guides refer to by `@name`. No list text is here: the texts belong to X12, NUBC and others, and a
 * claim is judged by the code alone. States are those of the postal service (USPS Publication 28), with military and the freely
 * associated ones; Canadian provinces stand with them because N402 carries both.
 */
export const codeTable: Readonly<Record<string, string>> = {
  state:
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD ' +
    'TN TX UT VT VA WA WV WI WY AS GU MP PR VI UM FM MH PW AA AE AP AB BC MB NB NL NS NT NU ON PE QC SK YT',
  // ISO 3166-1 alpha-2, and the codes it has retired since 2000, which stand in older claims.
  country:
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG ' +
    'CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL ' +
    'GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA ' +
    'LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP ' +
    'NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV ' +
    'SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW AN CS TP YU',
  // PWK01 of both 837s.
  report:
    '03 04 05 06 07 08 09 10 11 13 15 21 A3 A4 AM AS B2 B3 B4 BR BS BT CB CK CT D2 DA DB DG DJ DS EB HC HR I5 IR LA M1 MT NN OB OC OD ' +
    'OE OX OZ P4 P5 PE PN PO PQ PY PZ RB RR RT RX SG V5 XP',
  // REF*4N of 837s: why there was no authorization.
  exception: '1 2 3 4 5 6 7',
  transport: '01 04 05 06 07 08 09 12',
  vision: 'L1 L2 L3 L4 L5',
  screening: 'AV NU S2 ST',
  responsibility: 'P S T A B C D E F G H U',
  filing: '11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ',
  relationship: '01 19 20 21 39 40 53 G8',
  otherRelationship: '01 18 19 20 21 39 40 53 G8',
  insuranceType: '12 13 14 15 16 41 42 43 47',
  delay: '1 2 3 4 5 6 7 8 9 10 11 15',
  pointer: '1 2 3 4 5 6 7 8 9 10 11 12',
  providerAdjustment:
    '50 51 72 90 AH AM AP B2 B3 BD BN C5 CR CS CT CV CW DM E3 FB FC GO HM IP IR IS J1 L3 L6 LE LS OA OB PI PL RA RE SL TL WO WU',
  // CLP06 knows fewer kinds of insurance than SBR09.
  filing835: '12 13 14 15 16 17 AM CH DS HM LM MA MB MC OF TV VA WC ZZ',
  claimStatus835: '1 2 3 4 19 20 21 22 23 25',
  claimAmount835: 'AU D8 DY F5 I NL T T2 ZK ZL ZM ZN ZO',
  lineAmount835: 'B6 KH T T2 ZK ZL ZM ZN ZO',
  claimQuantity835: 'CA CD LA LE NE NR OU PS VS ZK ZL ZM ZN ZO',
  segmentError: '1 2 3 4 5 6 7 8 I4 I6 I7 I8 I9',
  elementError: '1 2 3 4 5 6 7 8 9 10 11 12 13 I6 I9 I10 I11 I12 I13',
  setError: '1 2 3 4 5 6 7 8 9 10 11 12 13 15 16 17 18 19 23 24 25 26 27 I5 I6',
  groupError: '1 2 3 4 5 6 10 11 12 13 14 15 16 17 18 19 23 24 25 26',
  category: 'A0 A1 A2 A3 A4 A5 A6 A7 A8',
  statusCategory:
    'A0 A1 A2 A3 A4 A5 A6 A7 A8 D0 E0 E1 E2 E3 E4 F0 F1 F2 F3 F3F F3N F4 P0 P1 P2 P3 P4 P5 R0 R1 R3 R4 R5 R6 R7 R8 R9 R10 R11 ' +
    'R12 R13 R14 R15 R16 R17 RQ',
  // Whom a status is about (STC01-3): in a 277CA, of the batch, of a provider, of a claim; in a 277, of a claim.
  batchEntity: '36 40 41 AY PR',
  providerEntity: '36 40 41 77 82 85 87 AY PR',
  acknowledgedEntity: '03 1P 1Z 40 41 71 72 73 77 82 85 87 DK DN DQ FA GB HK IL LI MSC PR PRP QB QC QD SEP TL TTP TU',
  claimEntity:
    '03 13 17 1E 1G 1H 1I 1O 1P 1Q 1R 1S 1T 1U 1V 1W 1X 1Y 1Z 28 2A 2B 2D 2E 2I 2K 2P 2Q 2S 2Z 30 36 3A 3C 3D 3E 3F 3G 3H 3I 3J ' +
    '3K 3L 3M 3N 3O 3P 3Q 3R 3S 3T 3U 3V 3W 3X 3Y 3Z 40 43 44 4A 4B 4C 4D 4E 4F 4G 4H 4I 4J 4L 4M 4N 4O 4P 4Q 4R 4S 4U 4V 4W 4X ' +
    '4Y 4Z 5A 5B 5C 5D 5E 5F 5G 5H 5I 5J 5K 5L 5M 5N 5O 5P 5Q 5R 5S 5T 5U 5V 5W 5X 5Y 5Z 61 6A 6B 6C 6D 6E 6F 6G 6H 6I 6J 6K 6L ' +
    '6M 6N 6O 6P 6Q 6R 6S 6U 6V 6W 6X 6Y 71 72 73 74 77 7C 80 82 84 85 87 95 CK CZ D2 DD DJ DK DN DO DQ E1 E2 E7 E9 FA FD FE G0 ' +
    'G3 GB GD GI GJ GK GM GY HF HH I3 IJ IL IN LI LR MR MSC OB OD OX P0 P2 P3 P4 P6 P7 PRP PT PV PW QA QB QC QD QE QH QK QL QN QO ' +
    'QS QV QY RC RW S4 SEP SJ SU T4 TL TQ TT TTP TU UH X3 X4 X5 ZZ',
  interchangeNote:
    '000 001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 016 017 018 019 020 021 022 023 024 025 026 027 028 029 030 031',
};
