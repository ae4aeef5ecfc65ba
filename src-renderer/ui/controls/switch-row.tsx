import { Switch } from 'radix-ui';

export interface SwitchRowProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
}

/** A whole row that switches: label at the start, switch at the end. */
export function SwitchRow({ label, checked, onCheckedChange }: SwitchRowProps) {
  return (
    <Switch.Root className="switch-row" checked={checked} onCheckedChange={onCheckedChange}>
      <span>{label}</span>
      <span className="switch-row__track" aria-hidden="true">
        <Switch.Thumb className="switch-row__thumb" />
      </span>
    </Switch.Root>
  );
}
