import { GitMerge } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Tooltip } from '../controls/tooltip.tsx';

export interface ConflictCountProps {
  readonly count: number;
  readonly onOpen: () => void;
}

/** How many changes were made twice and are still to be decided; nothing while there are none. */
export function ConflictCount({ count, onOpen }: ConflictCountProps) {
  const { t } = useTranslation();
  if (count === 0) return null;
  const label = t('conflict.open', { count });
  return (
    <Tooltip label={label} side="bottom">
      <button type="button" className="to-decide" aria-label={label} onClick={onOpen}>
        <GitMerge size={16} strokeWidth={1.75} aria-hidden />
        {count}
      </button>
    </Tooltip>
  );
}
