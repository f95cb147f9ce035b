/** Storage of a browser that may forbid it (private windows of old phones): then nothing is remembered, and all works. */
export function kept(store: Storage, name: string): string | null {
  try {
    return store.getItem(name);
  } catch {
    return null;
  }
}

export function keep(store: Storage, name: string, value: string | null): void {
  try {
    if (value === null) store.removeItem(name);
    else store.setItem(name, value);
  } catch {
    // not remembered
  }
}
