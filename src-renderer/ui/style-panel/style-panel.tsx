import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Color, Fill, FillStyle } from '../../board/element.ts';
import type { Dash, Head, Route } from '../../board/registers.ts';
import { Panel, PanelSeparator } from '../controls/panel.tsx';
import { RadioSet } from '../controls/radio-set.tsx';
import { SwitchRow } from '../controls/switch-row.tsx';
import { DashRow } from './dash-row.tsx';
import { type Filling, FillRow } from './fill-row.tsx';
import { HeadRow } from './head-row.tsx';
import { OpacityRow } from './opacity-row.tsx';
import { RadiusRow } from './radius-row.tsx';
import { RouteRow } from './route-row.tsx';
import { FontSizeRow, WidthRow } from './size-row.tsx';
import { SwatchGrid, swatchColors } from './swatch-grid.tsx';

/** What the selection or the next element has. `'mixed'`: the selection has several values. */
export interface StylePanelValue {
  /** null: nothing here has a colour of its own (pictures). */
  readonly color: Color | 'mixed' | null;
  /** 0 to 1. */
  readonly opacity: number | 'mixed';
  /** null: fill means nothing here (the pen, a selection of lines). */
  readonly fill: Fill | 'mixed' | null;
  readonly fillStyle: Filling | 'mixed' | null;
  /** Stroke width in board units; null: no stroke width here (text). */
  readonly size: number | 'mixed' | null;
  /** null: no line from end to end here. */
  readonly route: Route | 'mixed' | null;
  /** null: no arrow here. */
  readonly startHead: Head | 'mixed' | null;
  readonly endHead: Head | 'mixed' | null;
  /** null: no line that could be dashed here. */
  readonly dash: Dash | 'mixed' | null;
  /** Of corners, in board units; null: none that could be rounded. */
  readonly radius: number | 'mixed' | null;
  /** The same of letters; null: no text here. */
  readonly fontSize: number | 'mixed' | null;
  /** null: no stroke of a pen here. */
  readonly pressure: boolean | null;
}

export interface StylePanelChange {
  readonly color?: Color;
  readonly opacity?: number;
  readonly fill?: Color;
  /** What has no fill yet takes its own colour for one. */
  readonly fillStyle?: Filling;
  readonly size?: number;
  readonly dash?: Dash;
  readonly route?: Route;
  readonly startHead?: Head;
  readonly endHead?: Head;
  readonly radius?: number;
  readonly fontSize?: number;
  readonly pressure?: boolean;
}

export interface StylePanelProps {
  readonly value: StylePanelValue;
  /** @param run changes of the same run, of one drag along a slider, are one step of undo */
  readonly onChange: (change: StylePanelChange, run?: object) => void;
  /** What stands below the styles. */
  readonly children?: ReactNode;
}

const TARGETS = ['stroke', 'fill'] as const;
type Target = (typeof TARGETS)[number];

const known = <T,>(value: T | 'mixed'): T | null => (value === 'mixed' ? null : value);

/** Colour, fill, width and opacity at one glance; everything on one grid of four columns. */
export function StylePanel({ value, onChange, children }: StylePanelProps) {
  const { t } = useTranslation();
  const [chosenTarget, setTarget] = useState<Target>('stroke');
  const { color, fill, fillStyle, size, dash, radius, fontSize } = value;
  const target = fill === null ? 'stroke' : chosenTarget;
  const strokeColor = color === null ? null : known(color);
  const fillShown = fill === null || fill === 'none' ? null : known(fill);

  return (
    <Panel direction="column" className="style-panel">
      {fill !== null && (
        <RadioSet
          className="style-panel__targets"
          label={t('style.color')}
          values={TARGETS}
          value={target}
          onChange={setTarget}
          renderItem={(name, radio) => (
            <button key={name} {...radio} className="style-panel__target">
              <TargetIcon
                target={name}
                color={name === 'stroke' ? (color ?? 'none') : fill}
                kind={name === 'fill' && fillStyle === 'soft' ? 'soft' : 'solid'}
              />
              {t(`style.${name}`)}
            </button>
          )}
        />
      )}
      {target === 'stroke' && color !== null && (
        <Section mixed={color === 'mixed'}>
          <SwatchGrid
            label={t('style.stroke')}
            kind="solid"
            value={strokeColor}
            onChange={(next, run) => onChange({ color: next }, run)}
          />
        </Section>
      )}
      {target === 'fill' && (
        <Section mixed={fill === 'mixed'}>
          <SwatchGrid
            label={t('style.fill')}
            kind={fillStyle === 'solid' ? 'solid' : 'soft'}
            value={fillShown}
            onChange={(next, run) => onChange({ fill: next }, run)}
          />
        </Section>
      )}
      {fillStyle !== null && (
        <Section mixed={fillStyle === 'mixed'} separated>
          <FillRow
            value={known(fillStyle)}
            color={fillShown ?? strokeColor ?? 'grey'}
            onChange={(next) => onChange({ fillStyle: next })}
          />
        </Section>
      )}
      {size !== null && (
        <Section mixed={size === 'mixed'} separated>
          <WidthRow value={known(size)} onChange={(next) => onChange({ size: next })} />
        </Section>
      )}
      {dash !== null && (
        <Section mixed={dash === 'mixed'}>
          <DashRow value={known(dash)} onChange={(next) => onChange({ dash: next })} />
        </Section>
      )}
      {value.route !== null && (
        <Section mixed={value.route === 'mixed'} separated>
          <RouteRow value={known(value.route)} onChange={(route) => onChange({ route })} />
        </Section>
      )}
      {value.startHead !== null && value.endHead !== null && (
        <Section mixed={value.startHead === 'mixed' || value.endHead === 'mixed'}>
          <HeadRow
            start={known(value.startHead)}
            end={known(value.endHead)}
            onChange={(change) => onChange(change)}
          />
        </Section>
      )}
      {radius !== null && (
        <Section mixed={radius === 'mixed'}>
          <RadiusRow value={known(radius)} onChange={(next) => onChange({ radius: next })} />
        </Section>
      )}
      {fontSize !== null && (
        <Section mixed={fontSize === 'mixed'} separated>
          <FontSizeRow value={known(fontSize)} onChange={(next) => onChange({ fontSize: next })} />
        </Section>
      )}
      <Section separated={color !== null}>
        <OpacityRow
          value={known(value.opacity)}
          onChange={(opacity, run) => onChange({ opacity }, run)}
        />
      </Section>
      {value.pressure !== null && (
        <Section separated>
          <SwitchRow
            label={t('style.pressure')}
            checked={value.pressure}
            onCheckedChange={(pressure) => onChange({ pressure })}
          />
        </Section>
      )}
      {children !== undefined && <Section separated>{children}</Section>}
    </Panel>
  );
}

interface SectionProps {
  /** The selection has several values: said in words, for no choice looks chosen. */
  readonly mixed?: boolean;
  readonly separated?: boolean;
  readonly children: ReactNode;
}

function Section({ mixed = false, separated = false, children }: SectionProps) {
  const { t } = useTranslation();
  return (
    <>
      {separated && <PanelSeparator />}
      {mixed && <p className="style-panel__mixed">{t('style.mixed')}</p>}
      {children}
    </>
  );
}

/** A ring in the stroke's colour, a disc in the fill's. */
function TargetIcon({
  target,
  color,
  kind,
}: {
  readonly target: Target;
  readonly color: Fill | 'mixed';
  readonly kind: FillStyle;
}) {
  const shape = target === 'stroke' ? 'target-icon target-icon--stroke' : 'target-icon';
  if (color === 'none')
    return <span className="target-icon target-icon--none" aria-hidden="true" />;
  if (color === 'mixed')
    return <span className={`${shape} target-icon--mixed`} aria-hidden="true" />;
  const paint = swatchColors(color, kind).fill;
  const style = target === 'stroke' ? { borderColor: paint } : { background: paint };
  return <span className={shape} style={style} aria-hidden="true" />;
}
