import type { ComponentChildren } from 'preact';
import { Link } from '../route/link.tsx';
import { addressOf } from '../route/place.ts';
import { Heading } from './heading.tsx';

interface PageHeadProps {
  /** The page this one belongs under: its path and name. */
  crumb: readonly [path: string, name: string];
  title: string;
  /** What stands beside the heading: state, actions. */
  children?: ComponentChildren;
}

/** The head of a page about one thing, with the way back to where the others are. */
export function PageHead({ crumb: [path, name], title, children }: PageHeadProps) {
  return (
    <>
      <p class="crumbs">
        <Link to={addressOf(path)}>{name}</Link>
      </p>
      <div class="page-head">
        <Heading title={title} />
        {children}
      </div>
    </>
  );
}
