import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Color, FillStyle, PaletteName } from '../../board/element.ts';
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

export function swatchColors(color: Color, kind: FillStyle): SwatchColors {
  const light = fillColor(color, kind, THEMES.light);
  const dark = fillColor(color, kind, THEMES.dark);
  return {
    fill: `light-dark(${light}, ${dark})`,
    tick: `light-dark(${readableOn(light)}, ${readableOn(dark)})`,
  };
}

export interface SwatchGridProps {
  readonly label: string;
  /** Strokes are solid, fills as they are. */
  readonly kind: FillStyle;
  /** null: none of them, or several. */
  readonly value: Color | null;
  /** @param run the same for all colours of one visit to the system's picker */
  readonly onChange: (color: Color, run?: object) => void;
}

/** The palette, and any other colour by the system's picker. */
export function SwatchGrid({ label, kind, value, onChange }: SwatchGridProps) {
  const { t } = useTranslation();
  return (
    <div className="swatches">
      <RadioSet<PaletteName>
        className="swatches__set"
        label={label}
        values={SWATCH_NAMES}
        value={SWATCH_NAMES.find((name) => name === value) ?? null}
        columns={SWATCH_COLUMNS}
        onChange={(name) => onChange(name)}
        renderItem={(name, radio) => (
          <Swatch
            key={name}
            radio={radio}
            label={t(`palette.${name}`)}
            colors={swatchColors(name, kind)}
          />
        )}
      />
      <CustomSwatch value={value?.startsWith('#') ? value : null} onChange={onChange} />
    </div>
  );
}

const CUSTOM_START = '#808080';

function CustomSwatch({
  value,
  onChange,
}: {
  readonly value: Color | null;
  readonly onChange: (color: Color, run: object) => void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const run = useRef({});
  useEffect(() => {
    // The picker tells every colour on the way; the browser's own `change` is the end of it.
    const field = input.current;
    const end = (): void => {
      run.current = {};
    };
    field?.addEventListener('change', end);
    return () => field?.removeEventListener('change', end);
  }, []);
  return (
    <Tooltip label={t('style.customColor')}>
      <label className="swatch swatch--custom" data-checked={value !== null}>
        <input
          ref={input}
          type="color"
          aria-label={t('style.customColor')}
          value={value ?? CUSTOM_START}
          onChange={(event) => onChange(`#${event.target.value.slice(1)}`, run.current)}
        />
        <span
          className="swatch__disc swatch__disc--custom"
          style={value === null ? undefined : { background: value }}
        />
      </label>
    </Tooltip>
  );
}

interface SwatchProps {
  readonly radio: RadioItemProps;
  readonly label: string;
  readonly colors: SwatchColors;
}

/** The chosen one has a tick and a ring: neither needs an eye for colour. */
function Swatch({ radio, label, colors }: SwatchProps) {
  return (
    <Tooltip label={label}>
      <button {...radio} className="swatch" aria-label={label}>
        <span className="swatch__disc" style={{ background: colors.fill, color: colors.tick }}>
          {radio['aria-checked'] && <Check size={12} strokeWidth={3} aria-hidden />}
        </span>
      </button>
    </Tooltip>
  );
}
