/**
 * Groups of procedure codes that rules speak of, with those members of HCPCS Level II that belong to them: facts, not
 * judgements. Members that are CPT come from a table a licensed user loads. A group without members here has none in Level II.
 * An entry of one letter is the whole letter.
 */
export const levelTwoGroups = {
  /** Evaluation and management of any kind. */
  'em.any':
    'G0245 G0246 G0380 G0381 G0382 G0383 G0384 G0402 G0406 G0407 G0408 G0425 G0426 G0427 G0438 G0439 G0463 G0466 G0467 G0468 G0469 G0470 G0508 G0509 S0610 S0612 T1015',
  'em.office.new': 'G0466 G0469 S0610',
  'em.office.established': 'G0467 G0470 S0612',
  /** Visits of which a physician bills one a day; G0463 is the hospital's and not among them. */
  'em.daily': 'G0466 G0467 G0469 G0470 T1015',
  'em.hospital': '',
  'em.emergency': 'G0380 G0381 G0382 G0383 G0384',
  'em.nursing_facility': '',
  'em.home': '',
  'em.preventive': 'G0402 G0438 G0439 G0468 S0610 S0612',
  'em.time.10': '',
  'em.time.15': '',
  'em.time.20': '',
  'em.time.30': '',
  'em.time.40': '',
  'em.time.45': '',
  'em.time.60': '',
  'anesthesia.base': '',
  /** Units of 15 minutes with the patient. */
  'therapy.timed': 'G0237 G0238',
  /** One unit a day, however long. */
  'therapy.untimed': 'G0281 G0283 G0329',
  /** Always therapy: needs the modifier of its discipline. */
  'therapy.always': 'G0281 G0283 G0329',
  /** Tests under CLIA (42 CFR 493). */
  'lab.clia':
    'G0103 G0123 G0141 G0143 G0144 G0145 G0147 G0148 G0306 G0307 G0328 G0432 G0433 G0435 G0480 G0481 G0482 G0483 G0659 P3000 P3001 Q0111 Q0112 Q0113 Q0114 Q0115 U0001 U0002 U0003 U0004 U0005',
  'lab.waived': 'G0328 G0433 G0435',
  /** Waived tests that carry no modifier. */
  'lab.waived.always': '',
  mammography: 'G0202 G0204 G0206 G0279',
  'imaging.any': 'G0202 G0204 G0206 G0279 G0219 G0235 G0252 G0288 G0297',
  /** Supplies and tests Medicare pays only on an order. */
  'order.required':
    'E K L G0103 G0123 G0143 G0144 G0145 G0147 G0148 G0328 G0432 G0433 G0435 G0480 G0481 G0482 G0483 P3000',
  /** Separately paid drugs in single-dose containers. */
  'drug.single_dose': 'J0897 J9035 J9271',
  'telehealth.list':
    'G0108 G0109 G0270 G0296 G0406 G0407 G0408 G0420 G0421 G0425 G0426 G0427 G0436 G0437 G0438 G0439 G0442 G0443 G0444 G0445 G0446 G0447 G0459 G0506 G0508 G0509 G0513 G0514 G2086 G2087 G2088 G2211 G2212',
  'surgery.inpatient_only': 'G0341 G0342 G0343 G0412 G0414 G0415',
  'preventive.wellness.first': 'G0438',
  'preventive.wellness.later': 'G0439',
  'preventive.welcome': 'G0402',
  'preventive.age.under_1': '',
  'preventive.age.1_4': '',
  'preventive.age.5_11': '',
  'preventive.age.12_17': '',
  'preventive.age.18_39': '',
  'preventive.age.40_64': '',
  'preventive.age.65_up': '',
  'screening.prostate': 'G0102 G0103',
  'screening.lung': 'G0296',
  'screening.colorectal': 'G0104 G0121 G0328 G0464',
  'screening.cervical': 'G0101 G0123 G0143 G0144 G0145 G0147 G0148 Q0091',
  /** Gynaecological visits, devices and implants against pregnancy. */
  'service.women': 'J7294 J7295 J7296 J7297 J7298 J7300 J7301 J7304 J7306 J7307 S0610 S0612 S0613 S4981 S4989 S4993',
  /** Transport by ambulance and its mileage. */
  'transport.ambulance': 'A0425 A0426 A0427 A0428 A0429 A0430 A0431 A0432 A0433 A0434 A0435 A0436',
} as const satisfies Readonly<Record<string, string>>;

export type CodeGroup = keyof typeof levelTwoGroups;
