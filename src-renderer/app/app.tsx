import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BOARD_FILE_EXTENSION } from '../formats/board-file/board-file.ts';
import type { Platform } from '../platform/platform.ts';
import { deleteBoardStorage } from '../storage/board-storage.ts';
import type { StoredBoard } from '../storage/registry.ts';
import {
  type BoardLink,
  type BoardLinkError,
  formatAppLink,
  formatBoardFragment,
  parseBoardFragment,
  parseBoardLink,
} from '../sync/keys/board-link.ts';
import type { SyncNotice } from '../sync/status.ts';
import { type BoardErrorCode, BoardErrorPage } from '../ui/pages/board-error-page.tsx';
import { ErrorBoundary } from '../ui/pages/error-boundary.tsx';
import { InsecureContextPage } from '../ui/pages/insecure-context-page.tsx';
import { PERSON_COLOR_VALUES } from '../ui/person-colors.ts';
import { JoinPrompt } from '../ui/share/join-prompt.tsx';
import { LinkProblem, type LinkProblemCode } from '../ui/share/link-problem.tsx';
import { applyTheme, type ThemeChoice, useResolvedTheme } from '../ui/theme.ts';
import { parseBoardAddress } from './board-address.ts';
import { BoardSession } from './board-session.ts';
import {
  type AppContext,
  boardForAddress,
  boardForLink,
  loadAppContext,
  mustAskForCell,
} from './boot.ts';
import { Home } from './home/home.tsx';
import { newBoard } from './known-boards.ts';
import { type FileError, type OpenedFile, openFile } from './open-file.ts';
import { rememberTheme, storedTheme } from './theme-memory.ts';
import { Workspace } from './workspace.tsx';

type Screen =
  | { readonly kind: 'starting' }
  | { readonly kind: 'board'; readonly session: BoardSession; readonly serial: number }
  | { readonly kind: 'error'; readonly code: BoardErrorCode; readonly detail?: string };

/** The window: starts up, opens the board that its address or a link names, and shows it. */
export function App({ platform }: { readonly platform: Platform }) {
  const [choice, setChoice] = useState<ThemeChoice>(storedTheme);
  const theme = useResolvedTheme(choice);
  const [screen, setScreen] = useState<Screen>({ kind: 'starting' });
  const [asked, setAsked] = useState<BoardLink | null>(null);
  const [homeShown, setHomeShown] = useState(false);
  const [badLink, setBadLink] = useState<LinkProblemCode | null>(null);
  const context = useRef<Promise<AppContext> | null>(null);
  const open = useRef<{ session: BoardSession; fragment: string } | null>(null);
  const sessions = useRef(0);
  const themeNow = useRef(theme);
  const { t } = useTranslation();

  const appContext = useCallback((): Promise<AppContext> => {
    context.current ??= loadAppContext(platform);
    return context.current;
  }, [platform]);

  const show = useCallback(
    (
      app: AppContext,
      stored: StoredBoard,
      start: {
        readonly imported?: Uint8Array;
        readonly notices?: readonly SyncNotice[];
        readonly peersFirst?: boolean;
      } = {},
    ): BoardSession => {
      open.current?.session.destroy();
      const session = new BoardSession({
        registry: app.registry,
        stored,
        profile: app.profile,
        ownCell: app.ownCell,
        personColor: (color) => PERSON_COLOR_VALUES[color][themeNow.current].fill,
        notices: start.notices ?? [],
        peersFirst: start.peersFirst ?? false,
      });
      if (start.imported) session.importUpdate(start.imported);
      const fragment = formatBoardFragment(stored);
      // The address always is the board's own link; the fragment never leaves the browser.
      if (platform.kind === 'web') history.replaceState(null, '', `#${fragment}`);
      open.current = { session, fragment };
      sessions.current += 1;
      setScreen({ kind: 'board', session, serial: sessions.current });
      return session;
    },
    [platform],
  );

  const openAddress = useCallback(
    async (hash: string) => {
      const app = await appContext();
      const address = parseBoardAddress(hash);
      if (address.kind === 'broken') {
        setScreen({ kind: 'error', code: 'link' });
        return;
      }
      show(app, await boardForAddress(app, address));
    },
    [appContext, show],
  );

  const openLink = useCallback(
    async (text: string) => {
      const parsed = parseBoardLink(text);
      if (!parsed.ok) {
        // Told over the open board, which the link must not take away.
        setBadLink(linkProblem(parsed.code));
        return;
      }
      const app = await appContext();
      if (await mustAskForCell(app, parsed.link.cell)) setAsked(parsed.link);
      else show(app, await boardForLink(app, parsed.link));
    },
    [appContext, show],
  );

  const registry = useCallback(async () => (await appContext()).registry, [appContext]);
  const showHome = useCallback(() => setHomeShown(true), []);

  const openNew = useCallback(async () => {
    const app = await appContext();
    show(app, newBoard(app.registry));
  }, [appContext, show]);

  /** Puts this computer's copy of the open board aside: everything comes anew from the others. */
  const takeOtherCopy = useCallback(
    async (session: BoardSession) => {
      const app = await appContext();
      await session.close();
      const isAside = await deleteBoardStorage(session.stored.id);
      show(
        app,
        session.stored,
        isAside ? { peersFirst: true } : { notices: [{ code: 'open-elsewhere' }] },
      );
    },
    [appContext, show],
  );

  const failed = useCallback((error: unknown) => {
    setScreen({
      kind: 'error',
      code: 'crashed',
      detail: error instanceof Error ? error.message : String(error),
    });
  }, []);

  const openStored = useCallback(
    (board: StoredBoard) => {
      appContext()
        .then((app) => show(app, board))
        .catch(failed);
    },
    [appContext, show, failed],
  );

  useEffect(() => {
    themeNow.current = theme;
  }, [theme]);

  useEffect(() => {
    platform.setTheme(choice);
  }, [platform, choice]);

  useEffect(() => {
    if (!isSecureContext) return;
    // The state is set once storage and cell have answered, not in this effect itself.
    // oxlint-disable-next-line react/set-state-in-effect
    openAddress(location.hash).catch(failed);
    const onHashChange = (): void => {
      if (location.hash.slice(1) !== open.current?.fragment) {
        openAddress(location.hash).catch(failed);
      }
    };
    // Only what is nowhere else, or is being handed over right now, is worth a question. The desktop
    // window has none: it waits (see BoardSession.close).
    const onBeforeUnload = (event: BeforeUnloadEvent): void => {
      if (platform.kind !== 'web') return;
      const closing = open.current?.session.status.get().closing.kind;
      if (closing === 'on-the-way' || closing === 'lost') event.preventDefault();
    };
    // A link is void once the page is gone: say goodbye rather than let others wait for a timeout.
    const onPageHide = (): void => open.current?.session.destroy();
    const onPageShow = (event: PageTransitionEvent): void => {
      if (event.persisted) location.reload();
    };
    addEventListener('hashchange', onHashChange);
    addEventListener('beforeunload', onBeforeUnload);
    addEventListener('pagehide', onPageHide);
    addEventListener('pageshow', onPageShow);
    const stopLinks = platform.onOpenLink((link) => {
      openLink(link).catch(failed);
    });
    const stopClosing = platform.onClosing(async () => {
      await open.current?.session.close();
    });
    return () => {
      removeEventListener('hashchange', onHashChange);
      removeEventListener('beforeunload', onBeforeUnload);
      removeEventListener('pagehide', onPageHide);
      removeEventListener('pageshow', onPageShow);
      stopLinks();
      stopClosing();
      open.current?.session.destroy();
      open.current = null;
    };
  }, [openAddress, openLink, failed, platform]);

  const changeTheme = (next: ThemeChoice): void => {
    setChoice(next);
    applyTheme(next);
    rememberTheme(next);
  };

  const openAnyFile = async (bytes: Uint8Array): Promise<OpenedFile> => {
    const app = await appContext();
    return openFile(bytes, {
      registry: app.registry,
      session: () => open.current?.session ?? null,
      openBoard: (board) => show(app, board),
      openCopy: (update) => show(app, newBoard(app.registry), { imported: update }),
    });
  };

  const pickFile = async (): Promise<{ name: string; code: FileError } | null> => {
    const picked = await platform.pickFile(BOARD_FILE_EXTENSION);
    if (!picked) return null;
    const opened = await openAnyFile(picked.bytes);
    if (!opened.ok) return { name: picked.name, code: opened.code };
    setHomeShown(false);
    return null;
  };

  /** Joins from Home, where what is wrong with the link stands below it. */
  const join = (text: string): LinkProblemCode | null => {
    const parsed = parseBoardLink(text);
    if (!parsed.ok) return linkProblem(parsed.code);
    setHomeShown(false);
    openLink(text).catch(failed);
    return null;
  };

  if (!isSecureContext) return <InsecureContextPage host={location.host} appLink={appLinkHere()} />;
  return (
    <ErrorBoundary
      name={t('app.name')}
      fallback={(_restore, error) => (
        <BoardErrorPage
          code="crashed"
          detail={error instanceof Error ? error.message : String(error)}
          onReload={() => location.reload()}
        />
      )}
    >
      {screen.kind === 'board' && (
        <Workspace
          key={screen.serial}
          session={screen.session}
          onTakeOtherCopy={() => void takeOtherCopy(screen.session).catch(failed)}
          platform={platform}
          themeChoice={choice}
          theme={theme}
          onThemeChange={changeTheme}
          onNewBoard={() => void openNew().catch(failed)}
          onOpenFile={openAnyFile}
          onShowBoards={showHome}
          app={appContext}
          registry={registry}
          onOpenBoard={openStored}
        />
      )}
      {screen.kind === 'error' && (
        <BoardErrorPage
          code={screen.code}
          detail={screen.detail}
          onNewBoard={() => void openNew().catch(failed)}
          onShowBoards={screen.code === 'link' ? showHome : undefined}
          onReload={screen.code === 'crashed' ? () => location.reload() : undefined}
        />
      )}
      <Home
        isShown={homeShown}
        registry={registry}
        session={screen.kind === 'board' ? screen.session : null}
        theme={theme}
        onClose={() => setHomeShown(false)}
        onOpen={openStored}
        onNewBoard={() => void openNew().catch(failed)}
        onOpenFile={pickFile}
        onJoin={join}
      />
      <LinkProblem code={badLink} onClose={() => setBadLink(null)} />
      <JoinPrompt
        cellOrigin={asked?.cell ?? null}
        onCancel={() => setAsked(null)}
        onJoin={() => {
          const link = asked;
          setAsked(null);
          if (!link) return;
          void appContext()
            .then(async (app) => show(app, await boardForLink(app, link)))
            .catch(failed);
        }}
      />
    </ErrorBoundary>
  );
}

const linkProblem = (code: BoardLinkError): LinkProblemCode =>
  code === 'bad-cell-address' ? 'cellAddress' : 'link';

/** The link that this page was opened with, in the form that the desktop app takes. */
function appLinkHere(): string | null {
  const parsed = parseBoardFragment(location.hash);
  return parsed.ok ? formatAppLink({ ...parsed, cell: location.origin }) : null;
}
