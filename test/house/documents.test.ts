import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

function markdownFiles(): string[] {
  const under = (folder: string) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => path.join(folder, name));
  return [
    'README.md',
    'README.zh-CN.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...under('docs'),
    ...under('src'),
  ];
}

describe('documents', () => {
  it('name only paths that exist', () => {
    const absent = markdownFiles().flatMap((file) =>
      [...read(file).matchAll(/`((?:src|docs|db|test|bench|scripts|policy)\/[\w./-]+)`/g)]
        .map((found) => found[1] ?? '')
        .filter((name) => !name.includes('YYYY') && !name.includes('*'))
        .filter((name) => !existsSync(path.join(root, name)))
        .map((name) => `${file}: ${name}`),
    );
    expect(absent).toEqual([]);
  });

  it('the glossary knows every module and every problem prefix', () => {
    const glossary = read('docs/glossary.md');
    const { modules } = JSON.parse(read('doors.json')) as { modules: string[] };
    for (const module of modules) {
      expect(glossary).toContain(module);
      expect(existsSync(path.join(root, 'src/modules', module, 'README.md')), `${module}/README.md`).toBe(
        true,
      );
      const catalogue = path.join(root, 'src/modules', module, 'problems.ts');
      if (!existsSync(catalogue)) continue;
      const prefixes = [...readFileSync(catalogue, 'utf8').matchAll(/^ {2}'([a-z]+)\./gm)].map(
        (found) => found[1],
      );
      expect(prefixes.filter((prefix) => prefix !== module)).toEqual([]);
    }
  });

  it('both README files tell the same sections', () => {
    const sections = (name: string) => read(name).match(/^## /gm)?.length ?? 0;
    expect(sections('README.zh-CN.md')).toBe(sections('README.md'));
  });

  it('no registry host, private address or machine path is in the tree', () => {
    const lock = read('package-lock.json');
    expect(lock).not.toContain('"resolved"');
  });
});
