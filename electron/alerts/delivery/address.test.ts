import type { lookup } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { faultOfAddress, guardedLookup, partOfAddress } from './address';

describe('an address that messages are sent to', () => {
  it.each([
    'https://hooks.example.com/desk',
    'https://1.1.1.1/x',
    'http://127.0.0.1:9000/a',
    'http://localhost:9000',
    'http://[::1]:80/',
  ])('may be %s', (address) => expect(faultOfAddress(address)).toBeNull());

  it.each([
    ['http://hooks.example.com/', 'http is for this computer alone'],
    ['https://192.168.1.1/', 'private network'],
    ['https://10.0.0.8/', 'private network'],
    ['https://169.254.169.254/latest', 'private network'],
    ['https://[::ffff:10.0.0.1]/', 'private network'],
    ['https://[fd00::1]/', 'private network'],
    ['https://me:secret@example.com/', 'without a user name'],
    ['ftp://example.com/', 'https://'],
    ['nonsense', 'Expected an address'],
  ])('may not be %s', (address, words) => expect(faultOfAddress(address)).toContain(words));

  it('shows only as much of itself as tells it from another', () => {
    expect(partOfAddress('https://hooks.example.com/services/T0/B1/verysecret')).toBe(
      'https://hooks.example.com/…cret',
    );
  });
});

describe('looking a name up', () => {
  const leadingTo = (...addresses: readonly string[]): typeof lookup =>
    // Only the form with all addresses is ever called.
    ((_host: string, _options: unknown, callback: (error: null, found: unknown) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as never;
  const found = (url: string, ...addresses: readonly string[]) =>
    new Promise((resolve) => {
      const look = guardedLookup(new URL(url), leadingTo(...addresses));
      look('name', { all: false }, (error, address) => resolve(error?.message ?? address));
    });

  it('takes the address of a public name', async () => {
    expect(await found('https://hooks.example.com', '93.184.216.34')).toBe('93.184.216.34');
  });

  it('refuses a public name that leads inside, also by one of several addresses', async () => {
    for (const inside of [
      '127.0.0.1',
      '10.1.2.3',
      '169.254.169.254',
      '::1',
      'fe80::1',
      '::ffff:192.168.0.1',
      '100.64.0.1',
    ])
      expect(await found('https://hooks.example.com', '93.184.216.34', inside)).toContain('private network');
  });

  it('refuses a name for this computer that leads elsewhere', async () => {
    expect(await found('http://localhost:80', '93.184.216.34')).toContain('leads to');
  });
});
