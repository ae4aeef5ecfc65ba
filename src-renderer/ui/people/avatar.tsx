import type { PersonColor } from '../../sync/status.ts';
import { classNames } from '../class-names.ts';
import { personColorCss } from '../person-colors.ts';

export interface AvatarProps {
  readonly initials: string;
  readonly color: PersonColor;
  /** 28 or 24 CSS px. */
  readonly size?: 'normal' | 'small';
  /** Drawn hollow: announced, but not linked. */
  readonly faint?: boolean;
}

/** A person's colour and initials; decoration beside the name, which stands in words. */
export function Avatar({ initials, color, size = 'normal', faint = false }: AvatarProps) {
  const { fill, text } = personColorCss(color);
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'avatar',
        size === 'small' && 'avatar--small',
        faint && 'avatar--faint',
      )}
      style={faint ? { borderColor: fill } : { background: fill, color: text }}
    >
      {initials}
    </span>
  );
}
