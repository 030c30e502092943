const slot = 'claimwright.key';

/** The key of this tab, kept until the tab is closed or the key is forgotten; never longer. */
export function storedKey(): string | null {
  return sessionStorage.getItem(slot);
}

export function storeKey(key: string): void {
  sessionStorage.setItem(slot, key);
}

export function forgetKey(): void {
  sessionStorage.removeItem(slot);
}
