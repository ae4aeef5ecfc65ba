import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Color } from '../../board/element.ts';
import { Panel, PanelSeparator } from '../controls/panel.tsx';
import { RadioSet } from '../controls/radio-set.tsx';
import { SwitchRow } from '../controls/switch-row.tsx';
import { FillSwatches, StrokeSwatches, swatchColors } from './swatch-grid.tsx';
import { WidthRow } from './width-row.tsx';

/** What the selection or the next element has. `'mixed'`: the selection has several values. */
export interface StylePanelValue {
  readonly color: Color | 'mixed';
  /** null: fill means nothing here (the pen, a selection of lines). */
  readonly fill: Color | 'none' | 'mixed' | null;
  /** Stroke width in board units; null: no stroke width here (text). */
  readonly size: number | 'mixed' | null;
  /** null: no stroke of a pen here. */
  readonly pressure: boolean | null;
}

export interface StylePanelChange {
  readonly color?: Color;
  readonly fill?: Color | 'none';
  readonly size?: number;
  readonly pressure?: boolean;
}

export interface StylePanelProps {
  readonly value: StylePanelValue;
  readonly onChange: (change: StylePanelChange) => void;
}

const TARGETS = ['stroke', 'fill'] as const;
type Target = (typeof TARGETS)[number];

const known = <T,>(value: T | 'mixed'): T | null => (value === 'mixed' ? null : value);

/** Colour, fill, width and pressure at one glance; everything on one grid of four columns. */
export function StylePanel({ value, onChange }: StylePanelProps) {
  const { t } = useTranslation();
  const [chosenTarget, setTarget] = useState<Target>('stroke');
  const target = value.fill === null ? 'stroke' : chosenTarget;

  return (
    <Panel direction="column" className="style-panel">
      {value.fill !== null && (
        <RadioSet
          className="style-panel__targets"
          label={t('style.color')}
          values={TARGETS}
          value={target}
          onChange={setTarget}
          renderItem={(name, radio) => (
            <button key={name} {...radio} className="style-panel__target">
              <TargetIcon target={name} value={value} />
              {t(`style.${name}`)}
            </button>
          )}
        />
      )}
      {target === 'stroke' || value.fill === null ? (
        <StrokeSwatches value={known(value.color)} onChange={(color) => onChange({ color })} />
      ) : (
        <FillSwatches value={known(value.fill)} onChange={(fill) => onChange({ fill })} />
      )}
      {value.size !== null && (
        <>
          <PanelSeparator />
          <WidthRow value={known(value.size)} onChange={(size) => onChange({ size })} />
        </>
      )}
      {value.pressure !== null && (
        <>
          <PanelSeparator />
          <SwitchRow
            label={t('style.pressure')}
            checked={value.pressure}
            onCheckedChange={(pressure) => onChange({ pressure })}
          />
        </>
      )}
    </Panel>
  );
}

/** A ring in the stroke's colour, a disc in the fill's. */
function TargetIcon({
  target,
  value,
}: {
  readonly target: Target;
  readonly value: StylePanelValue;
}) {
  if (target === 'stroke') {
    const color = known(value.color);
    return (
      <span
        className="target-icon target-icon--stroke"
        style={color === null ? undefined : { borderColor: swatchColors(color, 'solid').fill }}
        aria-hidden="true"
      />
    );
  }
  const fill = value.fill === null ? null : known(value.fill);
  const empty = fill === null || fill === 'none';
  return (
    <span
      className={empty ? 'target-icon target-icon--none' : 'target-icon'}
      style={empty ? undefined : { background: swatchColors(fill, 'soft').fill }}
      aria-hidden="true"
    />
  );
}
