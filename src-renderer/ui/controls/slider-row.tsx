import { Slider } from 'radix-ui';
import { useRef } from 'react';

export interface SliderRowProps {
  /** Accessible name. */
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What is written beside it, and read out as its value. */
  readonly valueText: string;
  /** @param run the same for all values of one drag, another one after it */
  readonly onChange: (value: number, run: object) => void;
}

/** A slider with its value at the end. */
export function SliderRow(props: SliderRowProps) {
  const { label, value, min, max, step, valueText, onChange } = props;
  const run = useRef({});
  return (
    <div className="slider-row">
      <Slider.Root
        className="slider"
        value={[value]}
        min={min}
        max={max}
        step={step}
        onValueChange={([next]) => {
          if (next !== undefined) onChange(next, run.current);
        }}
        onValueCommit={() => {
          run.current = {};
        }}
      >
        <Slider.Track className="slider__track">
          <Slider.Range className="slider__range" />
        </Slider.Track>
        <Slider.Thumb className="slider__thumb" aria-label={label} aria-valuetext={valueText} />
      </Slider.Root>
      <span className="slider-row__value" aria-hidden="true">
        {valueText}
      </span>
    </div>
  );
}
