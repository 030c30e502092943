import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';

/** A rule's id that leads to what the catalogue says of it. */
export function RuleLink({ ruleId }: { ruleId: string }) {
  return (
    <Link class="rule-link" to={addressOf(`/rules/${ruleId}`)}>
      <code>{ruleId}</code>
    </Link>
  );
}
