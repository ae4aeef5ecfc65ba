import { DropdownMenu } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { HEADS, type Head } from '../../board/registers.ts';
import { returnFocus } from '../controls/input-modality.ts';
import { keepFocus } from '../controls/keep-focus.ts';
import { POPUP_GAP_PX, usePopupHost } from '../controls/popup-host.ts';

export interface HeadRowProps {
  /** null: the selection has several. */
  readonly start: Head | null;
  readonly end: Head | null;
  readonly onChange: (change: { readonly startHead?: Head; readonly endHead?: Head }) => void;
}

const EDGE_PX = 12;

/** Of a head at the right end of a line, 18 by 18. */
const PATHS: Readonly<Record<Head, { readonly d: string; readonly isFilled?: boolean }>> = {
  none: { d: '' },
  arrow: { d: 'M10.5 5 15 9l-4.5 4' },
  triangle: { d: 'M9 5v8l6.5-4z', isFilled: true },
  diamond: { d: 'M8 9l4-3.2L16 9l-4 3.2z', isFilled: true },
  dot: { d: 'M10 9a3 3 0 1 0 6 0a3 3 0 1 0-6 0z', isFilled: true },
  bar: { d: 'M15 4.5v9' },
};

function HeadPicture({ head, atStart }: { readonly head: Head; readonly atStart: boolean }) {
  const { d, isFilled = false } = PATHS[head];
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      aria-hidden="true"
      transform={atStart ? 'scale(-1 1)' : undefined}
    >
      <path
        d={`M2.5 9H15${d}`}
        fill={isFilled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

interface HeadMenuProps {
  readonly label: string;
  readonly value: Head | null;
  readonly atStart: boolean;
  readonly onChange: (head: Head) => void;
}

function HeadMenu({ label, value, atStart, onChange }: HeadMenuProps) {
  const { t } = useTranslation();
  const host = usePopupHost();
  const name = value === null ? t('style.mixed') : t(`head.${value}`);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="head-button"
        aria-label={`${label}: ${name}`}
        onMouseDown={keepFocus}
      >
        <HeadPicture head={value ?? 'none'} atStart={atStart} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={host}>
        <DropdownMenu.Content
          className="popup menu head-menu"
          side="left"
          sideOffset={POPUP_GAP_PX}
          collisionPadding={EDGE_PX}
          onCloseAutoFocus={returnFocus}
        >
          <DropdownMenu.RadioGroup
            value={value ?? ''}
            onValueChange={(head) => onChange(head as Head)}
          >
            {HEADS.map((head) => (
              <DropdownMenu.RadioItem key={head} value={head} className="menu__item">
                <HeadPicture head={head} atStart={atStart} />
                <span>{t(`head.${head}`)}</span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** What arrows have at their ends: a button for each, with its choices in a menu. */
export function HeadRow({ start, end, onChange }: HeadRowProps) {
  const { t } = useTranslation();
  return (
    <div className="head-row">
      <HeadMenu
        label={t('style.startHead')}
        value={start}
        atStart
        onChange={(startHead) => onChange({ startHead })}
      />
      <HeadMenu
        label={t('style.endHead')}
        value={end}
        atStart={false}
        onChange={(endHead) => onChange({ endHead })}
      />
    </div>
  );
}
