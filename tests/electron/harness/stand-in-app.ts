import { StandInApplication } from '../stand-in/application.ts';
import type { DesktopApp, DesktopLaunch, ShownDialog } from './desktop-app.ts';

/** The app in the stand-in, with what only the stand-in can do to it. */
export interface StandInApp extends DesktopApp {
  readonly application: StandInApplication;
}

const DIALOG_KINDS = ['showMessageBox', 'showSaveDialog', 'showOpenDialog'] as const;

export async function launchStandIn(launch: DesktopLaunch): Promise<StandInApp> {
  const application = await StandInApplication.launch(launch);
  const { main } = application;
  return {
    application,
    userData: application.userData,
    exited: application.exited,
    page: () => application.page(),
    pageErrors: application.pageErrors,
    windows: () => main.windows(),
    pageCount: () => application.pageCount(),
    setBounds: (bounds) => main.setBounds(bounds),
    menu: () => main.menu(),
    clickMenu: (id) => main.clickMenu(id),
    setSystemDark: (dark) => main.systemDark(dark),
    answerDialog: (kind, answer) => main.answerDialog(kind, answer),
    dialogs: async () =>
      (await main.recorded()).flatMap(({ api, args }): ShownDialog[] => {
        const kind = DIALOG_KINDS.find((each) => each === api);
        return kind === undefined ? [] : [{ kind, options: args[0] as ShownDialog['options'] }];
      }),
    clipboard: () => main.clipboard(),
    failInMain: (kind, message) => main.fail(kind, message),
    async openAgain(args) {
      const second = await StandInApplication.launch({
        ...launch,
        userData: application.userData,
        args,
      });
      try {
        return await second.exited;
      } finally {
        await second.dispose();
      }
    },
    closeWindow: () => main.closeWindow(),
    quit: () => application.quit(),
    async dispose() {
      const isRunning = application.isRunning;
      const unexpected = isRunning ? await unexpectedOf(application) : [];
      await application.dispose();
      const problems = [...application.problems, ...unexpected];
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  };
}

/** Dialogs that nobody expected: the app got an error for them, and may have swallowed it. */
async function unexpectedOf({ main }: StandInApplication): Promise<string[]> {
  const recorded = await main.recorded();
  return recorded.filter(({ api }) => api === 'unexpected').map(({ args }) => String(args[0]));
}
