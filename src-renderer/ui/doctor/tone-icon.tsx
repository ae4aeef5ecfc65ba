import { CircleAlert, CircleCheck, CircleMinus, CircleX, LoaderCircle } from 'lucide-react';
import { classNames } from '../class-names.ts';
import type { StatusTone } from '../status/status-text.ts';

const SHAPES = {
  good: CircleCheck,
  quiet: CircleMinus,
  busy: LoaderCircle,
  warn: CircleAlert,
  bad: CircleX,
} as const;

export interface ToneIconProps {
  readonly tone: StatusTone;
  /** CSS px. */
  readonly size: number;
  /** Left out: words beside it say the same. */
  readonly label?: string;
}

/** A finding's icon: each tone has a shape of its own, so that it reads without its colour. */
export function ToneIcon({ tone, size, label }: ToneIconProps) {
  const Shape = SHAPES[tone];
  const className = classNames('tone-icon', `tone-${tone}`, tone === 'busy' && 'tone-icon--busy');
  const icon = <Shape size={size} strokeWidth={1.75} aria-hidden />;
  if (label === undefined) return <span className={className}>{icon}</span>;
  return (
    <span className={className} role="img" aria-label={label}>
      {icon}
    </span>
  );
}
