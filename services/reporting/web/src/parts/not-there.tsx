import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { Heading } from './heading.tsx';
import { Nothing } from './states.tsx';

interface NotThereProps {
  what: string;
  /** Where those that are there can be seen: path and name. */
  all: readonly [path: string, name: string];
  why?: string;
}

/** The page of a thing that is not, or that the key may not see: which of the two, nobody is told. */
export function NotThere({ what, all: [path, name], why }: NotThereProps) {
  return (
    <>
      <Heading title={`There is no such ${what}`} />
      <Nothing>
        {why ?? `The address names no ${what} that this key may see.`} <Link to={addressOf(path)}>Show all {name}</Link>
      </Nothing>
    </>
  );
}
