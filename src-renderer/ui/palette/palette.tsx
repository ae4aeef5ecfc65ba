import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { ICON_PROPS, type Icon } from '../controls/icon.ts';
import { Keys } from '../controls/keys.tsx';

export interface PaletteItem {
  readonly key: string;
  readonly label: string;
  /** Places of the letters that were asked for. */
  readonly at: readonly number[];
  readonly icon: Icon;
  /** What it is, where the label does not say it: "Text", "Board". */
  readonly detail?: string;
  readonly shortcut?: string | undefined;
  readonly enabled: boolean;
}

export interface PaletteProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** What answers a query, best first. */
  readonly search: (query: string) => readonly PaletteItem[];
  /** Called once the palette is gone and the focus is back where it was. */
  readonly onChoose: (key: string) => void;
}

/** A field that finds whatever there is by a few of its letters. */
export function Palette({ open, onOpenChange, search, onChoose }: PaletteProps) {
  const { t } = useTranslation();
  const chosen = useRef<string | null>(null);
  const cameFrom = useRef<Element | null>(null);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Content
          className="palette"
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            cameFrom.current = document.activeElement;
            chosen.current = null;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
            if (chosen.current !== null) onChoose(chosen.current);
          }}
        >
          <Dialog.Title className="visually-hidden">{t('finder.title')}</Dialog.Title>
          <Finder
            search={search}
            onChoose={(key) => {
              chosen.current = key;
              onOpenChange(false);
            }}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface FinderProps {
  readonly search: PaletteProps['search'];
  readonly onChoose: (key: string) => void;
}

function Finder({ search, onChoose }: FinderProps) {
  const { t } = useTranslation();
  const listId = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const items = search(query);
  const place = Math.min(active, Math.max(0, items.length - 1));
  const optionId = (index: number): string => `${listId}-${index}`;

  const choose = (item: PaletteItem | undefined): void => {
    if (item?.enabled) onChoose(item.key);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = items.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: place === last ? 0 : place + 1,
      ArrowUp: place === 0 ? last : place - 1,
      PageDown: Math.min(last, place + PAGE),
      PageUp: Math.max(0, place - PAGE),
    };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, next));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(items[place]);
    }
  };

  return (
    <>
      <div className="palette__field">
        <Search {...ICON_PROPS} />
        <input
          type="text"
          role="combobox"
          className="palette__input"
          aria-label={t('finder.title')}
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={items.length > 0 ? optionId(place) : undefined}
          placeholder={t('finder.placeholder')}
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div role="listbox" id={listId} className="palette__list" aria-label={t('finder.results')}>
        {items.map((item, index) => (
          <Option
            key={item.key}
            id={optionId(index)}
            item={item}
            active={index === place}
            onPoint={() => setActive(index)}
            onChoose={() => choose(item)}
          />
        ))}
      </div>
      {items.length === 0 && <p className="palette__nothing">{t('finder.nothing', { query })}</p>}
      <p className="visually-hidden" role="status">
        {query === '' ? '' : t('finder.found', { count: items.length })}
      </p>
    </>
  );
}

const PAGE = 8;

interface OptionProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Option({ id, item, active, onPoint, onChoose }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const Shape = item.icon;
  return (
    // The keys go to the field, which names the active option.
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      className={classNames('palette__option', active && 'palette__option--active')}
      aria-selected={active}
      aria-disabled={!item.enabled || undefined}
      onPointerMove={active ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onKeyDown={undefined}
    >
      <Shape {...ICON_PROPS} />
      <span className="palette__label">
        <Marked text={item.label} at={item.at} />
      </span>
      {item.detail !== undefined && <span className="palette__detail">{item.detail}</span>}
      {item.shortcut !== undefined && <Keys shortcut={item.shortcut} />}
    </div>
  );
}

/** The text with the letters that were asked for in bold. */
function Marked({ text, at }: { readonly text: string; readonly at: readonly number[] }) {
  if (at.length === 0) return text;
  const marked = new Set(at);
  const parts: ReactNode[] = [];
  let run = '';
  let isMarked = false;
  const end = (key: number): void => {
    if (run !== '') parts.push(isMarked ? <b key={key}>{run}</b> : run);
    run = '';
  };
  for (const [i, letter] of [...text].entries()) {
    if (marked.has(i) !== isMarked) {
      end(i);
      isMarked = marked.has(i);
    }
    run += letter;
  }
  end(text.length);
  return parts;
}
