import { useTranslation } from 'react-i18next';
import type { PersonStatus } from '../../sync/status.ts';
import { keepFocus } from '../controls/keep-focus.ts';
import { Tooltip } from '../controls/tooltip.tsx';
import type { Translate } from '../i18n/index.ts';
import { personStateText } from '../status/status-text.ts';
import { Avatar } from './avatar.tsx';

const MAX_AVATARS = 4;

export interface PeopleBarProps {
  /** Others on the board, each once. */
  readonly people: readonly PersonStatus[];
  /** Shows the list of people. */
  readonly onOpen: () => void;
  /** Whose view is shown; null: one's own. */
  readonly followed: string | null;
  /** Follows a person, or nobody any more if it was that one. */
  readonly onFollow: (personId: string) => void;
  /** Avatars before the rest become "+N"; 4 when left out. */
  readonly max?: number;
  /** The tool's translated name for what presence carries. */
  readonly toolLabel?: (tool: string) => string | null;
}

/** Splits people into those with an avatar of their own and the rest. "+1" would waste its place. */
export function splitPeople<T>(people: readonly T[], max: number): { shown: T[]; rest: T[] } {
  if (people.length <= max) return { shown: [...people], rest: [] };
  return { shown: people.slice(0, max - 1), rest: people.slice(max - 1) };
}

const nameOf = (person: PersonStatus, t: Translate): string =>
  person.name === '' ? t('person.unnamed') : person.name;

function toolText(
  person: PersonStatus,
  toolLabel: PeopleBarProps['toolLabel'],
  t: Translate,
): string {
  const tool = person.tool === null ? null : (toolLabel?.(person.tool) ?? null);
  const state = personStateText(person, t);
  if (person.viewOnly) return `${state}, ${t('person.viewOnly')}`;
  return tool === null ? state : `${state}, ${t('person.usingTool', { tool })}`;
}

/** The others' avatars, overlapping: each follows its person. Nothing while nobody is here. */
export function PeopleBar(props: PeopleBarProps) {
  const { people, onOpen, followed, onFollow, max = MAX_AVATARS, toolLabel } = props;
  const { t } = useTranslation();
  if (people.length === 0) return null;
  const { shown, rest } = splitPeople(people, max);
  const names = people.map((person) => nameOf(person, t)).join(', ');

  return (
    <fieldset className="people-bar" aria-label={t('person.here', { count: people.length, names })}>
      {shown.map((person) => {
        const name = nameOf(person, t);
        const isFollowed = followed === person.personId;
        return (
          <Tooltip
            key={person.personId}
            side="bottom"
            label={isFollowed ? t('follow.stopOf', { name }) : t('follow.start', { name })}
            detail={toolText(person, toolLabel, t)}
          >
            <button
              type="button"
              className="people-bar__place"
              aria-label={t('follow.start', { name })}
              aria-pressed={isFollowed}
              onMouseDown={keepFocus}
              onClick={() => onFollow(person.personId)}
            >
              <Avatar
                initials={person.initials}
                color={person.color}
                faint={person.state !== 'live'}
              />
            </button>
          </Tooltip>
        );
      })}
      {rest.length > 0 && (
        <Tooltip side="bottom" label={rest.map((person) => nameOf(person, t)).join(', ')}>
          <button
            type="button"
            className="people-bar__place"
            aria-label={t('person.showRest', { count: rest.length })}
            onClick={onOpen}
          >
            <span className="avatar avatar--rest">{t('person.more', { count: rest.length })}</span>
          </button>
        </Tooltip>
      )}
    </fieldset>
  );
}
