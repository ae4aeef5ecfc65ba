import { Lock } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Icon } from '../controls/icon.ts';
import { ICON_PROPS } from '../controls/icon.ts';
import { Panel, PanelSeparator } from '../controls/panel.tsx';
import { RadioSet } from '../controls/radio-set.tsx';
import { Tooltip } from '../controls/tooltip.tsx';
import { ariaShortcut } from '../shortcut.ts';

export interface ToolbarItem {
  readonly name: string;
  /** Accessible name and tooltip, already translated. */
  readonly label: string;
  readonly icon: Icon;
  /** In tinykeys' notation. */
  readonly shortcut: string;
}

export interface ToolbarProps {
  /** Tools in groups; a hairline stands between groups. */
  readonly groups: readonly (readonly ToolbarItem[])[];
  readonly active: string;
  /** The tool that stays after a shape, or null. */
  readonly locked?: string | null;
  readonly onSelect: (name: string) => void;
  /** A double press: the tool should stay after a shape. */
  readonly onLock?: (name: string) => void;
}

/** The row of tools: radio buttons in one group, so that exactly one is always on. */
export function Toolbar({ groups, active, locked = null, onSelect, onLock }: ToolbarProps) {
  const { t } = useTranslation();
  const items = groups.flat();
  const firstOfGroup = new Set(groups.slice(1).map((group) => group[0]?.name));

  return (
    <Panel role="group" aria-label={t('region.tools')} className="toolbar">
      <RadioSet
        className="toolbar__tools"
        label={t('region.tools')}
        values={items.map((item) => item.name)}
        value={active}
        onChange={onSelect}
        renderItem={(name, radio) => {
          const item = items.find((candidate) => candidate.name === name);
          if (item === undefined) return null;
          const IconShape = item.icon;
          const isLocked = locked === name;
          return (
            <Fragment key={name}>
              {firstOfGroup.has(name) && <PanelSeparator />}
              <Tooltip
                label={item.label}
                detail={isLocked ? t('tool.locked') : undefined}
                shortcut={item.shortcut}
              >
                <button
                  {...radio}
                  className="icon-button icon-button--large"
                  aria-label={item.label}
                  aria-description={isLocked ? t('tool.locked') : undefined}
                  aria-keyshortcuts={ariaShortcut(item.shortcut)}
                  onDoubleClick={() => onLock?.(name)}
                >
                  <IconShape {...ICON_PROPS} />
                  {isLocked && (
                    <Lock className="toolbar__lock" size={10} strokeWidth={2.5} aria-hidden />
                  )}
                </button>
              </Tooltip>
            </Fragment>
          );
        }}
      />
    </Panel>
  );
}
