import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliCommand } from '#platform/cli.ts';
import { day } from '#shared/day.ts';

/** Runs a command of the command line on one JSON file in a folder of its own. */
export async function runCommand(command: CliCommand, input: unknown, ...more: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'huanju-command-'));
  try {
    writeFileSync(join(folder, 'in.json'), typeof input === 'string' ? input : JSON.stringify(input));
    const out: string[] = [];
    const code = await command.run(['in.json', '--json', ...more], {
      cwd: folder,
      stdout: (text) => void out.push(text),
      stderr: () => {},
      today: day('2026-11-22'),
    });
    return { code, answer: JSON.parse(out.join('')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
