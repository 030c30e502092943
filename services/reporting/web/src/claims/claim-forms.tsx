import { useState } from 'preact/hooks';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useDownload } from '../rest/use-download.ts';
import type { Claim } from './claim-query.ts';

const papers = {
  professional: { name: 'CMS-1500', path: 'cms1500.pdf', blank: 'for the red form', places: 'Boxes' },
  institutional: { name: 'UB-04', path: 'ub04.pdf', blank: 'text alone', places: 'Form locators' },
} as const;

/** The claim on paper: drawn, to be read, or blank, to be printed on the form. Says what did not fit. */
export function ClaimForms({ claim }: { claim: Pick<Claim, 'id' | 'claimType'> }) {
  const download = useDownload();
  const [unfit, setUnfit] = useState('');
  const paper = papers[claim.claimType];
  const fetchForm = async (form: 'blank' | 'drawn') => {
    const headers = await download.run(`/v1/claims/${claim.id}/${paper.path}?form=${form}`);
    if (headers) setUnfit(headers.get('x-unfit-items') ?? '');
  };
  return (
    <>
      <button type="button" class="button" disabled={download.busy} onClick={() => void fetchForm('drawn')}>
        {paper.name} (PDF)
      </button>
      <button type="button" class="button" disabled={download.busy} onClick={() => void fetchForm('blank')}>
        {paper.name} {paper.blank} (PDF)
      </button>
      {unfit !== '' && (
        <p class="quiet small" role="status">
          {paper.places} that could not hold all: {unfit.replaceAll(',', ', ')}.
        </p>
      )}
      <ProblemNote problem={download.problem} what="Not fetched." />
    </>
  );
}
