import { useContext } from 'preact/hooks';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useDownload } from '../rest/use-download.ts';
import { Me } from '../session/me.ts';
import type { Batch } from './file-query.ts';

/** Fetches the very bytes of a batch; nothing for who may not. */
export function DownloadBatch({ batch }: { batch: Pick<Batch, 'id' | 'fileName'> }) {
  const me = useContext(Me);
  const download = useDownload();
  if (!me.may('claims:read')) return null;
  return (
    <>
      <button
        type="button"
        class="button small-button"
        aria-label={`Download ${batch.fileName}`}
        disabled={download.busy}
        onClick={() => void download.run(`/v1/batches/${batch.id}/x12`)}
      >
        Download
      </button>
      <ProblemNote problem={download.problem} what="Not fetched." />
    </>
  );
}
