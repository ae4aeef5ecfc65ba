import {
  CircleDashed,
  CloudOff,
  LoaderCircle,
  ShieldX,
  TriangleAlert,
  User,
  Users,
} from 'lucide-react';
import type { SyncStatus } from '../../sync/status.ts';

const ICONS = {
  live: Users,
  connecting: CircleDashed,
  reconnecting: LoaderCircle,
  refused: ShieldX,
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

export interface StatusIconProps {
  readonly status: SyncStatus;
  /** Of the connection alone, beside a sentence about it; else a problem comes first. */
  readonly connectionOnly?: boolean;
}

/** Each state has its own shape, so that the chip reads without its colour. */
export function StatusIcon({ status, connectionOnly = false }: StatusIconProps) {
  const Shape = ICONS[connectionOnly ? status.connection.kind : iconName(status)];
  return <Shape size={16} strokeWidth={1.75} aria-hidden className="status-chip__icon" />;
}
