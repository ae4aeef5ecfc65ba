import type { ReactNode } from 'react';
import { RadioSet } from '../controls/radio-set.tsx';
import { Tooltip } from '../controls/tooltip.tsx';

export interface Choice<K extends string> {
  readonly key: K;
  /** Accessible name and tooltip, already translated. */
  readonly label: string;
  readonly picture: ReactNode;
}

export interface ChoiceRowProps<K extends string> {
  readonly label: string;
  /** Up to four, in one row. */
  readonly choices: readonly Choice<K>[];
  /** null: none is chosen, or the selection has several. */
  readonly value: K | null;
  readonly onChange: (key: K) => void;
}

/** A few choices, each drawn as what it makes. */
export function ChoiceRow<K extends string>(props: ChoiceRowProps<K>) {
  const { label, choices, value, onChange } = props;
  const byKey = new Map(choices.map((choice) => [choice.key, choice]));
  return (
    <RadioSet<K>
      className="width-row"
      label={label}
      values={choices.map(({ key }) => key)}
      value={value}
      onChange={onChange}
      renderItem={(key, radio) => {
        const choice = byKey.get(key);
        return (
          choice && (
            <Tooltip key={key} label={choice.label}>
              <button {...radio} className="icon-button" aria-label={choice.label}>
                {choice.picture}
              </button>
            </Tooltip>
          )
        );
      }}
    />
  );
}
