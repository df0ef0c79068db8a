import { describe, expect, it } from 'vitest';
import { parsers } from '#shared/ipc/contract';
import { draftOfAccount, faultsOfAccount, type AccountDraft } from './account-draft';

const GOOD: AccountDraft = { apiKey: 'k1tekey0', redirectUrl: 'http://127.0.0.1:5000/', apiSecret: '' };

describe('draftOfAccount', () => {
  it('shows what is known, and nothing of a secret', () => {
    const kite = { ...GOOD, root: null, apiSecret: 'kept' as const, isLoggedIn: true };
    expect(draftOfAccount(kite)).toEqual(GOOD);
  });
});

describe('faultsOfAccount', () => {
  it('finds nothing wrong with what Kite shows, spaces around it included', () => {
    expect(faultsOfAccount(GOOD)).toEqual({});
    expect(faultsOfAccount({ ...GOOD, apiKey: ' k1tekey0 ', apiSecret: 's3cret\n' })).toEqual({});
  });

  it('says what each field expects', () => {
    expect(faultsOfAccount({ apiKey: 'has space', redirectUrl: 'ftp://x', apiSecret: 'x'.repeat(65) })).toEqual({
      apiKey: 'Expected letters and digits only, as Kite shows it',
      apiSecret: 'Expected letters and digits only, as Kite shows it',
      redirectUrl: 'Expected an address that begins with http:// or https://',
    });
  });

  it('agrees with the desk about what can be used', () => {
    const keys = ['', 'abc', 'a b', 'ab\n', 'ü', 'x'.repeat(64), 'x'.repeat(65)];
    const addresses = ['http://127.0.0.1:5000/', 'https://kite.example/x?y=1', 'ftp://x/', 'nonsense', ''];
    for (const apiKey of keys) {
      for (const redirectUrl of addresses) {
        const isUsable = Object.keys(faultsOfAccount({ apiKey, redirectUrl, apiSecret: '' })).length === 0;
        expect([apiKey, redirectUrl, isUsable]).toEqual([
          apiKey,
          redirectUrl,
          parsers['settings.setKite'].safeParse({ apiKey, redirectUrl }).success,
        ]);
      }
    }
  });
});
