import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Icon } from '../controls/icon.ts';
import { Panel, PanelSeparator } from '../controls/panel.tsx';
import { RadioSet } from '../controls/radio-set.tsx';
import { ToolButton } from './tool-button.tsx';
import { ToolFlyout } from './tool-flyout.tsx';

export interface ToolbarItem {
  readonly name: string;
  /** Accessible name and tooltip, already translated. */
  readonly label: string;
  readonly icon: Icon;
  /** In tinykeys' notation. */
  readonly shortcut?: string | undefined;
}

/** Tools that share one place: it shows the one that was used last, and the others when pressed. */
export interface ToolbarSlot {
  readonly name: string;
  /** What its tools are, already translated. */
  readonly label: string;
  readonly items: readonly ToolbarItem[];
}

export type ToolbarPlace = ToolbarItem | ToolbarSlot;

export interface ToolbarProps {
  /** Tools in groups; a hairline stands between groups. */
  readonly groups: readonly (readonly ToolbarPlace[])[];
  readonly active: string;
  /** The tool that stays after a shape, or null. */
  readonly locked?: string | null;
  readonly onSelect: (name: string) => void;
  /** A double press: the tool should stay after a shape. */
  readonly onLock?: (name: string) => void;
}

const isSlot = (place: ToolbarPlace): place is ToolbarSlot => 'items' in place;

/** The row of tools: radio buttons in one group, so that exactly one is always on. */
export function Toolbar({ groups, active, locked = null, onSelect, onLock }: ToolbarProps) {
  const { t } = useTranslation();
  /** The tool that a slot shows, by the slot's name: the one that was in hand last. */
  const [shown, setShown] = useState<Readonly<Record<string, string>>>({});
  const itemOf = (place: ToolbarPlace): ToolbarItem | undefined => {
    if (!isSlot(place)) return place;
    const { items } = place;
    return (
      items.find(({ name }) => name === active) ??
      items.find(({ name }) => name === shown[place.name]) ??
      items[0]
    );
  };
  const places = groups.flatMap((group, i) =>
    group.map((place, j) => ({ place, item: itemOf(place), isFirst: i > 0 && j === 0 })),
  );
  const slotOf = (name: string): ToolbarSlot | undefined =>
    places.map(({ place }) => place).find((place) => isSlot(place) && inSlot(place, name)) as
      | ToolbarSlot
      | undefined;
  const select = (name: string): void => {
    const slot = slotOf(name);
    if (slot) setShown((before) => ({ ...before, [slot.name]: name }));
    onSelect(name);
  };

  return (
    <Panel role="group" aria-label={t('region.tools')} className="toolbar">
      <RadioSet
        className="toolbar__tools"
        label={t('region.tools')}
        values={places.flatMap(({ item }) => item?.name ?? [])}
        value={active}
        onChange={select}
        renderItem={(name, radio) => {
          const found = places.find(({ item }) => item?.name === name);
          if (!found?.item) return null;
          const { place, item, isFirst } = found;
          const button = {
            item,
            isLocked: locked === name,
            onLock: () => onLock?.(name),
          };
          return (
            <Fragment key={isSlot(place) ? place.name : name}>
              {isFirst && <PanelSeparator />}
              {isSlot(place) ? (
                <ToolFlyout
                  {...button}
                  radio={radio}
                  slot={place}
                  active={active}
                  onSelect={select}
                />
              ) : (
                <ToolButton {...button} {...radio} />
              )}
            </Fragment>
          );
        }}
      />
    </Panel>
  );
}

const inSlot = ({ items }: ToolbarSlot, name: string): boolean =>
  items.some((item) => item.name === name);
