import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const entry = path.join(import.meta.dirname, '../../src/app/cli.ts');

function huanju(...args: string[]): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [entry, ...args], (fault, stdout) => {
      resolve({ code: fault ? Number(fault.code) : 0, stdout });
    });
  });
}

describe('命令行', () => {
  it.each([
    [['foo', 'bar']],
    [['survey']],
    [['survey', 'constructor', 'x']],
    [['__proto__', 'check']],
    [['audit', 'verify', '--nope']],
    [['survey', 'check']],
    [['survey', 'check', 'no-such-file.xlsx', '--json']],
    [['plan', 'solve', 'a.json', '--limit']],
    [['plan', 'build', 'a.xlsx', '--unknown']],
  ])('%j 不能用时：一份 JSON 说明原因，退出码 2', async (args) => {
    const { code, stdout } = await huanju(...args);
    expect(code).toBe(2);
    const { problem } = JSON.parse(stdout) as { problem: { code: string; message: string } };
    expect(problem.code).toMatch(/^[a-z]+\./);
    expect(problem.message).toMatch(/[一-鿿]/);
  });
});
