import type { IsoDate } from '@claimwright/domain/dates';
import type { Element } from './element.ts';
import type { Places } from './fit.ts';
import { endedBefore } from './from-date-time.ts';

/** The parts of a name as NM1 has them, and where each stood. */
export interface NameParts {
  lastName?: string;
  firstName?: string;
  middleName?: string;
  suffix?: string;
  places: Places;
}

const preference = ['official', 'usual', undefined];

/**
 * The name in force out of `holder.name`: official before usual before unlabelled; former names (old, maiden, period over) and
 * nicknames only when there is no other. Given names after the first are the middle name. `text` alone is not split: that
 * would be a guess.
 */
export function fromHumanNames(holder: Element, today: IsoDate): NameParts {
  const name = chooseName(holder.children('name'), today);
  if (!name) return { places: { '': holder.at('name') } };
  const given = name.texts('given');
  return {
    lastName: name.text('family'),
    firstName: given[0],
    middleName: given.slice(1).join(' ') || undefined,
    suffix: name.texts('suffix').join(' ') || undefined,
    places: {
      lastName: name.at('family'),
      firstName: name.at('given[0]'),
      middleName: name.at('given'),
      suffix: name.at('suffix'),
      '': name.path,
    },
  };
}

function chooseName(names: readonly Element[], today: IsoDate): Element | undefined {
  const current = names.filter((name) => !endedBefore(name, today));
  for (const use of preference) {
    const match = current.find((name) => name.text('use') === use);
    if (match) return match;
  }
  return current[0] ?? names[0];
}
