import { Pager } from '../parts/pager.tsx';
import { Section } from '../parts/section.tsx';
import { Nothing, Shown } from '../parts/states.tsx';
import { useReport } from '../report/use-report.ts';
import { ClaimTable, type ListedClaims, listedClaims } from './claim-table.tsx';

const query = `query ($after: String, $batchId: ID, $remittanceFileId: ID) {
  payers { payerId name }
  claims(first: 25, after: $after, batchId: $batchId, remittanceFileId: $remittanceFileId) { ${listedClaims} }
}`;

interface ClaimsOfProps {
  title: string;
  /** Of the page it stands on; the address holds the cursor. */
  path: string;
  of: { batchId: string } | { remittanceFileId: string };
  search: URLSearchParams;
}

/** The claims of a batch, or those a file's remittances answer. */
export function ClaimsOf({ title, path, of, search }: ClaimsOfProps) {
  const after = search.get('after') ?? undefined;
  const report = useReport<ListedClaims>(query, { after, ...of });
  return (
    <Section title={title}>
      <Shown report={report} what="claims">
        {({ claims, payers }) =>
          claims.nodes.length === 0 ? (
            <Nothing>None.</Nothing>
          ) : (
            <>
              <ClaimTable claims={claims.nodes} payers={payers} />
              <Pager path={path} search={{}} page={claims} isFirst={after === undefined} one="claim" />
            </>
          )
        }
      </Shown>
    </Section>
  );
}
