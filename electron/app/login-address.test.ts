import { describe, expect, it } from 'vitest';
import { isBrokersLogin, isLoginPage, isRedirect, readRedirect } from './login-address';

const LOGIN = 'https://kite.zerodha.com/connect/login?v=3&api_key=abc';

describe('the login', () => {
  it('ends at the redirect address, whatever its query, and nowhere else', () => {
    const redirect = 'http://127.0.0.1:5000/';
    expect(isRedirect('http://127.0.0.1:5000/?request_token=x&status=success', redirect)).toBe(true);
    expect(isRedirect('http://127.0.0.1:5000?status=success', redirect)).toBe(true);
    for (const other of [
      'http://127.0.0.1:5001/',
      'https://127.0.0.1:5000/',
      'http://127.0.0.1:5000/other',
      'http://127.0.0.1:5000.evil.com/',
      'x',
    ]) {
      expect(isRedirect(other, redirect)).toBe(false);
    }
  });

  it('gives the request token, or says why there is none', () => {
    expect(readRedirect('http://localhost/?action=login&status=success&request_token=AbCd1234efgh5678')).toEqual({
      ok: true,
      value: { requestToken: 'AbCd1234efgh5678' },
    });
    expect(readRedirect('http://localhost/?status=cancelled')).toEqual({
      ok: false,
      error: 'Kite did not confirm the login (status: cancelled). Please try again.',
    });
    expect(readRedirect('http://localhost/?status=success&request_token=<script>')).toMatchObject({ ok: false });
    expect(readRedirect('http://localhost/?status=<b>&request_token=AbCd1234efgh5678')).toEqual({
      ok: false,
      error: 'Kite did not confirm the login (status: ?b?). Please try again.',
    });
  });

  it('that another desk names asks for a password on Kite or on this computer only', () => {
    expect(isBrokersLogin(LOGIN)).toBe(true);
    expect(isBrokersLogin('http://127.0.0.1:4001/connect/login?api_key=a')).toBe(true);
    for (const other of [
      'http://kite.zerodha.com/connect/login',
      'https://kite.zerodha.com.evil.com/',
      'https://evil.com/kite.zerodha.com',
      'http://127.0.0.1.evil.com/',
      'file:///etc/passwd',
      '',
    ])
      expect(isBrokersLogin(other)).toBe(false);
  });

  it('leads through pages of the broker only', () => {
    expect(isLoginPage('https://kite.zerodha.com/connect/authorize', LOGIN)).toBe(true);
    expect(isLoginPage('https://accounts.zerodha.com/two-factor', LOGIN)).toBe(true);
    for (const other of [
      'http://kite.zerodha.com/',
      'https://zerodha.com.evil.com/',
      'https://evilzerodha.com/',
      'file:///etc/passwd',
      'javascript:alert(1)',
    ]) {
      expect(isLoginPage(other, LOGIN)).toBe(false);
    }
    expect(isLoginPage('http://127.0.0.1:4001/finish', 'http://127.0.0.1:4001/connect/login')).toBe(true);
    expect(isLoginPage('https://kite.zerodha.com/', 'http://127.0.0.1:4001/connect/login')).toBe(false);
  });
});
