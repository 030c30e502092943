/** Modifiers of HCPCS Level II that were there before 2015-10-01 and have not ended. */
export const lastingModifiers = `
A1 A2 A3 A4 A5 A6 A7 A8 A9 AA AD AE AF AG AH AI AJ AK AM AO AP AQ AR AS AT AU AV AW AX AY AZ BA BL BO BP BR BU CA CB CC CD
CE CF CG CH CI CJ CK CL CM CN CR CS E1 E2 E3 E4 EA EB EC ED EE EJ EM EP ET EX EY F1 F2 F3 F4 F5 F6 F7 F8 F9 FA FB FC FP G1 G2
G3 G4 G5 G6 G7 G8 G9 GA GB GC GD GE GF GG GH GJ GK GL GM GN GO GP GQ GR GS GT GU GV GW GX GY GZ H9 HA HB HC HD HE HF HG HH HI HJ
HK HL HM HN HO HP HQ HR HS HT HU HV HW HX HY HZ J1 J2 J3 J4 JA JB JC JD JE JW K0 K1 K2 K3 K4 KA KB KC KD KE KF KG KH KI KJ KK
KL KM KN KO KP KQ KR KS KT KU KV KW KX KY KZ LC LD LL LM LR LS LT M2 MS NB NR NU P1 P2 P3 P4 P5 P6 PA PB PC PD PI PL PM PO PS
PT Q0 Q1 Q2 Q3 Q4 Q5 Q6 Q7 Q8 Q9 QC QD QE QF QG QH QJ QK QL QM QN QP QS QT QW QX QY QZ RA RB RC RD RE RI RR RT SA SB SC SD SE
SF SG SH SJ SK SL SM SN SQ SS ST SU SV SW SY T1 T2 T3 T4 T5 T6 T7 T8 T9 TA TC TD TE TF TG TH TJ TK TL TM TN TP TQ TR TS TT TU TV TW
U1 U2 U3 U4 U5 U6 U7 U8 U9 UA UB UC UD UE UF UG UH UJ UK UN UP UQ UR US V5 V6 V7 VP XE XP XS XU
`
  .trim()
  .split(/\s+/);

/** Those that came later, by the day they were added. */
export const laterModifiers: Readonly<Record<string, string>> = {
  CO: '2019-01-01',
  CQ: '2019-01-01',
  CT: '2016-01-01',
  ER: '2019-01-01',
  FQ: '2022-01-01',
  FR: '2022-01-01',
  FS: '2022-01-01',
  FT: '2022-01-01',
  FX: '2017-01-01',
  FY: '2018-01-01',
  G0: '2019-01-01',
  JG: '2018-01-01',
  JZ: '2023-01-01',
  MA: '2020-01-01',
  MB: '2020-01-01',
  MC: '2020-01-01',
  MD: '2020-01-01',
  ME: '2020-01-01',
  MF: '2020-01-01',
  MG: '2020-01-01',
  MH: '2020-01-01',
  PN: '2017-01-01',
  QA: '2018-04-01',
  QB: '2018-04-01',
  QQ: '2018-07-01',
  QR: '2018-04-01',
  TB: '2018-01-01',
  V1: '2017-01-01',
  V2: '2017-01-01',
  V3: '2017-01-01',
  VM: '2018-04-01',
  X1: '2018-01-01',
  X2: '2018-01-01',
  X3: '2018-01-01',
  X4: '2018-01-01',
  X5: '2018-01-01',
};

/** Our wording for the ones a biller meets every week. */
export const modifierTitles: Readonly<Record<string, string>> = {
  AA: 'Anesthesia by an anesthesiologist',
  AS: 'Assistant at surgery who is not a physician',
  AT: 'Acute chiropractic treatment',
  CO: 'Occupational therapy by an assistant',
  CQ: 'Physical therapy by an assistant',
  CR: 'Catastrophe or disaster',
  E1: 'Upper left eyelid',
  E2: 'Lower left eyelid',
  E3: 'Upper right eyelid',
  E4: 'Lower right eyelid',
  FA: 'Left thumb',
  F5: 'Right thumb',
  FQ: 'Telehealth by audio only',
  FS: 'Visit shared by physician and other practitioner',
  G0: 'Telehealth for acute stroke',
  GA: 'Notice of non-coverage on file, required',
  GC: 'Resident under a teaching physician',
  GN: 'Speech-language therapy plan',
  GO: 'Occupational therapy plan',
  GP: 'Physical therapy plan',
  GQ: 'Telehealth, store and forward',
  GT: 'Telehealth by video',
  GV: 'Attending physician not of the hospice',
  GW: 'Not related to the terminal illness of a hospice patient',
  GX: 'Notice of non-coverage on file, voluntary',
  GY: 'Excluded by statute',
  GZ: 'Expected to be denied, no notice on file',
  JW: 'Drug discarded',
  JZ: 'No drug discarded',
  KX: 'Requirements of the policy are met',
  LT: 'Left side',
  NU: 'New equipment',
  PO: 'Off-campus provider-based department, excepted',
  PN: 'Off-campus provider-based department, not excepted',
  PT: 'Colon screening that became diagnostic',
  QK: 'Medical direction of two to four anesthesia procedures',
  QW: 'CLIA-waived test',
  QX: 'Nurse anesthetist with medical direction',
  QY: 'Medical direction of one nurse anesthetist',
  QZ: 'Nurse anesthetist without medical direction',
  RR: 'Rental',
  RT: 'Right side',
  TA: 'Left great toe',
  T5: 'Right great toe',
  TC: 'Technical part',
  UE: 'Used equipment',
  XE: 'Separate encounter',
  XP: 'Separate practitioner',
  XS: 'Separate structure',
  XU: 'Unusual service, no overlap',
};

/** Modifiers of CPT Appendix A: the bare two digits are facts, their texts belong to the AMA and are not here. */
export const cptModifiers: readonly string[] =
  '22 23 24 25 26 27 32 33 47 50 51 52 53 54 55 56 57 58 59 62 63 66 73 74 76 77 78 79 80 81 82 90 91 92 99'.split(' ');

export const laterCptModifiers: Readonly<Record<string, string>> = {
  '93': '2022-01-01',
  '95': '2017-01-01',
  '96': '2018-01-01',
  '97': '2018-01-01',
};
