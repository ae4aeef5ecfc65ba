import { Lock } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ICON_PROPS } from '../controls/icon.ts';
import { Tooltip } from '../controls/tooltip.tsx';
import { ariaShortcut } from '../shortcut.ts';
import type { ToolbarItem } from './toolbar.tsx';

export interface ToolButtonProps extends ComponentProps<'button'> {
  readonly item: ToolbarItem;
  /** It stays after a shape. */
  readonly isLocked: boolean;
  readonly onLock: () => void;
  /** More that it does, in words for those who do not see its mark. */
  readonly detail?: string;
  /** Over its icon. */
  readonly mark?: ReactNode;
}

/** One tool of the row. */
export function ToolButton({ item, isLocked, onLock, detail, mark, ...button }: ToolButtonProps) {
  const { t } = useTranslation();
  const { icon: IconShape, label, shortcut } = item;
  const description = isLocked ? t('tool.locked') : detail;
  return (
    <Tooltip label={label} detail={description} shortcut={shortcut}>
      <button
        {...button}
        type="button"
        className="icon-button icon-button--large"
        aria-label={label}
        aria-description={description}
        aria-keyshortcuts={shortcut === undefined ? undefined : ariaShortcut(shortcut)}
        onDoubleClick={onLock}
      >
        <IconShape {...ICON_PROPS} />
        {mark}
        {isLocked && <Lock className="toolbar__lock" size={10} strokeWidth={2.5} aria-hidden />}
      </button>
    </Tooltip>
  );
}
