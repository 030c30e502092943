import { cleanCoverage, cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';

/** From this day Medicare takes no certificate of medical necessity and no information form. */
const endOfCertificates = '2023-01-01';

const oxygen = { ...cleanLine, procedureCode: 'E1390', modifiers: ['RR'] };
const certification = { type: 'initial', months: 12 } as const;
const form = { kind: 'UT', code: '484.3', answers: [{ question: '1A', text: '56' }] } as const;

export const st019: Rule = {
  id: 'ST019',
  version: 1,
  title: 'Certificate of medical necessity that is no longer taken',
  category: 'structure',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: 'CMS Change Request 12734; CEDI edits of 2023; 005010X222A1 loop 2440, PWK*CT',
  evidence: 'V',
  logic: `For services from ${endOfCertificates} on, Medicare rejects a line with a certificate or its form. Where another payer takes one, the form comes with its certification (CR3) and the day therapy began, and a renewal or revision with its day.`,
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2440', segment: 'LQ', element: 'LQ02' }, formBox: '19' },
  firing: {
    words: 'oxygen for Medicare with a form, in 2026',
    encounter: {
      coverages: [{ ...cleanCoverage, claimFilingCode: 'MB' }],
      lines: [{ ...oxygen, medicalEquipment: { forms: [{ ...form, answers: [...form.answers] }] } }],
    },
    pointer: '/lines/0/medicalEquipment/forms',
  },
  passing: {
    words: 'oxygen for another payer, certified and begun on a day',
    encounter: {
      lines: [
        {
          ...oxygen,
          dates: { beginTherapy: '2026-03-01' },
          medicalEquipment: { certification, forms: [{ ...form, answers: [...form.answers] }] },
        },
      ],
    },
  },
  evaluate({ lines, medicare }) {
    const results: RuleResult[] = [];
    for (const { index, line, from } of lines) {
      const { medicalEquipment: equipment, dates } = line;
      const hasForm = (equipment?.forms?.length ?? 0) > 0;
      if (!equipment || !(hasForm || equipment.certificateTransmissionCode || equipment.certification)) continue;
      const at = `/lines/${index}/medicalEquipment`;
      const fail = (pointer: string, segment: string, element: string, message: string, action: string) =>
        results.push({
          ...{ verdict: 'fail', pointer, message: `Line ${index + 1}: ${message}`, action, line: index },
          place: { x12: { loop: segment === 'LQ' ? '2440' : '2400', segment, element }, formBox: '19' },
        });
      if (medicare && from >= endOfCertificates && (hasForm || equipment.certificateTransmissionCode)) {
        const member = hasForm ? 'forms' : 'certificateTransmissionCode';
        const message = `Medicare takes no certificate for a service of ${from}.`;
        fail(`${at}/${member}`, hasForm ? 'LQ' : 'PWK', hasForm ? 'LQ02' : 'PWK02', message, 'Leave it out.');
        continue;
      }
      if (hasForm && !equipment.certification) {
        fail(`${at}/certification`, 'CR3', 'CR301', 'the form has no certification.', 'Say which kind and how long.');
      }
      if (equipment.certification && dates?.beginTherapy === undefined) {
        const action = 'Enter the day therapy began.';
        fail(`/lines/${index}/dates/beginTherapy`, 'DTP', 'DTP03', 'the certification has no beginning.', action);
      }
      const isLater = equipment.certification && equipment.certification.type !== 'initial';
      if (isLater && dates?.certificationRevision === undefined) {
        const message = 'a renewed or revised certification has its day.';
        fail(`/lines/${index}/dates/certificationRevision`, 'DTP', 'DTP03', message, 'Enter the day it was renewed.');
      }
    }
    return results;
  },
};
