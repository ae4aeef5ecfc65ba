import {
  Activity,
  Check,
  FilePlus2,
  FolderOpen,
  ImagePlus,
  Keyboard,
  LayoutGrid,
  Menu,
  Monitor,
  Moon,
  PenLine,
  Save,
  Sun,
  SunMoon,
  Usb,
} from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { ICON_PROPS, type Icon } from '../controls/icon.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { returnFocus } from '../controls/input-modality.ts';
import { Keys } from '../controls/keys.tsx';
import { POPUP_GAP_PX, usePopupHost } from '../controls/popup-host.ts';
import { THEME_CHOICES, type ThemeChoice } from '../theme.ts';

const EDGE_PX = 12;

export interface BoardMenuProps {
  readonly onNewBoard: () => void;
  readonly onShowBoards: () => void;
  /** Left out: no such item. */
  readonly onOpenFile?: (() => void) | undefined;
  readonly onSaveFile?: (() => void) | undefined;
  readonly onExchange: () => void;
  readonly onInsertPicture?: (() => void) | undefined;
  readonly onRename: () => void;
  readonly theme: ThemeChoice;
  readonly onThemeChange: (theme: ThemeChoice) => void;
  readonly onCheckConnection: () => void;
  readonly onHelp: () => void;
  /** Shortcuts in tinykeys' notation, by item. */
  readonly shortcuts?: {
    readonly newBoard?: string;
    readonly openFile?: string;
    readonly saveFile?: string;
    readonly insertPicture?: string;
    readonly help?: string;
  };
}

/** Everything that concerns the board as a whole. */
export function BoardMenu(props: BoardMenuProps) {
  const { t } = useTranslation();
  const { shortcuts = {} } = props;
  const host = usePopupHost();
  return (
    // Not modal: the drawing and the people stay alive behind it.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton icon={Menu} label={t('menu.open')} tooltipSide="bottom" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={host}>
        <DropdownMenu.Content
          className="popup menu"
          align="start"
          sideOffset={POPUP_GAP_PX}
          alignOffset={-4}
          collisionPadding={EDGE_PX}
          // "Rename" puts the focus into the name's field.
          onCloseAutoFocus={(event) => {
            if (document.activeElement instanceof HTMLInputElement) event.preventDefault();
            else returnFocus(event);
          }}
        >
          <Item icon={LayoutGrid} label={t('menu.allBoards')} onSelect={props.onShowBoards} />
          <DropdownMenu.Separator className="menu__separator" />
          <Item
            icon={FilePlus2}
            label={t('menu.newBoard')}
            shortcut={shortcuts.newBoard}
            onSelect={props.onNewBoard}
          />
          {props.onOpenFile && (
            <Item
              icon={FolderOpen}
              label={t('menu.openFile')}
              shortcut={shortcuts.openFile}
              onSelect={props.onOpenFile}
            />
          )}
          {props.onSaveFile && (
            <Item
              icon={Save}
              label={t('menu.saveFile')}
              shortcut={shortcuts.saveFile}
              onSelect={props.onSaveFile}
            />
          )}
          <Item icon={Usb} label={t('exchange.open')} onSelect={props.onExchange} />
          {props.onInsertPicture && (
            <Item
              icon={ImagePlus}
              label={t('menu.insertPicture')}
              shortcut={shortcuts.insertPicture}
              onSelect={props.onInsertPicture}
            />
          )}
          <Item icon={PenLine} label={t('menu.rename')} onSelect={props.onRename} />
          <DropdownMenu.Separator className="menu__separator" />
          <ThemeSubmenu theme={props.theme} onThemeChange={props.onThemeChange} host={host} />
          <Item
            icon={Activity}
            label={t('menu.checkConnection')}
            onSelect={props.onCheckConnection}
          />
          <Item
            icon={Keyboard}
            label={t('menu.help')}
            shortcut={shortcuts.help}
            onSelect={props.onHelp}
          />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ItemProps {
  readonly icon: Icon;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly onSelect: () => void;
}

function Item({ icon: IconShape, label, shortcut, onSelect }: ItemProps) {
  return (
    <DropdownMenu.Item className="menu__item" onSelect={onSelect}>
      <IconShape {...ICON_PROPS} size={16} />
      <span>{label}</span>
      {shortcut !== undefined && <Keys shortcut={shortcut} />}
    </DropdownMenu.Item>
  );
}

const THEME_ITEMS = {
  system: { icon: Monitor, label: 'menu.themeSystem' },
  light: { icon: Sun, label: 'menu.themeLight' },
  dark: { icon: Moon, label: 'menu.themeDark' },
} as const;

interface ThemeSubmenuProps extends Pick<BoardMenuProps, 'theme' | 'onThemeChange'> {
  readonly host: HTMLElement | null;
}

function ThemeSubmenu({ theme, onThemeChange, host }: ThemeSubmenuProps) {
  const { t } = useTranslation();
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="menu__item">
        <SunMoon {...ICON_PROPS} size={16} />
        <span>{t('menu.theme')}</span>
        <span className="menu__value">{t(THEME_ITEMS[theme].label)}</span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal container={host}>
        <DropdownMenu.SubContent
          className="popup menu menu--narrow"
          sideOffset={8}
          alignOffset={-4}
          collisionPadding={EDGE_PX}
        >
          <DropdownMenu.RadioGroup value={theme}>
            {THEME_CHOICES.map((choice) => {
              const { icon: IconShape, label } = THEME_ITEMS[choice];
              return (
                <DropdownMenu.RadioItem
                  key={choice}
                  value={choice}
                  className="menu__item"
                  onSelect={() => onThemeChange(choice)}
                >
                  <IconShape {...ICON_PROPS} size={16} />
                  <span>{t(label)}</span>
                  {choice === theme && <Check {...ICON_PROPS} size={16} />}
                </DropdownMenu.RadioItem>
              );
            })}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
