import { ChevronLeft } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { type Icon, SMALL_ICON_PROPS } from '../controls/icon.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { focusPopup, returnFocus } from '../controls/input-modality.ts';
import { PanelSeparator } from '../controls/panel.tsx';
import { POPUP_GAP_PX, usePopupHost } from '../controls/popup-host.ts';
import { PlaceFields, type PlaceFieldsProps } from './place-fields.tsx';

export interface ArrangeButton {
  /** Of the command. */
  readonly id: string;
  readonly icon: Icon;
  readonly label: string;
  /** In tinykeys' notation. */
  readonly shortcut: string | undefined;
  readonly enabled: boolean;
}

export interface ArrangePopoverProps {
  readonly place: PlaceFieldsProps['place'];
  readonly onPlace: PlaceFieldsProps['onChange'];
  readonly groups: readonly (readonly ArrangeButton[])[];
  readonly onCommand: (id: string) => void;
}

const EDGE_PX = 12;

/** The button "Arrange" and what it opens: numbers, and everything that lays out the selection. */
export function ArrangePopover({ place, onPlace, groups, onCommand }: ArrangePopoverProps) {
  const { t } = useTranslation();
  const host = usePopupHost();
  return (
    <Popover.Root>
      <Popover.Trigger className="arrange-button">
        <ChevronLeft {...SMALL_ICON_PROPS} />
        {t('arrange.open')}
      </Popover.Trigger>
      <Popover.Portal container={host}>
        <Popover.Content
          className="popup arrange"
          aria-label={t('arrange.title')}
          side="left"
          align="end"
          sideOffset={POPUP_GAP_PX}
          collisionPadding={EDGE_PX}
          onOpenAutoFocus={focusPopup}
          onCloseAutoFocus={returnFocus}
          // One goes on selecting on the canvas with the numbers in view.
          onInteractOutside={(event) => event.preventDefault()}
        >
          <PlaceFields place={place} onChange={onPlace} />
          <PanelSeparator />
          {groups.map((row) => (
            <div key={row[0]?.id} className="arrange__row">
              {row.map(({ id, icon, label, shortcut, enabled }) => (
                <IconButton
                  key={id}
                  icon={icon}
                  label={label}
                  shortcut={shortcut}
                  disabled={!enabled}
                  onClick={() => onCommand(id)}
                />
              ))}
            </div>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
