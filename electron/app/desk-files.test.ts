import { resolve, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { contentSecurityPolicy, deskFile, withNonce } from './desk-files';

const ROOT = resolve('/srv/bundle');

describe('deskFile', () => {
  it('finds what a bundle consists of', () => {
    expect(deskFile(ROOT, 'app://desk/index.html')).toEqual({
      path: resolve(ROOT, 'index.html'),
      type: 'text/html; charset=utf-8',
    });
    expect(deskFile(ROOT, 'app://desk/assets/a%20b.js?v=1#x')?.path).toBe(resolve(ROOT, 'assets', 'a b.js'));
  });

  it('finds nothing outside the bundle, for another host or scheme, or of another kind', () => {
    const addresses = [
      'app://desk/../secret.js',
      'app://desk/%2e%2e/secret.js',
      'app://desk/..%2fsecret.js',
      'app://desk/..%5Csecret.js',
      'app://desk/a.js%00.html',
      'app://desk/%zz.js',
      'app://desk/',
      'app://desk/main.js.map',
      'app://desk/.env',
      'app://elsewhere/index.html',
      'file:///srv/bundle/index.html',
      'nonsense',
    ];
    // The URL parser itself resolves plain and encoded dots, so the first two stay inside.
    expect(addresses.map((address) => deskFile(ROOT, address)?.path ?? null)).toEqual([
      resolve(ROOT, 'secret.js'),
      resolve(ROOT, 'secret.js'),
      ...Array.from({ length: 10 }, () => null),
    ]);
  });

  it('stays inside the bundle whatever the address', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '%2e%2e', '%2f', '%5c', '/', '\\', '%00', ':', '//', 'C:'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const file = deskFile(ROOT, `app://desk/${parts.join('')}.js`);
        expect(file === null || file.path.startsWith(ROOT + sep)).toBe(true);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});

describe('the content security policy', () => {
  it('lets no script or style in that is not of the bundle or of this load', () => {
    const policy = contentSecurityPolicy('abc');
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'nonce-abc' 'sha256-");
    expect(policy).not.toMatch(/unsafe|\*|http/);
    expect(withNonce('<html><head><title>x</title></head></html>', 'abc')).toBe(
      '<html><head><meta property="csp-nonce" nonce="abc" /><title>x</title></head></html>',
    );
  });

  it("still knows the style of the chart's attribution", () => {
    const chart = readFileSync('node_modules/lightweight-charts/dist/lightweight-charts.production.mjs', 'utf8');
    const [, style = ''] = /innerText="(a#tv-attr-logo[^"]*)"/.exec(chart) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(contentSecurityPolicy('abc')).toContain(`'sha256-${hash}'`);
  });
});
