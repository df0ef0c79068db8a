import { setNonce } from 'get-nonce';

/** Gives libraries that make style elements (the dialogs' scroll lock) the nonce of this load, without which the policy refuses them. */
export function shareStyleNonce(page: Document): void {
  const nonce = styleNonceOf(page);
  if (nonce) setNonce(nonce);
}

/** Each window's page is a load of its own, and has its own. */
export function styleNonceOf(page: Document): string | undefined {
  return page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
}
