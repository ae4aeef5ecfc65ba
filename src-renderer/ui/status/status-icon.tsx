import { CircleDashed, CloudOff, LoaderCircle, TriangleAlert, User, Users } from 'lucide-react';
import type { SyncStatus } from '../../sync/status.ts';

const ICONS = {
  live: Users,
  connecting: CircleDashed,
  reconnecting: LoaderCircle,
  offline: CloudOff,
  alone: User,
  local: User,
  problem: TriangleAlert,
} as const;

function iconName(status: SyncStatus): keyof typeof ICONS {
  const { kind } = status.connection;
  if (status.storage.kind === 'failed') return 'problem';
  const claimsCompany = kind === 'live' || kind === 'alone' || kind === 'local';
  return claimsCompany && status.unreachable > 0 ? 'problem' : kind;
}

/** Each state has its own shape, so that the chip reads without its colour. */
export function StatusIcon({ status }: { readonly status: SyncStatus }) {
  const Shape = ICONS[iconName(status)];
  return <Shape size={16} strokeWidth={1.75} aria-hidden className="status-chip__icon" />;
}
