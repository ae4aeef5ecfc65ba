import { Check, Slash } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Color, PaletteName } from '../../board/element.ts';
import { readableOn } from '../../shapes/contrast.ts';
import { fillColor, THEMES } from '../../shapes/palette.ts';
import { type RadioItemProps, RadioSet } from '../controls/radio-set.tsx';
import { Tooltip } from '../controls/tooltip.tsx';
import { SWATCH_COLUMNS, SWATCH_NAMES } from './style-values.ts';

export interface SwatchColors {
  /** `light-dark()` value: what the canvas paints in either theme. */
  readonly fill: string;
  /** Of a tick upon it. */
  readonly tick: string;
}

export function swatchColors(color: Color, kind: 'solid' | 'soft'): SwatchColors {
  const light = fillColor(color, kind, THEMES.light);
  const dark = fillColor(color, kind, THEMES.dark);
  return {
    fill: `light-dark(${light}, ${dark})`,
    tick: `light-dark(${readableOn(light)}, ${readableOn(dark)})`,
  };
}

const CUSTOM_START = '#808080';

export interface StrokeSwatchesProps {
  /** null: the selection has several. */
  readonly value: Color | null;
  readonly onChange: (color: Color) => void;
}

/** Colours of strokes, and any other one by the system's picker. */
export function StrokeSwatches({ value, onChange }: StrokeSwatchesProps) {
  const { t } = useTranslation();
  const custom = value?.startsWith('#') ? value : null;
  return (
    <div className="swatches">
      <RadioSet<PaletteName>
        className="swatches__set"
        label={t('style.stroke')}
        values={SWATCH_NAMES}
        value={SWATCH_NAMES.find((name) => name === value) ?? null}
        columns={SWATCH_COLUMNS}
        onChange={onChange}
        renderItem={(name, radio) => (
          <Swatch
            key={name}
            radio={radio}
            label={t(`palette.${name}`)}
            colors={swatchColors(name, 'solid')}
          />
        )}
      />
      <Tooltip label={t('style.customColor')}>
        <label className="swatch swatch--custom" data-checked={custom !== null}>
          <input
            type="color"
            aria-label={t('style.customColor')}
            value={custom ?? CUSTOM_START}
            onChange={(event) => onChange(`#${event.target.value.slice(1)}`)}
          />
          <span
            className="swatch__disc swatch__disc--custom"
            style={custom === null ? undefined : { background: custom }}
          />
        </label>
      </Tooltip>
    </div>
  );
}

export interface FillSwatchesProps {
  readonly value: Color | 'none' | null;
  readonly onChange: (fill: Color | 'none') => void;
}

const FILL_VALUES = [...SWATCH_NAMES, 'none'] as const;

/** Soft fills, and none. */
export function FillSwatches({ value, onChange }: FillSwatchesProps) {
  const { t } = useTranslation();
  return (
    <div className="swatches">
      <RadioSet<PaletteName | 'none'>
        className="swatches__set"
        label={t('style.fill')}
        values={FILL_VALUES}
        value={FILL_VALUES.find((name) => name === value) ?? null}
        columns={SWATCH_COLUMNS}
        onChange={onChange}
        renderItem={(name, radio) =>
          name === 'none' ? (
            <Swatch key={name} radio={radio} label={t('style.noFill')}>
              <Slash size={16} strokeWidth={1.75} aria-hidden />
            </Swatch>
          ) : (
            <Swatch
              key={name}
              radio={radio}
              label={t(`palette.${name}`)}
              colors={swatchColors(name, 'soft')}
            />
          )
        }
      />
    </div>
  );
}

interface SwatchProps {
  readonly radio: RadioItemProps;
  readonly label: string;
  readonly colors?: SwatchColors;
  readonly children?: ReactNode;
}

/** The chosen one has a tick and a ring: neither needs an eye for colour. */
function Swatch({ radio, label, colors, children }: SwatchProps) {
  return (
    <Tooltip label={label}>
      <button {...radio} className="swatch" aria-label={label}>
        <span
          className="swatch__disc"
          style={colors && { background: colors.fill, color: colors.tick }}
        >
          {radio['aria-checked'] && children === undefined ? (
            <Check size={12} strokeWidth={3} aria-hidden />
          ) : (
            children
          )}
        </span>
      </button>
    </Tooltip>
  );
}
