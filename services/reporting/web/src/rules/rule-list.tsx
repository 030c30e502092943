import { SeverityBadge } from '../parts/badge.tsx';
import { Columns } from '../parts/columns.tsx';
import { Heading } from '../parts/heading.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { Select } from '../parts/select.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf, go } from '../route/place.ts';
import { counted, day, whole } from '../words/format.ts';
import { categoryWord, evidenceWords, severities, shortEvidenceWords } from '../words/rules.ts';
import { countsAs, findRules, type RuleFilter } from './find-rules.ts';
import { RepairKinds } from './repair-kinds.tsx';
import { type Effect, type Payer, type RepairKind, type Rule, type RulesData, rulesQuery } from './rule-query.ts';

const filterNames = ['q', 'category', 'severity', 'evidence', 'changed'] as const;

/** The catalogue of coding checks: to find one, to see on whose word it rests, and how it has done. */
export function RuleList({ search }: { search: URLSearchParams }) {
  const report = useReport<RulesData & { repairKinds: RepairKind[]; payers: Payer[] }>(rulesQuery);
  const filter: RuleFilter = Object.fromEntries(filterNames.map((name) => [name, search.get(name) ?? undefined]));
  return (
    <>
      <div class="page-head">
        <Heading title="Rules" />
        <Link class="button page-action" to={addressOf('/rules/effectiveness')}>
          How well they do
        </Link>
      </div>
      <Shown report={report} what="the catalogue">
        {({ rules, ruleEffectiveness, repairKinds, payers }) => {
          const found = findRules(rules, filter);
          const effects = new Map(ruleEffectiveness.rules.map((effect) => [effect.ruleId, effect]));
          return (
            <div class="stack">
              <Filters filter={filter} categories={[...new Set(rules.map((rule) => rule.category))]} />
              {found.length === 0 ? (
                <Nothing>
                  No rule fits. <Link to={addressOf('/rules')}>Show all rules</Link>
                </Nothing>
              ) : (
                <div class="card">
                  <p class="queue-head">
                    <strong>{counted(found.length, 'rule')}</strong>{' '}
                    <span class="quiet">
                      {found.length < rules.length && `of ${whole(rules.length)}, `}in the order they run; caught and
                      missed from {day(ruleEffectiveness.from)} on
                    </span>
                  </p>
                  <RuleTable rules={found} effects={effects} />
                </div>
              )}
              <RepairKinds kinds={repairKinds} payers={payers} onChanged={report.reload} />
            </div>
          );
        }}
      </Shown>
    </>
  );
}

function Filters({ filter, categories }: { filter: RuleFilter; categories: readonly string[] }) {
  const narrow = (change: RuleFilter) => go(addressOf('/rules', { ...filter, ...change }), 'replace');
  return (
    <div class="card fields">
      <SearchField
        label="Find a rule"
        hint="Id, words of its title, logic or source"
        value={filter.q ?? ''}
        onSearch={(q) => narrow({ q })}
      />
      <Select
        label="Category"
        value={filter.category ?? ''}
        options={[
          { value: '', label: 'Every category' },
          ...categories.map((value) => ({ value, label: categoryWord(value) })),
        ]}
        onChange={(category) => narrow({ category })}
      />
      <Select
        label="Counts as"
        value={filter.severity ?? ''}
        options={[{ value: '', label: 'Anything' }, ...severities.map((value) => ({ value, label: value }))]}
        onChange={(severity) => narrow({ severity })}
      />
      <Select
        label="Evidence"
        value={filter.evidence ?? ''}
        options={[
          { value: '', label: 'Any' },
          ...Object.entries(shortEvidenceWords).map(([value, words]) => ({ value, label: `${value}: ${words}` })),
        ]}
        onChange={(evidence) => narrow({ evidence })}
      />
      <Select
        label="Settings"
        value={filter.changed ?? ''}
        options={[
          { value: '', label: 'All' },
          { value: 'yes', label: 'Changed here' },
        ]}
        onChange={(changed) => narrow({ changed })}
      />
    </div>
  );
}

function RuleTable({ rules, effects }: { rules: readonly Rule[]; effects: ReadonlyMap<string, Effect> }) {
  return (
    <table class="list">
      <Columns
        names={[
          'Rule',
          ['Category', 'wide-only'],
          'Counts as',
          ['Evidence', 'wide-only'],
          ['Caught', 'right wide-only'],
          ['Missed', 'right wide-only'],
        ]}
      />
      <tbody>
        {rules.map((rule) => {
          const effect = effects.get(rule.id);
          return (
            <tr key={rule.id}>
              <th scope="row">
                <Link to={addressOf(`/rules/${rule.id}`)}>
                  <code>{rule.id}</code> {rule.title}
                </Link>
                <span class="below quiet wide-only">{rule.citation}</span>
              </th>
              <td class="wide-only">{categoryWord(rule.category)}</td>
              <td>
                <SeverityBadge severity={countsAs(rule)} />
                {rule.settings.length > 0 && <span class="below quiet">{settingsInWords(rule)}</span>}
              </td>
              <td class="wide-only">
                <abbr title={evidenceWords[rule.evidence]}>{rule.evidence}</abbr>
              </td>
              <td class="right wide-only">{whole(effect?.caught.count ?? 0)}</td>
              <td class="right wide-only">{whole(effect?.missed.count ?? 0)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function settingsInWords(rule: Rule): string {
  const narrower = rule.settings.filter(
    (setting) => setting.inForce && (setting.payerId !== null || setting.claimType !== null),
  );
  const words: string[] = [];
  if (countsAs(rule) !== rule.severity) words.push(`changed from ${rule.severity}`);
  if (narrower.length > 0) words.push(`${counted(narrower.length, 'exception')}`);
  return words.join(', ') || 'settings that ended';
}
