import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PopupHost } from '../controls/popup-host.ts';
import { TooltipProvider } from '../controls/tooltip.tsx';
import { focusNextRegion } from './region-cycle.ts';

export interface AppShellProps {
  /** The canvas; fills the window behind everything. */
  readonly children: ReactNode;
  readonly topLeft?: ReactNode;
  readonly topRight?: ReactNode;
  readonly tools?: ReactNode;
  /** One quiet line above the tools. */
  readonly toolHint?: ReactNode;
  /** The style panel; left out when there is nothing to style. */
  readonly style?: ReactNode;
  readonly view?: ReactNode;
  readonly help?: ReactNode;
  readonly notices?: ReactNode;
  readonly banner?: ReactNode;
  /** Shown in the middle of an empty canvas; lets the pointer through. */
  readonly hint?: ReactNode;
}

/** Places everything that floats. F6 goes on to the next region, Shift+F6 back. */
export function AppShell(props: AppShellProps) {
  const { t } = useTranslation();
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || root.current === null) return;
      event.preventDefault();
      focusNextRegion(root.current, event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', handleKeyDown);
    return () => window.removeEventListener('keydown', handleKeyDown);
  }, []);

  return (
    <TooltipProvider>
      <div className="shell" ref={root}>
        <main className="shell__canvas" data-region>
          {props.children}
          {props.hint !== undefined && <div className="shell__hint">{props.hint}</div>}
        </main>
        <Region place="start" label={t('region.board')}>
          {props.topLeft}
        </Region>
        <Region place="end" label={t('region.people')}>
          {props.topRight}
        </Region>
        <Region place="banner" label={t('region.banner')}>
          {props.banner}
        </Region>
        <Region place="tools" label={t('region.tools')}>
          {props.toolHint}
          {props.tools}
        </Region>
        <Region place="style" label={t('region.style')}>
          {props.style}
        </Region>
        <Region place="view" label={t('region.view')}>
          {props.view}
        </Region>
        <Region place="help" label={t('region.help')}>
          {props.help}
        </Region>
        <Region place="notices">{props.notices}</Region>
      </div>
    </TooltipProvider>
  );
}

interface RegionProps {
  readonly place: 'start' | 'end' | 'tools' | 'style' | 'view' | 'help' | 'banner' | 'notices';
  /** Landmark's name; a place without one is no landmark of its own. */
  readonly label?: string;
  readonly children: ReactNode;
}

function Region({ place, label, children }: RegionProps) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  if (children === undefined || children === null || children === false) return null;
  const className = `shell__region shell__${place}`;
  if (label === undefined) return <div className={className}>{children}</div>;
  return (
    <section className={className} aria-label={label} data-region ref={setElement}>
      <PopupHost value={element}>{children}</PopupHost>
    </section>
  );
}
