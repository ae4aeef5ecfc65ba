import { Check } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { initialsOf } from '../../sync/presence/presence.ts';
import { PERSON_COLORS, type PersonColor } from '../../sync/status.ts';
import { RadioSet } from '../controls/radio-set.tsx';
import { TextField } from '../controls/text-field.tsx';
import { personColorCss } from '../person-colors.ts';
import { Avatar } from './avatar.tsx';

const NAME_MAX_LENGTH = 40;
const COLUMNS = 8;

export interface PersonNameFieldProps {
  readonly name: string;
  readonly color: PersonColor;
  /** Called while typing; the caller may wait before it tells others. */
  readonly onNameChange: (name: string) => void;
  readonly onColorChange: (color: PersonColor) => void;
}

/** Your name and colour, as others see them. */
export function PersonNameField({
  name,
  color,
  onNameChange,
  onColorChange,
}: PersonNameFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="person-field">
      <div className="person-field__name">
        <Avatar initials={initialsOf(name)} color={color} />
        <TextField
          id={id}
          label={t('person.yourName')}
          hideLabel
          value={name}
          maxLength={NAME_MAX_LENGTH}
          placeholder={t('person.namePlaceholder')}
          autoComplete="nickname"
          onValueChange={onNameChange}
        />
      </div>
      <RadioSet
        className="person-field__colors"
        label={t('person.yourColor')}
        values={PERSON_COLORS}
        value={color}
        columns={COLUMNS}
        onChange={onColorChange}
        renderItem={(value, radio) => (
          <button
            key={value}
            {...radio}
            className="swatch"
            aria-label={t(`personColor.${value}`)}
            title={t(`personColor.${value}`)}
          >
            <span
              className="swatch__disc"
              style={{ background: personColorCss(value).fill, color: personColorCss(value).text }}
            >
              {value === color && <Check size={12} strokeWidth={3} aria-hidden />}
            </span>
          </button>
        )}
      />
    </div>
  );
}
