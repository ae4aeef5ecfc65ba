import { useState } from 'react';
import { useStore } from '../canvas/use-store.ts';
import type { Platform } from '../platform/platform.ts';
import { parseCellOrigin } from '../sync/keys/board-link.ts';
import { fetchCellConfig, isMixedContent } from '../sync/room/cell-config.ts';
import type { CellAddressError } from '../ui/share/cell-address-form.tsx';
import type { NetworkState } from '../ui/share/network-consent.tsx';
import type { ShareLinksProps } from '../ui/share/share-links.tsx';
import type { SharePopoverProps, ShareReach } from '../ui/share/share-popover.tsx';
import type { BoardSession } from './board-session.ts';
import type { AppContext } from './boot.ts';

const LOOPBACK = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)/;
const isLoopback = (origin: string): boolean => LOOPBACK.test(origin);

/** Whether a browser may open the board there: https, or this computer. */
const browserCanOpen = (origin: string): boolean =>
  origin.startsWith('https:') || isLoopback(origin);

/** State and actions of the share popover. */
export function useShare(
  session: BoardSession,
  platform: Platform,
  appContext: () => Promise<AppContext>,
): SharePopoverProps {
  const cell = useStore(session.cell);
  const onLoopback = cell === null || isLoopback(cell);
  const [open, setOpen] = useState(false);
  const [reach, setReach] = useState<ShareReach>(onLoopback ? 'computer' : 'cell');
  const [network, setNetwork] = useState<NetworkState>({ kind: 'closed' });
  const [cellState, setCellState] = useState<'idle' | 'checking'>('idle');
  const [cellError, setCellError] = useState<CellAddressError | null>(null);

  const openNetwork = async (): Promise<void> => {
    setNetwork({ kind: 'opening' });
    const result = await platform.shareOnNetwork();
    if (!result.ok) {
      setNetwork({ kind: 'failed', code: result.code });
      return;
    }
    const [origin] = result.origins;
    setNetwork(
      origin === undefined
        ? { kind: 'failed', code: 'no-network' }
        : { kind: 'open', origins: result.origins, origin },
    );
    // People in the network meet at this computer's own cell.
    if (!onLoopback) await session.moveToCell(null);
  };

  const switchToCell = async (address: string): Promise<void> => {
    const origin = parseCellOrigin(address);
    if (origin === null) {
      setCellError('not-an-address');
      return;
    }
    if (isMixedContent(origin, location.protocol)) {
      setCellError('insecure-address');
      return;
    }
    setCellState('checking');
    setCellError(null);
    const result = await fetchCellConfig(origin);
    setCellState('idle');
    if (!result.ok) {
      setCellError(result.code);
      return;
    }
    const { registry } = await appContext();
    await registry.saveCell({ origin, config: result.config, usedAtMs: Date.now() });
    await session.moveToCell(origin);
  };

  const changeReach = (next: ShareReach): void => {
    setReach(next);
    if (next === 'computer' && !onLoopback) void session.moveToCell(null);
  };

  return {
    open,
    onOpenChange: setOpen,
    reach,
    onReachChange: changeReach,
    network: {
      state: network,
      onOpen: () => void openNetwork(),
      onOriginChange: (origin) =>
        setNetwork((state) => (state.kind === 'open' ? { ...state, origin } : state)),
    },
    cell: {
      address: onLoopback ? '' : (cell ?? ''),
      state: cellState,
      error: cellError,
      onSubmit: (address) => void switchToCell(address),
    },
    links: linksFor(),
  };

  function linksFor(): ShareLinksProps | null {
    const onCopy = (text: string): Promise<boolean> => platform.copyText(text);
    if (reach === 'network') {
      if (network.kind !== 'open') return null;
      const links = session.links(network.origin);
      return (
        links && { web: browserCanOpen(network.origin) ? links.web : null, app: links.app, onCopy }
      );
    }
    if (cell === null || (reach === 'cell') === onLoopback) return null;
    const links = session.links();
    if (!links) return null;
    const app = reach === 'cell' || platform.kind === 'desktop' ? links.app : null;
    return { web: browserCanOpen(cell) ? links.web : null, app, onCopy };
  }
}
