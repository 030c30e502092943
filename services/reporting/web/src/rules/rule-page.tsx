import type { ComponentChildren } from 'preact';
import { SeverityBadge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { NotThere } from '../parts/not-there.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { day, dollars, whole } from '../words/format.ts';
import { categoryWord, evidenceWords } from '../words/rules.ts';
import { countsAs } from './find-rules.ts';
import { type Effect, type Payer, type Rule, type RulesData, ruleQuery, type Volume } from './rule-query.ts';
import { RuleSettings } from './rule-settings.tsx';

/** One rule: what it checks and on whose word, an example each way, how heavily it counts here, and how it has done. */
export function RulePage({ id }: { id: string }) {
  const report = useReport<RulesData & { payers: Payer[] }>(ruleQuery, { ids: [id] });
  return (
    <Shown report={report} what="the rule">
      {({ rules: [rule], ruleEffectiveness, payers }) =>
        rule === undefined ? (
          <NotThere what="rule" all={['/rules', 'rules']} why="The catalogue has no rule of that name." />
        ) : (
          <>
            <PageHead crumb={['/rules', 'Rules']} title={`${rule.id} ${rule.title}`}>
              <SeverityBadge severity={countsAs(rule)} />
            </PageHead>
            <div class="columns wide-left">
              <div class="stack">
                <Content rule={rule} />
                <RuleSettings rule={rule} payers={payers} onChanged={report.reload} />
              </div>
              <div class="stack">
                <Ways rule={rule} />
                <Done
                  effect={ruleEffectiveness.rules.find((effect) => effect.ruleId === rule.id)}
                  from={ruleEffectiveness.from}
                />
              </div>
            </div>
          </>
        )
      }
    </Shown>
  );
}

function Content({ rule }: { rule: Rule }) {
  const { loop, segment, element } = rule.x12;
  return (
    <Section title="What it checks">
      <p>{rule.logic}</p>
      <div class="examples">
        <div>
          <h3>It fires on</h3>
          <p>{rule.fires}</p>
        </div>
        <div>
          <h3>It passes</h3>
          <p>{rule.passes}</p>
        </div>
      </div>
      <Facts
        facts={[
          ['Source', rule.citation],
          ['Evidence', `${rule.evidence}: ${evidenceWords[rule.evidence] ?? 'unknown'}`],
          ['Category', categoryWord(rule.category)],
          ['By itself it counts as', rule.severity],
          ['Claims', rule.claimTypes.join(', ')],
          ['Needs', rule.needs.join(', ') || 'no table'],
          ['Findings may be released', rule.overridable ? 'yes, with a reason' : 'no'],
          ['X12', `loop ${loop}, ${element === segment ? segment : `${segment}, ${element}`}`],
          ['CMS-1500', `box ${rule.formBox}`],
          ['Version', whole(rule.version)],
        ]}
      />
    </Section>
  );
}

function Ways({ rule }: { rule: Rule }) {
  return (
    <Section title="Where it leads">
      <ul class="plain spaced">
        <li>
          <Link to={addressOf('/work', { rule: rule.id })}>Open tasks about its findings</Link>
        </li>
        <li>
          <Link to={addressOf('/what-if', { rule: rule.id })}>What if it counted otherwise?</Link>
        </li>
      </ul>
    </Section>
  );
}

function Done({ effect, from }: { effect: Effect | undefined; from: string }) {
  if (!effect) return null;
  const row = (name: string, volume: Volume, words: string): [string, ComponentChildren] => [
    name,
    <>
      <strong>{whole(volume.count)}</strong> {volume.count > 0 && dollars(volume.amountCents)}{' '}
      <span class="quiet small below">{words}</span>
    </>,
  ];
  return (
    <Section
      title="How it has done"
      note={`Denials paid from ${day(from)} on, held against its findings.`}
      aside={<Link to={addressOf('/rules/effectiveness')}>All rules</Link>}
    >
      <Facts
        facts={[
          row('Caught', effect.caught, 'it spoke, the claim went out, and was denied for it'),
          row('Overridden', effect.overridden, 'its finding was released, and the claim was denied for it'),
          row('Missed', effect.missed, 'denied for what it looks for, and nothing had spoken'),
          row('False alarms', effect.falseAlarms, 'its finding was released, and the payer paid'),
        ]}
      />
    </Section>
  );
}
