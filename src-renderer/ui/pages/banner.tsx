import { Eye, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export interface BannerProps {
  readonly tone: 'info' | 'warning';
  readonly text: string;
  /** Buttons at the end. */
  readonly children?: ReactNode;
}

/** A lasting state of the whole board, below the top panels: a newer schema, say. */
export function Banner({ tone, text, children }: BannerProps) {
  const Shape = tone === 'info' ? Eye : TriangleAlert;
  return (
    <div className={`banner banner--${tone}`}>
      <Shape size={16} strokeWidth={1.75} aria-hidden />
      <p>{text}</p>
      {children}
    </div>
  );
}
