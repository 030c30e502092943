import type { HistoryLine } from '@claimwright/domain/finding';
import { cleanLine } from '../clean-encounter.ts';
import type { Rule, RuleResult } from '../rule.ts';
import { type LineFacts, type ScrubContext, serviceName } from '../scrub-context.ts';

/** The sender says with them that the repeat is meant. */
const repeatModifiers = new Set(['59', '76', '77', '91', 'XE', 'XP', 'XS', 'XU']);
/** They tell two sites apart; a difference in them is no sign of a duplicate. */
const siteModifiers = /^(?:50|LT|RT|E[1-4]|F[1-9A]|T[1-9A]|LC|LD|LM|RC|RI)$/;

const earlier: HistoryLine = {
  encounterId: '01900000-0000-7000-8000-000000000001',
  billingNpi: '1234567893',
  renderingNpi: '1122334455',
  procedureCode: 'G0463',
  modifiers: [],
  placeOfService: '11',
  units: 1,
  chargeCents: cleanLine.chargeCents,
  serviceFrom: '2026-03-02',
  serviceTo: '2026-03-02',
  frequencyCode: '1',
};

export const ad002: Rule = {
  id: 'AD002',
  version: 3,
  title: 'Same service already billed',
  category: 'history',
  severity: 'reject',
  claimTypes: ['professional', 'institutional'],
  citation: 'Medicare Claims Processing Manual ch. 1 section 120; 277CA A3:78',
  evidence: 'V',
  logic:
    'A line equals one of an earlier claim of the patient, or of this encounter, in dates, code, modifiers, place, units, charge and providers. Equal in dates, code and billing provider only, or within one professional encounter in all but units and charge, it is a warning. Corrections and voids are no duplicates; a repeat modifier makes an exact match a warning, and a site modifier that differs makes another service.',
  needs: ['patient history'],
  perLine: true,
  overridable: true,
  alsoWarns: true,
  place: { x12: { loop: '2400', segment: 'SV1', element: 'SV101' }, formBox: '24D' },
  firing: {
    words: 'G0463 of 2026-03-02 billed before, all else equal',
    encounter: {},
    history: [earlier],
    pointer: '/lines/0',
  },
  passing: {
    words: 'the same line in a replacement claim',
    encounter: { frequencyCode: '7', payerClaimControlNumber: 'ICN2026061' },
    history: [earlier],
  },
  evaluate(context) {
    const results: RuleResult[] = [];
    const { bill, encounter, history, lines } = context;
    if (encounter.frequencyCode !== '1' || bill?.corrects === true) return results;
    for (const facts of lines) {
      const twin = earlierTwin(lines, facts);
      const match = twin === undefined && history.length > 0 ? closestMatch(context, facts) : undefined;
      const sibling =
        bill === undefined && twin === undefined && match === undefined ? suspectIn(lines, facts) : undefined;
      if (twin === undefined && match === undefined && sibling === undefined) continue;
      const exact = sibling === undefined && (match === undefined || match.kind === 'exact');
      const repeat = facts.modifiers.some(({ code }) => repeatModifiers.has(code));
      const where = match === undefined ? `line ${((twin ?? sibling)?.index ?? 0) + 1}` : whereWords(match.line);
      results.push({
        verdict: 'fail',
        severity: exact && !repeat ? 'reject' : 'warn',
        pointer: `/lines/${facts.index}`,
        message: exact
          ? `Line ${facts.index + 1} (${serviceName(facts)} of ${facts.from}) repeats ${where} in every detail.`
          : `Line ${facts.index + 1} (${serviceName(facts)} of ${facts.from}) looks like ${where}.`,
        action:
          'Remove it if it is the same service. If it was given twice, bill units or a repeat modifier; if it corrects the earlier claim, send a replacement.',
        line: facts.index,
      });
    }
    return results;
  },
};

/** An earlier line of this encounter that is the same in every detail. */
function earlierTwin(lines: readonly LineFacts[], facts: LineFacts): LineFacts | undefined {
  return earlierLike(lines, facts, ({ line }) => {
    return line.units === facts.line.units && line.chargeCents === facts.line.chargeCents;
  });
}

/** An earlier line of this encounter that differs in units or charge alone, and no modifier says that it was given again. */
function suspectIn(lines: readonly LineFacts[], facts: LineFacts): LineFacts | undefined {
  if (facts.modifiers.some(({ code }) => repeatModifiers.has(code))) return undefined;
  return earlierLike(lines, facts, () => true);
}

function earlierLike(lines: readonly LineFacts[], facts: LineFacts, alsoLike: (other: LineFacts) => boolean) {
  for (let index = 0; index < facts.index; index += 1) {
    const other = lines[index];
    if (other === undefined || other.procedure !== facts.procedure || other.from !== facts.from) continue;
    if (other.to !== facts.to || other.place !== facts.place) continue;
    const [one, two] = [other.line, facts.line];
    if (one.drug?.ndc !== two.drug?.ndc || one.revenueCode !== two.revenueCode) continue;
    if (one.renderingProvider?.npi !== two.renderingProvider?.npi) continue;
    if (modifierKey(one.modifiers) === modifierKey(two.modifiers) && alsoLike(other)) return other;
  }
  return undefined;
}

interface Match {
  kind: 'exact' | 'suspect';
  line: HistoryLine;
}

/** The best match in the history; among equals the one with the smallest id, so that the order of the history does not matter. */
function closestMatch(context: ScrubContext, facts: LineFacts): Match | undefined {
  let best: Match | undefined;
  for (const line of context.history) {
    const kind = matchKind(context, facts, line);
    if (kind === undefined || (best?.kind === 'exact' && kind === 'suspect')) continue;
    const better = best === undefined || (best.kind === 'suspect' && kind === 'exact') || idOf(line) < idOf(best.line);
    if (better) best = { kind, line };
  }
  return best;
}

function matchKind({ encounter }: ScrubContext, facts: LineFacts, past: HistoryLine): Match['kind'] | undefined {
  if (past.serviceFrom !== facts.from || past.procedureCode.toUpperCase() !== facts.procedure) return undefined;
  if (past.serviceTo !== facts.to || past.frequencyCode === '8') return undefined;
  if (differ(past.billingNpi, encounter.billingProvider.npi)) return undefined;
  const { line } = facts;
  // Without a procedure code the revenue code is the service; with one it says where it was given.
  if (differ(past.revenueCode ?? undefined, line.revenueCode)) return undefined;
  const sameModifiers = modifierKey(past.modifiers) === modifierKey(line.modifiers);
  const same =
    sameModifiers &&
    past.units === line.units &&
    past.chargeCents === line.chargeCents &&
    !differ(past.placeOfService, facts.place) &&
    !differ(past.renderingNpi, line.renderingProvider?.npi ?? encounter.renderingProvider?.npi);
  if (same) return 'exact';
  return !sameModifiers && isSetApart(past.modifiers, line.modifiers) ? undefined : 'suspect';
}

/** Whether a modifier that only one of the two lines carries tells them apart. */
function isSetApart(past: readonly string[], present: readonly string[]): boolean {
  const [one, two] = [past.map(upper), present.map(upper)];
  const apart = (code: string) => repeatModifiers.has(code) || siteModifiers.test(code);
  return (
    one.some((code) => apart(code) && !two.includes(code)) || two.some((code) => apart(code) && !one.includes(code))
  );
}

function upper(modifier: string): string {
  return modifier.trim().toUpperCase();
}

function modifierKey(modifiers: readonly string[]): string {
  return modifiers.length === 0 ? '' : modifiers.map(upper).sort().join(' ');
}

/** Different as far as both are known. */
function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function idOf(line: HistoryLine): string {
  return `${line.claimId ?? '~'} ${line.encounterId} ${line.chargeCents}`;
}

function whereWords({ claimId, encounterId }: HistoryLine): string {
  return claimId === undefined ? `a line of encounter ${encounterId}` : `a line of claim ${claimId}`;
}
