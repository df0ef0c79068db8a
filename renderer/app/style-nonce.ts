import { setNonce } from 'get-nonce';

/** Gives libraries that make style elements (the dialogs' scroll lock) the nonce of this load, without which the policy refuses them. */
export function shareStyleNonce(page: Document): void {
  const nonce = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  if (nonce) setNonce(nonce);
}
