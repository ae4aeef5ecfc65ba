import { useTranslation } from 'react-i18next';
import { NumberField } from '../controls/number-field.tsx';

/** Where the selection is, in board units and degrees. */
export interface SelectionPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly canWidth: boolean;
  readonly canHeight: boolean;
  readonly locked: boolean;
}

export interface PlaceChange {
  readonly field: 'x' | 'y' | 'width' | 'height' | 'rotation';
  readonly value: number;
}

export interface PlaceFieldsProps {
  readonly place: SelectionPlace;
  /** @param run changes of the same run are one step of undo */
  readonly onChange: (change: PlaceChange, run?: object) => void;
}

/** Nothing is made smaller, in board units. */
const LEAST_LENGTH = 1;

/** Place, size and angle as numbers. */
export function PlaceFields({ place, onChange }: PlaceFieldsProps) {
  const { t } = useTranslation();
  const { locked } = place;
  const commit =
    (field: PlaceChange['field']) =>
    (value: number, run?: object): void =>
      onChange({ field, value }, run);
  return (
    <fieldset className="place-fields">
      <legend className="visually-hidden">{t('arrange.place')}</legend>
      <NumberField
        sign={t('arrange.x')}
        label={t('arrange.left')}
        value={place.x}
        disabled={locked}
        onCommit={commit('x')}
      />
      <NumberField
        sign={t('arrange.y')}
        label={t('arrange.top')}
        value={place.y}
        disabled={locked}
        onCommit={commit('y')}
      />
      <NumberField
        sign={t('arrange.rotation')}
        label={t('arrange.rotationName')}
        value={place.rotation}
        disabled={locked}
        onCommit={commit('rotation')}
      />
      <NumberField
        sign={t('arrange.width')}
        label={t('arrange.widthName')}
        value={place.width}
        least={LEAST_LENGTH}
        disabled={locked || !place.canWidth}
        onCommit={commit('width')}
      />
      <NumberField
        sign={t('arrange.height')}
        label={t('arrange.heightName')}
        value={place.height}
        least={LEAST_LENGTH}
        disabled={locked || !place.canHeight}
        onCommit={commit('height')}
      />
    </fieldset>
  );
}
