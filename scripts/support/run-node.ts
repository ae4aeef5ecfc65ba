import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { REPOSITORY } from '../build/targets.ts';

const packageSchema = z.object({
  bin: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
});

/**
 * The JavaScript file behind a package's command, so that it starts with `node` on every system
 * and needs neither a shell nor a `.cmd` wrapper.
 *
 * @throws when the package is not installed or has no such command
 */
export function commandFile(packageName: string, command: string, root = REPOSITORY): string {
  const manifest = join(root, 'node_modules', packageName, 'package.json');
  const { bin } = packageSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  const file = typeof bin === 'string' ? bin : bin?.[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}`);
  return join(dirname(manifest), file);
}

export interface NodeRun {
  /** Exit code; 1 when it ended by a signal. */
  readonly code: number;
  /** Both streams in order of arrival; empty unless captured. */
  readonly output: string;
  readonly tookMs: number;
}

export interface NodeRunOptions {
  /** Collects the output instead of showing it as it comes. */
  readonly capture?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: the repository. */
  readonly cwd?: string;
}

/** Runs a JavaScript file with this Node and waits for its end. */
export function runNode(
  file: string,
  args: readonly string[],
  { capture = false, env = {}, cwd = REPOSITORY }: NodeRunOptions = {},
): Promise<NodeRun> {
  const startedAtMs = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code: code ?? 1, output, tookMs: Date.now() - startedAtMs }),
    );
  });
}
