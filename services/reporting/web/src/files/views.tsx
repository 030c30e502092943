import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';

/** The two sides of the exchange of files. */
export function Views({ current }: { current: '/files' | '/batches' }) {
  return (
    <nav class="views" aria-label="Files">
      <Link to={addressOf('/files')} current={current === '/files'}>
        Received
      </Link>
      <Link to={addressOf('/batches')} current={current === '/batches'}>
        Sent
      </Link>
    </nav>
  );
}
