import { verifyAudit } from '#platform/audit/verify.ts';
import type { CliCommand } from '#platform/cli.ts';
import { splitArguments } from '#platform/cli-args.ts';
import { connect } from '#platform/database/connect.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { startEmbedded } from '#platform/postgres/embedded.ts';
import { platformProblems } from '#platform/problems.ts';
import { problem } from '#shared/problem.ts';
import { readConfig } from './config.ts';

/** Walks every audit chain of this installation, running or not, and names the first broken link. Exit 1 if there is one. */
export const command: CliCommand = {
  module: 'audit',
  verb: 'verify',
  usage: 'huanju audit verify [--json]',
  run: async (args, io) => {
    const { values } = splitArguments(
      { args: [...args], options: { json: { type: 'boolean' as const } } },
      (why) => problem(platformProblems, 'cli.usage', { why }),
    );
    const config = readConfig(process.env);
    const server = config.databaseUrl
      ? { ownerUrl: config.databaseUrl, stop: async () => undefined }
      : await startEmbedded({ dataDir: config.dataDir, log: io.stderr, join: true });
    const db = connect(server.ownerUrl, 1);
    try {
      const verdict = await inScope(db, everyRegion, (tx) => verifyAudit(tx));
      const valid = verdict.broken === null;
      if (values.json) io.stdout(`${JSON.stringify({ valid, ...verdict })}\n`);
      else
        io.stdout(
          valid
            ? `审计链完好：${verdict.streams} 条链，${verdict.lines} 行，${verdict.anchors} 个锚点。\n`
            : `审计链断裂：${verdict.broken?.sentence}\n`,
        );
      return valid ? 0 : 1;
    } finally {
      await db.destroy();
      await server.stop();
    }
  },
};
