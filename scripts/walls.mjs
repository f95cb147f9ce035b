// Draws docs/map.md from doors.json, the same data the dependency-cruiser rules are made from.
// `--check` only tells whether the file is fresh.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { modules, doors, titles } = JSON.parse(readFileSync(join(root, 'doors.json'), 'utf8'));
const file = join(root, 'docs/map.md');

const begin = '<!-- made by scripts/walls.mjs from doors.json: begin -->';
const end = '<!-- end -->';

function drawing() {
  const nodes = modules.map((name) => `  ${name}["${name}<br/>${titles[name]}"]`);
  const arrows = modules.flatMap((name) => doors[name].map((door) => `  ${name} --> ${door}`));
  // A list, not a table: the formatter pads tables by the width of their characters.
  const rows = modules.map((name) => {
    const entered = doors[name].map((door) => `\`${door}\``).join(', ') || 'none';
    return `- \`${name}\` ${titles[name]} may enter the front door of: ${entered}`;
  });
  return [begin, '', '```mermaid', 'graph RL', ...nodes, ...arrows, '```', '', ...rows, '', end].join('\n');
}

const before = readFileSync(file, 'utf8');
const after =
  before.slice(0, before.indexOf(begin)) + drawing() + before.slice(before.indexOf(end) + end.length);
if (process.argv.includes('--check')) {
  if (before !== after) {
    console.error('docs/map.md is stale: run node scripts/walls.mjs');
    process.exitCode = 1;
  }
} else writeFileSync(file, after);
