import { join } from 'node:path';
import { CELL_IS_BUILT_VARIABLE } from '../../tests/support/cell.ts';
import { ensureChromium } from '../../tests/support/chromium.ts';
import { buildIfStale } from '../build/build-if-stale.ts';
import { type BuildTarget, REPOSITORY } from '../build/targets.ts';
import { type NoDesktopReason, noDesktopReason } from '../start/desktop-possible.ts';
import { findElectronRuntime } from '../start/electron-runtime.ts';
import { currentEnvironment } from '../start/environment.ts';
import { commandFile, runNode } from '../support/run-node.ts';
import { listSourceFiles } from '../support/source-files.ts';
import { type Counts, countsOfPlaywright, NOTHING } from './counts.ts';
import { readReport, runSteps, STATIC_STEPS, type Step, UNIT_STEP, withFolder } from './steps.ts';

type Say = (line: string) => void;

/**
 * Browsers on a shared machine now and then meet what no wait can cover. What passes only at its
 * second try is named at the end of the run, to be looked into.
 */
const RETRIES = 1;

export interface Suite {
  readonly name: string;
  run(selection: readonly string[], say: Say): Promise<readonly Counts[]>;
}

/** A suite that cannot run here counts as one skipped, and says why. */
function skipped(name: string, reason: string, say: Say): Counts[] {
  say(`skipped: ${name}: ${reason}`);
  return [{ ...NOTHING, skipped: 1 }];
}

/** Builds what a suite needs; a build that fails is that suite's failure. */
async function built(targets: readonly BuildTarget[], say: Say): Promise<boolean> {
  for (const target of targets) {
    try {
      await buildIfStale(target, say);
    } catch (error) {
      say(`build: ${target} FAILED: ${error instanceof Error ? error.message : error}`);
      return false;
    }
  }
  return true;
}

const FAILED: Counts = { ...NOTHING, failed: 1 };

function playwright(
  config: string,
  selection: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Counts> {
  return withFolder(async (folder) => {
    const report = join(folder, 'playwright.json');
    const { code } = await runNode(
      commandFile('@playwright/test', 'playwright'),
      ['test', '--config', config, '--reporter=list,json', `--retries=${RETRIES}`, ...selection],
      { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
    );
    return countsOfPlaywright(await readReport(report), code);
  });
}

async function testFilesIn(folder: string): Promise<number> {
  const files = await listSourceFiles([join(REPOSITORY, folder)], ['.ts', '.tsx']);
  return files.filter((file) => /\.spec\.tsx?$/.test(file)).length;
}

const unit: Suite = {
  name: 'unit',
  run: (_selection, say) => runSteps([...STATIC_STEPS, UNIT_STEP] satisfies readonly Step[], say),
};

const e2e: Suite = {
  name: 'e2e',
  async run(selection, say) {
    if ((await testFilesIn('tests/e2e')) === 0) return skipped('e2e', 'it has no tests', say);
    const browser = await ensureChromium(say);
    if (!browser.ok) return skipped('e2e', browser.reason, say);
    if (!(await built(['web', 'cell'], say))) return [FAILED];
    return [
      await playwright('playwright.config.ts', selection, {
        DRAWBRIDGE_CHROMIUM: browser.path,
        [CELL_IS_BUILT_VARIABLE]: '1',
      }),
    ];
  },
};

const ELECTRON_CONFIG = 'tests/electron/playwright.config.ts';

/** The built desktop app in the stand-in: everywhere where there is a Chromium. */
async function standIn(selection: readonly string[], say: Say): Promise<readonly Counts[]> {
  const browser = await ensureChromium(say);
  if (!browser.ok) return skipped('desktop app in the stand-in', browser.reason, say);
  const args = ['--project=stand-in', ...selection];
  return [await playwright(ELECTRON_CONFIG, args, { DRAWBRIDGE_CHROMIUM: browser.path })];
}

const NO_DESKTOP_REASONS: Readonly<Record<NoDesktopReason, string>> = {
  'no-display': 'there is no display',
  root: 'Electron does not run as root on Linux',
};

/** The same scenes in Electron itself, where it can run. */
async function realElectron(selection: readonly string[], say: Say): Promise<readonly Counts[]> {
  const name = 'desktop app in Electron';
  const executable = findElectronRuntime(join(REPOSITORY, 'node_modules/electron'));
  if (executable === null) return skipped(name, 'the Electron runtime is not downloaded', say);
  const reason = noDesktopReason(currentEnvironment());
  if (reason !== undefined) return skipped(name, NO_DESKTOP_REASONS[reason], say);
  const args = ['--project=electron', ...selection];
  return [await playwright(ELECTRON_CONFIG, args, { DRAWBRIDGE_ELECTRON: executable })];
}

const electron: Suite = {
  name: 'electron',
  async run(selection, say) {
    if (!(await built(['desktop', 'web'], say))) return [FAILED];
    return [...(await standIn(selection, say)), ...(await realElectron(selection, say))];
  },
};

/** In the order in which they run: the quick ones first. */
export const SUITES: readonly Suite[] = [unit, e2e, electron];
