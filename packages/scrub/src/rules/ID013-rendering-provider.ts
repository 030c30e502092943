import type { Rule, RuleResult } from '../rule.ts';
import type { LineFacts } from '../scrub-context.ts';

/** Ambulance, supplies, parenteral nutrition, equipment, orthotics: billed by a supplier, rendered by no physician. */
const supplierCode = /^[ABEKL]\d{4}$/;
const ambulancePlaces = new Set(['41', '42']);

export const id013: Rule = {
  id: 'ID013',
  version: 1,
  title: 'A group bills without a rendering provider',
  category: 'identity',
  severity: 'reject',
  claimTypes: ['professional'],
  citation: '005010X222A1 loops 2310B and 2420A',
  evidence: 'M',
  logic:
    'When an organization bills, the claim or each of its lines names who rendered the service. Ambulance trips and supplies need none. When the rendering person bills, none is named.',
  needs: [],
  perLine: false,
  overridable: false,
  place: { x12: { loop: '2310B', segment: 'NM1', element: 'NM1' }, formBox: '24J' },
  firing: {
    words: 'a group bills G0463 and names no rendering provider',
    encounter: { renderingProvider: null },
    pointer: '/renderingProvider',
  },
  passing: {
    words: 'the rendering person bills',
    encounter: {
      renderingProvider: null,
      billingProvider: { npi: '1122334455', organizationName: null, lastName: 'Healer', firstName: 'Sam' },
    },
  },
  evaluate({ encounter, lines }) {
    const results: RuleResult[] = [];
    const { billingProvider, renderingProvider } = encounter;
    if (renderingProvider !== undefined || billingProvider.organizationName === undefined) return results;
    const open = lines.find(needsRenderingProvider);
    if (open === undefined) return results;
    results.push({
      verdict: 'fail',
      pointer: '/renderingProvider',
      message: `${billingProvider.organizationName} bills as a group, and line ${open.index + 1} (${open.procedure}) does not say who rendered the service.`,
      action: 'Name the rendering provider of the visit or of the line.',
    });
    return results;
  },
};

function needsRenderingProvider({ line, procedure, place }: LineFacts): boolean {
  if (line.renderingProvider !== undefined || supplierCode.test(procedure)) return false;
  return place === undefined || !ambulancePlaces.has(place);
}
