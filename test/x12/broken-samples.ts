import type { X12ReportDefect, X12Rule } from '@claimwright/x12/report';

/** What a validation must say about a broken sample file: the fault that its name tells. */
export interface ExpectedFault {
  file: string;
  rule: X12Rule;
  segment?: string;
  loop?: string;
  element?: number;
  component?: number;
  snipType: X12ReportDefect['snipType'];
  /** Error unless said otherwise. */
  severity?: 'warning';
}

function fault(file: string, rule: X12Rule, place: string, snipType: ExpectedFault['snipType']): ExpectedFault {
  // "2010AA NM1 9": loop, segment, element and component; a dash for what does not matter.
  const [loop, segment, element, component] = place.split(' ').map((word) => (word === '-' ? undefined : word));
  return {
    file,
    rule,
    snipType,
    ...(loop === undefined ? {} : { loop }),
    ...(segment === undefined ? {} : { segment }),
    ...(element === undefined ? {} : { element: Number(element) }),
    ...(component === undefined ? {} : { component: Number(component) }),
  };
}

export const expectedFaults: readonly ExpectedFault[] = [
  fault('837p/broken/imsweb__x12_ambiguous_loop.txt', 'element_shape', '2420A PRV 3', 5),
  fault('837p/broken/imsweb__x12_bad_first_line.txt', 'isa_malformed', '- ISA 2', 1),
  fault('837p/broken/imsweb__x12_bad_segment_identifier.txt', 'segment_id_malformed', '1000A', 1),
  fault('837p/broken/imsweb__x12_bad_segment_identifier.txt', 'segment_id_malformed', '2010AA', 1),
  fault('837p/broken/imsweb__x12_bad_valid_code.txt', 'element_code', '2010AA NM1 1', 2),
  fault('837p/broken/imsweb__x12_loop_errors1_exceeds_max_1_parent.txt', 'loop_too_many', '2010AA NM1', 2),
  fault(
    '837p/broken/imsweb__x12_loop_errors2_exceeds_max_repeats_multiple_parents.txt',
    'loop_too_many',
    '2010AA NM1',
    2,
  ),
  fault('837p/broken/imsweb__x12_loop_errors3_missing_loops.txt', 'loop_missing', '2010AA HL', 2),
  fault('837p/broken/imsweb__x12_missing_elements.txt', 'element_missing', '1000B NM1 2', 2),
  fault('837p/broken/imsweb__x12_missing_elements.txt', 'element_missing', '2300 CLM 5', 2),
  fault('837p/broken/imsweb__x12_missing_required_loop_in_one_repeat.txt', 'loop_missing', '2010BA CLM', 2),
  fault('837p/broken/imsweb__x12_missing_required_loops_mult_repeats.txt', 'segment_unexpected', '2300 SV1', 1),
  // Despite its name this file has faults of another kind; its index calls it broken.
  fault('837p/broken/imsweb__x12_no_errors.txt', 'hierarchy', '2000A HL 1', 4),
  fault('837p/broken/imsweb__x12_segment_errors.txt', 'segment_missing', '2010AA N4', 2),
  fault('837p/broken/imsweb__x12_segment_errors.txt', 'segment_too_many', '2010AA REF', 2),
  fault('837p/broken/imsweb__x12_segment_errors.txt', 'segment_missing', '2300 LX', 2),
  fault('837p/broken/imsweb__x12_segments_out_of_order.txt', 'segment_out_of_order', '2010AA N4', 1),
  fault('837p/broken/imsweb__x12_segments_out_of_order.txt', 'segment_out_of_order', '2010AB N3', 1),
  fault('837p/broken/mimilabs__test_extractor_837_edge_cases.py.01.edi', 'element_missing', '- NM1 1', 2),
  fault('837p/broken/mimilabs__test_extractor_837_edge_cases.py.02.edi', 'segment_unexpected', '- CLM', 1),
  fault('837p/broken/mimilabs__test_extractor_837_edge_cases.py.03.edi', 'segment_unexpected', '- SV1', 1),
  fault('837p/broken/variant__code-bad-HI-qualifier.edi', 'element_code', '2300 HI 1 1', 2),
  fault('837p/broken/variant__code-bad-PAT01.edi', 'element_code', '2000C PAT 1', 2),
  fault('837p/broken/variant__code-bad-POS.edi', 'element_shape', '2300 CLM 5 1', 5),
  fault('837p/broken/variant__code-bad-SBR01.edi', 'element_code', '2000B SBR 1', 2),
  fault('837p/broken/variant__code-bad-frequency-9x.edi', 'element_code', '2300 CLM 5 3', 2),
  fault('837p/broken/variant__code-bad-gender.edi', 'element_code', '2010CA DMG 3', 2),
  fault('837p/broken/variant__code-taxonomy-bad.edi', 'element_shape', '2000A PRV 3', 5),
  fault('837p/broken/variant__ele-ctrl-char.edi', 'element_characters', '2010AA N3 1', 1),
  fault('837p/broken/variant__ele-missing-CLM02.edi', 'element_missing', '2300 CLM 2', 2),
  fault('837p/broken/variant__ele-non-ascii.edi', 'element_characters', '2010AA N3 1', 1),
  fault('837p/broken/variant__ele-state-bad.edi', 'element_code', '2010AA N4 2', 2),
  fault('837p/broken/variant__ele-too-long-CLM01-39.edi', 'element_length', '2300 CLM 1', 1),
  fault('837p/broken/variant__ele-trailing-space.edi', 'element_characters', '2010AA N3 1', 1),
  fault('837p/broken/variant__env-GS08-unknown.edi', 'group_version_unknown', '- GS 8', 1),
  fault('837p/broken/variant__env-IEA02-ne-ISA13.edi', 'interchange_number_mismatch', '- IEA 2', 1),
  // Valid sample files have invented NPIs without a right check digit: it can only be a warning.
  { ...fault('837p/broken/variant__npi-luhn-bad.edi', 'npi', '2010AA NM1 9', 5), severity: 'warning' },
  fault('837p/broken/variant__num-amount-3-decimals.edi', 'element_malformed', '2400 SV1 2', 1),
  fault('837p/broken/variant__num-amount-comma.edi', 'element_malformed', '2400 SV1 2', 1),
  fault('837p/broken/variant__num-leading-zeros-amount.edi', 'element_malformed', '2400 SV1 2', 1),
  fault('837p/broken/variant__ptr-dx-pointer-13.edi', 'element_code', '2400 SV1 7 1', 2),
  fault('837p/broken/variant__ptr-dx-pointer-to-missing.edi', 'situation', '2400 SV1 7 1', 4),
  fault('837p/broken/variant__rel-NM108-without-NM109.edi', 'element_missing', '2010BB NM1 9', 2),
  fault('837p/broken/variant__req-seg-missing-DTP472.edi', 'segment_missing', '2400 LX', 2),
  fault('837p/broken/variant__seg-max-use-2xSBR.edi', 'segment_too_many', '2000B SBR', 2),
  fault('837p/broken/variant__sit-freq7-without-REF-F8.edi', 'situation', '2300 CLM 5 3', 4),
  fault('837p/broken/variant__sit-notused-element-CLM04.edi', 'element_not_used', '2300 CLM 4', 2),
  fault('837p/broken/variant__ssn-2010BA-group-of-orphan-2010CA-missing.edi', 'loop_missing', '2010CA CLM', 2),
  fault('837i/broken/mimilabs__test_extractor_837_edge_cases.py.04.edi', 'segment_unexpected', '- CLM', 1),
  fault('837i/broken/variant__code-bad-type-of-bill.edi', 'element_shape', '2300 CLM 5 1', 5),
  fault('837i/broken/variant__env-GE02-ne-GS06.edi', 'group_number_mismatch', '- GE 2', 1),
  fault('837i/broken/variant__env-IEA02-ne-ISA13.edi', 'interchange_number_mismatch', '- IEA 2', 1),
  fault('837i/broken/variant__env-ISA-date-bad.edi', 'isa_malformed', '- ISA 9', 1),
  fault('837i/broken/variant__env-SE01-count.edi', 'set_count_mismatch', '- SE 1', 1),
  fault('837i/broken/variant__req-CL1-missing.edi', 'segment_missing', '2300 AMT', 2),
  fault('837i/broken/variant__req-attending-missing-inpatient.edi', 'situation', '2300 CLM', 4),
  fault('837i/broken/variant__seg-unknown-ZZZ.edi', 'segment_unexpected', '- ZZZ', 1),
  fault('837i/broken/variant__stmt-dates-missing-DTP434.edi', 'segment_missing', '2300 CL1', 2),
  fault('837i/broken/variant__value-code-bad.edi', 'element_shape', '2300 HI 1 2', 5),
  fault('835/broken/variant__bal-BPR02-ne-sum-CLP04.edi', 'balance', 'ST BPR 2', 3),
  fault('835/broken/variant__bal-CLP-ne-SVC-sum.edi', 'balance', '2100 CLP 4', 3),
  fault('835/broken/variant__code-CAS-group-bad.edi', 'element_code', '2110 CAS 1', 2),
  fault('835/broken/variant__code-PLB-reason-bad.edi', 'element_code', 'ST PLB 3 1', 2),
  fault('835/broken/variant__code-RARC-nonexistent.edi', 'element_shape', '2110 LQ 2', 5),
  fault('835/broken/variant__dup-TRN.edi', 'segment_too_many', 'ST TRN', 2),
  fault('835/broken/variant__ele-non-ascii.edi', 'element_characters', '1000A N3 1', 1),
  fault('835/broken/variant__ele-state-bad.edi', 'element_code', '1000A N4 2', 2),
  fault('835/broken/variant__env-GE01-count.edi', 'group_count_mismatch', '- GE 1', 1),
  fault('835/broken/variant__env-SE01-count.edi', 'set_count_mismatch', '- SE 1', 1),
  fault('835/broken/variant__env-SE02-ne-ST02.edi', 'set_number_mismatch', '- SE 2', 1),
  fault('835/broken/variant__req-PER-BL-missing.edi', 'segment_missing', '1000A N1', 2),
  fault('999/broken/xlate__invalid999.edi', 'segment_unexpected', 'ST IK5', 1),
  fault('999/broken/xlate__invalid999.edi', 'element_code', '2000 IK5 1', 2),
];
