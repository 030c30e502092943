import type { Rule } from './rule.ts';
import { ad001 } from './rules/AD001-timely-filing.ts';
import { ad002 } from './rules/AD002-duplicate-claim.ts';
import { ad003 } from './rules/AD003-prior-authorization.ts';
import { ad004 } from './rules/AD004-medical-necessity.ts';
import { ad005 } from './rules/AD005-ordering-provider.ts';
import { ad006 } from './rules/AD006-ndc.ts';
import { ad007 } from './rules/AD007-medicare-secondary.ts';
import { ad008 } from './rules/AD008-eligibility.ts';
import { ad009 } from './rules/AD009-demographics-match.ts';
import { ad010 } from './rules/AD010-attachment.ts';
import { ad011 } from './rules/AD011-property-casualty.ts';
import { ad012 } from './rules/AD012-substitute-physician.ts';
import { dx001 } from './rules/DX001-code-not-effective.ts';
import { dx002 } from './rules/DX002-header-code.ts';
import { dx003 } from './rules/DX003-code-format.ts';
import { dx004 } from './rules/DX004-seventh-character.ts';
import { dx005 } from './rules/DX005-phase-of-care.ts';
import { dx006 } from './rules/DX006-sequela-first.ts';
import { dx007 } from './rules/DX007-excludes1.ts';
import { dx008 } from './rules/DX008-excludes2.ts';
import { dx009 } from './rules/DX009-manifestation-first.ts';
import { dx010 } from './rules/DX010-code-first.ts';
import { dx011 } from './rules/DX011-use-additional.ts';
import { dx012 } from './rules/DX012-external-cause-first.ts';
import { dx013 } from './rules/DX013-first-only-code.ts';
import { dx015 } from './rules/DX015-unacceptable-first.ts';
import { dx016 } from './rules/DX016-age-conflict.ts';
import { dx017 } from './rules/DX017-sex-conflict.ts';
import { dx018 } from './rules/DX018-duplicate-diagnosis.ts';
import { dx019 } from './rules/DX019-side-and-modifier.ts';
import { dx020 } from './rules/DX020-unspecified-code.ts';
import { dx021 } from './rules/DX021-diagnosis-count.ts';
import { dx022 } from './rules/DX022-pregnancy-codes.ts';
import { dx023 } from './rules/DX023-integral-symptom.ts';
import { em001 } from './rules/EM001-new-patient.ts';
import { em002 } from './rules/EM002-one-visit-a-day.ts';
import { em003 } from './rules/EM003-global-surgery.ts';
import { em004 } from './rules/EM004-frequency.ts';
import { id001 } from './rules/ID001-npi.ts';
import { id002 } from './rules/ID002-npi-entity.ts';
import { id003 } from './rules/ID003-taxonomy.ts';
import { id004 } from './rules/ID004-tax-id.ts';
import { id005 } from './rules/ID005-address.ts';
import { id006 } from './rules/ID006-po-box.ts';
import { id007 } from './rules/ID007-phone.ts';
import { id008 } from './rules/ID008-relationship.ts';
import { id009 } from './rules/ID009-member-id.ts';
import { id010 } from './rules/ID010-birth-date-sex.ts';
import { id011 } from './rules/ID011-names.ts';
import { id012 } from './rules/ID012-coverage-payer.ts';
import { id013 } from './rules/ID013-rendering-provider.ts';
import { id014 } from './rules/ID014-excluded-provider.ts';
import { id015 } from './rules/ID015-enrolment.ts';
import { id016 } from './rules/ID016-organization-name-length.ts';
import { in001 } from './rules/IN001-type-of-bill.ts';
import { in002 } from './rules/IN002-frequency-and-status.ts';
import { in003 } from './rules/IN003-statement-dates.ts';
import { in004 } from './rules/IN004-admission.ts';
import { in005 } from './rules/IN005-patient-status.ts';
import { in006 } from './rules/IN006-days-of-stay.ts';
import { in007 } from './rules/IN007-revenue-code.ts';
import { in008 } from './rules/IN008-revenue-and-procedure.ts';
import { in009 } from './rules/IN009-codes-of-the-form.ts';
import { in010 } from './rules/IN010-diagnoses-of-the-bill.ts';
import { in011 } from './rules/IN011-present-on-admission.ts';
import { in012 } from './rules/IN012-drg.ts';
import { in013 } from './rules/IN013-stay-procedures.ts';
import { in014 } from './rules/IN014-questionable-stay.ts';
import { in015 } from './rules/IN015-several-visits-a-day.ts';
import { in016 } from './rules/IN016-attending.ts';
import { in017 } from './rules/IN017-three-day-window.ts';
import { in018 } from './rules/IN018-wrong-surgery.ts';
import { in019 } from './rules/IN019-observation.ts';
import { in020 } from './rules/IN020-charges.ts';
import { in021 } from './rules/IN021-occurrence-spans.ts';
import { in022 } from './rules/IN022-non-covered-days.ts';
import { in023 } from './rules/IN023-qualifying-stay.ts';
import { in024 } from './rules/IN024-rate-codes.ts';
import { lb001 } from './rules/LB001-clia-number.ts';
import { lb002 } from './rules/LB002-waived-test.ts';
import { lb003 } from './rules/LB003-mammography.ts';
import { nc001 } from './rules/NC001-procedure-pair.ts';
import { nc002 } from './rules/NC002-unit-limit.ts';
import { nc003 } from './rules/NC003-add-on.ts';
import { ps001 } from './rules/PS001-place-of-service.ts';
import { ps002 } from './rules/PS002-place-and-procedure.ts';
import { ps003 } from './rules/PS003-inpatient-admission-date.ts';
import { px001 } from './rules/PX001-procedure-format.ts';
import { px002 } from './rules/PX002-procedure-not-active.ts';
import { px003 } from './rules/PX003-modifier-validity.ts';
import { px004 } from './rules/PX004-modifier-use.ts';
import { px005 } from './rules/PX005-exclusive-modifiers.ts';
import { px006 } from './rules/PX006-beneficiary-notice.ts';
import { px007 } from './rules/PX007-procedure-age-sex.ts';
import { px008 } from './rules/PX008-unclassified-narrative.ts';
import { px009 } from './rules/PX009-inpatient-only.ts';
import { st001 } from './rules/ST001-diagnosis-pointers.ts';
import { st002 } from './rules/ST002-unused-diagnosis.ts';
import { st003 } from './rules/ST003-line-count.ts';
import { st004 } from './rules/ST004-total-charge.ts';
import { st005 } from './rules/ST005-line-charge.ts';
import { st006 } from './rules/ST006-patient-paid.ts';
import { st007 } from './rules/ST007-date-order.ts';
import { st009 } from './rules/ST009-frequency-code.ts';
import { st010 } from './rules/ST010-signature-assignment.ts';
import { st011 } from './rules/ST011-accident.ts';
import { st012 } from './rules/ST012-character-set.ts';
import { st013 } from './rules/ST013-told-balance.ts';
import { st014 } from './rules/ST014-payer-order.ts';
import { st015 } from './rules/ST015-calendar-year.ts';
import { st016 } from './rules/ST016-ambulance.ts';
import { st017 } from './rules/ST017-attachment-number.ts';
import { st018 } from './rules/ST018-condition-codes.ts';
import { st019 } from './rules/ST019-equipment-certificate.ts';
import { st020 } from './rules/ST020-line-amounts.ts';
import { th001 } from './rules/TH001-telehealth.ts';
import { tu001 } from './rules/TU001-units.ts';
import { tu002 } from './rules/TU002-timed-therapy.ts';
import { tu003 } from './rules/TU003-anesthesia-minutes.ts';
import { tu004 } from './rules/TU004-visit-time.ts';
import { tu005 } from './rules/TU005-fraction-of-a-unit.ts';

/** Every rule, in the order they run: by category, then by id. A new rule is one file and one line here. */
export const rules: readonly Rule[] = [
  dx021,
  st001,
  st002,
  st003,
  st004,
  st005,
  st006,
  st007,
  st009,
  st010,
  st011,
  st012,
  st013,
  st014,
  st015,
  st016,
  st017,
  st018,
  st019,
  st020,
  ad006,
  id001,
  id002,
  id003,
  id004,
  id005,
  id006,
  id007,
  id008,
  id009,
  id010,
  id011,
  id012,
  id013,
  id014,
  id015,
  id016,
  lb001,
  lb003,
  dx001,
  dx002,
  dx003,
  dx004,
  dx018,
  ps001,
  px001,
  px002,
  px003,
  px008,
  dx016,
  dx017,
  px007,
  dx005,
  dx006,
  dx007,
  dx008,
  dx009,
  dx010,
  dx011,
  dx012,
  dx013,
  dx015,
  dx020,
  dx022,
  dx023,
  dx019,
  lb002,
  px004,
  px005,
  px006,
  ps002,
  ps003,
  px009,
  th001,
  tu001,
  tu002,
  tu003,
  tu004,
  tu005,
  in001,
  in002,
  in003,
  in004,
  in005,
  in006,
  in007,
  in008,
  in009,
  in010,
  in011,
  in012,
  in013,
  in014,
  in015,
  in016,
  in017,
  in018,
  in019,
  in020,
  in021,
  in022,
  in023,
  in024,
  nc001,
  nc002,
  nc003,
  ad002,
  ad012,
  em001,
  em002,
  em003,
  em004,
  ad001,
  ad003,
  ad004,
  ad005,
  ad007,
  ad008,
  ad009,
  ad010,
  ad011,
];
