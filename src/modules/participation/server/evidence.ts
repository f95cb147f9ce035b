import type { Ctx } from '#platform/http/context.ts';

/** The bytes of a received file, at most `most` of them. */
export async function bytesOf(ctx: Pick<Ctx, 'files'>, sha256: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of ctx.files.open(sha256)) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}
