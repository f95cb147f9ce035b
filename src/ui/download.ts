import { callRaw } from './client.ts';

function nameIn(disposition: string | null): string | undefined {
  const star = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (star) return decodeURIComponent(star);
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
}

/** Hands a blob to the browser as a file of that name. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(url);
}

/**
 * Fetches a file and saves it under the server's name, or `fallbackName`. Fetching rather than following a
 * link lets a refusal be shown as a sentence instead of replacing the page. Throws ProblemError.
 */
export async function download(path: string, fallbackName: string, init: RequestInit = {}): Promise<void> {
  const response = await callRaw(path, init);
  saveBlob(await response.blob(), nameIn(response.headers.get('content-disposition')) ?? fallbackName);
}
