import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToolName } from '../canvas/tool.ts';
import { useStore } from '../canvas/use-store.ts';
import { WhiteboardCanvas } from '../canvas/whiteboard-canvas.tsx';
import { bindCommands } from '../commands/bind-commands.ts';
import { describeCanvasMenu } from '../commands/canvas-menu.ts';
import { type CommandContext, titleOf, type Words } from '../commands/command.ts';
import { COMMANDS, findCommand, runCommand } from '../commands/registry.ts';
import { bindTypingOnSelection } from '../commands/type-on-selection.ts';
import { BOARD_FILE_MIME, boardFileName } from '../formats/board-file/board-file.ts';
import type { Platform } from '../platform/platform.ts';
import type { Registry, StoredBoard } from '../storage/registry.ts';
import { ArrangePopover } from '../ui/arrange/arrange-popover.tsx';
import { TopLeft } from '../ui/board-menu/top-left.tsx';
import { CanvasMenu } from '../ui/canvas-menu/canvas-menu.tsx';
import { DoctorDialog } from '../ui/doctor/doctor-dialog.tsx';
import { HelpButton } from '../ui/help/help-button.tsx';
import { HelpDialog } from '../ui/help/help-dialog.tsx';
import { NoticeStack } from '../ui/notices/notice-stack.tsx';
import { Banner } from '../ui/pages/banner.tsx';
import { EmptyHint } from '../ui/pages/empty-hint.tsx';
import { ErrorBoundary } from '../ui/pages/error-boundary.tsx';
import { FollowFrame, LiveBars } from '../ui/people/live-bars.tsx';
import { PERSON_COLOR_VALUES } from '../ui/person-colors.ts';
import { TopRight } from '../ui/share/top-right.tsx';
import { AppShell } from '../ui/shell/app-shell.tsx';
import { StylePanel } from '../ui/style-panel/style-panel.tsx';
import type { ResolvedTheme, ThemeChoice } from '../ui/theme.ts';
import { Toolbar } from '../ui/toolbar/toolbar.tsx';
import { ZoomControl } from '../ui/zoom/zoom-control.tsx';
import { arrangeButtons } from './arrange-buttons.ts';
import type { BoardSession } from './board-session.ts';
import type { AppContext } from './boot.ts';
import { helpSections } from './help-sections.ts';
import type { OpenedFile } from './open-file.ts';
import { usePictures } from './pictures/use-pictures.ts';
import { menuPressOf, pressForMenu } from './press-for-menu.ts';
import { createScripting, installScripting } from './scripting.ts';
import { SelectionAnnouncer } from './selection-announcer.tsx';
import { placeSelection, useSelectionPlace } from './selection-place.ts';
import { applyStyle, useStyleValue } from './style-of-selection.ts';
import { ToolHint } from './tool-hint.tsx';
import { toolRow } from './tool-row.ts';
import { useAppMenu } from './use-app-menu.ts';
import { useAway } from './use-away.tsx';
import { useBoardState } from './use-board-state.ts';
import { useCheckup } from './use-checkup.ts';
import { useClipboard } from './use-clipboard.ts';
import { useConflicts } from './use-conflicts.tsx';
import { useExchange } from './use-exchange.tsx';
import { useIsDrawing } from './use-is-drawing.ts';
import { useNotices } from './use-notices.ts';
import { usePalette } from './use-palette.tsx';
import { useShare } from './use-share.ts';

const shortcutOf = (commandId: string): string => findCommand(commandId)?.shortcuts[0] ?? '';

export interface WorkspaceProps {
  readonly session: BoardSession;
  /** Goes on with the others' copy of this board; this one has been kept. */
  readonly onTakeOtherCopy: () => void;
  readonly platform: Platform;
  readonly themeChoice: ThemeChoice;
  readonly theme: ResolvedTheme;
  readonly onThemeChange: (choice: ThemeChoice) => void;
  readonly onNewBoard: () => void;
  readonly onShowBoards: () => void;
  /** Opens a copy of the board in a file. */
  readonly onOpenFile: (bytes: Uint8Array) => Promise<OpenedFile>;
  readonly app: () => Promise<AppContext>;
  readonly registry: () => Promise<Registry>;
  readonly onOpenBoard: (board: StoredBoard) => void;
}

/** One open board: the canvas and everything that floats on it. */
export function Workspace(props: WorkspaceProps) {
  const { session, platform, theme } = props;
  const { editor } = session;
  const { t } = useTranslation();
  const [helpOpen, setHelpOpen] = useState(false);
  const board = useBoardState(session.board);
  const status = useStore(session.status);
  const profile = useStore(session.profile);
  const loaded = useStore(session.loaded);
  const tool = useStore(editor.tool);
  const toolLocked = useStore(editor.toolLocked);
  const selection = useStore(editor.selection);
  const isDrawing = useIsDrawing(session);
  const isTyping = useStore(editor.texts.field) !== null;
  const style = useStyleValue(editor);
  const place = useSelectionPlace(editor);
  const share = useShare(session, platform, props.app);
  const notices = useNotices(session, props.onTakeOtherCopy);
  const followed = useStore(session.follow.person);
  const followedPerson = status.people.find(({ personId }) => personId === followed) ?? null;
  const conflicts = useConflicts(session, theme);
  const away = useAway(session);
  const { tell, failed } = notices;
  const { start: checkConnection, ...checkup } = useCheckup(session, failed);
  const { onOpenFile, onNewBoard, onShowBoards } = props;
  const { onOpenChange: onShareOpenChange } = share;

  const saveCopy = useCallback(async () => {
    const name = boardFileName(session.board.name, t('board.untitled'));
    const file = await session.encode();
    if (!file) {
      tell('error', t('file.tooLargeToSave'));
      return;
    }
    const saved = await platform.saveFile(name, file, BOARD_FILE_MIME);
    if (!saved.ok && saved.code === 'failed') tell('error', t('file.saveFailed'));
  }, [session, platform, t, tell]);

  const exchange = useExchange(session, platform, onOpenFile, notices);
  const { pickFile: openFile, open: openExchange } = exchange;

  const { insertPictures, pickPicture } = usePictures(session, platform, notices);
  const clipboard = useClipboard(editor, platform, notices, insertPictures);

  const { show: showPalette, palette } = usePalette({
    registry: props.registry,
    openId: session.stored.id,
    onOpenBoard: props.onOpenBoard,
    failed,
  });

  /** What commands act on, for keys, buttons and the application menu alike. */
  const context = useMemo<CommandContext>(
    () => ({
      editor,
      window: {
        newBoard: onNewBoard,
        showBoards: onShowBoards,
        openFile: () => void openFile().catch(failed),
        saveCopy: () => void saveCopy().catch(failed),
        share: () => onShareOpenChange(true),
        exchangeChanges: openExchange,
        showHelp: () => setHelpOpen(true),
        showPalette,
        checkConnection,
        pickPicture,
        ...clipboard,
      },
    }),
    [
      editor,
      onNewBoard,
      onShowBoards,
      openFile,
      saveCopy,
      onShareOpenChange,
      openExchange,
      checkConnection,
      showPalette,
      failed,
      pickPicture,
      clipboard,
    ],
  );

  const contextNow = useRef(context);
  useEffect(() => {
    contextNow.current = context;
  }, [context]);
  // Once, not with each context: between the first two letters of a word the tool changes, and with
  // it the context. Typing comes second: it looks at the keys that commands leave.
  useEffect(() => {
    const unbindCommands = bindCommands(window, () => contextNow.current, COMMANDS);
    const unbindTyping = bindTypingOnSelection(window, editor);
    return () => {
      unbindCommands();
      unbindTyping();
    };
  }, [editor]);
  useAppMenu(platform, context);
  useEffect(() => {
    const scripting = createScripting({
      editor,
      link: () => session.links()?.web ?? null,
      status: () => session.status.get(),
    });
    return installScripting(window, scripting);
  }, [session, editor]);
  useEffect(() => {
    const name = board.name === '' ? t('board.untitled') : board.name;
    platform.setTitle(`${name} – ${t('app.name')}`);
  }, [platform, board.name, t]);
  useEffect(() => {
    session.people.setColors((color) => PERSON_COLOR_VALUES[color][theme].fill);
  }, [session, theme]);

  const run = (id: string) => () => {
    runCommand(id, context);
  };
  const words: Words = (key, values) => t(key as 'command.edit.undo', { ...values });
  const title = (id: string): string => {
    const known = findCommand(id);
    return known ? titleOf(known, context, words) : '';
  };
  const panel = (name: string, children: React.ReactNode) => (
    <ErrorBoundary name={name}>{children}</ErrorBoundary>
  );
  const arrange = place ? (
    <ArrangePopover
      place={place}
      onPlace={(change, run) => placeSelection(editor, change, run)}
      groups={arrangeButtons(context, words)}
      onCommand={(id) => run(id)()}
    />
  ) : undefined;
  const isEmpty = loaded && board.isEmpty && !isDrawing && !isTyping;

  return (
    <AppShell
      topLeft={panel(
        t('region.board'),
        <TopLeft
          boardName={board.name}
          onRename={(name) => session.board.setName(name)}
          readOnly={board.readOnly}
          onNewBoard={run('board.new')}
          onShowBoards={run('board.all')}
          onOpenFile={run('board.open-file')}
          onSaveFile={run('board.save-copy')}
          onExchange={run('board.exchange')}
          onInsertPicture={board.readOnly ? undefined : run('insert.picture')}
          theme={props.themeChoice}
          onThemeChange={props.onThemeChange}
          onCheckConnection={run('help.connection')}
          onHelp={run('help.shortcuts')}
          shortcuts={{
            openFile: shortcutOf('board.open-file'),
            saveFile: shortcutOf('board.save-copy'),
            insertPicture: shortcutOf('insert.picture'),
            help: shortcutOf('help.shortcuts'),
          }}
        />,
      )}
      topRight={panel(
        t('region.people'),
        <TopRight
          status={status}
          self={{
            name: profile.name,
            color: profile.color,
            onNameChange: (name) => void session.setProfile({ name }).catch(notices.failed),
            onColorChange: (color) => void session.setProfile({ color }).catch(notices.failed),
          }}
          share={share}
          follow={{ followed, onFollow: (personId) => session.follow.toggle(personId) }}
          isPaused={board.isPaused}
          onPausedChange={(isPaused) => session.setPaused(isPaused)}
          conflicts={{ count: conflicts.count, onOpen: conflicts.open }}
          toolLabel={(name) => t(`tool.${name as ToolName}`, { defaultValue: '' })}
          onRetry={() => session.retryNow()}
          onSaveCopy={run('board.save-copy')}
          onCheckConnection={run('help.connection')}
        />,
      )}
      toolHint={<ToolHint tool={tool} />}
      tools={panel(
        t('region.tools'),
        <Toolbar
          groups={toolRow(t)}
          active={tool}
          locked={toolLocked ? tool : null}
          onSelect={(name) => editor.setTool(name as ToolName)}
          onLock={(name) => editor.pressTool(name as ToolName)}
        />,
      )}
      style={
        style &&
        panel(
          t('region.style'),
          <StylePanel value={style} onChange={(...chosen) => applyStyle(editor, ...chosen)}>
            {arrange}
          </StylePanel>,
        )
      }
      view={panel(
        t('region.view'),
        <ZoomControl
          undoLabel={title('edit.undo')}
          redoLabel={title('edit.redo')}
          canUndo={board.canUndo}
          canRedo={board.canRedo}
          onUndo={run('edit.undo')}
          onRedo={run('edit.redo')}
          camera={editor.camera}
          onZoomIn={run('view.zoom-in')}
          onZoomOut={run('view.zoom-out')}
          onZoomToActual={run('view.zoom-100')}
          onFit={run('view.zoom-fit')}
          onFitSelection={selection.size > 0 ? run('view.zoom-selection') : undefined}
          shortcuts={{
            undo: shortcutOf('edit.undo'),
            redo: shortcutOf('edit.redo'),
            zoomIn: shortcutOf('view.zoom-in'),
            zoomOut: shortcutOf('view.zoom-out'),
            zoomToActual: shortcutOf('view.zoom-100'),
            fit: shortcutOf('view.zoom-fit'),
            fitSelection: shortcutOf('view.zoom-selection'),
          }}
        />,
      )}
      help={<HelpButton shortcut={shortcutOf('help.shortcuts')} onPress={run('help.shortcuts')} />}
      notices={
        <>
          {away && panel(t('away.title'), away)}
          {conflicts.card && panel(t('conflict.title', { count: conflicts.count }), conflicts.card)}
          <NoticeStack notices={notices.list} onDismiss={notices.dismiss} />
        </>
      }
      banner={
        (board.readOnly || followedPerson !== null || board.isPaused) && (
          <>
            {board.readOnly && <Banner tone="info" text={t('readOnly.newerSchema')} />}
            <LiveBars
              followed={followedPerson}
              onStopFollowing={() => session.follow.stop()}
              isPaused={board.isPaused}
              withheldCount={board.withheldCount}
              onResume={() => session.setPaused(false)}
            />
          </>
        )
      }
      hint={isEmpty ? <EmptyHint /> : undefined}
    >
      <ErrorBoundary name={t('canvas.label')}>
        <CanvasMenu
          label={t('canvas.menu')}
          groups={() => describeCanvasMenu(context, words)}
          onPress={(event) => pressForMenu(editor, menuPressOf(event.nativeEvent))}
          onSelect={(id) => run(id)()}
        >
          <WhiteboardCanvas
            editor={editor}
            remoteGestures={session.remoteGestures}
            remoteCursors={session.remoteCursors}
            theme={theme}
            label={t('canvas.label')}
            textLabel={t('canvas.text')}
          />
        </CanvasMenu>
        <SelectionAnnouncer editor={editor} />
        {followedPerson && <FollowFrame followed={followedPerson} />}
      </ErrorBoundary>
      <DoctorDialog
        checkup={checkup.state}
        onClose={checkup.close}
        onAgain={checkConnection}
        onStop={checkup.stop}
        onCopy={(text) => platform.copyText(text)}
      />
      {palette(context)}
      {exchange.dialog}
      <HelpDialog open={helpOpen} onOpenChange={setHelpOpen} sections={helpSections(t)} />
    </AppShell>
  );
}
