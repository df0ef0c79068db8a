import { safeStorage } from 'electron';
import type { Cipher, Protection } from '../storage/secrets';

/**
 * To be called when the app is ready. The system's keychain, DPAPI or keyring. On a Linux without a keyring there is
 * none: secrets are then kept only if the person accepted that whoever reads the file can read them.
 */
export function systemCipher(acceptsUnprotected: boolean): Cipher {
  const protection = protectionHere(acceptsUnprotected);
  if (protection.kind === 'none' && acceptsUnprotected && process.platform === 'linux') {
    safeStorage.setUsePlainTextEncryption(true);
  }
  return {
    protection,
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(bytes),
  };
}

function protectionHere(isAccepted: boolean): Protection {
  const isUnguarded = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (!isUnguarded && safeStorage.isEncryptionAvailable()) return { kind: 'system' };
  const reason =
    process.platform === 'linux'
      ? 'This computer has no keyring (GNOME Keyring or KWallet) that could protect secrets, so they last until the app ends'
      : 'The system offers nothing to protect secrets with, so they last until the app ends';
  return { kind: 'none', reason, isAccepted };
}
